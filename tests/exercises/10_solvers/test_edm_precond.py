"""Hidden checks of `edm_precond`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import mistake, public, same, worth


def draw(generator, count=6, dtype=torch.float64):
    """From little noise to much."""
    return (4 * torch.randn(count, generator=generator, dtype=dtype) - 1).exp().clamp(1e-3, 90)


@worth(3)
def test_the_four_factors(learner, reference, generator):
    """c_skip, c_out, c_in and c_noise, in this order"""
    sigma = draw(generator)

    same(learner.edm_precond(sigma), reference.edm_precond(sigma))


def test_other_data(learner, reference, generator):
    """Data of another standard deviation"""
    sigma = draw(generator)

    for sigma_data in (1.0, 0.2, 3.0):
        expected = reference.edm_precond(sigma, sigma_data)
        same(learner.edm_precond(sigma, sigma_data), expected)


@public
def test_as_much_noise_as_data(learner):
    """σ = 0.5: half of x is kept"""
    sigma = torch.tensor([0.5], dtype=torch.float64)
    known = [0.5, 0.353553390593274, 1.41421356237309, -0.173286795139986]

    factors = learner.edm_precond(sigma)

    same(tuple(factors), tuple(torch.tensor([one], dtype=torch.float64) for one in known))


@worth(2)
def test_the_network_sees_and_says_numbers_of_size_one(learner, generator):
    """c_in brings x to variance 1, and c_out the answer that is wanted"""
    sigma = draw(generator)

    c_skip, c_out, c_in, _ = learner.edm_precond(sigma, 0.7)

    wanted = ((1 - c_skip) ** 2 * 0.49 + c_skip**2 * sigma**2) / c_out**2
    same(c_in**2 * (sigma**2 + 0.49), torch.ones_like(sigma))
    same(wanted, torch.ones_like(sigma))


def test_float32(learner, reference, generator):
    """float32 gives float32"""
    sigma = draw(generator, 4, torch.float32)

    same(learner.edm_precond(sigma), reference.edm_precond(sigma))


def factors(sigma, data, c_skip=None, c_out=None, c_in=None, c_noise=None):
    """The right factors, but for those that are given."""
    variance = sigma**2 + data**2
    return (
        data**2 / variance if c_skip is None else c_skip,
        sigma * data / variance.sqrt() if c_out is None else c_out,
        1 / variance.sqrt() if c_in is None else c_in,
        sigma.log() / 4 if c_noise is None else c_noise,
    )


@mistake("Much noise: trust x little. c_skip is the share of the data.", id="skip-share-of-noise")
def skip_of_noise(sigma, data=0.5):
    return factors(sigma, data, c_skip=sigma**2 / (sigma**2 + data**2))


@mistake("c_skip is a share of variance, without a root.", id="skip-share-rooted")
def skip_rooted(sigma, data=0.5):
    return factors(sigma, data, c_skip=data / (sigma**2 + data**2).sqrt())


@mistake("c_out has the root below: σ·σ_data/√(σ² + σ_data²).", id="std-for-variance")
def out_not_rooted(sigma, data=0.5):
    return factors(sigma, data, c_out=sigma * data / (sigma**2 + data**2))


@mistake("c_in has a root: it brings the standard deviation to 1.", id="std-for-variance")
def in_not_rooted(sigma, data=0.5):
    return factors(sigma, data, c_in=1 / (sigma**2 + data**2))


@mistake("Deviations do not add: √(σ² + σ_data²).", id="deviations-added")
def deviations_added(sigma, data=0.5):
    return factors(sigma, data, c_in=1 / (sigma + data))


@mistake("The network is told ¼·log σ.", id="network-told-sigma")
def noise_as_it_is(sigma, data=0.5):
    return factors(sigma, data, c_noise=sigma)


@mistake("The network is told ¼·log σ: a quarter of it.", id="network-told-sigma")
def noise_not_quartered(sigma, data=0.5):
    return factors(sigma, data, c_noise=sigma.log())


@mistake("c_out is near 0 for little noise: σ is in it.", id="answer-unscaled")
def out_of_one(sigma, data=0.5):
    return factors(sigma, data, c_out=torch.ones_like(sigma))


@mistake("The order is c_skip, c_out, c_in, c_noise.", id="factors-out-of-order")
def other_order(sigma, data=0.5):
    c_skip, c_out, c_in, c_noise = factors(sigma, data)
    return c_in, c_skip, c_out, c_noise


@mistake("σ_data is an argument; 0.5 is its default.", id="data-width-written-in")
def written_in(sigma, data=0.5):
    return factors(sigma, 0.5)
