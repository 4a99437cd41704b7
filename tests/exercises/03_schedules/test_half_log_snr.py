"""Hidden checks of `half_log_snr`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import mistake, public, same, worth

DDPM = torch.cumprod(1 - torch.linspace(1e-4, 0.02, 1000, dtype=torch.float64), dim=0)


@worth(2)
def test_is_half_the_logarithm_of_the_ratio(learner, reference, generator):
    """λ = ½·ln(ᾱ / (1 − ᾱ))"""
    alpha_bar = 0.02 + 0.96 * torch.rand(9, generator=generator, dtype=torch.float64)

    same(learner.half_log_snr(alpha_bar), reference.half_log_snr(alpha_bar))


def test_schedule_of_a_thousand_steps(learner, reference):
    """Ho's schedule: from 4.605 at the first step down to −5.059 at the last"""
    same(learner.half_log_snr(DDPM), reference.half_log_snr(DDPM))


@public
def test_equal_shares_give_zero(learner):
    """Where ᾱ is one half, λ is 0"""
    half = torch.tensor([0.5], dtype=torch.float64)

    same(learner.half_log_snr(half), torch.zeros_like(half))


def test_swapping_signal_and_noise_turns_the_sign(learner, generator):
    """λ(1 − ᾱ) = −λ(ᾱ)"""
    alpha_bar = 0.02 + 0.96 * torch.rand(5, generator=generator, dtype=torch.float64)

    same(learner.half_log_snr(1 - alpha_bar), -learner.half_log_snr(alpha_bar))


@public
def test_no_signal_gives_minus_infinity(learner):
    """Where nothing is left, λ is −inf"""
    alpha_bar = torch.tensor([0.5, 0.0], dtype=torch.float64)

    same(learner.half_log_snr(alpha_bar), torch.tensor([0.0, -torch.inf], dtype=torch.float64))


def test_works_in_single_precision(learner, reference, generator):
    """float32 in, float32 out"""
    alpha_bar = 0.02 + 0.96 * torch.rand(9, generator=generator)

    same(learner.half_log_snr(alpha_bar), reference.half_log_snr(alpha_bar))


def log_snr(alpha_bar):
    """Without the half."""
    return torch.log(alpha_bar / (1 - alpha_bar))


@mistake(
    "That is the log-SNR itself, twice what is asked: λ is half of it.", id="log-snr-not-halved"
)
def whole(alpha_bar):
    return log_snr(alpha_bar)


@mistake("The logarithm is halved, not divided once more: ½·ln SNR.", id="log-snr-not-halved")
def quartered(alpha_bar):
    return log_snr(alpha_bar) / 4


@mistake("Yours rises with the noise. Signal stands on top of the fraction.", id="snr-inverted")
def inverted(alpha_bar):
    return -log_snr(alpha_bar) / 2


@mistake("That is a logarithm to base 10. λ takes the natural one.", id="logarithm-base")
def decimal(alpha_bar):
    return torch.log10(alpha_bar / (1 - alpha_bar)) / 2


@mistake("That is a logarithm to base 2. λ takes the natural one.", id="logarithm-base")
def binary(alpha_bar):
    return torch.log2(alpha_bar / (1 - alpha_bar)) / 2


@mistake("½·ln ᾱ forgets the noise: it never gets above 0.", id="share-for-ratio")
def signal_only(alpha_bar):
    return torch.log(alpha_bar) / 2


@mistake("That is the ratio itself. Take half its natural logarithm.", id="logarithm-forgotten")
def ratio(alpha_bar):
    return alpha_bar / (1 - alpha_bar)


@mistake("Half the ratio is not half its logarithm.", id="logarithm-forgotten")
def half_the_ratio(alpha_bar):
    return alpha_bar / (1 - alpha_bar) / 2


@mistake("The root of the ratio has still to be put through ln.", id="logarithm-forgotten")
def root_of_the_ratio(alpha_bar):
    return (alpha_bar / (1 - alpha_bar)).sqrt()


@mistake(
    "The half belongs in front of ln: ½·ln x is ln √x, not ln(x/2).", id="half-inside-logarithm"
)
def half_inside(alpha_bar):
    return torch.log(alpha_bar / (1 - alpha_bar) / 2)


@mistake(
    "ln(1 + SNR) is another quantity, never negative. λ is ½·ln SNR.", id="logarithm-of-one-plus"
)
def one_plus(alpha_bar):
    return torch.log1p(alpha_bar / (1 - alpha_bar)) / 2


@mistake("A floor under ᾱ turns the −inf of pure noise into a number.", id="infinity-hidden")
def floored(alpha_bar):
    return log_snr(alpha_bar.clamp(min=1e-12)) / 2
