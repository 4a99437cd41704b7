"""Hidden checks of `cosine_beta_schedule`, and the ways in which it is known to go wrong."""

import math

import torch

from tutor.grading.checks import mistake, public, same, worth


@worth(3)
def test_thousand_steps(learner, reference):
    """T = 1000: the first beta is 0.000041, the last is cut at 0.999"""
    same(learner.cosine_beta_schedule(1000), reference.cosine_beta_schedule(1000))


@worth(2)
def test_any_number_of_steps(learner, reference):
    """Any number of steps, also 1"""
    for steps in (1, 2, 10, 333):
        same(learner.cosine_beta_schedule(steps), reference.cosine_beta_schedule(steps))


def test_takes_the_offset_it_is_given(learner, reference):
    """Other offsets, also none"""
    for s in (0.0, 0.02, 0.3):
        same(learner.cosine_beta_schedule(50, s), reference.cosine_beta_schedule(50, s))


def test_cuts_where_it_is_told(learner, reference):
    """Other largest betas: what is above is cut, what is below stays"""
    for largest in (0.2, 0.9, 1.0):
        expected = reference.cosine_beta_schedule(20, 0.008, largest)
        same(learner.cosine_beta_schedule(20, s=0.008, max_beta=largest), expected)


def test_what_is_left_follows_the_cosine(learner):
    """Multiplied up, 1−β gives back the curve f(t/T)/f(0), up to the step that is cut"""
    T, s = 40, 0.008
    u = torch.arange(1, T, dtype=torch.float64) / T
    curve = torch.cos((u + s) / (1 + s) * math.pi / 2) ** 2
    start = math.cos(s / (1 + s) * math.pi / 2) ** 2

    betas = learner.cosine_beta_schedule(T)

    same(torch.cumprod(1 - betas, dim=0)[:-1], curve / start)


@public
def test_every_beta_is_a_share(learner):
    """As many betas as steps, all above 0, and none above 0.999"""
    betas = learner.cosine_beta_schedule(40)

    same((betas > 0) & (betas <= 0.999), torch.ones(40, dtype=torch.bool))


def curve(T, s=0.008, first=0):
    """f at first/T … T/T."""
    u = torch.arange(first, T + 1, dtype=torch.float64) / T
    return torch.cos((u + s) / (1 + s) * math.pi / 2) ** 2


def betas_of(left, max_beta=0.999):
    """What each step takes of what it finds."""
    return (1 - left[1:] / left[:-1]).clamp(max=max_beta)


@mistake("The last beta is 1, so the last step keeps nothing. Cut at max_beta.", id="beta-not-cut")
def uncut(T, s=0.008, max_beta=0.999):
    return 1 - curve(T, s)[1:] / curve(T, s)[:-1]


@mistake("Cut at max_beta, which need not be 0.999.", id="beta-not-cut")
def cut_at_default(T, s=0.008, max_beta=0.999):
    return betas_of(curve(T, s))


@mistake("clamp needs `max=`: yours lifts every small beta up to max_beta.", id="cut-from-below")
def lifted(T, s=0.008, max_beta=0.999):
    return (1 - curve(T, s)[1:] / curve(T, s)[:-1]).clamp(min=max_beta)


@mistake("That is ᾱ, what is left. Betas are what each step takes.", id="alpha-bar-for-betas")
def left_over(T, s=0.008, max_beta=0.999):
    return curve(T, s)[1:] / curve(T, s)[0]


@mistake("That is 1−β, what a step keeps. Return the betas.", id="alphas-for-betas")
def kept(T, s=0.008, max_beta=0.999):
    return 1 - betas_of(curve(T, s), max_beta)


@mistake("The cosine is an amplitude: square it, and it is a share.", id="cosine-not-squared")
def unsquared(T, s=0.008, max_beta=0.999):
    return betas_of(curve(T, s).sqrt(), max_beta)


@mistake("Your curve knows no offset s.", id="offset-ignored")
def without_offset(T, s=0.008, max_beta=0.999):
    return betas_of(curve(T, 0), max_beta)


@mistake(
    "With the offset the argument must still end at 1: divide u + s by 1 + s.",
    id="offset-not-normalised",
)
def offset_not_normalised(T, s=0.008, max_beta=0.999):
    u = torch.arange(T + 1, dtype=torch.float64) / T
    return betas_of(torch.cos((u + s) * math.pi / 2) ** 2, max_beta)


@mistake("s is divided by 1+s as well: (u + s)/(1 + s).", id="offset-not-normalised")
def offset_bracket(T, s=0.008, max_beta=0.999):
    u = torch.arange(T + 1, dtype=torch.float64) / T
    return betas_of(torch.cos((u + s / (1 + s)) * math.pi / 2) ** 2, max_beta)


@mistake(
    "You took the difference. A step takes a share of what it finds, so divide: 1 − f_next/f_now.",
    id="betas-of-the-start",
)
def difference(T, s=0.008, max_beta=0.999):
    left = curve(T, s) / curve(T, s)[0]
    return (left[:-1] - left[1:]).clamp(max=max_beta)


@mistake("Upside down: it is 1 − f_next/f_now, and f falls.", id="ratio-inverted")
def inverted(T, s=0.008, max_beta=0.999):
    return (1 - curve(T, s)[:-1] / curve(T, s)[1:]).clamp(max=max_beta)


@mistake(
    "Yours is one step late: entry 0 is the step from 0 to 1/T, not the one that ends at 0.",
    id="index-one-step-late",
)
def one_late(T, s=0.008, max_beta=0.999):
    return betas_of(curve(T, s, first=-1)[:-1], max_beta)


@mistake(
    "The curve has T+1 places, 0 to T, because T steps lie between them. Yours has T places.",
    id="fence-posts",
)
def t_places(T, s=0.008, max_beta=0.999):
    u = torch.linspace(0, 1, T, dtype=torch.float64)
    left = torch.cos((u + s) / (1 + s) * math.pi / 2) ** 2
    return betas_of(left, max_beta)


@mistake(
    "ᾱ before the first step is 1. Your first beta is 1 − f(1/T): divide by f(0).",
    id="not-divided-by-the-start",
)
def not_normalised(T, s=0.008, max_beta=0.999):
    left = curve(T, s)
    left[0] = 1
    return betas_of(left, max_beta)


@mistake("The curve ends at a quarter turn, π/2. Yours goes on to π.", id="half-turn")
def half_turn(T, s=0.008, max_beta=0.999):
    u = torch.arange(T + 1, dtype=torch.float64) / T
    return betas_of(torch.cos((u + s) / (1 + s) * math.pi) ** 2, max_beta)


@mistake("A sine rises. What is left falls, like a cosine.", id="sine-for-cosine")
def sine(T, s=0.008, max_beta=0.999):
    return betas_of(1 - curve(T, s), max_beta)


@mistake("The default offset is 0.008.", id="offset-ignored")
def other_default(T, s=0.08, max_beta=0.999):
    return betas_of(curve(T, s), max_beta)


@mistake("In single precision. Ask arange for dtype=torch.float64.", id="single-precision")
def single(T, s=0.008, max_beta=0.999):
    u = torch.arange(T + 1) / T
    return betas_of(torch.cos((u + s) / (1 + s) * math.pi / 2) ** 2, max_beta)


@mistake(
    "0.0001 and 0.9999 are another code's limits: cut at `max_beta`, and from above alone.",
    id="cut-from-below",
)
def cut_at_both_ends(T, s=0.008, max_beta=0.999):
    return (1 - curve(T, s)[1:] / curve(T, s)[:-1]).clamp(0.0001, 0.9999)


@mistake("1−ᾱ is what all steps have taken. A beta is what one takes.", id="alpha-bar-for-betas")
def noise_so_far(T, s=0.008, max_beta=0.999):
    return (1 - curve(T, s)[1:] / curve(T, s)[0]).clamp(max=max_beta)


@mistake("The offset is added to u = i/T, not to i.", id="offset-in-steps")
def offset_in_steps(T, s=0.008, max_beta=0.999):
    i = torch.arange(T + 1, dtype=torch.float64)
    return betas_of(torch.cos((i + s) / (T + s) * math.pi / 2) ** 2, max_beta)
