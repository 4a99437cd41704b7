"""The lessons on the forward process and on training: what they ask for and print is right.

Numbers are those of DDPM's schedule, computed with NumPy in float64 and checked with mpmath.
"""

import importlib.util
from pathlib import Path

import numpy as np
import pytest
import torch
from diffusers import DDPMScheduler
from diffusers.training_utils import compute_snr
from torch.optim.swa_utils import get_ema_multi_avg_fn

from tutor.diffusion import process, schedule
from tutor.diffusion.mixture import Mixture
from tutor.simulations import moons, training_watch
from tutor.simulations.network import Network

ROOT = Path(__file__).parents[3]
BETAS = torch.linspace(1e-4, 0.02, 1000, dtype=torch.float64)


def solution(path):
    """The function that a file of solutions/ is named after."""
    spec = importlib.util.spec_from_file_location(path, ROOT / "solutions" / f"{path}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, path.split("/")[1])


linear_beta_schedule = solution("02_forward_process/linear_beta_schedule")
q_step = solution("02_forward_process/q_step")
q_mean_var = solution("02_forward_process/q_mean_var")
alpha_bar = solution("02_forward_process/alpha_bar")
q_sample = solution("02_forward_process/q_sample")
training_loss = solution("05_training/training_loss")
predict_x0_from_eps = solution("05_training/predict_x0_from_eps")
predict_eps_from_x0 = solution("05_training/predict_eps_from_x0")
v_target = solution("05_training/v_target")
from_v = solution("05_training/from_v")
ema_update = solution("05_training/ema_update")
min_snr_weight = solution("05_training/min_snr_weight")


def batch(shape, dtype=torch.float64):
    """x_0, t and noise."""
    generator = torch.Generator().manual_seed(7)
    x0, noise = (torch.randn(shape, generator=generator, dtype=dtype) for _ in range(2))
    return x0, torch.randint(0, 1000, shape[:1], generator=generator), noise


def close(actual, expected, rtol=1e-12):
    torch.testing.assert_close(actual, torch.as_tensor(expected), rtol=rtol, atol=1e-14)


def test_the_linear_schedule_is_that_of_diffusers():
    close(linear_beta_schedule(1000).float(), DDPMScheduler().betas, rtol=1e-5)
    assert linear_beta_schedule(1000).sum().item() == pytest.approx(10.05, rel=1e-12)


def test_a_step_from_the_clean_sample_is_the_jump_by_one():
    x0, _, noise = batch((5, 3))
    first = torch.zeros(5, dtype=torch.int64)

    close(q_step(x0, first, BETAS, noise), q_sample(x0, first, noise, alpha_bar(BETAS)))


def test_steps_one_after_the_other_have_the_moments_of_the_jump():
    one, still = torch.ones(1, 1, dtype=torch.float64), torch.zeros(1, 1, dtype=torch.float64)
    mean, variance = 0.7 * one, still
    for step in range(500):
        t = torch.tensor([step])
        mean = q_step(mean, t, BETAS, still)
        shrunk, added = q_step(one, t, BETAS, still), q_step(still, t, BETAS, one)
        variance = shrunk**2 * variance + added**2

    expected = q_mean_var(0.7 * one, torch.tensor([499]), alpha_bar(BETAS))
    close(mean, expected[0])
    close(variance, expected[1])


def test_alpha_bar_has_the_reference_values():
    expected = {
        0: 0.9999,
        1: 0.9997800920720721,
        49: 0.9710157229394402,
        259: 0.4976138120167803,
        499: 0.07858724288177824,
        999: 4.035829765375676e-05,
    }

    actual = alpha_bar(BETAS)

    for index, value in expected.items():
        assert actual[index].item() == pytest.approx(value, rel=1e-12)


def test_alpha_bar_is_that_of_the_ground_truth_for_any_schedule():
    for betas in (schedule.cosine_betas(1000), schedule.scaled_linear_betas(100)):
        close(alpha_bar(torch.from_numpy(betas)), schedule.alpha_bar(betas))


def test_alpha_bar_is_that_of_diffusers():
    theirs = DDPMScheduler().alphas_cumprod

    close(alpha_bar(BETAS).float(), theirs, rtol=1e-6)


def test_q_sample_has_the_reference_value():
    x0, noise = torch.tensor([0.7, -1.2], dtype=torch.float64)[:, None]

    actual = q_sample(x0, torch.tensor([499]), noise, alpha_bar(BETAS))

    assert actual.item() == pytest.approx(-0.955649053232978, rel=1e-13)


@pytest.mark.parametrize("shape", [(5,), (4, 4), (3, 2, 4, 6)])
def test_q_sample_is_that_of_the_ground_truth(shape):
    x0, t, noise = batch(shape)

    actual = q_sample(x0, t, noise, alpha_bar(BETAS))

    arrays = [one.numpy() for one in (x0, t, noise, alpha_bar(BETAS))]
    close(actual, process.q_sample(*arrays))


def test_q_sample_is_that_of_diffusers():
    x0, t, noise = batch((6, 3, 4, 4), torch.float32)
    theirs = DDPMScheduler()

    actual = q_sample(x0, t, noise, theirs.alphas_cumprod)

    close(actual, theirs.add_noise(x0, noise, t), rtol=1e-6)


def test_steps_one_by_one_lead_to_the_variance_of_the_jump():
    variance = 0.25
    for beta in BETAS[:500]:
        variance = (1 - beta) * variance + beta

    left = alpha_bar(BETAS)[499]
    close(variance, left * 0.25 + 1 - left)


@pytest.mark.parametrize("target", ["eps", "x0", "v"])
def test_a_model_that_knows_the_answer_has_no_loss(target):
    x0, t, noise = batch((5, 2))
    arrays = [one.numpy() for one in (x0, t, noise, alpha_bar(BETAS))]
    answers = {"eps": noise, "x0": x0, "v": torch.from_numpy(process.velocity(*arrays))}

    loss = training_loss(lambda *_: answers[target], x0, t, noise, alpha_bar(BETAS), target)

    assert loss.item() == pytest.approx(0, abs=1e-28)


def test_the_loss_is_the_mean_of_squares():
    x0, t, noise = batch((5, 2))

    loss = training_loss(lambda *_: noise - 0.2, x0, t, noise, alpha_bar(BETAS))

    assert loss.item() == pytest.approx(0.04, rel=1e-12)


def test_the_v_target_has_the_reference_value():
    x0, noise = torch.tensor([0.7, -1.2], dtype=torch.float64)[:, None]

    loss = training_loss(
        lambda x_t, _: 0 * x_t, x0, torch.tensor([499]), noise, alpha_bar(BETAS), "v"
    )

    assert loss.item() == pytest.approx((-1.00833272636314) ** 2, rel=1e-13)


def test_the_v_target_is_that_of_diffusers():
    x0, t, noise = batch((6, 3, 4, 4), torch.float32)
    theirs = DDPMScheduler()
    velocity = theirs.get_velocity(x0, noise, t)

    loss = training_loss(lambda *_: velocity, x0, t, noise, theirs.alphas_cumprod, "v")

    assert loss.item() < 1e-12


def test_one_step_by_hand():
    x_prev, noise = np.array([[0.7], [-1.2]])

    x_t = process.q_step(x_prev, np.array([0]), noise, np.array([0.02]))

    assert round(x_t.item(), 4) == 0.5233


def test_without_shrinking_the_picture_keeps_nine_percent():
    variance = 1 + schedule.linear_betas(1000).sum()

    assert round(variance, 2) == 11.05
    assert round(1 / variance, 2) == 0.09


def test_the_straight_line_misses_by_most_at_470():
    line = 1 - np.arange(1, 1001) / 1000

    gap = abs(schedule.alpha_bar(schedule.linear_betas(1000)) - line)

    assert gap.argmax() + 1 == 470
    assert round(gap.max(), 2) == 0.42


def test_a_hundred_steps_of_the_same_betas_leave_a_third_of_the_signal():
    assert round(schedule.alpha_bar(schedule.linear_betas(100))[-1], 2) == 0.36
    assert round(schedule.alpha_bar(schedule.scaled_linear_betas(100))[-1], 5) == 0.00002


@pytest.mark.parametrize(("eps", "expected"), [(-1.2, 0.7), (-1.0, 0.015), (0.3, -4.44)])
def test_what_an_answer_about_the_noise_says_about_the_picture(eps, expected):
    x_t, answer = np.array([[-0.955649053232978], [eps]])
    levels = schedule.alpha_bar(schedule.linear_betas(1000))

    x0 = process.x0_from_eps(x_t, np.array([499]), answer, levels)

    assert x0.item() == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize(("t", "expected"), [(1, 0.01), (260, 1.0), (500, 3.42), (1000, 157.4)])
def test_how_an_error_about_the_noise_grows_in_the_picture(t, expected):
    level = schedule.alpha_bar(schedule.linear_betas(1000))[t - 1]

    assert np.sqrt((1 - level) / level) == pytest.approx(expected, rel=0.005)


def test_both_best_answers_about_two_points_are_the_same_mean():
    coin = Mixture(np.array([[-1.0], [1.0]]), 0.0, np.array([0.5, 0.5]))
    level = schedule.alpha_bar(schedule.linear_betas(1000))[499]
    seen = np.array([[0.3]])

    eps = coin.eps(seen, level)
    x0 = (seen - np.sqrt(1 - level) * eps) / np.sqrt(level)

    assert round(eps.item(), 3) == 0.286
    assert round(x0.item(), 3) == 0.091


@pytest.mark.parametrize(("answer", "expected"), [(0.020, 0.155), (0.286, 0.085)])
def test_guessing_one_noise_costs_more_than_the_mean(answer, expected):
    chances, noises = np.array([0.5455, 0.4545]), np.array([0.020, 0.605])

    cost = (chances * (noises - answer) ** 2).sum()

    assert cost == pytest.approx(expected, abs=0.0006)


def test_the_watched_loss_ends_where_the_exact_answer_does():
    network, generator = Network(), np.random.default_rng(0)
    exact = moons.exact()
    half = len(exact.means) // 2
    one_moon = Mixture(exact.means[:half], exact.std, 2 * exact.weights[:half])

    floors = [
        np.mean([floor(data, level, generator) for level in network.alpha_bar])
        for data in (exact, one_moon)
    ]

    assert 0.5 * floors[0] + 0.5 * floors[1] == pytest.approx(0.35, abs=0.01)
    assert network.losses[-10:, 1].mean() == pytest.approx(0.35, abs=0.006)


def test_the_watched_arrows_end_between_the_moons_or_at_the_mean():
    last = len(Network().snapshots) - 1
    ends = {t: training_watch.guesses(last, t, 0)[1] for t in (20, 60, 94)}
    own_moon = moons.nearest(ends[20]) == moons.drawn()[1][: len(ends[20])]

    assert moons.astray(training_watch.guesses(0, 60, 0)[1]) > 0.5
    assert moons.astray(ends[60]) > 0.5
    assert np.linalg.norm(ends[94], axis=1).mean() < 0.25
    assert own_moon.mean() > 0.9


def floor(data, level, generator):
    """The loss of the exact answer at one level."""
    x0 = data.draw(1000, generator)
    noise = generator.standard_normal(x0.shape)
    x_t = np.sqrt(level) * x0 + np.sqrt(1 - level) * noise
    return ((noise - data.eps(x_t, level)) ** 2).mean()


def test_v_is_that_of_diffusers():
    x0, t, noise = batch((6, 3), torch.float32)

    theirs = DDPMScheduler().get_velocity(x0, noise, t)

    close(v_target(x0, noise, t, alpha_bar(BETAS).float()), theirs, rtol=1e-4)


def test_each_answer_leads_to_the_others():
    x0, t, noise = batch((6, 3))
    shares = alpha_bar(BETAS)
    xt = q_sample(x0, t, noise, shares)
    v = v_target(x0, noise, t, shares)

    close(predict_x0_from_eps(xt, noise, t, shares), x0, rtol=1e-9)
    close(predict_eps_from_x0(xt, x0, t, shares), noise, rtol=1e-9)
    for found, expected in zip(from_v(xt, v, t, shares), (x0, noise), strict=True):
        close(found, expected, rtol=1e-9)


@pytest.mark.parametrize("kind", ["epsilon", "sample", "v_prediction"])
def test_the_clean_sample_is_the_one_that_diffusers_estimates(kind):
    x0, _, noise = batch((4, 3), torch.float32)
    t, shares = torch.full((4,), 499), alpha_bar(BETAS).float()
    xt = q_sample(x0, t, noise, shares)
    answer = {"epsilon": noise, "sample": x0, "v_prediction": v_target(x0, noise, t, shares)}[kind]
    scheduler = DDPMScheduler(prediction_type=kind, clip_sample=False)

    theirs = scheduler.step(answer, 499, xt).pred_original_sample

    ours = {
        "epsilon": lambda: predict_x0_from_eps(xt, answer, t, shares),
        "sample": lambda: answer,
        "v_prediction": lambda: from_v(xt, answer, t, shares)[0],
    }[kind]()
    close(ours, theirs, rtol=1e-4)


def test_the_running_average_is_that_of_torch():
    _, _, weights = batch((3, 2))
    average = [torch.ones(3, 2, dtype=torch.float64)]
    theirs = [one.clone() for one in average]
    step = get_ema_multi_avg_fn(0.99)

    for _ in range(5):
        ema_update(average, [weights], 0.99)
        step(theirs, [weights], torch.tensor(1))

    close(average[0], theirs[0])


def test_the_capped_weight_is_that_of_the_training_scripts_of_diffusers():
    t, shares = torch.tensor([0, 40, 260, 999]), alpha_bar(BETAS).float()

    snr = compute_snr(DDPMScheduler(), t)
    theirs = torch.stack([snr, 5.0 * torch.ones_like(snr)], dim=1).min(dim=1)[0] / snr

    close(min_snr_weight(t, shares), theirs, rtol=1e-4)
