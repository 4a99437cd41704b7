"""Hidden checks of `vlb_weight`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import equivalent, mistake, public, same, worth

DDPM = torch.linspace(1e-4, 0.02, 1000, dtype=torch.float64)


def refuse(module, t, betas, kind):
    """Whether it raises ValueError."""
    try:
        module.vlb_weight(t, betas, kind)
    except ValueError:
        return "ValueError"
    return "no error"


def schedule(generator, length=7):
    """Large betas that jump about."""
    return 0.05 + 0.5 * torch.rand(length, generator=generator, dtype=torch.float64)


@worth(3)
def test_weighs_with_the_small_variance(learner, reference, generator):
    """σ_t² = β̃_t, with betas that jump about"""
    betas, t = schedule(generator), torch.tensor([3, 1, 6, 4])

    same(learner.vlb_weight(t, betas, "small"), reference.vlb_weight(t, betas, "small"))


@worth(2)
def test_weighs_with_the_large_variance(learner, reference, generator):
    """σ_t² = β_t, the first step included"""
    betas, t = schedule(generator), torch.tensor([0, 5, 2])

    same(learner.vlb_weight(t, betas, "large"), reference.vlb_weight(t, betas, "large"))


@worth(2)
def test_thousand_small_steps(learner, reference):
    """The schedule of Ho et al.: 0.60 at index 1, 0.0055 at 499, 0.0102 at 999"""
    t = torch.tensor([1, 2, 9, 99, 499, 999])

    for kind in ("small", "large"):
        expected = reference.vlb_weight(t, DDPM, kind)
        same(learner.vlb_weight(t, DDPM, kind), expected, rtol=1e-7)


def test_small_is_the_default(learner, reference, generator):
    """Without a kind, the small variance is meant"""
    betas, t = schedule(generator), torch.tensor([2, 4])

    same(learner.vlb_weight(t, betas), reference.vlb_weight(t, betas))


@public
def test_the_first_step_of_the_small_kind(learner):
    """At index 0 nothing is left open, β̃ = 0: the weight is inf"""
    betas = torch.tensor([0.5, 0.25], dtype=torch.float64)

    answer = learner.vlb_weight(torch.tensor([0]), betas, "small")

    same(answer, torch.full((1,), torch.inf, dtype=torch.float64))


def test_any_batch_and_any_schedule(learner, reference, generator):
    """One t or many, some of them the same; schedules of two steps and of fifty"""
    for length, t in ((2, [1]), (50, [49, 1, 1, 30, 7])):
        betas, steps = schedule(generator, length), torch.tensor(t)
        same(learner.vlb_weight(steps, betas), reference.vlb_weight(steps, betas))


@public
def test_refuses_another_kind(learner, generator):
    """Any other kind raises ValueError"""
    betas = schedule(generator)

    for kind in ("beta", "Small", ""):
        same(learner.run(refuse, torch.tensor([1]), betas, kind), "ValueError")
    same(learner.run(refuse, torch.tensor([1]), betas, "large"), "no error")


def test_works_in_single_precision(learner, reference, generator):
    """float32 betas give a float32 answer"""
    betas, t = schedule(generator).float(), torch.tensor([1, 3])

    same(learner.vlb_weight(t, betas), reference.vlb_weight(t, betas))


def parts(betas, kind):
    """ᾱ, ᾱ one step before and σ², shape (T,) each."""
    signal = torch.cumprod(1 - betas, dim=0)
    before = torch.cat([torch.ones_like(signal[:1]), signal[:-1]])
    if kind not in ("small", "large"):
        raise ValueError(kind)
    variance = betas if kind == "large" else betas * (1 - before) / (1 - signal)
    return signal, before, variance


@mistake("The 2 below the line is missing.", id="kl-half-forgotten")
def not_halved(t, betas, kind="small"):
    signal, _, variance = parts(betas, kind)
    return (betas**2 / (variance * (1 - betas) * (1 - signal)))[t]


@mistake("Above the line stands β², a square.", id="beta-not-squared")
def beta_unsquared(t, betas, kind="small"):
    signal, _, variance = parts(betas, kind)
    return (betas / (2 * variance * (1 - betas) * (1 - signal)))[t]


@mistake("α_t is missing below the line: the step also shrank the sample.", id="alpha-forgotten")
def without_alpha(t, betas, kind="small"):
    signal, _, variance = parts(betas, kind)
    return (betas**2 / (2 * variance * (1 - signal)))[t]


@mistake("1 − ᾱ_t is missing below the line.", id="noise-share-forgotten")
def without_noise_share(t, betas, kind="small"):
    _, _, variance = parts(betas, kind)
    return (betas**2 / (2 * variance * (1 - betas)))[t]


@mistake("α_t is one step's share, 1 − β_t; yours is ᾱ_t, that of all.", id="alpha-not-alpha-bar")
def alpha_bar_for_alpha(t, betas, kind="small"):
    signal, _, variance = parts(betas, kind)
    return (betas**2 / (2 * variance * signal * (1 - signal)))[t]


@mistake("It is 1 − ᾱ_t, with the share of all steps, not 1 − α_t.", id="alpha-not-alpha-bar")
def alpha_for_alpha_bar(t, betas, kind="small"):
    _, _, variance = parts(betas, kind)
    return (betas**2 / (2 * variance * (1 - betas) * betas))[t]


@mistake("1 − ᾱ_t belongs to the step t, not to the one before.", id="index-one-step-late")
def one_before(t, betas, kind="small"):
    _, before, variance = parts(betas, kind)
    return (betas**2 / (2 * variance * (1 - betas) * (1 - before)))[t]


@mistake("You divided by σ, the root. The KL divides by the variance.", id="std-for-variance")
def by_the_deviation(t, betas, kind="small"):
    signal, _, variance = parts(betas, kind)
    return (betas**2 / (2 * variance.sqrt() * (1 - betas) * (1 - signal)))[t]


@mistake("Small and large are swapped: β̃ is the small one.", id="kinds-swapped")
def swapped(t, betas, kind="small"):
    signal, _, variance = parts(betas, {"small": "large", "large": "small"}[kind])
    return (betas**2 / (2 * variance * (1 - betas) * (1 - signal)))[t]


@mistake("You took β_t whatever the kind is.", id="kind-ignored")
def always_large(t, betas, kind="small"):
    parts(betas, kind)
    signal, _, variance = parts(betas, "large")
    return (betas**2 / (2 * variance * (1 - betas) * (1 - signal)))[t]


@mistake("You took β̃_t whatever the kind is.", id="kind-ignored")
def always_small(t, betas, kind="small"):
    parts(betas, kind)
    signal, _, variance = parts(betas, "small")
    return (betas**2 / (2 * variance * (1 - betas) * (1 - signal)))[t]


@mistake("A kind that is neither is let through: raise ValueError.", id="unknown-kind-accepted")
def anything_goes(t, betas, kind="small"):
    signal, _, variance = parts(betas, kind if kind == "large" else "small")
    return (betas**2 / (2 * variance * (1 - betas) * (1 - signal)))[t]


@mistake("In β̃ the ratio is (1 − ᾱ_prev)/(1 − ᾱ_t), below 1.", id="variance-ratio-inverted")
def ratio_inverted(t, betas, kind="small"):
    signal, before, variance = parts(betas, kind)
    if kind == "small":
        variance = betas * (1 - signal) / (1 - before)
    return (betas**2 / (2 * variance * (1 - betas) * (1 - signal)))[t]


@mistake("You replaced β̃ of the first step. Here it is 0, and the weight inf.", id="first-clipped")
def clipped(t, betas, kind="small"):
    signal, _, variance = parts(betas, kind)
    variance = torch.cat([variance[1:2], variance[1:]]) if kind == "small" else variance
    return (betas**2 / (2 * variance * (1 - betas) * (1 - signal)))[t]


@mistake("You gave the weights of all steps. Look those of t up.", id="t-never-used")
def all_weights(t, betas, kind="small"):
    signal, _, variance = parts(betas, kind)
    return betas**2 / (2 * variance * (1 - betas) * (1 - signal))


@mistake("t is an index already: you looked up t − 1.", id="t-counted-from-one")
def one_early(t, betas, kind="small"):
    signal, _, variance = parts(betas, kind)
    return (betas**2 / (2 * variance * (1 - betas) * (1 - signal)))[t - 1]


equivalent("dim=0", "dim=-1", because="betas have one axis: the first is the last")
