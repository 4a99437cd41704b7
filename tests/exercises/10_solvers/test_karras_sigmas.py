"""Hidden checks of `karras_sigmas`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import equivalent, mistake, public, same, worth


@worth(2)
def test_roots_on_a_straight_line(learner, reference):
    """n levels whose 7th roots lie on a straight line, and 0"""
    for n in (18, 7, 40):
        same(learner.karras_sigmas(n), reference.karras_sigmas(n), rtol=1e-9, atol=1e-11)


def test_known_levels(learner):
    """Five levels: 80, 17.53, 2.515, 0.1698, 0.002, and 0"""
    known = [80, 17.5278319646441, 2.51521897614716, 0.169752756268764, 0.002, 0]

    same(learner.karras_sigmas(5), torch.tensor(known, dtype=torch.float64))


def test_other_ends(learner, reference):
    """Other ends than 0.002 and 80"""
    for ends in ((0.03, 15.0), (0.5, 2.0)):
        same(learner.karras_sigmas(9, *ends), reference.karras_sigmas(9, *ends))


def test_rho_says_how_they_crowd(learner, reference):
    """rho = 1 spaces them evenly, rho = 3 less so"""
    even = torch.tensor([9.0, 7.0, 5.0, 3.0, 1.0, 0.0], dtype=torch.float64)

    same(learner.karras_sigmas(5, 1.0, 9.0, 1.0), even)
    same(learner.karras_sigmas(6, 0.1, 9.0, 3.0), reference.karras_sigmas(6, 0.1, 9.0, 3.0))


@public
def test_two_levels(learner):
    """The smallest ladder: both ends, and 0"""
    same(learner.karras_sigmas(2), torch.tensor([80.0, 0.002, 0.0], dtype=torch.float64))


def ladder(n, low, high, rho):
    ramp = torch.linspace(0, 1, n, dtype=torch.float64)
    return (high ** (1 / rho) + ramp * (low ** (1 / rho) - high ** (1 / rho))) ** rho


def with_end(levels):
    return torch.cat([levels, torch.zeros(1, dtype=torch.float64)])


@mistake("After sigma_min comes 0: n + 1 numbers.", id="final-zero-missing")
def zero_missing(n, low=0.002, high=80.0, rho=7.0):
    return ladder(n, low, high, rho)


@mistake("n levels and 0: yours counts the 0 among the n.", id="zero-counted-as-level")
def zero_counted(n, low=0.002, high=80.0, rho=7.0):
    return with_end(ladder(n - 1, low, high, rho))


@mistake("Sampling goes from much noise to little: from sigma_max down.", id="levels-rise")
def upwards(n, low=0.002, high=80.0, rho=7.0):
    return with_end(ladder(n, high, low, rho))


@mistake("The ladder was turned round with its 0: that one stays at the end.", id="levels-rise")
def turned_round(n, low=0.002, high=80.0, rho=7.0):
    return with_end(ladder(n, low, high, rho)).flip(0)


@mistake("The roots are spaced evenly, not the levels.", id="levels-evenly-spaced")
def evenly(n, low=0.002, high=80.0, rho=7.0):
    return with_end(ladder(n, low, high, 1.0))


@mistake("Equal factors would be rho without end; here roots are spaced.", id="levels-by-factors")
def by_factors(n, low=0.002, high=80.0, rho=7.0):
    return with_end(high * (low / high) ** torch.linspace(0, 1, n, dtype=torch.float64))


@mistake("Take the roots back: the line is raised to the power rho.", id="root-not-undone")
def root_not_undone(n, low=0.002, high=80.0, rho=7.0):
    return with_end(ladder(n, low, high, rho) ** (1 / rho))


@mistake("First the root 1/rho, at the end the power rho.", id="root-and-power-swapped")
def root_and_power_swapped(n, low=0.002, high=80.0, rho=7.0):
    return with_end(ladder(n, low, high, 1 / rho))


@mistake("rho is an argument; 7 is its default.", id="rho-written-in")
def rho_written_in(n, low=0.002, high=80.0, rho=7.0):
    return with_end(ladder(n, low, high, 7.0))


@mistake("n levels have n − 1 gaps: divide by n − 1, to end at sigma_min.", id="gaps-miscounted")
def gaps_miscounted(n, low=0.002, high=80.0, rho=7.0):
    return with_end(ladder(n + 1, low, high, rho)[:-1])


@mistake("The last level is 0: there the sample is clean.", id="final-zero-missing")
def ends_at_the_least(n, low=0.002, high=80.0, rho=7.0):
    levels = ladder(n, low, high, rho)
    return torch.cat([levels, levels[-1:]])


equivalent(
    "torch.zeros(1, dtype=torch.float64)",
    "torch.zeros(1)",
    because="torch.cat takes the wider of two types",
)
