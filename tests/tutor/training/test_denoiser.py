import pytest
import torch

from tutor.diffusion.schedule import alpha_bar, cosine_betas
from tutor.training.denoiser import level_features
from tutor.training.picture_denoiser import PictureDenoiser
from tutor.training.point_denoiser import PointDenoiser, PointShape

LEVELS = torch.from_numpy(alpha_bar(cosine_betas(100)))


def points(seed=0):
    return PointDenoiser(LEVELS, 2, generator=torch.Generator().manual_seed(seed))


def shapes(seed=0):
    return PictureDenoiser(LEVELS, 2, (3, 16, 16), generator=torch.Generator().manual_seed(seed))


def digits(seed=0):
    return PictureDenoiser(LEVELS, 2, (1, 8, 8), generator=torch.Generator().manual_seed(seed))


def batch(*shape):
    generator = torch.Generator().manual_seed(1)
    return torch.randn(6, *shape, generator=generator), torch.tensor([0, 20, 40, 60, 80, 99])


def awake(network):
    """With no layer that says nothing, as a network is once it has learned."""
    for weight in network.parameters():
        torch.nn.init.normal_(weight, std=0.1)
    return network


networks = pytest.mark.parametrize(
    ("network", "shape"),
    [(points, (2,)), (shapes, (3, 16, 16)), (digits, (1, 8, 8))],
    ids=["points", "shapes", "digits"],
)


@networks
def test_before_its_first_step_it_takes_for_noise_what_is_noise_on_average(network, shape):
    x, t = batch(*shape)

    eps = network()(x, t)

    noise = (1 - LEVELS[t]).sqrt().float().reshape(-1, *[1] * len(shape))
    torch.testing.assert_close(eps, noise * x)


@networks
def test_no_label_is_the_label_after_the_last(network, shape):
    trained = awake(network())

    untold, last, first = (
        trained(*batch(*shape), label)
        for label in (None, torch.full((6,), 2), torch.zeros(6).long())
    )

    assert torch.equal(untold, last)
    assert not torch.allclose(untold, first)


@networks
def test_a_seed_is_a_network(network, shape):
    first, again, other = (network(seed).state_dict() for seed in (3, 3, 4))

    assert all(torch.equal(first[name], again[name]) for name in first)
    assert not torch.equal(first["read_level.weight"], other["read_level.weight"])


@networks
def test_every_weight_can_learn(network, shape):
    trained = awake(network())

    trained(*batch(*shape), torch.tensor([0, 1, 2] * 2)).square().mean().backward()

    assert all(weight.grad.abs().sum() > 0 for weight in trained.parameters())


def test_a_pixel_hears_of_the_whole_picture():
    trained = awake(shapes())
    x, t = batch(3, 16, 16)
    x.requires_grad_()

    trained(x, t)[0, 0, 8, 8].backward()

    assert (x.grad[0].abs().sum(0) > 0).all()


def test_its_size_is_that_of_its_shape():
    small = PointDenoiser(LEVELS, classes=2, shape=PointShape(width=56, waves=16))

    assert small.size == 14562


@networks
def test_the_state_holds_only_what_the_schedule_does_not_give(network, shape):
    fixed = {"signal", "noise", "levels"}

    assert not fixed & network().state_dict().keys()


def test_every_noise_level_has_features_of_its_own():
    features = level_features(LEVELS)

    apart = torch.cdist(features, features) + 9 * torch.eye(100)
    assert features.shape == (100, 48)
    assert apart.min() > 0.05
