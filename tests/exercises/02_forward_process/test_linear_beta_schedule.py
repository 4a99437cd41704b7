"""Hidden checks of `linear_beta_schedule`, and how it is known to go wrong."""

import torch

from tutor.grading.checks import mistake, public, same, worth


@worth(2)
def test_schedule_of_ho_et_al(learner, reference):
    """A thousand betas from 0.0001 to 0.02, evenly spaced"""
    same(learner.linear_beta_schedule(1000), reference.linear_beta_schedule(1000))


def test_any_number_of_steps(learner, reference):
    """Any number of steps, also 1"""
    for steps in (1, 2, 7, 250):
        same(learner.linear_beta_schedule(steps), reference.linear_beta_schedule(steps))


def test_ends_where_it_is_told(learner, reference):
    """Other first and last betas"""
    for ends in ((0.001, 0.05), (0.02, 0.0001), (0.3, 0.3)):
        expected = reference.linear_beta_schedule(5, *ends)
        same(learner.linear_beta_schedule(5, *ends), expected)


@public
def test_middle_by_hand(learner):
    """From 0.1 to 0.5 in three steps, the middle is 0.3"""
    expected = torch.tensor([0.1, 0.3, 0.5], dtype=torch.float64)

    same(learner.linear_beta_schedule(3, beta_start=0.1, beta_end=0.5), expected)


def line(start, end, T):
    return torch.linspace(start, end, T, dtype=torch.float64)


@mistake("You used ends of your own. Take the arguments.", id="schedule-made-inside")
def own_ends(T, beta_start=1e-4, beta_end=0.02):
    return line(1e-4, 0.02, T)


@mistake(
    "Your line stops one step before β_end: T numbers have T − 1 gaps, and both ends belong to it.",
    id="ends-left-out",
)
def without_the_end(T, beta_start=1e-4, beta_end=0.02):
    return line(beta_start, beta_end, T + 1)[:-1]


@mistake("Yours never has β_start: the first step is entry 0.", id="ends-left-out")
def without_the_start(T, beta_start=1e-4, beta_end=0.02):
    return line(beta_start, beta_end, T + 1)[1:]


@mistake("One entry too many: T steps have T betas.", id="one-entry-too-many")
def one_more(T, beta_start=1e-4, beta_end=0.02):
    return line(beta_start, beta_end, T + 1)


@mistake(
    "Your roots lie on a line, your betas do not. That is another schedule, of the next lesson.",
    id="linear-in-the-roots",
)
def roots_on_a_line(T, beta_start=1e-4, beta_end=0.02):
    return line(beta_start**0.5, beta_end**0.5, T) ** 2


@mistake("That is 1−β, what a step keeps. Return the betas.", id="alphas-for-betas")
def kept(T, beta_start=1e-4, beta_end=0.02):
    return 1 - line(beta_start, beta_end, T)


@mistake("That is ᾱ. Return the betas it is made of.", id="alpha-bar-for-betas")
def left(T, beta_start=1e-4, beta_end=0.02):
    return torch.cumprod(1 - line(beta_start, beta_end, T), dim=0)


@mistake("Yours runs backwards. Entry 0 is β_start.", id="order-reversed")
def falling(T, beta_start=1e-4, beta_end=0.02):
    return line(beta_end, beta_start, T)


@mistake("You scaled by 1000/T. Whoever wants that passes other ends.", id="ends-scaled")
def scaled(T, beta_start=1e-4, beta_end=0.02):
    return line(beta_start, beta_end, T) * 1000 / T


@mistake("In single precision. Ask linspace for dtype=torch.float64.", id="single-precision")
def single(T, beta_start=1e-4, beta_end=0.02):
    return torch.linspace(beta_start, beta_end, T)
