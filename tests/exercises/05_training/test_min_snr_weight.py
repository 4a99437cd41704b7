"""Hidden checks of `min_snr_weight`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import mistake, public, same, worth

ALPHA_BAR = torch.cumprod(1 - torch.linspace(1e-4, 0.02, 1000, dtype=torch.float64), dim=0)
EVERY = torch.arange(1000)


@worth(2)
def test_every_step(learner, reference):
    """min(SNR, 5)/SNR at every t of a thousand"""
    same(learner.min_snr_weight(EVERY, ALPHA_BAR), reference.min_snr_weight(EVERY, ALPHA_BAR))


@public
def test_by_hand(learner):
    """ᾱ = 0.9: SNR 9, weight 5/9. ᾱ = 0.5: SNR 1, weight 1. ᾱ = 0.1: weight 1"""
    table = torch.tensor([0.9, 0.5, 0.1], dtype=torch.float64)
    expected = torch.tensor([5 / 9, 1, 1], dtype=torch.float64)

    same(learner.min_snr_weight(torch.arange(3), table), expected)


def test_other_caps(learner, reference, generator):
    """Any γ, any batch, any order of t"""
    t = torch.randperm(1000, generator=generator)[:7]
    for gamma in (0.5, 1.0, 20.0):
        expected = reference.min_snr_weight(t, ALPHA_BAR, gamma)
        same(learner.min_snr_weight(t, ALPHA_BAR, gamma), expected)


def test_works_in_single_precision(learner, reference):
    """float32 in, float32 out"""
    t = torch.tensor([3, 400, 999])

    expected = reference.min_snr_weight(t, ALPHA_BAR.float())
    same(learner.min_snr_weight(t, ALPHA_BAR.float()), expected)


@mistake(
    "That is the weight for a loss on x_0, min(SNR, γ). For the noise, divide by the SNR.",
    id="weight-of-another-target",
)
def uncapped(t, alpha_bar, gamma=5.0):
    snr = alpha_bar[t] / (1 - alpha_bar[t])
    return snr.clamp(max=gamma)


@mistake(
    "Divided by SNR + 1: that is the weight for v. For the noise, divide by the SNR.",
    id="weight-of-another-target",
)
def for_v(t, alpha_bar, gamma=5.0):
    snr = alpha_bar[t] / (1 - alpha_bar[t])
    return snr.clamp(max=gamma) / (snr + 1)


@mistake(
    "You cut from below: it is the large SNR, at small t, that is capped.", id="cut-from-below"
)
def from_below(t, alpha_bar, gamma=5.0):
    snr = alpha_bar[t] / (1 - alpha_bar[t])
    return snr.clamp(min=gamma) / snr


@mistake("Upside down: the weight is at most 1.", id="ratio-inverted")
def upside_down(t, alpha_bar, gamma=5.0):
    snr = alpha_bar[t] / (1 - alpha_bar[t])
    return snr / snr.clamp(max=gamma)


@mistake("SNR is signal over noise, ᾱ/(1−ᾱ). Yours is noise over signal.", id="snr-inverted")
def noise_to_signal(t, alpha_bar, gamma=5.0):
    snr = (1 - alpha_bar[t]) / alpha_bar[t]
    return snr.clamp(max=gamma) / snr


@mistake("ᾱ is the share of signal, not its ratio to the noise.", id="share-for-ratio")
def share(t, alpha_bar, gamma=5.0):
    return alpha_bar[t].clamp(max=gamma) / alpha_bar[t]


@mistake("SNR is a ratio of variances: ᾱ/(1−ᾱ), without a root.", id="std-for-variance")
def rooted(t, alpha_bar, gamma=5.0):
    snr = (alpha_bar[t] / (1 - alpha_bar[t])).sqrt()
    return snr.clamp(max=gamma) / snr


@mistake("You wrote 5 where γ belongs.", id="gamma-written-in")
def written_in(t, alpha_bar, gamma=5.0):
    snr = alpha_bar[t] / (1 - alpha_bar[t])
    return snr.clamp(max=5.0) / snr


@mistake("A weight for each t of the batch, not for the whole table.", id="t-never-used")
def all_of_them(t, alpha_bar, gamma=5.0):
    snr = alpha_bar / (1 - alpha_bar)
    return snr.clamp(max=gamma) / snr


@mistake("Index 0 is the first step. You look one entry too early.", id="t-counted-from-one")
def one_too_early(t, alpha_bar, gamma=5.0):
    snr = alpha_bar[t - 1] / (1 - alpha_bar[t - 1])
    return snr.clamp(max=gamma) / snr
