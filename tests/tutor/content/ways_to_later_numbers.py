"""What the numbers of lessons 06 to 10 are computed with, besides `ways_to_numbers`."""

from itertools import pairwise

import numpy as np

from tests.tutor.content.ways_to_numbers import NAMED, abar
from tutor.diffusion import bound, samplers, solvers
from tutor.simulations import bound_ladder, unet
from tutor.simulations.steps_quality import StepsQuality

MEAN, SPREAD = 0.3, 0.5
"""Of the data on the line that lessons 09 and 10 walk to."""


def lost():
    """How far off the toy without skips is."""
    return unet.lost(skips=False)


def weights_of_dit(layers=28, width=1152, classes=1001):
    """Of DiT-XL/2 for 32 × 32 × 4: what each part multiplies and adds, mean and variance out."""
    block = 18 * width**2 + 15 * width  # attention 4 + 4, network 8 + 5, scales and shifts 6 + 6
    told = (256 + 1 + width + 1) * width + classes * width
    last = 2 * width**2 + 2 * width + (width + 1) * 4 * 8
    return layers * block + (4 * 4 + 1) * width + told + last


def kl(m_1, v_1, m_2, v_2):
    """In nats, of two normals given by mean and variance."""
    return bound.normal_kl(m_1, np.log(v_1), m_2, np.log(v_2))


def prior(name):
    """L_T of x_0 = 1, in nats."""
    return kl(np.sqrt(abar(1000, name)), 1 - abar(1000, name), 0, 1)


def ladder(variance, label):
    """A readout of the simulation as lesson 07 opens it."""
    settings = {"t": 0, "weights": "on", "variance": variance, "x0": 0.8}
    shown = bound_ladder.BoundLadder().frame(settings).readouts
    return float({one.label: one.value for one in shown}[label])


def snr(t):
    return abar(t) / (1 - abar(t))


def share_of_right(x):
    """Of the spot at 2 where the other is at −2, both 0.5 wide."""
    return 1 / (1 + np.exp(((x - 2) ** 2 - (x + 2) ** 2) / (2 * 0.25)))


def score_of_two(x, level, tiny=1e-6):
    """The slope of their noisy log density, by a difference."""
    variance = level * 0.25 + 1 - level

    def log_density(at):
        return np.log(sum(np.exp(-((at - m * level**0.5) ** 2) / (2 * variance)) for m in (-2, 2)))

    return (log_density(x + tiny) - log_density(x - tiny)) / (2 * tiny)


def fallen(t):
    """The share by which a step back lowers the standard deviation of the noise."""
    return 1 - np.sqrt((1 - abar(t - 1)) / (1 - abar(t)))


def eps(x, level):
    """The best guess at the noise, for the data on the line."""
    return np.sqrt(1 - level) * (x - np.sqrt(level) * MEAN) / (level * SPREAD**2 + 1 - level)


def walk(steps, errors=0.0, x=1.5, eta=0.0):
    """Where the walk of lesson 09 ends, with an error added to each answer, and no fresh noise."""
    x, indices = np.array([x]), samplers.timesteps(1000, steps)
    levels = [abar(index + 1) for index in indices] + [1.0]
    for (here, there), error in zip(pairwise(levels), np.broadcast_to(errors, steps), strict=True):
        x = samplers.ddim_step(x, eps(x, here) + error, here, there, eta, 0 * x)
    return float(x[0])


def true_end():
    """Of the same walk in infinitely many steps: a sample keeps its place in the crowd."""
    level = abar(1000)
    crowd = np.sqrt(level * SPREAD**2 + 1 - level)
    return MEAN + SPREAD * (1.5 - np.sqrt(level) * MEAN) / crowd


def spoiled(steps, errors):
    """By how far errors of the answers move the end."""
    return walk(steps, errors) - walk(steps)


def one_call(call, steps=50):
    """By how far the end moves if the answer at one call alone is 0.05 too large."""
    return spoiled(steps, 0.05 * (np.arange(steps) == call))


def narrowed():
    """The spread of what is left if ancestral steps draw no noise."""
    return walk(1000, x=1.0, eta=1.0) - walk(1000, x=0.0, eta=1.0)


def upside_down(level, before):
    """The line of the tutorial in lesson 09, for x_t = 1 and ε = 0.5."""
    return before * (1 / level - 0.5 / np.sqrt(1 - level)) + np.sqrt(1 - before) * 0.5


def karras(n):
    return solvers.karras_sigmas(n)


def curve(sigma):
    """Where the curve through x = 40 at σ = 80 is at σ."""
    return MEAN + (40 - MEAN) * np.sqrt((SPREAD**2 + sigma**2) / (SPREAD**2 + 80**2))


def off(step, n):
    """How far n steps of a method end from the curve."""

    def guess(x, sigma):
        return (SPREAD**2 * x + MEAN * sigma**2) / (SPREAD**2 + sigma**2)

    x = np.array([40.0])
    for here, there in pairwise(karras(n)):
        asked = guess if step is solvers.heun_step else guess(x, here)
        x = step(x, asked, here, there)
    return float(x[0] - curve(0))


def euler_off(n):
    return off(solvers.euler_step, n)


def heun_off(n):
    return off(solvers.heun_step, n)


def shown_error(sampler, steps):
    """What the simulation of lesson 10 says at the end."""
    settings = {"step": steps, "steps": steps, "sampler": sampler, "order": "off", "seed": 0}
    return float(StepsQuality().frame(settings).readouts[-1].value)


def passed_by(sigma, data=0.5):
    """c_skip: what of x the best guess for normal data keeps."""
    return data**2 / (sigma**2 + data**2)


def steps_sum(first, last):
    """The sum of the β of these steps of Ho's schedule."""
    return NAMED["linear"][first - 1 : last].sum()
