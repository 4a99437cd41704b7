"""What draws: steps, hidden conditions, starts and the two loops, beside other implementations."""

import importlib.util

import pytest
import torch
from diffusers import DDIMScheduler, DDPMScheduler
from diffusers.pipelines.deprecated.audio_diffusion.pipeline_audio_diffusion import (
    AudioDiffusionPipeline,
)

from tests.tutor.content.shipped import ROOT
from tutor.training import reference

BETAS = torch.linspace(0.001, 0.2, 40, dtype=torch.float64)
ALPHA_BAR = torch.cumprod(1 - BETAS, 0)

"""A way, a piece of it, what stands in its place, and the mistake that this is."""


def solution(path):
    """The function that a file of solutions/ is named after."""
    spec = importlib.util.spec_from_file_location(path, ROOT / "solutions" / f"{path}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, path.split("/")[1])


sample_timesteps = solution("05_training/sample_timesteps")
drop_condition = solution("13_guidance/drop_condition")
p_sample_loop = solution("09_sampling/p_sample_loop")
ddim_sample = solution("09_sampling/ddim_sample")
slerp = solution("09_sampling/slerp")


def seeded(seed=7):
    return torch.Generator().manual_seed(seed)


def predict(x, t):
    """A noise prediction that depends on the sample and on its level."""
    return (x * (1 + t.reshape(-1, *[1] * (x.ndim - 1)) / 40).to(x.dtype)).tanh()


def walked(scheduler, xT, generator, **options):
    """Where diffusers' scheduler leads from xT through its timesteps."""
    x = xT
    for i in scheduler.timesteps:
        eps = predict(x, i.expand(len(x)))
        x = scheduler.step(eps, i, x, generator=generator, **options).prev_sample
    return x


def test_the_ancestral_loop_is_that_of_diffusers():
    theirs = DDPMScheduler(40, trained_betas=BETAS.numpy(), clip_sample=False)
    theirs.set_timesteps(40)
    xT = torch.randn(3, 2, 4, generator=seeded(1))

    actual = p_sample_loop(predict, xT, BETAS.float(), seeded())

    torch.testing.assert_close(actual, walked(theirs, xT, seeded()), rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("eta", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("spacing", ["trailing", "leading"])
def test_the_loop_over_some_levels_is_that_of_diffusers(spacing, eta):
    theirs = DDIMScheduler(
        40, trained_betas=BETAS.numpy(), clip_sample=False, timestep_spacing=spacing
    )
    theirs.set_timesteps(8)
    xT = torch.randn(3, 2, 4, generator=seeded(1))

    actual = ddim_sample(predict, xT, ALPHA_BAR.float(), theirs.timesteps, eta, seeded())

    expected = walked(theirs, xT, seeded(), eta=eta)
    torch.testing.assert_close(actual, expected, rtol=1e-4, atol=1e-5)


def test_over_all_levels_at_eta_one_both_loops_are_one():
    xT = torch.randn(3, 2, generator=seeded(1), dtype=torch.float64)
    levels = torch.arange(39, -1, -1)

    actual = ddim_sample(predict, xT, ALPHA_BAR, levels, 1.0, seeded())

    torch.testing.assert_close(actual, p_sample_loop(predict, xT, BETAS, seeded()))


@pytest.mark.parametrize("a", [0.0, 0.3, 0.5, 1.0])
def test_a_turn_is_that_of_diffusers(a):
    z1, z2 = torch.randn(2, 4, 3, 5, generator=seeded(), dtype=torch.float64)

    actual = slerp(z1, z2, a)

    theirs = [
        AudioDiffusionPipeline.slerp(one, other, a) for one, other in zip(z1, z2, strict=True)
    ]
    torch.testing.assert_close(actual, torch.stack(theirs))


def test_half_way_of_a_right_angle_both_weights_are_those_of_the_lesson():
    z1, z2 = torch.eye(2, dtype=torch.float64).split(1)

    turned = slerp(z1, z2, 0.5)

    assert turned[0].tolist() == pytest.approx([0.7071, 0.7071], abs=5e-5)
    assert turned.norm().item() == pytest.approx(1)
    assert ((z1 + z2) / 2).norm().item() == pytest.approx(0.7071, abs=5e-5)


def test_conditions_are_hidden_as_training_hides_them():
    labels, none = torch.arange(256) % 10, torch.tensor(10)

    actual = drop_condition(labels, none, 0.1, seeded())

    for ours, theirs in zip(
        actual, reference.drop_condition(labels, none, 0.1, seeded()), strict=True
    ):
        assert torch.equal(ours, theirs)


def test_rounding_gives_the_ends_the_shares_of_the_lesson():
    drawn = torch.rand(60_000, generator=seeded(), dtype=torch.float64)

    rounded = (drawn * 3).round().long().bincount() / len(drawn)
    cut = sample_timesteps(60_000, 4, seeded()).bincount() / len(drawn)

    assert rounded.tolist() == pytest.approx([1 / 6, 1 / 3, 1 / 3, 1 / 6], abs=0.01)
    assert cut.tolist() == pytest.approx([1 / 4] * 4, abs=0.01)
