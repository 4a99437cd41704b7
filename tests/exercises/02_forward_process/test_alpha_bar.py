"""Hidden checks of `alpha_bar`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import equivalent, mistake, public, same, worth

DDPM = torch.linspace(1e-4, 0.02, 1000, dtype=torch.float64)


@worth(2)
def test_multiplies_what_each_step_keeps(learner, reference, generator):
    """Entry i is (1 − β_0)·(1 − β_1)·…·(1 − β_i)"""
    betas = 0.05 + 0.5 * torch.rand(7, generator=generator, dtype=torch.float64)

    same(learner.alpha_bar(betas), reference.alpha_bar(betas))


@worth(2)
def test_thousand_small_steps(learner, reference):
    """The schedule of Ho et al.: 1000 steps, 0.9999 of the signal at first, 0.00004 at last"""
    same(learner.alpha_bar(DDPM), reference.alpha_bar(DDPM))


@public
def test_a_single_step(learner, generator):
    """A schedule of one step keeps 1 − β"""
    beta = torch.rand(1, generator=generator, dtype=torch.float64)

    same(learner.alpha_bar(beta), 1 - beta)


def test_any_length_and_any_order(learner, reference, generator):
    """Schedules of any length, whether the betas rise, fall or jump about"""
    for length in (2, 50, 333):
        betas = 0.3 * torch.rand(length, generator=generator, dtype=torch.float64)
        same(learner.alpha_bar(betas), reference.alpha_bar(betas))


def test_works_in_single_precision(learner, reference):
    """float32 betas give a float32 answer"""
    same(learner.alpha_bar(DDPM.float()), reference.alpha_bar(DDPM.float()))


@mistake(
    "That is α, the share which one step keeps. ᾱ is the product of all of them so far.",
    id="alpha-not-alpha-bar",
)
def one_step_only(betas):
    return 1 - betas


@mistake(
    "Shares of shares multiply: 0.8 of 0.9 is 0.72. A running sum leaves the range from 0 to 1.",
    id="shares-add",
)
def summed(betas):
    return torch.cumsum(1 - betas, dim=0)


@mistake(
    "Taking every β from 1 counts each as a share of the start, but a step only takes from "
    "what is left. After many steps your ᾱ is negative.",
    id="betas-of-the-start",
)
def subtracted(betas):
    return 1 - torch.cumsum(betas, dim=0)


@mistake(
    "Each β is the share of noise that a step adds. Multiply what the steps keep, 1 − β.",
    id="product-of-betas",
)
def noise_multiplied(betas):
    return torch.cumprod(betas, dim=0)


@mistake(
    "That is the share of noise, 1 − ᾱ. ᾱ is the share of signal: near 1 at first, near 0 at last.",
    id="alpha-bar-is-noise",
)
def noise_share(betas):
    return 1 - torch.cumprod(1 - betas, dim=0)


@mistake(
    "That is √ᾱ, the factor on the picture. ᾱ itself is the share of the variance, without a root.",
    id="root-of-the-share",
)
def rooted(betas):
    return torch.cumprod(1 - betas, dim=0).sqrt()


@mistake(
    "Your entries are one step late. Entry 0 already holds the first step: it is 1 − β_0, not 1.",
    id="index-one-step-late",
)
def one_late(betas):
    return torch.cat([torch.ones_like(betas[:1]), torch.cumprod(1 - betas, dim=0)[:-1]])


@mistake(
    "One entry too many: T betas give T entries. The 1 before the first step is not stored.",
    id="leading-one",
)
def with_leading_one(betas):
    return torch.cat([torch.ones_like(betas[:1]), torch.cumprod(1 - betas, dim=0)])


@mistake(
    "That is what is left after all T steps, one number. Keep the product after every step.",
    id="only-the-last",
)
def total(betas):
    return torch.prod(1 - betas)


@mistake(
    "exp(−Σβ) is what the product tends to when the steps become tiny. These steps are not.",
    id="continuous-limit",
)
def exponential(betas):
    return torch.exp(-torch.cumsum(betas, dim=0))


@mistake(
    "You multiply the betas, which say what goes. Multiply what each step keeps, 1 − β.",
    id="product-of-betas",
)
def all_but_the_noise_multiplied(betas):
    return 1 - torch.cumprod(betas, dim=0)


@mistake("β is a variance already: a step keeps 1 − β, not 1 − β².", id="std-for-variance")
def squared(betas):
    return torch.cumprod(1 - betas**2, dim=0)


@mistake("You multiplied from the last step on. The steps are taken in order.", id="order-reversed")
def flipped(betas):
    return torch.cumprod(1 - betas.flip(0), dim=0)


@mistake("You multiplied from the last step on. The steps are taken in order.", id="order-reversed")
def flipped_twice(betas):
    return torch.cumprod(1 - betas.flip(0), dim=0).flip(0)


@mistake("Yours runs backwards: entry 0 is what the first step leaves.", id="order-reversed")
def flipped_at_the_end(betas):
    return torch.cumprod(1 - betas, dim=0).flip(0)


@mistake("You made betas of your own. Use those you are given.", id="schedule-made-inside")
def own_betas(betas):
    own = torch.linspace(1e-4, 0.02, len(betas), dtype=betas.dtype)
    return torch.cumprod(1 - own, dim=0)


@mistake("You made betas of your own. Use those you are given.", id="schedule-made-inside")
def own_betas_in_single_precision(betas):
    return torch.cumprod(1 - torch.linspace(1e-4, 0.02, len(betas)), dim=0)


@mistake("You made a thousand betas of your own. Use those given.", id="schedule-made-inside")
def a_thousand_own_betas(betas):
    return torch.cumprod(1 - torch.linspace(1e-4, 0.02, 1000), dim=0)


@mistake("β is a variance already: a step keeps 1 − β, not 1 − √β.", id="std-for-variance")
def rooted_betas(betas):
    return torch.cumprod(1 - betas.sqrt(), dim=0)


@mistake(
    "That is ᾱ². A step keeps 1 − β of the variance as it is, without a square.",
    id="share-squared",
)
def shares_squared(betas):
    return torch.cumprod((1 - betas) ** 2, dim=0)


@mistake(
    "A step keeps less than it gets: 1 − β. With 1 + β the signal would grow.", id="keeps-more"
)
def added(betas):
    return torch.cumprod(1 + betas, dim=0)


@mistake(
    "That is √(1−ᾱ), the factor on the noise. ᾱ is the share of signal.", id="alpha-bar-is-noise"
)
def noise_factor(betas):
    return (1 - torch.cumprod(1 - betas, dim=0)).sqrt()


@mistake(
    "The last entry alone is what is left after all T steps. Keep the product after every step.",
    id="only-the-last",
)
def last_entry(betas):
    return torch.cumprod(1 - betas, dim=0)[-1:]


@mistake("The product is right, in float32. Keep the dtype of the betas.", id="single-precision")
def in_single_precision(betas):
    return torch.cumprod(1 - betas.float(), dim=0)


equivalent("dim=0", "dim=-1", because="betas have one axis: the first is the last")
