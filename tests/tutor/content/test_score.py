"""The lesson on the score: its functions are right, and what it prints is what they give."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest
import torch
from diffusers import ScoreSdeVeScheduler
from diffusers.schedulers.deprecated.scheduling_sde_vp import ScoreSdeVpScheduler

from tutor.diffusion import langevin, schedule
from tutor.diffusion.mixture import Mixture
from tutor.simulations.score_field import ScoreField

ROOT = Path(__file__).parents[3]
ALPHA_BAR = torch.from_numpy(schedule.alpha_bar(schedule.linear_betas(1000)))
TWO = Mixture(np.array([[-2.0], [2.0]]), 0.5, np.array([0.5, 0.5]))


def solution(name):
    """The function that a file of solutions/08_score is named after."""
    path = ROOT / "solutions" / "08_score" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, name)


def draw(*shapes, dtype=torch.float64):
    generator = torch.Generator().manual_seed(7)
    return [torch.randn(shape, generator=generator, dtype=dtype) for shape in shapes]


def settled(delta, walkers=20_000):
    """The variance at which a walk on N(0, 1) settles, by walking."""
    step = solution("langevin_step")
    generator = torch.Generator().manual_seed(0)
    x = torch.randn(walkers, generator=generator, dtype=torch.float64)
    for _ in range(60):
        x = step(x, -x, delta, torch.randn(walkers, generator=generator, dtype=torch.float64))
    return float(x.var())


def found(**settings):
    """The share of walkers in the larger spot after 400 steps, for five seeds."""
    opened = {"walk": 400, "t": 50, "anneal": "off", "density": "off"} | settings
    frames = [ScoreField().frame({**opened, "seed": seed}) for seed in range(5)]
    return [int(frame.readouts[2].value.removesuffix("%")) for frame in frames]


@pytest.mark.parametrize("abar", [1.0, 0.9, 0.3, 0.0001])
def test_gmm_score_is_that_of_the_ground_truth(abar):
    means, x = draw((4, 3), (6, 3))
    weights = torch.tensor([0.1, 0.2, 0.3, 0.4], dtype=torch.float64)

    actual = solution("gmm_score")(x, means, 0.7, abar, weights)

    expected = Mixture(means.numpy(), 0.7, weights.numpy()).score(x.numpy(), abar)
    torch.testing.assert_close(actual, torch.from_numpy(expected), rtol=1e-10, atol=1e-12)


def test_score_from_eps_turns_the_exact_noise_into_the_exact_score():
    (x,) = draw((5, 1))
    t = torch.full((5,), 499)
    abar = float(ALPHA_BAR[499])

    actual = solution("score_from_eps")(torch.from_numpy(TWO.eps(x.numpy(), abar)), t, ALPHA_BAR)

    torch.testing.assert_close(actual, torch.from_numpy(TWO.score(x.numpy(), abar)))


def test_langevin_step_is_that_of_the_ground_truth():
    x, score, noise = draw((4, 3), (4, 3), (4, 3))

    actual = solution("langevin_step")(x, score, 0.3, noise)

    expected = langevin.langevin_step(x.numpy(), score.numpy(), 0.3, noise.numpy())
    torch.testing.assert_close(actual, torch.from_numpy(expected))


def test_langevin_step_is_the_corrector_of_diffusers():
    x, score = draw((1, 3, 4, 4), (1, 3, 4, 4), dtype=torch.float32)
    theirs = ScoreSdeVeScheduler()
    theirs.set_timesteps(10)
    noise = torch.randn(x.shape, generator=torch.Generator().manual_seed(3))
    delta = 2 * float(theirs.config.snr * noise.norm() / score.norm()) ** 2

    actual = solution("langevin_step")(x, score, delta, noise)

    generator = torch.Generator().manual_seed(3)
    expected = theirs.step_correct(score, x, generator=generator).prev_sample
    torch.testing.assert_close(actual, expected)


def test_reverse_sde_step_is_that_of_diffusers():
    x, eps = draw((3, 2, 4, 4), (3, 2, 4, 4))
    t = torch.tensor([1.0, 0.5, 0.05], dtype=torch.float64)
    theirs = ScoreSdeVpScheduler()
    theirs.set_timesteps(100)
    generator = torch.Generator().manual_seed(3)
    noise = torch.randn(x.shape, generator=torch.Generator().manual_seed(3), dtype=x.dtype)
    score = -eps / solution("vp_marginal")(t)[1][:, None, None, None]

    actual = solution("reverse_sde_step")(x, t, -0.01, score, noise)

    expected, _ = theirs.step_pred(eps, x, t, generator=generator)
    torch.testing.assert_close(actual, expected)


def test_ve_sigma_has_the_levels_of_diffusers():
    theirs = ScoreSdeVeScheduler(sigma_min=0.01, sigma_max=50)
    theirs.set_timesteps(10)
    theirs.set_sigmas(10)

    actual = solution("ve_sigma")(torch.linspace(0, 1, 10))

    torch.testing.assert_close(actual, theirs.discrete_sigmas, rtol=1e-5, atol=0)


def test_the_flow_and_the_noisy_way_back_lead_from_noise_to_the_same_data():
    generator = torch.Generator().manual_seed(0)
    start = torch.randn(4000, 1, generator=generator, dtype=torch.float64)
    marginal, steps = solution("vp_marginal"), 400
    back, drift = solution("reverse_sde_step"), solution("pf_ode_drift")
    shaken, flown = start, start

    for n in range(steps, 0, -1):
        t = torch.full((4000,), n / steps, dtype=torch.float64)
        abar = float(marginal(t[:1])[0]) ** 2
        scores = [torch.from_numpy(TWO.score(x.numpy(), abar)) for x in (shaken, flown)]
        noise = torch.randn(start.shape, generator=generator, dtype=torch.float64)
        shaken = back(shaken, t, -1 / steps, scores[0], noise)
        flown = flown - drift(flown, t, scores[1]) / steps

    for x in (shaken, flown):
        assert float(x.abs().mean()) == pytest.approx(2, abs=0.05)
        assert float(x.abs().std()) == pytest.approx(0.5, abs=0.05)


def test_the_walk_settles_at_the_variance_that_the_lesson_derives():
    for delta in (0.1, 0.5, 1.0):
        assert settled(delta) == pytest.approx(1 / (1 - delta / 2), rel=0.04)


def test_the_lesson_prints_the_numbers_of_its_examples():
    at = torch.tensor([[0.5]], dtype=torch.float64)
    means = torch.tensor([[-2.0], [2.0]], dtype=torch.float64)
    half = torch.tensor([0.5, 0.5], dtype=torch.float64)
    gmm_score, step = solution("gmm_score"), solution("langevin_step")
    one = torch.ones(1, dtype=torch.float64)

    assert round(float(gmm_score(at, means, 0.5, 1.0, half)), 4) == 5.9946
    assert round(float(gmm_score(at, means, 0.5, 0.5, half)), 4) == 1.0362
    assert round(float(step(one, -one, 0.1, 0.5 * one)), 4) == 1.1236
    left, noise = solution("vp_marginal")(one / 2)
    assert (round(float(left), 4), round(float(noise), 4)) == (0.2812, 0.9597)
    back = solution("reverse_sde_step")(one, one / 2, -0.01, -one, 0.5 * one)
    assert round(float(back), 4) == 1.1083
    assert round(float(ALPHA_BAR[499].sqrt()), 4) == 0.2803
    assert round(float((1 - ALPHA_BAR[499]).sqrt()), 4) == 0.9599


def test_walkers_get_stuck_and_annealing_lets_them_cross():
    assert found() == [56, 51, 52, 54, 62]
    assert found(anneal="on") == [76, 78, 78, 78, 80]
