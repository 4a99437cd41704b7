"""Hidden checks of `scaled_linear_beta_schedule`, and how it is known to go wrong."""

import torch

from tutor.grading.checks import mistake, public, same, worth


@worth(2)
def test_schedule_of_stable_diffusion(learner, reference):
    """A thousand betas from 0.00085 to 0.012, with evenly spaced roots"""
    same(learner.scaled_linear_beta_schedule(1000), reference.scaled_linear_beta_schedule(1000))


def test_any_number_of_steps(learner, reference):
    """Any number of steps, also 1"""
    for steps in (1, 2, 7, 250):
        same(
            learner.scaled_linear_beta_schedule(steps),
            reference.scaled_linear_beta_schedule(steps),
        )


def test_ends_where_it_is_told(learner, reference):
    """Other first and last betas"""
    for ends in ((0.0001, 0.02), (0.01, 0.81), (0.3, 0.3)):
        expected = reference.scaled_linear_beta_schedule(5, *ends)
        same(learner.scaled_linear_beta_schedule(5, *ends), expected)


@public
def test_middle_by_hand(learner):
    """From 0.04 to 0.36 in three steps: roots 0.2, 0.4, 0.6, so the middle is 0.16"""
    expected = torch.tensor([0.04, 0.16, 0.36], dtype=torch.float64)

    same(learner.scaled_linear_beta_schedule(3, beta_start=0.04, beta_end=0.36), expected)


def line(start, end, T):
    return torch.linspace(start, end, T, dtype=torch.float64)


@mistake(
    "Your betas lie on a straight line. Here their roots do: the middle of 0.04 and 0.36 is 0.16.",
    id="straight-betas",
)
def straight(T, beta_start=0.00085, beta_end=0.012):
    return line(beta_start, beta_end, T)


@mistake("These are the roots. Square them to get the betas.", id="roots-for-betas")
def roots(T, beta_start=0.00085, beta_end=0.012):
    return line(beta_start**0.5, beta_end**0.5, T)


@mistake(
    "Squared, but never rooted: the line runs between √β_start and √β_end.", id="ends-not-rooted"
)
def squares(T, beta_start=0.00085, beta_end=0.012):
    return line(beta_start, beta_end, T) ** 2


@mistake(
    "Rooted where it should be squared, and squared where it should be rooted.",
    id="ends-not-rooted",
)
def turned_round(T, beta_start=0.00085, beta_end=0.012):
    return line(beta_start**2, beta_end**2, T) ** 0.5


@mistake("Evenly spaced logarithms are another schedule. Here the roots are.", id="geometric-betas")
def geometric(T, beta_start=0.00085, beta_end=0.012):
    return line(beta_start, beta_start, T) * (beta_end / beta_start) ** line(0, 1, T)


@mistake("You used ends of your own. Take the arguments.", id="schedule-made-inside")
def own_ends(T, beta_start=0.00085, beta_end=0.012):
    return line(0.00085**0.5, 0.012**0.5, T) ** 2


@mistake("The defaults are Stable Diffusion's, 0.00085 and 0.012.", id="ends-of-another-schedule")
def ends_of_ddpm(T, beta_start=1e-4, beta_end=0.02):
    return line(beta_start**0.5, beta_end**0.5, T) ** 2


@mistake("Yours falls. A schedule adds little at first and more later.", id="order-reversed")
def falling(T, beta_start=0.00085, beta_end=0.012):
    return line(beta_end**0.5, beta_start**0.5, T) ** 2


@mistake("That is 1−β, what a step keeps. Return the betas.", id="alphas-for-betas")
def kept(T, beta_start=0.00085, beta_end=0.012):
    return 1 - line(beta_start**0.5, beta_end**0.5, T) ** 2


@mistake("That is ᾱ. Return the betas it is made of.", id="alpha-bar-for-betas")
def left(T, beta_start=0.00085, beta_end=0.012):
    return torch.cumprod(1 - line(beta_start**0.5, beta_end**0.5, T) ** 2, dim=0)


@mistake("You scaled by 1000/T. Whoever wants that passes other ends.", id="ends-scaled")
def scaled(T, beta_start=0.00085, beta_end=0.012):
    return line(beta_start**0.5, beta_end**0.5, T) ** 2 * 1000 / T


@mistake("One entry too many: T steps have T betas.", id="one-entry-too-many")
def one_more(T, beta_start=0.00085, beta_end=0.012):
    return line(beta_start**0.5, beta_end**0.5, T + 1) ** 2


@mistake("In single precision. Ask linspace for dtype=torch.float64.", id="single-precision")
def single(T, beta_start=0.00085, beta_end=0.012):
    return torch.linspace(beta_start**0.5, beta_end**0.5, T) ** 2
