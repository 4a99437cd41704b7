import pytest
import torch

from tutor.diffusion.schedule import alpha_bar, cosine_betas
from tutor.training.denoiser import Denoiser, Shape, level_features

LEVELS = torch.from_numpy(alpha_bar(cosine_betas(100)))


@pytest.fixture
def denoiser():
    return Denoiser(LEVELS, classes=2, generator=torch.Generator().manual_seed(0))


@pytest.fixture
def batch():
    generator = torch.Generator().manual_seed(1)
    return torch.randn(6, 2, generator=generator), torch.tensor([0, 20, 40, 60, 80, 99])


def test_before_its_first_step_it_takes_for_noise_what_is_noise_on_average(denoiser, batch):
    x, t = batch

    eps = denoiser(x, t)

    torch.testing.assert_close(eps, (1 - LEVELS[t, None]).sqrt().float() * x)


def test_no_label_is_the_label_after_the_last(denoiser, batch):
    torch.nn.init.normal_(denoiser.write.weight)

    untold, last, first = (denoiser(*batch, label) for label in (None, *torch.tensor([[2], [0]])))

    assert torch.equal(untold, last)
    assert not torch.allclose(untold, first)


def test_a_seed_is_a_network():
    first, again, other = (
        Denoiser(LEVELS, generator=torch.Generator().manual_seed(seed)).state_dict()
        for seed in (3, 3, 4)
    )

    assert all(torch.equal(first[name], again[name]) for name in first)
    assert not torch.equal(first["waves"], other["waves"])


def test_its_size_is_that_of_its_shape():
    small = Denoiser(LEVELS, classes=2, shape=Shape(width=56, waves=16))

    assert small.size == 14562


def test_the_state_holds_only_what_the_schedule_does_not_give(denoiser):
    fixed = {"signal", "noise", "levels"}

    assert not fixed & denoiser.state_dict().keys()
    assert "waves" in denoiser.state_dict()


def test_every_noise_level_has_features_of_its_own():
    features = level_features(LEVELS)

    apart = torch.cdist(features, features) + 9 * torch.eye(100)
    assert features.shape == (100, 48)
    assert apart.min() > 0.05
