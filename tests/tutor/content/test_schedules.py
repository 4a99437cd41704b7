"""The lesson on schedules: what it asks for and prints is right.

Printed numbers are computed here in another way, with NumPy in float64.
"""

import importlib.util
from pathlib import Path

import numpy as np
import pytest
import torch
from diffusers import DDIMScheduler, DDPMScheduler, DPMSolverMultistepScheduler

from tutor.diffusion import schedule

ROOT = Path(__file__).parents[3]
NAMED = {
    "linear": schedule.linear_betas(1000),
    "cosine": schedule.cosine_betas(1000),
    "stable-diffusion": schedule.stable_diffusion_betas(1000),
}


def solution(slug):
    """The function that a file of solutions/ is named after."""
    path = ROOT / "solutions" / "03_schedules" / f"{slug}.py"
    spec = importlib.util.spec_from_file_location(slug, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, slug)


cosine_beta_schedule = solution("cosine_beta_schedule")
scaled_linear_beta_schedule = solution("scaled_linear_beta_schedule")
snr = solution("snr")
half_log_snr = solution("half_log_snr")
share_below = solution("share_below")
rescale_zero_terminal_snr = solution("rescale_zero_terminal_snr")


def left(name):
    """ᾱ as a tensor."""
    return torch.from_numpy(schedule.alpha_bar(NAMED[name]))


def close(actual, expected, rtol=1e-12):
    torch.testing.assert_close(actual, torch.as_tensor(expected), rtol=rtol, atol=1e-14)


@pytest.mark.parametrize("T", [1, 10, 100, 1000])
def test_the_cosine_schedule_is_that_of_the_ground_truth_and_of_diffusers(T):
    betas = cosine_beta_schedule(T)

    theirs = DDPMScheduler(T, beta_schedule="squaredcos_cap_v2").betas
    close(betas, schedule.cosine_betas(T), rtol=1e-9)
    torch.testing.assert_close(betas.float(), theirs, rtol=1e-4, atol=1e-7)


def test_the_cosine_schedule_has_the_reference_values():
    betas = cosine_beta_schedule(1000)

    expected = {0: 4.12842248219691e-05, 499: 0.00314588623047807, 998: 0.749999392901117}
    for index, value in expected.items():
        assert betas[index].item() == pytest.approx(value, rel=1e-9)
    assert (betas == 0.999).nonzero().flatten().tolist() == [999]


def test_the_scaled_linear_schedule_is_that_of_the_ground_truth_and_of_diffusers():
    betas = scaled_linear_beta_schedule(1000)

    theirs = DDPMScheduler(
        1000, beta_schedule="scaled_linear", beta_start=0.00085, beta_end=0.012
    ).betas
    close(betas, NAMED["stable-diffusion"])
    torch.testing.assert_close(betas.float(), theirs, rtol=1e-6, atol=0)


@pytest.mark.parametrize("name", NAMED)
def test_the_ratio_and_its_logarithm_are_those_of_the_ground_truth(name):
    ratio = schedule.signal_to_noise(left(name).numpy())

    close(snr(left(name)), ratio)
    close(half_log_snr(left(name)), np.log(ratio) / 2)


def test_half_the_log_snr_is_the_lambda_of_diffusers():
    theirs = DPMSolverMultistepScheduler(1000, beta_schedule="linear")

    actual = half_log_snr(theirs.alphas_cumprod)

    torch.testing.assert_close(actual, theirs.lambda_t, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("name", ["linear", "scaled_linear"])
def test_the_rescaled_schedule_is_that_of_diffusers(name):
    plain, rescaled = (
        DDIMScheduler(1000, beta_schedule=name, rescale_betas_zero_snr=rescale)
        for rescale in (False, True)
    )

    betas = rescale_zero_terminal_snr(plain.betas.double())

    torch.testing.assert_close(betas.float(), rescaled.betas, rtol=1e-3, atol=1e-6)


def test_the_rescaled_schedule_has_the_reference_values():
    betas = rescale_zero_terminal_snr(torch.from_numpy(NAMED["stable-diffusion"]))

    level = torch.cumprod(1 - betas, 0)
    for index, value in {0: 0.99915, 499: 0.242359166556145, 998: 1.96788805662129e-07}.items():
        assert level[index].item() == pytest.approx(value, rel=1e-9)
    assert level[999] == 0


SHARES = [
    ("linear", 0.098, 0.251, 0.525, 0.327),
    ("cosine", 0.198, 0.413, 0.207, 0.065),
    ("stable-diffusion", 0.096, 0.393, 0.326, 0.067),
]


@pytest.mark.parametrize(("name", "clean", "both", "noisy", "gone"), SHARES)
def test_the_table_of_where_the_steps_go(name, clean, both, noisy, gone):
    level = schedule.alpha_bar(NAMED[name])

    counted = [level > 0.9, (level > 0.2) & (level < 0.8), level < 0.1, level < 0.01]

    assert [round(one.mean(), 3) for one in counted] == [clean, both, noisy, gone]
    assert share_below(left(name), 0.1) == pytest.approx(clean)


def test_what_the_two_meanings_of_ten_percent_make_of_the_cosine():
    assert share_below(left("cosine"), 0.1) == pytest.approx(0.198)
    assert share_below(left("cosine"), 0.1**2) == pytest.approx(0.056)
    assert round(1 - left("cosine")[399].item(), 2) == 0.35
    assert round(np.degrees(np.arcsin(0.1**0.5)), 1) == 18.4


@pytest.mark.parametrize(
    ("level", "ratio", "half_log", "sigma"),
    [(0.0786, 0.0853, -1.2308, 3.4241), (0.8, 4, 0.693, 0.5)],
)
def test_the_four_names_of_one_level(level, ratio, half_log, sigma):
    exact = torch.tensor([left("linear")[499] if level == 0.0786 else level], dtype=torch.float64)

    assert exact.item() == pytest.approx(level, abs=5e-5)
    assert snr(exact).item() == pytest.approx(ratio, abs=5e-5)
    assert half_log_snr(exact).item() == pytest.approx(half_log, abs=5e-4)
    assert snr(exact).item() ** -0.5 == pytest.approx(sigma, abs=5e-5)


def test_the_area_under_the_rate_is_nearly_the_logarithm_of_the_product():
    def area(u):
        return 0.1 * u + 19.9 * u**2 / 2

    assert area(1) == pytest.approx(NAMED["linear"].sum())
    assert round(np.exp(-area(1)), 6) == 0.000043
    assert round(left("linear")[-1].item(), 6) == 0.000040
    assert area(0.5) == pytest.approx(2.5375)
    assert round(np.exp(-area(0.5)), 4) == 0.0791


@pytest.mark.parametrize(("T", "betas"), [(4, [0.1464, 0.4142, 0.7071, 1]), (3, [0.25, 2 / 3, 1])])
def test_the_cosine_by_hand(T, betas):
    actual = cosine_beta_schedule(T, s=0, max_beta=1.0)

    assert actual.tolist() == pytest.approx(betas, abs=5e-5)


def test_the_offset_makes_the_first_noise_as_large_as_a_pixel_value():
    with_offset, without = (cosine_beta_schedule(1000, s)[0].item() ** 0.5 for s in (0.008, 0))

    assert round(with_offset, 4) == 0.0064
    assert round(without, 4) == 0.0016
    assert round(2 / 255, 4) == 0.0078


@pytest.mark.parametrize(
    ("name", "middle", "last", "root"),
    [
        ("linear", 0.0786, 0.0000404, 0.0064),
        ("cosine", 0.4938, 0.0000000024, 0.00005),
        ("stable-diffusion", 0.2777, 0.00466, 0.0683),
    ],
)
def test_one_number_tells_which_schedule_it_is(name, middle, last, root):
    level = left(name)

    assert level[499].item() == pytest.approx(middle, abs=5e-5)
    assert level[999].item() == pytest.approx(last, rel=0.02)
    assert level[999].item() ** 0.5 == pytest.approx(root, rel=0.02)


def test_straight_betas_with_the_ends_of_stable_diffusion_leave_less():
    straight = schedule.alpha_bar(np.linspace(0.00085, 0.012, 1000))

    assert round(straight[499], 4) == 0.1618


def test_rescaling_by_hand():
    roots = np.array([0.9, 0.5, 0.1])
    shares = roots**2 / np.array([1, *roots[:-1] ** 2])

    betas = rescale_zero_terminal_snr(torch.from_numpy(1 - shares))

    assert torch.cumprod(1 - betas, 0).sqrt().tolist() == pytest.approx([0.9, 0.45, 0])


def test_rooted_betas_by_hand():
    betas = scaled_linear_beta_schedule(3, 0.04, 0.36)

    assert betas.tolist() == pytest.approx([0.04, 0.16, 0.36])
