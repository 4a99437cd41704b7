"""Hidden checks of `ddim_sigma`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import mistake, public, same, worth

ALPHA_BAR = torch.cumprod(1 - torch.linspace(1e-4, 0.02, 1000, dtype=torch.float64), dim=0)
STRIDES = [(499, 99), (979, 499), (999, 979), (199, 198), (19, 9), (1, 0)]
PAIRS = [(ALPHA_BAR[start], ALPHA_BAR[end]) for start, end in STRIDES]


@worth(2)
def test_as_much_as_ddpm(learner, reference):
    """η = 1: √((1−ᾱ_prev)/(1−ᾱ_t))·√(1−ᾱ_t/ᾱ_prev), over strides of any length"""
    for pair in PAIRS:
        same(learner.ddim_sigma(*pair, 1.0), reference.ddim_sigma(*pair, 1.0))


def test_eta_scales_it(learner, reference):
    """η = 0 is no fresh noise, η = 0.5 half of σ"""
    for pair in PAIRS:
        same(learner.ddim_sigma(*pair, 0.5), reference.ddim_sigma(*pair, 0.5))
        same(learner.ddim_sigma(*pair, 0.0), torch.zeros((), dtype=torch.float64))


def test_by_hand(learner):
    """From 0.36 to 0.64 with η = 1: σ² = 0.36/0.64 · (1 − 0.36/0.64), as plain numbers"""
    same(learner.ddim_sigma(0.36, 0.64, 1.0), (0.5625 * 0.4375) ** 0.5)


def test_many_at_once(learner, reference):
    """Tensors with a pair of levels in every place"""
    starts, ends = (torch.stack(levels) for levels in zip(*PAIRS, strict=True))

    same(learner.ddim_sigma(starts, ends, 1.0), reference.ddim_sigma(starts, ends, 1.0))


@public
def test_the_last_step_has_none(learner):
    """A step that ends clean, at ᾱ_prev = 1, has no fresh noise"""
    clean = torch.ones((), dtype=torch.float64)

    same(learner.ddim_sigma(ALPHA_BAR[99], clean, 1.0), torch.zeros((), dtype=torch.float64))


@mistake("That is σ². Its root is the standard deviation.", id="variance-for-std")
def variance(abar_t, abar_prev, eta):
    return eta * (1 - abar_prev) / (1 - abar_t) * (1 - abar_t / abar_prev)


@mistake(
    "η multiplies σ. You put it under the root, where half of η is a root of a half.",
    id="eta-scales-variance",
)
def rooted_eta(abar_t, abar_prev, eta):
    return (eta * (1 - abar_prev) / (1 - abar_t) * (1 - abar_t / abar_prev)) ** 0.5


@mistake("Where is η? It sets how much of the noise is fresh.", id="eta-ignored")
def without_eta(abar_t, abar_prev, eta):
    return ((1 - abar_prev) / (1 - abar_t) * (1 - abar_t / abar_prev)) ** 0.5


@mistake(
    "The ratio of the noises is upside down: (1−ᾱ_prev) over (1−ᾱ_t).", id="variance-ratio-inverted"
)
def upside_down(abar_t, abar_prev, eta):
    return eta * ((1 - abar_t) / (1 - abar_prev + 1e-9) * (1 - abar_t / abar_prev)) ** 0.5


@mistake(
    "One factor is missing: what the noise shrinks by, (1−ᾱ_prev)/(1−ᾱ_t).",
    id="sigma-factor-missing",
)
def one_factor(abar_t, abar_prev, eta):
    return eta * (1 - abar_t / abar_prev) ** 0.5


@mistake("One factor is missing: what the stride adds, 1 − ᾱ_t/ᾱ_prev.", id="sigma-factor-missing")
def other_factor(abar_t, abar_prev, eta):
    return eta * ((1 - abar_prev) / (1 - abar_t)) ** 0.5


@mistake("The levels are swapped: the step begins at the noisier one, ᾱ_t.", id="levels-swapped")
def swapped(abar_t, abar_prev, eta):
    return eta * abs((1 - abar_t) / (1 - abar_prev + 1e-9) * (1 - abar_prev / abar_t)) ** 0.5


@mistake(
    "That is all the noise of the new level. Only a part of it is fresh.", id="all-noise-fresh"
)
def all_of_it(abar_t, abar_prev, eta):
    return eta * (1 - abar_prev) ** 0.5


@mistake(
    "1 − ᾱ_t/ᾱ_prev is the β of the stride; a plain difference of shares is not.",
    id="difference-for-ratio",
)
def difference(abar_t, abar_prev, eta):
    return eta * ((1 - abar_prev) / (1 - abar_t) * (abar_prev - abar_t)) ** 0.5
