"""What the numbers of the lessons are computed with; `t` is the paper's, from 1."""

import numpy as np

from tutor.diffusion import schedule, statistics
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
