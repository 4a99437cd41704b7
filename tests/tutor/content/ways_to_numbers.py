"""What the numbers of the lessons are computed with; `t` is the paper's, from 1."""

import numpy as np

from tutor.diffusion import schedule, statistics
from tutor.simulations.network import Network
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


def chance(x, level):
    """Of x_0 = 1 where x_t = x, for data that are 1 or −1: by two normal densities."""
    likely = [np.exp(-((x - one * np.sqrt(level)) ** 2) / (2 - 2 * level)) for one in (1, -1)]
    return likely[0] / sum(likely)


def noise(x, x_0, level):
    return (x - np.sqrt(level) * x_0) / np.sqrt(1 - level)


def mean_noise(x, level):
    """Both noises, weighed by their chances."""
    up = chance(x, level)
    return up * noise(x, 1, level) + (1 - up) * noise(x, -1, level)


def cost(answer, x, level):
    """The expected square of its error."""
    up = chance(x, level)
    errors = [(noise(x, one, level) - answer) ** 2 for one in (1, -1)]
    return up * errors[0] + (1 - up) * errors[1]


def clean(x, eps, level):
    return (x - np.sqrt(1 - level) * eps) / np.sqrt(level)


def weight(t):
    """Of a step in the bound of Ho et al., with the small variance: their Eq. 12."""
    return beta(t) ** 2 / (2 * open_variance(t) * (1 - beta(t)) * (1 - abar(t)))


def watched():
    """The small network of the simulation."""
    return Network()


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
