"""What the numbers of the lessons are computed with; `t` is the paper's, from 1."""

import numpy as np

from tutor.diffusion import schedule, statistics
from tutor.simulations.reverse_arrow import spreads
from tutor.simulations.structure import mixed

NAMED = {
    "linear": schedule.linear_betas(1000),
    "cosine": schedule.cosine_betas(1000),
    "sd": schedule.stable_diffusion_betas(1000),
}


def beta(t, name="linear"):
    return NAMED[name][t - 1]


def abar(t, name="linear"):
    """What is left, as the product of what each step keeps."""
    return np.prod(1 - NAMED[name][:t])


def keep(*betas):
    return np.prod(1 - np.array(betas))


def taken(t):
    """The share of the guessed noise that a step back takes away."""
    return beta(t) / np.sqrt(1 - abar(t))


def open_variance(t):
    """β̃ as one over the sum of two precisions."""
    return 1 / ((1 - beta(t)) / beta(t) + 1 / (1 - abar(t - 1)))


def heard(x_0, x_t, now, before):
    """The mean of x_{t−1}: both witnesses, weighed by their precisions."""
    alpha = now / before
    votes = np.array([alpha / (1 - alpha), 1 / (1 - before)])
    return votes @ np.array([x_t / np.sqrt(alpha), np.sqrt(before) * x_0]) / votes.sum()


def walked(kind):
    """The spread after all steps back."""
    return spreads(kind)[0]


def steps(name, low=0.0, high=1.0):
    """The share of 1000 steps with ᾱ between the two."""
    left = np.cumprod(1 - NAMED[name])
    return np.mean((left > low) & (left < high))


def covariance(first, second):
    """The sum of products, less the means."""
    first, second = np.array(first), np.array(second)
    return np.sum((first - first.mean()) * (second - second.mean()))


def alike(mix):
    """Neighbours in the simulation's mixture, the mean over many draws."""
    pictures = np.stack([mixed(mix, seed) for seed in range(200)])
    return statistics.neighbour_correlation(pictures).mean()
