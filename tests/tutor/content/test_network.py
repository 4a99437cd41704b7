"""The lesson on what is inside the network: what it asks for and prints is right."""

import importlib.util
import math
from pathlib import Path

import pytest
import torch
from diffusers import UNet2DModel
from diffusers.models.embeddings import get_timestep_embedding
from diffusers.models.normalization import AdaGroupNorm
from diffusers.models.resnet import ResnetBlock2D
from torch.nn import functional

from tutor.simulations import pyramid, unet

ROOT = Path(__file__).parents[3]
STEPS = torch.tensor([0, 1, 10, 500, 999])


def module(slug):
    """A file of solutions/."""
    path = ROOT / "solutions" / "06_network" / f"{slug}.py"
    spec = importlib.util.spec_from_file_location(slug, path)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


embed = module("timestep_embedding").timestep_embedding
time_add = module("time_add").time_add
scale_shift = module("scale_shift").scale_shift
shapes = module("tiny_unet_shapes").tiny_unet_shapes
patchify = module("patchify").patchify
unpatchify = module("unpatchify").unpatchify


@pytest.fixture
def small_unet():
    """The form of Ho et al.'s network for CIFAR-10, with few channels."""
    torch.manual_seed(0)
    return unet_of((8, 16, 16, 16), norm_num_groups=4)


def unet_of(channels, **more):
    return UNet2DModel(
        sample_size=32,
        in_channels=3,
        out_channels=3,
        layers_per_block=2,
        block_out_channels=channels,
        down_block_types=("DownBlock2D", "AttnDownBlock2D", "DownBlock2D", "DownBlock2D"),
        up_block_types=("UpBlock2D", "UpBlock2D", "AttnUpBlock2D", "UpBlock2D"),
        **more,
    )


def test_the_embedding_has_the_reference_values():
    expected = {
        10: [-0.839071529076452, 0.54030230586814, 0.995004165278026, 0.999950000416665],
        999: [0.999649852980826, 0.807458657699533, -0.844469696288775, 0.541143506561573],
    }

    cosines = dict(zip(STEPS.tolist(), embed(STEPS, 8)[:, :4].tolist(), strict=True))

    assert cosines[10] == pytest.approx(expected[10], rel=1e-12)
    assert cosines[999] == pytest.approx(expected[999], rel=1e-11)


@pytest.mark.parametrize("dim", [2, 7, 320])
def test_the_embedding_is_that_of_diffusers_with_cosines_first(dim):
    theirs = get_timestep_embedding(STEPS, dim, flip_sin_to_cos=True, downscale_freq_shift=0)

    torch.testing.assert_close(embed(STEPS, dim).float(), theirs, rtol=0, atol=1e-4)


def test_the_other_code_of_the_lesson_is_that_of_ho():
    theirs = get_timestep_embedding(STEPS, 8, flip_sin_to_cos=False, downscale_freq_shift=1)

    assert theirs[2, :4].tolist() == pytest.approx([-0.544, 0.448, 0.022, 0.001], abs=5e-4)


def test_the_example_by_hand_has_four_numbers():
    assert embed(torch.tensor([10]), 4)[0].tolist() == pytest.approx(
        [-0.8391, 0.9950, -0.5440, 0.0998], abs=5e-5
    )


def test_a_block_of_diffusers_is_the_block_that_is_drawn():
    torch.manual_seed(1)
    block = ResnetBlock2D(in_channels=8, out_channels=8, temb_channels=5, groups=2, eps=1e-6)
    x, e = torch.randn(2, 8, 4, 4), torch.randn(2, 5)

    h = block.conv1(functional.silu(block.norm1(x)))
    h = time_add(h, block.time_emb_proj(functional.silu(e)))
    h = x + block.conv2(functional.silu(block.norm2(h)))

    torch.testing.assert_close(h, block(x, e))


def test_scale_and_shift_are_those_of_diffusers():
    torch.manual_seed(2)
    norm = AdaGroupNorm(5, 6, num_groups=2)
    x, e = torch.randn(3, 6, 4, 4), torch.randn(3, 5)

    ours = scale_shift(functional.group_norm(x, 2, eps=norm.eps), norm.linear(e))

    torch.testing.assert_close(ours, norm(x, e))


def test_patches_are_those_of_unfold_and_fold():
    x = torch.randn(2, 3, 4, 6, dtype=torch.float64, generator=torch.Generator().manual_seed(3))
    tokens = functional.unfold(x, 2, stride=2).transpose(1, 2)

    assert torch.equal(patchify(x, 2), tokens)
    folded = functional.fold(tokens.transpose(1, 2), (4, 6), 2, stride=2)
    assert torch.equal(unpatchify(tokens, 2, 4, 6), folded)


def test_shapes_are_those_of_the_simulation():
    assert shapes(32, 32, 16, (1, 2, 4, 8)) == pyramid.shapes(16, 32, (1, 2, 4, 8))


def test_shapes_are_those_of_a_network(small_unet):
    seen = {}
    for way, blocks in (("down", small_unet.down_blocks), ("up", small_unet.up_blocks)):
        seen[way] = []
        for block in blocks:
            block.resnets[-1].register_forward_hook(
                lambda _block, _inputs, out, here=seen[way]: here.append(tuple(out.shape[1:]))
            )

    small_unet(torch.zeros(1, 3, 32, 32), 0)

    ours = shapes(32, 32, 8, (1, 2, 2, 2))
    assert seen["down"] == ours[:4]
    assert seen["up"] == ours[3:]


def test_the_network_of_ho_has_as_many_weights_as_the_lesson_says():
    with torch.device("meta"):
        network = unet_of((128, 256, 256, 256))

    assert sum(weights.numel() for weights in network.parameters()) == 35_746_307
    assert network.conv_in.weight.shape == (128, 3, 3, 3)


def test_a_convolution_has_as_many_weights_as_the_lesson_says():
    convolution = torch.nn.Conv2d(128, 256, 3, bias=False)

    assert convolution.weight.numel() == 294_912


def test_without_skips_the_picture_is_as_far_off_as_the_lesson_says():
    assert unet.lost(skips=False) == pytest.approx(0.60, abs=0.005)
    assert unet.lost(skips=True) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(("side", "layers"), [(32, 31), (512, 511)])
def test_a_corner_is_seen_from_the_other_after_as_many_layers(side, layers):
    reach = torch.zeros(1, 1, 1, side)
    reach[..., 0] = 1
    for done in range(1, layers + 1):
        reach = functional.max_pool2d(reach, (1, 3), stride=1, padding=(0, 1))
        assert bool(reach[..., -1]) == (done == layers)


def test_two_hands_are_alike_by_their_distance():
    for t, s, rate in ((3.0, 3.0, 0.7), (10.0, 4.0, 0.01), (999.0, 998.0, 1.0)):
        product = math.cos(rate * t) * math.cos(rate * s) + math.sin(rate * t) * math.sin(rate * s)
        assert product == pytest.approx(math.cos(rate * (t - s)), abs=1e-12)
