"""The lesson on solvers: its functions are right, and what it prints is what they give."""

import importlib.util
import math
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch
from diffusers import (
    EDMDPMSolverMultistepScheduler,
    EDMEulerScheduler,
    EulerAncestralDiscreteScheduler,
    HeunDiscreteScheduler,
)

from tutor.diffusion import solvers
from tutor.simulations.steps_quality import StepsQuality

OLD_WAY = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
"""How diffusers makes arrays of tensors is no concern of ours."""
ROOT = Path(__file__).parents[3]
EXACT = 0.548120153950567
"""Where the curve from x = 40 at σ = 80 ends, for data N(0.3, 0.5²)."""


def solution(name):
    """The function that a file of solutions/10_solvers is named after."""
    path = ROOT / "solutions" / "10_solvers" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, name)


def draw(count, shape=(4, 3), dtype=torch.float64):
    generator = torch.Generator().manual_seed(7)
    return [torch.randn(shape, generator=generator, dtype=dtype) for _ in range(count)]


def guess(x, sigma):
    """The best guess for data N(0.3, 0.5²)."""
    return (0.25 * x + 0.3 * sigma**2) / (0.25 + sigma**2)


def walk(name, n):
    """Where n steps of a method lead from x = 40 at σ = 80."""
    step, levels = solution(name), solution("karras_sigmas")(n).tolist()
    x, old, before = torch.tensor([40.0], dtype=torch.float64), None, None
    for here, there in pairwise(levels):
        if name == "heun_step":
            x = step(x, guess, here, there)
        elif name == "euler_step":
            x = step(x, guess(x, here), here, there)
        else:
            denoised = guess(x, here)
            x, old, before = step(x, denoised, old, before, here, there), denoised, here
    return float(x)


def error(sampler, steps):
    """What the simulation says at the end."""
    settings = {"step": steps, "steps": steps, "sampler": sampler, "order": "off", "seed": 0}
    return StepsQuality().frame(settings).readouts[-1].value


@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("euler_step", [0.473435854256911, 0.509929350317459, 0.528769372217544]),
        ("heun_step", [0.617133529254782, 0.56183372611177, 0.551150681839694]),
        ("dpmpp_2m_step", [0.587133007910711, 0.563578261930198, 0.551371296135658]),
    ],
)
def test_walks_end_where_other_code_ends_them(name, ends):
    assert [walk(name, n) for n in (9, 18, 36)] == pytest.approx(ends, rel=1e-12)


def test_the_lesson_prints_the_errors_of_these_walks():
    euler = [round(abs(walk("euler_step", n) - EXACT), 4) for n in (9, 18, 36, 72)]
    heun = [round(abs(walk("heun_step", n) - EXACT), 4) for n in (9, 18, 36, 72)]

    assert euler == [0.0747, 0.0382, 0.0194, 0.0097]
    assert heun == [0.0690, 0.0137, 0.0030, 0.0007]
    assert round(abs(walk("euler_step", 5) - EXACT), 3) == 0.132
    assert round(abs(walk("heun_step", 5) - EXACT), 3) == 0.376


@pytest.mark.parametrize(("here", "there"), [(80.0, 57.6), (1.0, 0.5), (0.3, 0.0)])
def test_steps_are_those_of_the_ground_truth(here, there):
    x, denoised, old = draw(3)
    arrays = [one.numpy() for one in (x, denoised, old)]
    before = 1.2 * here

    pairs = [
        (
            solution("euler_step")(x, denoised, here, there),
            solvers.euler_step(*arrays[:2], here, there),
        ),
        (
            solution("heun_step")(x, guess, here, there),
            solvers.heun_step(arrays[0], guess, here, there),
        ),
        (
            solution("dpmpp_2m_step")(x, denoised, old, before, here, there),
            solvers.dpmpp_2m_step(*arrays, before, here, there),
        ),
    ]

    for actual, expected in pairs:
        torch.testing.assert_close(actual, torch.from_numpy(expected), rtol=1e-10, atol=1e-12)
    ours, truth = (f(here, there) for f in (solution("ancestral_sigmas"), solvers.ancestral_sigmas))
    assert ours == pytest.approx(truth, rel=1e-9, abs=1e-12)


def test_euler_and_its_levels_are_those_of_diffusers():
    theirs = EDMEulerScheduler()
    theirs.set_timesteps(18)
    levels = solution("karras_sigmas")(18)
    x = torch.tensor([40.0])

    torch.testing.assert_close(levels.float(), theirs.sigmas, rtol=1e-5, atol=1e-7)
    for t, (here, there) in zip(theirs.timesteps, pairwise(levels.tolist()), strict=True):
        skip, out, _, _ = solution("edm_precond")(torch.tensor([here]))
        answer = (guess(x, here) - skip * x) / out
        ours = solution("euler_step")(x, guess(x, here), here, there)
        x = theirs.step(answer, t, x).prev_sample
        torch.testing.assert_close(ours, x, rtol=1e-4, atol=1e-5)


def test_dpmpp_2m_is_that_of_diffusers():
    theirs = EDMDPMSolverMultistepScheduler()
    theirs.set_timesteps(18)
    x = torch.tensor([40.0])

    for t, here in zip(theirs.timesteps, theirs.sigmas.tolist(), strict=False):
        skip, out, _, _ = solution("edm_precond")(torch.tensor([here]))
        x = theirs.step((guess(x, here) - skip * x) / out, t, x).prev_sample

    assert walk("dpmpp_2m_step", 18) == pytest.approx(float(x), rel=1e-5)


@OLD_WAY
def test_heun_is_that_of_diffusers():
    theirs = HeunDiscreteScheduler()
    theirs.set_timesteps(6)
    levels = theirs.sigmas.tolist()
    x = float(theirs.init_noise_sigma) * torch.tensor([0.7, -1.2])
    ours = x.double()

    for t, here in zip(theirs.timesteps, levels, strict=False):
        x = theirs.step((x - guess(x, here)) / here, t, x).prev_sample
    for here, there in pairwise(sorted(set(levels), reverse=True)):
        ours = solution("heun_step")(ours, guess, here, there)

    torch.testing.assert_close(ours.float(), x, rtol=1e-4, atol=1e-4)


@OLD_WAY
def test_the_ancestral_step_is_that_of_diffusers():
    theirs = EulerAncestralDiscreteScheduler()
    theirs.set_timesteps(6)
    x, eps = draw(2, (1, 3, 4, 4), torch.float32)
    t, (here, there) = theirs.timesteps[0], theirs.sigmas[:2].tolist()
    theirs.scale_model_input(x, t)
    noise = torch.randn(x.shape, generator=torch.Generator().manual_seed(3))

    actual = solution("euler_ancestral_step")(x, x - here * eps, here, there, noise)

    generator = torch.Generator().manual_seed(3)
    expected = theirs.step(eps, t, x, generator=generator).prev_sample
    torch.testing.assert_close(actual, expected, rtol=1e-4, atol=1e-4)


def test_the_noisy_step_brings_data_to_the_right_spread():
    generator = torch.Generator().manual_seed(0)
    levels = solution("karras_sigmas")(200).tolist()
    x = 80 * torch.randn(4000, generator=generator, dtype=torch.float64)

    for here, there in pairwise(levels):
        noise = torch.randn(4000, generator=generator, dtype=torch.float64)
        x = solution("euler_ancestral_step")(x, guess(x, here), here, there, noise)

    assert float(x.mean()) == pytest.approx(0.3, abs=0.03)
    assert float(x.std()) == pytest.approx(0.5, abs=0.03)


def test_precond_has_the_values_of_the_paper():
    sigma = torch.tensor([0.002, 0.5, 80.0], dtype=torch.float64)

    c_skip, c_out, c_in, c_noise = solution("edm_precond")(sigma)

    expected = [0.999984000255996, 0.5, 3.90609741806961e-05]
    assert c_skip.tolist() == pytest.approx(expected, rel=1e-12)
    assert c_out.tolist() == pytest.approx(
        [0.001999984000192, 0.353553390593274, 0.499990234661093]
    )
    assert c_in.tolist() == pytest.approx([1.999984000192, 1.41421356237309, 0.0124997558665273])
    assert c_noise.tolist() == pytest.approx(
        [-1.55365202460555, -0.173286795139986, 1.09550666866847]
    )


def test_the_lesson_prints_what_the_simulation_says():
    assert [error("euler", n) for n in (8, 36)] == ["0.259", "0.051"]
    assert [error("heun", n) for n in (4, 18)] == ["3.152", "0.031"]
    assert error("ancestral", 8) == "0.339"


def test_the_lesson_prints_the_numbers_of_its_examples():
    x, d, old = (torch.tensor([one], dtype=torch.float64) for one in (2.0, 0.5, 0.3))
    levels, even = (solution("karras_sigmas")(18, rho=rho)[:-1] for rho in (7.0, 1.0))

    assert float(solution("euler_step")(x, d, 1.0, 0.5)) == 1.25
    assert float(solution("dpmpp_2m_step")(x, d, old, 2.0, 1.0, 0.5)) == pytest.approx(1.3)
    kept = float(solution("dpmpp_2m_step")(d / d, 0 * d, 0 * d, 9.0, 1.0, math.exp(-1)))
    assert round(kept, 3) == 0.368
    assert np.round(solution("ancestral_sigmas")(1.0, 0.5), 3).tolist() == [0.25, 0.433]
    assert (int((levels < 1).sum()), int((even < 1).sum())) == (7, 1)


def guesses(x, sigma):
    return torch.where(torch.tensor(sigma) == 0.5, 0.75, 0.8).to(x.dtype).expand(x.shape)


def test_heun_by_hand():
    x = torch.tensor([1.25], dtype=torch.float64)

    assert float(solution("heun_step")(x, guesses, 0.5, 0.2)) == pytest.approx(0.9875)
