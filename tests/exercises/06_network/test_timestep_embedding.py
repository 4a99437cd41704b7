"""Hidden checks of `timestep_embedding`, and the ways in which it is known to go wrong."""

import math

import torch

from tutor.grading.checks import equivalent, mistake, public, same, worth


def steps(generator, count):
    """Different steps, both ends among them, shape (count,)."""
    between = 1 + torch.randperm(998, generator=generator)[: count - 2]
    return torch.cat([torch.tensor([0, 999]), between])


@worth(3)
def test_cosines_then_sines_at_falling_rates(learner, reference, generator):
    """cos(t·rate_0), cos(t·rate_1), …, then sin(t·rate_0), sin(t·rate_1), …"""
    t = steps(generator, 5)

    same(learner.timestep_embedding(t, 8), reference.timestep_embedding(t, 8))


def test_two_columns_are_one_hand(learner, reference, generator):
    """dim = 2: cos(t) and sin(t), with t in radians"""
    t = steps(generator, 4)

    same(learner.timestep_embedding(t, 2), reference.timestep_embedding(t, 2))


@worth(2)
def test_an_odd_width_ends_with_zeros(learner, reference, generator):
    """dim = 7: three cosines, three sines, and a last column of zeros"""
    t = steps(generator, 4)

    same(learner.timestep_embedding(t, 7), reference.timestep_embedding(t, 7))


@worth(2)
def test_takes_the_longest_period_it_is_given(learner, reference, generator):
    """Another `max_period`, and 10000 if there is none"""
    t = steps(generator, 4)

    for period in (100.0, 1.0e6):
        expected = reference.timestep_embedding(t, 6, period)
        same(learner.timestep_embedding(t, 6, period), expected)


def test_widths_and_batches_of_any_size(learner, reference, generator):
    """One step or many, 32 columns or 321; as wide as the batch is long"""
    for count, dim in ((2, 321), (6, 6), (3, 32)):
        t = steps(generator, count)
        same(learner.timestep_embedding(t, dim), reference.timestep_embedding(t, dim))
    t = torch.tensor([500])
    same(learner.timestep_embedding(t, 32), reference.timestep_embedding(t, 32))


def test_steps_between_the_whole_ones(learner, reference, generator):
    """Steps may be fractions, float64: a sampler that skips may ask for 17.25"""
    t = 999 * torch.rand(4, generator=generator, dtype=torch.float64)

    same(learner.timestep_embedding(t, 8), reference.timestep_embedding(t, 8))


@public
def test_all_hands_start_at_the_top(learner):
    """At t = 0 all cosines are 1 and all sines 0"""
    hands = learner.timestep_embedding(torch.tensor([0, 0]), 6)

    same(hands, torch.tensor([[1, 1, 1, 0, 0, 0]] * 2, dtype=torch.float64))


def embedding(t, dim, max_period=10000.0, rates=None, first=torch.cos, then=torch.sin):
    """The right one, but for the parts that are given."""
    half = dim // 2
    k = torch.arange(half, dtype=torch.float64)
    angles = t[:, None] * (max_period ** (-k / half) if rates is None else rates(k, half))
    both = torch.cat([first(angles), then(angles)], dim=1)
    return torch.nn.functional.pad(both, (0, dim % 2))


@mistake(
    "Yours has the sines first. Both orders are in use; this course takes the cosines first.",
    id="sines-first",
)
def sines_first(t, dim, max_period=10000.0):
    return embedding(t, dim, max_period, first=torch.sin, then=torch.cos)


@mistake(
    "Your last rate is 1/max_period, as in the code of Ho et al. Here k is divided by dim // 2, "
    "not by dim // 2 − 1.",
    id="rates-end-at-the-period",
)
def ends_at_the_period(t, dim, max_period=10000.0):
    return embedding(t, dim, max_period, lambda k, half: max_period ** (-k / max(half - 1, 1)))


@mistake(
    "Yours takes turns: cosine, sine, cosine, sine. All cosines come first here.",
    id="pairs-interleaved",
)
def interleaved(t, dim, max_period=10000.0):
    plain = embedding(t, dim - dim % 2, max_period)
    mixed = torch.stack(plain.chunk(2, dim=1), dim=2).flatten(1)
    return torch.nn.functional.pad(mixed, (0, dim % 2))


@mistake(
    "Your rates fall too slowly: k is divided by dim // 2, the number of rates, not by dim.",
    id="rates-fall-halfway",
)
def halfway(t, dim, max_period=10000.0):
    return embedding(t, dim, max_period, lambda k, half: max_period ** (-k / dim))


@mistake(
    "Your rates fall too fast: k is divided by dim // 2 and not doubled besides.",
    id="rates-fall-twice",
)
def doubled(t, dim, max_period=10000.0):
    return embedding(t, dim, max_period, lambda k, half: max_period ** (-2 * k / half))


@mistake(
    "The exponent lost its minus: the hands after the first must get slower, not faster.",
    id="rates-rise",
)
def rising(t, dim, max_period=10000.0):
    return embedding(t, dim, max_period, lambda k, half: max_period ** (k / half))


@mistake(
    "Your rates do not know max_period: e^(−k/half) falls to about 0.4, not to 1/10000.",
    id="period-forgotten",
)
def natural(t, dim, max_period=10000.0):
    return embedding(t, dim, max_period, lambda k, half: torch.exp(-k / half))


@mistake(
    "Yours takes 10000 whatever it is given. `max_period` is an argument.", id="period-ignored"
)
def fixed(t, dim, max_period=10000.0):
    return embedding(t, dim)


@mistake("Your first rate is missing: k starts at 0, where the rate is 1.", id="rates-start-late")
def one_late(t, dim, max_period=10000.0):
    return embedding(t, dim, max_period, lambda k, half: max_period ** (-(k + 1) / half))


@mistake(
    "A row of rates at equal distances: they must fall by the same factor each time.",
    id="rates-in-a-line",
)
def in_a_line(t, dim, max_period=10000.0):
    return embedding(t, dim, max_period, lambda k, half: 1 - k / half)


@mistake(
    "You divided t by max_period first. The first hand moves by one radian for each step.",
    id="time-scaled-first",
)
def scaled(t, dim, max_period=10000.0):
    return embedding(t / max_period, dim, max_period)


@mistake("You counted t from 1. The embedding takes the index as it is.", id="t-counted-from-one")
def from_one(t, dim, max_period=10000.0):
    return embedding(t + 1, dim, max_period)


@mistake(
    "You turned by 2π for each step. Then t = 1 and t = 2 look alike to the first hand.",
    id="turns-for-radians",
)
def turns(t, dim, max_period=10000.0):
    return embedding(2 * torch.pi * t, dim, max_period)


@mistake(
    "Sines alone cannot tell a time from its mirror image; the other half are the cosines.",
    id="one-coordinate-of-two",
)
def only_sines(t, dim, max_period=10000.0):
    return embedding(t, dim, max_period, first=torch.sin)


@mistake(
    "Sines alone cannot tell a time from its mirror image; half of the columns are cosines.",
    id="one-coordinate-of-two",
)
def only_cosines(t, dim, max_period=10000.0):
    return embedding(t, dim, max_period, then=torch.cos)


@mistake("An odd width needs a last column of zeros.", id="odd-width-not-padded")
def not_padded(t, dim, max_period=10000.0):
    return embedding(t, dim - dim % 2, max_period)


@mistake("The zero of an odd width stands at the end, not in front.", id="padded-in-front")
def padded_in_front(t, dim, max_period=10000.0):
    even = embedding(t, dim - dim % 2, max_period)
    return torch.nn.functional.pad(even, (dim % 2, 0))


@mistake(
    "You computed in float32. At t = 999 that is wrong in the fifth digit; take float64.",
    id="embedded-in-single-precision",
)
def single(t, dim, max_period=10000.0):
    return embedding(t.float(), dim, max_period, lambda k, n: max_period ** (-k.float() / n))


@mistake(
    "You computed in float32. At t = 999 that is wrong in the fifth digit; take float64.",
    id="embedded-in-single-precision",
)
def single_with_exponentials(t, dim, max_period=10000.0):
    half = dim // 2
    rates = torch.exp(-math.log(max_period) * torch.arange(half) / half)
    angles = t[:, None].float() * rates
    both = torch.cat([angles.cos(), angles.sin()], dim=1)
    return torch.nn.functional.pad(both, (0, dim % 2))


@mistake(
    "That is the embedding of Ho et al.'s code: sines first, and k divided by dim // 2 − 1. Here "
    "the cosines come first, and k is divided by dim // 2.",
    id="embedding-of-another-code",
)
def as_in_the_code_of_ho(t, dim, max_period=10000.0):
    fall = math.log(max_period) / (dim // 2 - 1)
    return embedding(t, dim, max_period, lambda k, _: (-fall * k).exp(), torch.sin, torch.cos)


@mistake("One row for each step: yours has a column for each.", id="embedding-transposed")
def transposed(t, dim, max_period=10000.0):
    return embedding(t, dim, max_period).T


equivalent(
    "torch.arange(half, dtype=torch.float64, device=t.device)",
    "torch.arange(half, dtype=torch.float64)",
    because="all tensors of a check are on the CPU",
)
