"""Hidden checks of `rescale_zero_terminal_snr`, and how it is known to go wrong."""

import torch

from tutor.grading.checks import equivalent, mistake, public, same, worth

STABLE = torch.linspace(0.00085**0.5, 0.012**0.5, 1000, dtype=torch.float64) ** 2
DDPM = torch.linspace(1e-4, 0.02, 1000, dtype=torch.float64)


@worth(3)
def test_schedule_of_stable_diffusion(learner, reference):
    """Stable Diffusion's betas, and those of Ho et al."""
    for betas in (STABLE, DDPM):
        same(learner.rescale_zero_terminal_snr(betas), reference.rescale_zero_terminal_snr(betas))


@worth(2)
def test_any_schedule(learner, reference, generator):
    """Schedules of any length, from 2 steps on"""
    for length in (2, 5, 60):
        betas = 0.02 + 0.2 * torch.rand(length, generator=generator, dtype=torch.float64)
        same(learner.rescale_zero_terminal_snr(betas), reference.rescale_zero_terminal_snr(betas))


@public
def test_nothing_is_left_at_the_end(learner):
    """The last beta is 1, so the last step leaves nothing"""
    betas = learner.rescale_zero_terminal_snr(STABLE)

    same(betas[-1], torch.ones((), dtype=torch.float64))
    same(torch.cumprod(1 - betas, dim=0)[-1], torch.zeros((), dtype=torch.float64))


@public
def test_the_first_step_stays(learner):
    """The first beta is what it was"""
    same(learner.rescale_zero_terminal_snr(STABLE)[0], STABLE[0])


def test_works_in_single_precision(learner, reference):
    """float32 in, float32 out"""
    betas = torch.linspace(0.02, 0.2, 20)

    expected = reference.rescale_zero_terminal_snr(betas)
    same(learner.rescale_zero_terminal_snr(betas), expected, rtol=1e-3, atol=1e-4)


def roots(betas):
    return torch.cumprod(1 - betas, dim=0).sqrt()


def stretched(root):
    """0 at the end, as it was at the start."""
    return (root - root[-1]) * root[0] / (root[0] - root[-1])


def betas_of(left):
    """From ᾱ, shape (T,)."""
    return 1 - left / torch.cat([torch.ones_like(left[:1]), left[:-1]])


@mistake("That is ᾱ. Go on to the betas that lead to it.", id="alpha-bar-for-betas")
def left_over(betas):
    return stretched(roots(betas)) ** 2


@mistake("That is 1−β, what a step keeps. Return the betas.", id="alphas-for-betas")
def kept(betas):
    return 1 - betas_of(stretched(roots(betas)) ** 2)


@mistake(
    "You shifted and stretched ᾱ. It is √ᾱ, the weight of the picture, that is changed.",
    id="share-shifted",
)
def on_shares(betas):
    return betas_of(stretched(torch.cumprod(1 - betas, dim=0)))


@mistake("√ᾱ was never squared again: betas come from ᾱ.", id="root-of-the-share")
def not_squared(betas):
    return betas_of(stretched(roots(betas)))


@mistake(
    "Shifted, but not stretched: now the first step adds more noise than it did.",
    id="shift-without-stretch",
)
def shifted(betas):
    root = roots(betas)
    return betas_of((root - root[-1]) ** 2)


@mistake(
    "Your first beta is 0: √ᾱ begins at 1. Stretch it to what it was after the first step.",
    id="stretched-to-one",
)
def stretched_to_one(betas):
    root = roots(betas)
    return betas_of(((root - root[-1]) / (root[0] - root[-1])) ** 2)


@mistake(
    "Only the last beta is changed: one huge step at the end. Spread the change over all steps.",
    id="only-the-last-beta",
)
def last_only(betas):
    return torch.cat([betas[:-1], torch.ones_like(betas[-1:])])


@mistake(
    "Divide by √ᾱ_1 − √ᾱ_T, the height of the shifted curve, not by 1 − √ᾱ_T.",
    id="stretched-to-one",
)
def stretched_from_one(betas):
    root = roots(betas)
    return betas_of(((root - root[-1]) / (1 - root[-1])) ** 2)


@mistake("The betas themselves were stretched. It is √ᾱ that is.", id="betas-stretched")
def betas_stretched(betas):
    return betas / betas[-1]


@mistake("You subtracted the first √ᾱ. It is the last that must come to 0.", id="order-reversed")
def shifted_by_the_first(betas):
    root = roots(betas)
    return betas_of(((root - root[0]) * root[-1] / (root[-1] - root[0])) ** 2)


@mistake(
    "ᾱ is the product of 1−β. The product of the betas is the share that would be noise of noise.",
    id="product-of-betas",
)
def product_of_betas(betas):
    return betas_of(stretched(torch.cumprod(betas, dim=0).sqrt()) ** 2)


@mistake("Nothing was changed.", id="schedule-unchanged")
def unchanged(betas):
    return betas.clone()


equivalent("dim=0", "dim=-1", because="betas have one axis: the first is the last")
equivalent(
    "root - root[-1]", "root[-1] - root", because="the roots are squared, which loses their sign"
)
equivalent(
    "root[0] - root[-1]",
    "root[-1] - root[0]",
    because="the roots are squared, which loses their sign",
)
