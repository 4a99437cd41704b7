"""Hidden checks of `ddpm_variance`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import equivalent, mistake, public, same, worth

DDPM = torch.linspace(1e-4, 0.02, 1000, dtype=torch.float64)


def refuse(module, betas, kind):
    """Whether it raises ValueError."""
    try:
        module.ddpm_variance(betas, kind)
    except ValueError:
        return "ValueError"
    return "no error"


@worth(3)
def test_small_is_what_the_two_witnesses_leave_open(learner, reference, generator):
    """ "small": β̃ = (1−ᾱ_prev)/(1−ᾱ)·β"""
    betas = 0.05 + 0.5 * torch.rand(9, generator=generator, dtype=torch.float64)

    same(learner.ddpm_variance(betas, "small"), reference.ddpm_variance(betas, "small"))


def test_large_is_what_the_step_forward_added(learner, generator):
    """ "large": β"""
    betas = 0.05 + 0.5 * torch.rand(9, generator=generator, dtype=torch.float64)

    same(learner.ddpm_variance(betas, "large"), betas)


def test_small_if_nothing_is_said(learner, reference):
    """Ho's schedule, without a kind: "small" """
    same(learner.ddpm_variance(DDPM), reference.ddpm_variance(DDPM))


@public
def test_nothing_is_open_at_the_first_step(learner, generator):
    """ "small" is 0 at index 0: before it, ᾱ is 1"""
    betas = 0.1 + 0.5 * torch.rand(4, generator=generator, dtype=torch.float64)

    same(learner.ddpm_variance(betas)[:1], torch.zeros(1, dtype=torch.float64))


@public
def test_a_single_step(learner):
    """A schedule of one step leaves nothing open"""
    beta = torch.tensor([0.3], dtype=torch.float64)

    same(learner.ddpm_variance(beta), torch.zeros_like(beta))
    same(learner.ddpm_variance(beta, "large"), beta)


def test_refuses_another_kind(learner, reference):
    """Any other kind raises ValueError"""
    betas = DDPM[:5]

    same(learner.ddpm_variance(betas, "large"), reference.ddpm_variance(betas, "large"))
    for kind in ("Small", "learned", ""):
        same(learner.run(refuse, betas, kind), "ValueError")


def test_works_in_single_precision(learner, reference):
    """float32 in, float32 out"""
    betas = torch.linspace(0.05, 0.3, 20)

    same(learner.ddpm_variance(betas), reference.ddpm_variance(betas), rtol=1e-3, atol=1e-4)


def levels(betas):
    """ᾱ and ᾱ one step earlier."""
    left = torch.cumprod(1 - betas, dim=0)
    return left, torch.cat([torch.ones_like(left[:1]), left[:-1]])


def by_kind(betas, kind, small):
    """`small`, β or ValueError, as it should be."""
    if kind not in ("small", "large"):
        raise ValueError(kind)
    return betas.clone() if kind == "large" else small


@mistake(
    "Upside down: less is open than β, so (1−ᾱ_prev) stands on top.", id="variance-ratio-inverted"
)
def inverted(betas, kind="small"):
    left, before = levels(betas)
    return by_kind(betas, kind, betas * (1 - left) / (1 - before))


@mistake("That is a standard deviation. Asked is the variance, β̃ itself.", id="std-for-variance")
def rooted(betas, kind="small"):
    left, before = levels(betas)
    return by_kind(betas, kind, (betas * (1 - before) / (1 - left)).sqrt())


@mistake(
    "The ratio is of variances of noise, 1−ᾱ_prev over 1−ᾱ, not of ᾱ_prev and ᾱ.",
    id="alpha-bar-is-noise",
)
def of_signal(betas, kind="small"):
    left, before = levels(betas)
    return by_kind(betas, kind, betas * left / before)


@mistake(
    "In 1−ᾱ_prev the step before is meant. Yours took ᾱ itself, so it cancels.", id="prev-is-now"
)
def not_shifted(betas, kind="small"):
    return by_kind(betas, kind, betas.clone())


@mistake("Yours returns β for both kinds, or takes one for the other.", id="kinds-swapped")
def swapped(betas, kind="small"):
    left, before = levels(betas)
    small = betas * (1 - before) / (1 - left)
    return by_kind(betas, {"small": "large", "large": "small"}.get(kind, kind), small)


@mistake('Yours returns β̃ for both kinds. "large" is β.', id="kind-ignored")
def always_small(betas, kind="small"):
    left, before = levels(betas)
    small = betas * (1 - before) / (1 - left)
    return by_kind(betas, "small" if kind == "large" else kind, small)


@mistake("Any other kind must stop: ValueError.", id="unknown-kind-accepted")
def anything_goes(betas, kind="small"):
    left, before = levels(betas)
    return betas.clone() if kind == "large" else betas * (1 - before) / (1 - left)


@mistake(
    "Before the first step ᾱ is 1, so β̃ is 0 there. The second takes its place in the "
    "logarithm alone.",
    id="first-variance-replaced",
)
def first_replaced(betas, kind="small"):
    left, before = levels(betas)
    small = betas * (1 - before) / (1 - left)
    return by_kind(betas, kind, torch.cat([small[1:2], small[1:]]) if len(small) > 1 else small)


@mistake(
    "Without the ratio of the two is only the share that stays open. Times β.", id="beta-forgotten"
)
def ratio_only(betas, kind="small"):
    left, before = levels(betas)
    return by_kind(betas, kind, (1 - before) / (1 - left))


@mistake("The share is of α = 1−β, one step, not of ᾱ.", id="alpha-not-alpha-bar")
def of_single_steps(betas, kind="small"):
    before = torch.cat([torch.zeros_like(betas[:1]), betas[:-1]])
    return by_kind(betas, kind, betas * before / betas)


@mistake(
    "Before index 0 stands ᾱ = 1, not the last entry: roll wraps around.", id="last-before-first"
)
def rolled(betas, kind="small"):
    left, _ = levels(betas)
    return by_kind(betas, kind, betas * (1 - left.roll(1)) / (1 - left))


@mistake(
    "ᾱ_prev is the step before t, in direction of the data. Yours is after it.", id="next-for-prev"
)
def following(betas, kind="small"):
    left, _ = levels(betas)
    after = torch.cat([left[1:], left[-1:] * 0])
    return by_kind(betas, kind, betas * (1 - after) / (1 - left))


equivalent("dim=0", "dim=-1", because="betas have one axis: the first is the last")
equivalent(
    "betas.clone()", "betas", because="a copy has the same numbers, and the betas stay as they are"
)
