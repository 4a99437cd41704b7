"""The lessons on sampling and on guidance: what they ask for and what they print is right.

Numbers are those of DDPM's schedule, computed with NumPy in float64 and checked with mpmath.
"""

import importlib.util
from pathlib import Path

import numpy as np
import pytest
import torch
from diffusers import DDIMInverseScheduler, DDIMScheduler

from tutor.diffusion import process, samplers, schedule
from tutor.simulations import denoising, guidance, moons
from tutor.training.device import choose
from tutor.training.functions import load
from tutor.training.run import Order, train

ROOT = Path(__file__).parents[3]
ALPHA_BAR = torch.from_numpy(schedule.alpha_bar(schedule.linear_betas(1000)))


def solution(path):
    """The function that a file of solutions/ is named after."""
    spec = importlib.util.spec_from_file_location(path, ROOT / "solutions" / f"{path}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, path.split("/")[1])


ddim_step = solution("09_sampling/ddim_step")
ddim_sigma = solution("09_sampling/ddim_sigma")
ddim_timesteps = solution("09_sampling/ddim_timesteps")
ddim_invert_step = solution("09_sampling/ddim_invert_step")
cfg_combine = solution("13_guidance/cfg_combine")


def draw(count, shape, dtype=torch.float64):
    generator = torch.Generator().manual_seed(7)
    return [torch.randn(shape, generator=generator, dtype=dtype) for _ in range(count)]


def level(index):
    """ᾱ at an index; 1 below the first."""
    return ALPHA_BAR[index] if index >= 0 else 1.0


def gaussian_eps(x, alpha_bar, mean, std):
    """The exact noise prediction for data N(mean, std²)."""
    return (
        (1 - alpha_bar) ** 0.5 * (x - alpha_bar**0.5 * mean) / (alpha_bar * std**2 + 1 - alpha_bar)
    )


def walk(x, predict, steps, eta=0.0, noise=None):
    """Where the solution leads from x through `steps` levels."""
    indices = samplers.timesteps(1000, steps)
    for i, following in zip(indices, [*indices[1:], -1], strict=True):
        x = ddim_step(x, predict(x, ALPHA_BAR[i]), ALPHA_BAR[i], level(following), eta, noise)
    return x


@pytest.mark.parametrize(
    ("start", "end", "eta", "z", "expected"),
    [
        (999, 979, 0.0, None, 1.110757471730417),
        (499, 479, 0.0, None, 1.0496149690453984),
        (19, 9, 0.0, None, 0.985660047993056),
        (19, -1, 0.0, None, 0.9648099172470085),
        (0, -1, 0.0, None, 0.995049753731561),
        (499, 479, 0.5, 1.0, 1.24780707648191),
        (499, 479, 1.0, 1.0, 1.42060722861368),
        (499, 498, 1.0, 0.0, 0.999801968531386),
        (499, 498, 1.0, 1.0, 1.0999586229015),
    ],
)
def test_ddim_step_has_the_reference_values(start, end, eta, z, expected):
    xt, eps = torch.tensor([1.0, 0.5], dtype=torch.float64)
    noise = None if z is None else torch.tensor(z, dtype=torch.float64)

    actual = ddim_step(xt, eps, level(start), level(end), eta, noise)

    assert actual.item() == pytest.approx(expected, rel=1e-13)


@pytest.mark.parametrize("eta", [0.0, 0.5, 1.0])
@pytest.mark.parametrize(("start", "end"), [(999, 979), (499, 49), (199, 198), (1, 0), (49, -1)])
def test_ddim_step_is_that_of_the_ground_truth(start, end, eta):
    xt, eps, noise = draw(3, (4, 3))
    levels = float(level(start)), float(level(end))

    actual = ddim_step(xt, eps, *levels, eta, noise)

    expected = samplers.ddim_step(xt.numpy(), eps.numpy(), *levels, eta, noise.numpy())
    torch.testing.assert_close(actual, torch.from_numpy(expected), rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize("eta", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("t", [980, 500, 40, 0])
def test_ddim_step_is_that_of_diffusers(t, eta):
    theirs = DDIMScheduler(clip_sample=False)
    theirs.set_timesteps(50)
    xt, eps, noise = draw(3, (2, 3, 4, 4), torch.float32)
    after = theirs.alphas_cumprod[t - 20] if t >= 20 else theirs.final_alpha_cumprod

    actual = ddim_step(xt, eps, theirs.alphas_cumprod[t], after, eta, noise)

    expected = theirs.step(eps, t, xt, eta=eta, variance_noise=noise).prev_sample
    torch.testing.assert_close(actual, expected, rtol=1e-5, atol=1e-5)


def test_ddim_step_stays_a_real_number_where_rounding_bites():
    xt, eps, noise = draw(3, (4,))
    before, after = 0.15521911817632844, 0.9999999999999992  # what is kept of eps comes out below 0

    x = ddim_step(xt, eps, before, after, 1.0, noise)

    assert x.dtype == torch.float64
    assert x.isfinite().all()


@pytest.mark.parametrize(
    ("steps", "expected"),
    [(5, 0.693313748409387), (10, 0.854227137033646), (50, 1.00620558922595)],
)
def test_ddim_halves_its_error_with_every_doubling(steps, expected):
    start = torch.tensor(1.5, dtype=torch.float64)

    end = walk(start, lambda x, a: gaussian_eps(x, a, 0.3, 0.5), steps)

    assert end.item() == pytest.approx(expected, rel=1e-12)


def test_one_jump_from_noise_ends_at_the_mean_of_the_data():
    start = torch.tensor(1.5, dtype=torch.float64)

    end = walk(start, lambda x, a: gaussian_eps(x, a, 0.3, 0.5), 1)

    assert end.item() == pytest.approx(0.302, abs=5e-4)


def test_without_fresh_noise_ancestral_sampling_collapses_to_the_mean():
    starts = torch.tensor([0.0, 1.0], dtype=torch.float64)

    low, high = walk(
        starts, lambda x, a: gaussian_eps(x, a, 0.3, 0.5), 1000, 1.0, torch.zeros_like(starts)
    )

    assert low.item() == pytest.approx(0.3, abs=1e-4)
    assert (high - low).item() == pytest.approx(0.0016, abs=5e-5)


def test_the_line_of_the_other_tutorial_misses_the_point_it_must_hit():
    x0, eps = 1.0, 0.5
    x_t = 0.36**0.5 * x0 + 0.64**0.5 * eps

    theirs = 0.64 * (x_t / 0.36 - eps / 0.64**0.5) + 0.36**0.5 * eps
    ours = ddim_step(torch.tensor(x_t), torch.tensor(eps), 0.36, 0.64)

    assert theirs == pytest.approx(1.68, abs=5e-3)
    assert ours.item() == pytest.approx(0.64**0.5 * x0 + 0.36**0.5 * eps, rel=1e-6)


@pytest.mark.parametrize(
    ("scale", "expected"), [(-1.0, -0.1), (0.0, 0.2), (0.5, 0.35), (1.0, 0.5), (7.5, 2.45)]
)
def test_cfg_combine_has_the_reference_values(scale, expected):
    uncond, cond = torch.tensor([0.2, 0.5], dtype=torch.float64)

    assert cfg_combine(uncond, cond, scale).item() == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize("scale", [0.0, 1.0, 3.0, 7.5, -2.0])
def test_cfg_combine_is_that_of_the_ground_truth_and_of_the_paper(scale):
    uncond, cond = draw(2, (4, 3))

    actual = cfg_combine(uncond, cond, scale)

    w = scale - 1
    expected = torch.from_numpy(process.guided(uncond.numpy(), cond.numpy(), scale))
    torch.testing.assert_close(actual, expected, rtol=1e-14, atol=1e-14)
    torch.testing.assert_close(actual, (1 + w) * cond - w * uncond, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize(
    ("scale", "mean", "std"),
    [(0.0, 0.0, 1.0), (1.0, 1.0, 0.5), (3.0, 1.5, 0.124), (7.5, 1.44, 0.0053)],
)
def test_a_guided_walk_overshoots_and_loses_its_variety(scale, mean, std):
    starts = torch.tensor([0.0, 1.0], dtype=torch.float64)

    def guided(x, alpha_bar):
        everything = gaussian_eps(x, alpha_bar, 0.0, 1.0)
        return cfg_combine(everything, gaussian_eps(x, alpha_bar, 1.0, 0.5), scale)

    low, high = walk(starts, guided, 1000)

    assert low.item() == pytest.approx(mean, abs=5e-3)
    assert (high - low).item() == pytest.approx(std, rel=1e-2)


@pytest.mark.parametrize(
    ("scale", "mean", "std"), [(1.0, 1.0, 0.5), (3.0, 1.2, 0.316), (7.5, 1.277, 0.206)]
)
def test_the_guided_density_of_two_bell_curves_is_the_one_printed(scale, mean, std):
    x = np.linspace(-4, 6, 100_001)
    log_density = (1 - scale) * -(x**2) / 2 + scale * -4 * (x - 1) ** 2 / 2
    density = np.exp(log_density - log_density.max())

    centre = np.average(x, weights=density)

    assert centre == pytest.approx(mean, abs=5e-4)
    assert np.sqrt(np.average((x - centre) ** 2, weights=density)) == pytest.approx(std, abs=5e-4)


@pytest.mark.parametrize(
    ("steps", "eta", "least", "most"),
    [(50, 0.0, 0.0, 0.015), (15, 0.0, 0.01, 0.025), (5, 0.0, 0.13, 0.17), (5, 1.0, 0.18, 0.23)],
)
def test_fewer_steps_leave_more_points_off_the_moons(steps, eta, least, most):
    ends = [denoising.run("network", steps, eta, seed)[-1].x for seed in range(5)]

    assert least <= moons.astray(np.concatenate(ends)) <= most


@pytest.mark.parametrize(("wanted", "off"), [(0, (0.9, 1.0)), (1, (0.45, 0.57))])
@pytest.mark.parametrize("seed", range(4))
def test_the_guidance_slider_shows_the_three_regimes(wanted, off, seed):
    ends = {s: guidance.samples(s, wanted, seed) for s in (0.5, 1.0, 3.0, 5.0, 15.0)}
    in_class = {s: (moons.nearest(x) == wanted).mean() for s, x in ends.items()}
    spread = {s: np.sqrt(x.var(0).mean()) for s, x in ends.items()}
    astray = {s: moons.astray(x) for s, x in ends.items()}

    assert in_class[0.5] == pytest.approx(0.88, abs=0.04)
    assert min(in_class[s] for s in (1.0, 3.0, 5.0, 15.0)) > 0.99
    assert astray[0.5] > 0.1
    assert astray[3.0] < 0.01
    assert spread[1.0] == pytest.approx(0.70, abs=0.05)
    assert spread[5.0] < spread[3.0] < 0.49
    assert off[0] <= astray[15.0] <= off[1]


LOSS = """
def training_loss(model, x0, t, noise, alpha_bar, target="eps"):
    left = alpha_bar[t, None]
    x_t = {x_t}
    return (noise - model(x_t, {t})).square().mean()
"""


@pytest.mark.parametrize(
    ("x_t", "t", "score", "stray", "missed"),
    [
        ("left.sqrt() * x0 + (1 - left).sqrt() * noise", "t", 0.98, 0.02, 0.03),
        ("left.sqrt() * x0 + (1 - left).sqrt() * noise", "(t - 1).clamp(min=0)", 0.98, 0.02, 0.02),
        ("left.sqrt() * x0 + (1 - left) * noise", "t", 0.55, 0.015, 0.08),
        ("left * x0 + (1 - left) * noise", "t", 0.09, 0.015, 0.24),
    ],
    ids=["right", "t one too small", "root missing on the noise", "both roots missing"],
)
def test_what_is_drawn_hardly_tells_which_line_of_the_training_is_wrong(
    x_t, t, score, stray, missed
):
    sources = {path.stem: path.read_text() for path in (ROOT / "solutions").glob("*/*.py")}
    sources["training_loss"] = LOSS.format(x_t=x_t, t=t)

    *_, end = train(load(sources), Order("two-moons", choose("cpu"), 0), stopped=lambda: False)

    assert end.report.score == pytest.approx(score, abs=0.04)
    assert end.report.stray == pytest.approx(stray, abs=0.01)
    assert end.report.missed == pytest.approx(missed, abs=0.02)


def test_the_fresh_noise_is_that_of_diffusers():
    scheduler = DDIMScheduler(beta_schedule="linear", timestep_spacing="trailing")
    scheduler.set_timesteps(50)

    for t, prev in ((999, 979), (519, 499), (19, -1)):
        before = level(prev) if prev >= 0 else scheduler.final_alpha_cumprod.double()
        theirs = scheduler._get_variance(t, prev).double() ** 0.5
        torch.testing.assert_close(
            torch.as_tensor(ddim_sigma(level(t), before, 1.0)), theirs, rtol=2e-4, atol=1e-7
        )


@pytest.mark.parametrize("spacing", ["trailing", "leading", "linspace"])
@pytest.mark.parametrize("steps", [10, 50, 1000])
def test_the_levels_are_those_of_diffusers(spacing, steps):
    scheduler = DDIMScheduler(timestep_spacing=spacing, steps_offset=0)
    scheduler.set_timesteps(steps)

    assert ddim_timesteps(1000, steps, spacing).tolist() == scheduler.timesteps.tolist()


def test_a_step_upwards_is_that_of_diffusers():
    x, eps = draw(2, (4, 3), torch.float32)
    scheduler = DDIMInverseScheduler(beta_schedule="linear", clip_sample=False)
    scheduler.set_timesteps(50)

    theirs = scheduler.step(eps, 500, x).prev_sample

    below = level(500 - 20)
    ours = ddim_invert_step(x, eps, below.float(), level(500).float())
    torch.testing.assert_close(ours, theirs, rtol=1e-4, atol=1e-5)


def test_a_step_up_and_the_step_down_with_one_prediction_meet():
    x, eps = draw(2, (4, 3))

    up = ddim_invert_step(x, eps, level(479), level(499))

    torch.testing.assert_close(ddim_step(up, eps, level(499), level(479)), x)
