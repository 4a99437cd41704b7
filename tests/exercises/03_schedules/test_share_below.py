"""Hidden checks of `share_below`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import equivalent, mistake, public, same, worth

DDPM = torch.cumprod(1 - torch.linspace(1e-4, 0.02, 1000, dtype=torch.float64), dim=0)


@worth(2)
def test_counts_the_steps_of_a_schedule(learner):
    """Ho's schedule: in 9.8 % of its steps less than 10 % of the variance is noise"""
    same(learner.share_below(DDPM, 0.1), 0.098, rtol=1e-6)
    same(learner.share_below(DDPM, 0.4), 0.221, rtol=1e-6)


@worth(2)
def test_schedules_of_any_length(learner, reference, generator):
    """Any schedule of any length"""
    for length in (1, 7, 33):
        alpha_bar = torch.rand(length, generator=generator, dtype=torch.float64)
        for noise in (0.15, 0.5, 0.85):
            expected = reference.share_below(alpha_bar, noise)
            same(learner.share_below(alpha_bar, noise), expected, rtol=1e-6)


@public
def test_exactly_as_much_does_not_count(learner):
    """A step with exactly that much noise is not below it"""
    alpha_bar = torch.tensor([0.875, 0.75, 0.5, 0.25], dtype=torch.float64)

    same(learner.share_below(alpha_bar, 0.5), 0.5, rtol=1e-6)


@public
def test_none_and_all(learner):
    """0 where no step is below, 1 where all are"""
    same(learner.share_below(DDPM, 0.0), 0.0)
    same(learner.share_below(DDPM, 1.0), 1.0)


def test_works_in_single_precision(learner):
    """float32 schedules, too"""
    same(learner.share_below(DDPM.float(), 0.1), 0.098, rtol=1e-6)


def share(hits):
    """Of True among all."""
    return hits.double().mean().item()


@mistake("ᾱ is the share of signal. The variance of the noise is 1 − ᾱ.", id="alpha-bar-is-noise")
def signal_below(alpha_bar, noise):
    return share(alpha_bar < noise)


@mistake(
    "√(1−ᾱ) is the weight of the noise. Its variance is 1−ᾱ: 9.8 % of the steps, not 2.7 %.",
    id="std-for-variance",
)
def weight_below(alpha_bar, noise):
    return share((1 - alpha_bar).sqrt() < noise)


@mistake("That is the variance squared. 1−ᾱ is a variance as it is.", id="share-squared")
def squared_below(alpha_bar, noise):
    return share((1 - alpha_bar) ** 2 < noise)


@mistake("The weight of the noise is √(1−ᾱ), and neither is asked for.", id="root-too-early")
def rest_of_the_root(alpha_bar, noise):
    return share(1 - alpha_bar.sqrt() < noise)


@mistake("You counted the steps. Divide by how many there are.", id="count-for-share")
def count(alpha_bar, noise):
    return (1 - alpha_bar < noise).sum().item()


@mistake("You counted the steps above it.", id="other-side")
def above(alpha_bar, noise):
    return share(1 - alpha_bar > noise)


@mistake("Steps with exactly that much noise were counted. Below is below.", id="boundary-counted")
def up_to(alpha_bar, noise):
    return share(1 - alpha_bar <= noise)


@mistake("That is in percent. A share lies between 0 and 1.", id="percent-for-share")
def percent(alpha_bar, noise):
    return 100 * share(1 - alpha_bar < noise)


@mistake("There are T entries, and T steps: divide by len(alpha_bar).", id="one-step-too-many")
def one_too_many(alpha_bar, noise):
    return (1 - alpha_bar < noise).sum().item() / (len(alpha_bar) + 1)


@mistake("alpha_bar is multiplied up already: ᾱ, not β.", id="alpha-bar-taken-for-betas")
def as_betas(alpha_bar, noise):
    return share(1 - torch.cumprod(1 - alpha_bar, dim=0) < noise)


@mistake(
    "You averaged the noise of these steps. Asked is how many they are.", id="mean-of-the-hits"
)
def mean_noise(alpha_bar, noise):
    noises = 1 - alpha_bar
    return (noises * (noises < noise)).mean().item()


@mistake("Not every schedule has 1000 steps.", id="thousand-steps-assumed")
def of_a_thousand(alpha_bar, noise):
    return (1 - alpha_bar < noise).sum().item() / 1000


equivalent(
    "(1 - alpha_bar < noise).double().mean().item()",
    "(1 - alpha_bar < noise).double().mean()",
    because="a tensor of shape () counts as the number that it holds",
)
