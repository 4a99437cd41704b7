"""The lesson on the reverse process: what it asks for and prints is right.

Printed numbers are computed here in another way, with NumPy in float64.
"""

import importlib.util
from pathlib import Path

import numpy as np
import pytest
import torch
from diffusers import DDPMScheduler

from tutor.diffusion import bound, samplers

ROOT = Path(__file__).parents[3]
BETAS = torch.linspace(1e-4, 0.02, 1000, dtype=torch.float64)
LEVELS = torch.cumprod(1 - BETAS, 0)


def solution(slug):
    """The function that a file of solutions/ is named after."""
    path = ROOT / "solutions" / "04_reverse_process" / f"{slug}.py"
    spec = importlib.util.spec_from_file_location(slug, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, slug)


q_posterior = solution("q_posterior")
ddpm_mean = solution("ddpm_mean")
ddpm_variance = solution("ddpm_variance")
p_sample = solution("p_sample")


def draw(count, shape=(6, 3), dtype=torch.float64):
    generator = torch.Generator().manual_seed(7)
    return [torch.randn(shape, generator=generator, dtype=dtype) for _ in range(count)]


def steps(*indices):
    return torch.tensor(indices)


def close(actual, expected, rtol=1e-12):
    torch.testing.assert_close(actual, torch.as_tensor(expected), rtol=rtol, atol=1e-14)


@pytest.mark.parametrize(
    ("index", "variance", "of_x0", "of_xt"),
    [
        (1, 5.45318766130219e-05, 0.54529149951029, 0.45470849899053),
        (99, 0.00203459625949079, 0.0190763453173118, 0.980896021316457),
        (499, 0.0100313554146137, 0.00307007111426498, 0.994106670210167),
        (999, 0.0199999835265606, 0.000128351487172247, 0.989948678267517),
    ],
)
def test_the_posterior_has_the_reference_values(index, variance, of_x0, of_xt):
    one, none = torch.eye(2, dtype=torch.float64)[0][:, None], torch.zeros(2, 1).double()
    t = steps(index, index)

    from_x0, seen, logarithm = q_posterior(one, none, t, BETAS)
    from_xt, _, _ = q_posterior(none, one, t, BETAS)

    assert from_x0[0].item() == pytest.approx(of_x0, rel=1e-9)
    assert from_xt[0].item() == pytest.approx(of_xt, rel=1e-9)
    assert seen[0].item() == pytest.approx(variance, rel=1e-9)
    assert logarithm[0].item() == pytest.approx(np.log(variance), rel=1e-9)


def test_the_log_variance_of_the_first_step_is_that_of_the_second():
    x0, xt = draw(2, (2, 1))

    _, variance, logarithm = q_posterior(x0, xt, steps(0, 1), BETAS)

    assert variance[0] == 0
    close(logarithm.flatten(), np.log(bound.clipped_variance(BETAS.numpy()))[:2])
    assert logarithm[0].item() == pytest.approx(-9.81672513529567, rel=1e-12)


def test_both_forms_of_the_mean_agree():
    x0, eps = draw(2)
    t = steps(0, 1, 9, 99, 499, 999)
    level = LEVELS[t][:, None]
    xt = level.sqrt() * x0 + (1 - level).sqrt() * eps

    mean = ddpm_mean(xt, eps, t, BETAS)

    close(mean, q_posterior(x0, xt, t, BETAS)[0], rtol=1e-9)


def test_the_posterior_is_the_product_of_two_bell_curves_on_a_grid():
    betas = torch.tensor([0.0784, 0.3055555555555556], dtype=torch.float64)
    x0, xt, place = 0.7, -0.2, np.linspace(-4, 4, 80001)
    by_jump = np.exp(-((place - 0.96 * x0) ** 2) / (2 * 0.0784))
    by_step = np.exp(-((xt - np.sqrt(0.64 / 0.9216) * place) ** 2) / (2 * (1 - 0.64 / 0.9216)))
    density = by_jump * by_step / (by_jump * by_step).sum()

    mean, variance, _ = q_posterior(torch.tensor([x0]), torch.tensor([xt]), steps(1), betas)

    assert mean.item() == pytest.approx((density * place).sum(), rel=1e-6)
    assert variance.item() == pytest.approx(
        (density * place**2).sum() - (density * place).sum() ** 2, rel=1e-6
    )


def test_the_small_variance_is_that_of_the_ground_truth():
    close(ddpm_variance(BETAS), bound.posterior_variance(BETAS.numpy()))
    close(ddpm_variance(BETAS, "large"), BETAS)


@pytest.mark.parametrize("kind", ["small", "large"])
def test_a_step_is_that_of_the_ground_truth(kind):
    xt, eps, noise = draw(3)
    t = steps(0, 1, 9, 99, 499, 999)

    actual = p_sample(xt, eps, t, BETAS, noise, kind)

    arrays = [one.numpy() for one in (xt, eps, t, BETAS, noise)]
    close(actual, samplers.p_sample(*arrays, kind))


@pytest.mark.parametrize("kind", ["small", "large"])
@pytest.mark.parametrize("index", [0, 1, 20, 499, 999])
def test_a_step_is_that_of_diffusers(kind, index):
    xt, eps = draw(2, (1, 3, 4, 4), torch.float32)
    theirs = DDPMScheduler(variance_type=f"fixed_{kind}", clip_sample=False)
    step = theirs.step(eps, index, xt, generator=torch.Generator().manual_seed(3))
    noise = torch.randn(xt.shape, generator=torch.Generator().manual_seed(3))

    actual = p_sample(xt.double(), eps.double(), steps(index), BETAS, noise.double(), kind)

    torch.testing.assert_close(actual.float(), step.prev_sample, rtol=1e-3, atol=5e-5)


def test_a_walk_with_the_exact_noise_has_the_moments_of_the_lesson():
    expected = {"small": 0.496, "large": 0.501}

    for kind, spread in expected.items():
        slope, variance = walked(ddpm_variance(BETAS, kind))
        assert round(variance**0.5, 3) == spread
        assert slope == pytest.approx(0.3, abs=1e-3)
    assert walked(0 * BETAS)[1] ** 0.5 < 0.002


def walked(fresh):
    """Mean and variance after all steps from N(0, 1), for data N(0.3, 0.5²) and the exact noise."""
    mean, variance = 0.0, 1.0
    at = torch.tensor([[0.0], [1.0]], dtype=torch.float64)
    for i in reversed(range(1000)):
        level = LEVELS[i]
        eps = (1 - level).sqrt() * (at - 0.3 * level.sqrt()) / (level / 4 + 1 - level)
        low, high = ddpm_mean(at, eps, steps(i, i), BETAS).flatten().tolist()
        mean = low + (high - low) * mean
        variance = (high - low) ** 2 * variance + (fresh[i].item() if i else 0.0)
    return mean, variance


def test_the_vote_by_hand():
    betas = torch.tensor([0.0784, 1 - 0.64 / 0.9216], dtype=torch.float64)
    one, none = torch.tensor([1.0]).double(), torch.tensor([0.0]).double()

    of_xt, variance, _ = q_posterior(none, one, steps(1), betas)
    of_x0, _, _ = q_posterior(one, none, steps(1), betas)
    mean = ddpm_mean(one, 0.5 * one, steps(1), betas)

    assert round(betas[1].item(), 4) == 0.3056
    assert [round(0.6944 / 0.3056, 2), round(1 / 0.0784, 3)] == [2.27, 12.755]
    assert round(variance.item(), 4) == 0.0665
    assert [round(of_xt.item(), 4), round(of_x0.item(), 4)] == [0.1815, 0.8148]
    assert round(of_xt.item() + of_x0.item() * 0.875, 4) == round(mean.item(), 4) == 0.8944


@pytest.mark.parametrize(("t", "share"), [(1000, 0.02), (500, 0.0105), (100, 0.0065), (1, 0.01)])
def test_the_share_of_the_noise_that_a_step_takes(t, share):
    taken = BETAS[t - 1] / (1 - LEVELS[t - 1]).sqrt()

    assert taken.item() == pytest.approx(share, abs=5e-5)


def test_the_two_variances_in_the_lesson():
    small, large = ddpm_variance(BETAS), ddpm_variance(BETAS, "large")

    assert [round(one[499].item(), 6) for one in (small, large)] == [0.010031, 0.010040]
    assert [round(one[1].item(), 6) for one in (small, large)] == [0.000055, 0.000120]


def test_hardly_any_noise_goes_from_500_to_499():
    assert [round((1 - LEVELS[i]).sqrt().item(), 4) for i in (499, 498)] == [0.9599, 0.9595]


def test_the_small_variance_is_exact_for_a_point_and_the_large_one_for_standard_normal_data():
    level, beta = LEVELS[499], BETAS[499]
    before = LEVELS[498]

    def left_open(spread):
        """Variance of x_{t−1} given x_t, for normal data of this variance."""
        at_t, at_before = level * spread + 1 - level, before * spread + 1 - before
        return at_before - (1 - beta) * at_before**2 / at_t

    close(left_open(0.0), ddpm_variance(BETAS)[499], rtol=1e-9)
    close(left_open(1.0), ddpm_variance(BETAS, "large")[499], rtol=1e-9)
