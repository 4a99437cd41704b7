"""The lesson on the bound behind the loss: what it asks for and prints is right.

Numbers are those of DDPM's schedule in float64; the weights are also those of Ho et al., Eq. 12.
"""

import importlib.util
import math
from pathlib import Path

import numpy as np
import pytest
import torch
from torch.distributions import Normal, kl_divergence

from tutor.diffusion import bound
from tutor.simulations import bound_ladder

ROOT = Path(__file__).parents[3]
BETAS = torch.linspace(1e-4, 0.02, 1000, dtype=torch.float64)
SIGNAL = torch.cumprod(1 - BETAS, dim=0)


def solution(slug):
    """The function that a file of solutions/ is named after."""
    path = ROOT / "solutions" / "07_elbo" / f"{slug}.py"
    spec = importlib.util.spec_from_file_location(slug, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, slug)


normal_kl = solution("normal_kl")
prior_kl = solution("prior_kl")
vlb_weight = solution("vlb_weight")
elbo_terms = solution("elbo_terms")


def numbers(*values):
    return torch.tensor(values, dtype=torch.float64)


def drawn(*shape):
    return torch.randn(*shape, dtype=torch.float64, generator=torch.Generator().manual_seed(5))


def test_the_kl_is_that_of_torch():
    m1, logv1, m2, logv2 = drawn(4, 2, 3)
    first, second = Normal(m1, (logv1 / 2).exp()), Normal(m2, (logv2 / 2).exp())

    torch.testing.assert_close(normal_kl(m1, logv1, m2, logv2), kl_divergence(first, second))


@pytest.mark.parametrize(
    ("first", "second", "nats"),
    [
        ((0, 0.25), (0, 1), 0.318),
        ((0, 1), (0, 0.25), 0.807),
        ((1, 1), (0, 1), 0.5),
        ((1, 0.01), (0, 0.01), 50),
    ],
)
def test_the_examples_of_the_kl_have_the_printed_numbers(first, second, nats):
    (m1, v1), (m2, v2) = first, second

    actual = normal_kl(*numbers(m1, math.log(v1), m2, math.log(v2)))

    assert actual.item() == pytest.approx(nats, abs=5e-4)


def test_the_end_of_the_walk_costs_what_the_reference_numbers_say():
    actual = prior_kl(numbers(1, 0.5), SIGNAL)

    expected = numbers(2.91129454203079e-05, 7.27867696381644e-06)
    torch.testing.assert_close(actual, expected, rtol=1e-9, atol=0)


def test_the_end_of_the_walk_is_that_of_torch():
    x0 = drawn(3, 2, 4)
    end = Normal(SIGNAL[299].sqrt() * x0, (1 - SIGNAL[299]).sqrt())

    nats = kl_divergence(end, Normal(numbers(0), numbers(1))).flatten(1).mean(1)

    torch.testing.assert_close(prior_kl(x0, SIGNAL[:300]), nats / math.log(2))


def test_stable_diffusion_ends_over_a_hundred_times_as_far():
    betas = torch.linspace(0.00085**0.5, 0.012**0.5, 1000, dtype=torch.float64) ** 2

    nats = prior_kl(numbers(1), torch.cumprod(1 - betas, dim=0)).item() * math.log(2)

    assert nats == pytest.approx(0.00233549531210037, rel=1e-9)


@pytest.mark.parametrize(
    ("t", "small", "large"),
    [
        (2, 0.599671512159382, 0.272692084278049),
        (3, 0.317995351676143, 0.194401976528798),
        (10, 0.0864365597541857, 0.0737170159328125),
        (100, 0.0102669534400424, 0.0100812637489907),
        (500, 0.00550819651054946, 0.00550343192561971),
        (1000, 0.0102045018738, 0.0102044934686379),
    ],
)
def test_the_weights_have_the_reference_values(t, small, large):
    index = torch.tensor([t - 1])

    assert vlb_weight(index, BETAS, "small").item() == pytest.approx(small, rel=1e-9)
    assert vlb_weight(index, BETAS, "large").item() == pytest.approx(large, rel=1e-9)


@pytest.mark.parametrize("kind", ["small", "large"])
def test_the_weights_are_those_of_the_ground_truth(kind):
    betas = BETAS.numpy()
    variance = {"small": bound.clipped_variance(betas), "large": betas}[kind]

    theirs = bound.weights(betas, variance)[1:]

    ours = vlb_weight(torch.arange(1, 1000), BETAS, kind)
    np.testing.assert_allclose(ours.numpy(), theirs, rtol=1e-12)


def test_the_weight_is_half_of_what_the_signal_over_noise_loses():
    ratio = SIGNAL / (1 - SIGNAL)

    expected = (ratio[:-1] / ratio[1:] - 1) / 2

    torch.testing.assert_close(
        vlb_weight(torch.arange(1, 1000), BETAS), expected, rtol=1e-8, atol=0
    )
    assert (ratio[0] / ratio[1]).item() == pytest.approx(2.2, abs=0.01)
    assert (ratio[498] / ratio[499]).item() == pytest.approx(1.011, abs=5e-4)


def test_a_term_is_the_squared_error_times_its_weight():
    x0, noise, guess = drawn(3, 5, 4)
    t = torch.tensor([1, 9, 99, 499, 999])

    terms = elbo_terms(lambda x_t, t: guess, x0, t, noise, BETAS)

    nats = vlb_weight(t, BETAS) * (noise - guess).square().mean(1)
    torch.testing.assert_close(terms, nats / math.log(2), rtol=1e-7, atol=0)


def test_a_term_with_the_large_variance_is_the_kl_of_torch():
    x0, noise, guess = drawn(3, 4, 2)
    t = torch.tensor([1, 2, 9, 999])
    beta, signal, before = (one[:, None] for one in (BETAS[t], SIGNAL[t], SIGNAL[t - 1]))
    x_t = signal.sqrt() * x0 + (1 - signal).sqrt() * noise
    # Bayes' rule as a vote of precisions, not the closed form of the solution.
    votes = 1 / (1 - before), (1 - beta) / beta
    variance = 1 / (votes[0] + votes[1])
    heard = votes[0] * before.sqrt() * x0 + votes[1] * x_t / (1 - beta).sqrt()
    model = (x_t - beta / (1 - signal).sqrt() * guess) / (1 - beta).sqrt()

    true, guessed = Normal(variance * heard, variance.sqrt()), Normal(model, beta.sqrt())
    nats = kl_divergence(true, guessed).mean(1)

    terms = elbo_terms(lambda x_t, t: guess, x0, t, noise, BETAS, "large")
    torch.testing.assert_close(terms, nats / math.log(2), rtol=1e-8, atol=1e-12)


def test_leaving_out_the_end_makes_a_bound_that_is_none():
    shrunk = math.sqrt(0.5)
    missed = 0.5 * 0.5  # E (x_0 − √½·x_1)² for x_0 = 0 and x_1 of variance ½
    hit = -math.log(2 * math.pi * shrunk**2) / 2 - missed / (2 * shrunk**2)
    end = prior_kl(numbers(0), numbers(0.5)).item() * math.log(2)
    truth = -math.log(2 * math.pi) / 2

    assert (truth, hit, end) == pytest.approx((-0.919, -0.822, 0.097), abs=5e-4)
    assert hit - end == pytest.approx(truth, abs=1e-12)


@pytest.mark.parametrize(
    ("kind", "reached", "bounded"), [("small", 1.305, 0.766), ("large", 0.783, 0.734)]
)
def test_the_simulation_shows_the_printed_bounds(kind, reached, bounded):
    settings = {"t": 0, "weights": "on", "variance": kind, "x0": 0.8}

    frame = bound_ladder.BoundLadder().frame(settings)

    shown = {one.label: one.value for one in frame.readouts}
    assert shown["bound"] == f"{reached:.3f}"
    assert shown["−log p(x₀)"] == f"{bounded:.3f}"


def test_the_mean_of_logs_is_as_far_below_as_the_lesson_says():
    for weights, gap in (((0.2, 0.8), 0.223), ((0.1, 0.9), 0.511)):
        logs = sum(map(math.log, weights)) / 2
        assert math.log(0.5) - logs == pytest.approx(gap, abs=5e-4)
