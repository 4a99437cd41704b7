"""Hidden checks of `ve_sigma`, and the ways in which it is known to go wrong."""

import math

import torch

from tutor.grading.checks import mistake, public, same, worth


def times(generator, count=6, dtype=torch.float64):
    """Between 0 and 1, both ends among them."""
    inner = torch.rand(count, generator=generator, dtype=dtype)
    return torch.cat([torch.tensor([0.0, 1.0], dtype=dtype), inner])


@worth(2)
def test_grows_by_equal_factors(learner, reference, generator):
    """σ_min at t = 0, σ_max at t = 1, and equal factors in between"""
    t = times(generator)

    same(learner.ve_sigma(t), reference.ve_sigma(t))


def test_known_values(learner):
    """The middle between 0.01 and 50 is 0.7071"""
    t = torch.tensor([0.0, 0.25, 0.5, 0.75, 1.0], dtype=torch.float64)
    known = [0.01, 0.0840896415253714, 0.707106781186548, 5.94603557501361, 50.0]

    same(learner.ve_sigma(t), torch.tensor(known, dtype=torch.float64))


def test_any_ends(learner, reference, generator):
    """Any two ends, the larger one first, too"""
    t = times(generator)

    for ends in ((0.5, 2.0), (1.0, 1348.0), (3.0, 0.2)):
        same(learner.ve_sigma(t, *ends), reference.ve_sigma(t, *ends))


def test_float32(learner, reference, generator):
    """float32 times give a float32 answer"""
    t = times(generator, 4, torch.float32)

    same(learner.ve_sigma(t), reference.ve_sigma(t))


@public
def test_both_ends(learner):
    """0.01 at t = 0, and 50 at t = 1"""
    ends = torch.tensor([0.0, 1.0], dtype=torch.float64)

    same(learner.ve_sigma(ends), torch.tensor([0.01, 50.0], dtype=torch.float64))


@mistake("A straight line spends nearly all of its time at large noise.", id="grows-in-a-line")
def straight(t, low=0.01, high=50.0):
    return low + t * (high - low)


@mistake("That is the variance; σ is a standard deviation.", id="std-for-variance")
def variance(t, low=0.01, high=50.0):
    return (low * (high / low) ** t) ** 2


@mistake("At t = 0 there is little noise: σ_min.", id="time-reversed")
def reversed_time(t, low=0.01, high=50.0):
    return high * (low / high) ** t


@mistake("That is log σ: take its exponential.", id="exponential-forgotten")
def logarithm(t, low=0.01, high=50.0):
    return math.log(low) + t * math.log(high / low)


@mistake("At t = 0 it is σ_min: multiply the power by it.", id="start-factor-forgotten")
def start_forgotten(t, low=0.01, high=50.0):
    return (high / low) ** t


@mistake("The factor from end to end is σ_max/σ_min, not σ_max.", id="ends-not-a-ratio")
def not_a_ratio(t, low=0.01, high=50.0):
    return low * high**t


@mistake("A straight line in σ² is none of equal factors.", id="grows-in-a-line")
def straight_in_variance(t, low=0.01, high=50.0):
    return (low**2 + t * (high**2 - low**2)).sqrt()


@mistake("The ends are arguments; yours are written in.", id="schedule-made-inside")
def own_ends(t, low=0.01, high=50.0):
    return 0.01 * 5000.0**t
