"""Hidden checks of `langevin_step`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import mistake, public, same, worth


def draw(generator, shape=(5, 3), dtype=torch.float64):
    """Walkers, slopes and shakes."""
    return [torch.randn(shape, generator=generator, dtype=dtype) for _ in range(3)]


@worth(2)
def test_follows_the_score_and_shakes(learner, reference, generator):
    """x + δ·score + √(2δ)·noise"""
    x, score, noise = draw(generator)

    for delta in (0.3, 0.01, 1.7):
        expected = reference.langevin_step(x, score, delta, noise)
        same(learner.langevin_step(x, score, delta, noise), expected)


def test_by_hand(learner):
    """From x = 1 on N(0, 1), with δ = 0.1 and noise 0.5: 1.1236"""
    x, score, noise = torch.tensor([[1.0], [-1.0], [0.5]], dtype=torch.float64)

    same(learner.langevin_step(x, score, 0.1, noise), torch.full_like(x, 1.1236067977499790))


@public
def test_no_step_without_size(learner, generator):
    """δ = 0 leaves the walkers where they are"""
    x, score, noise = draw(generator)

    same(learner.langevin_step(x, score, 0.0, noise), x)


@worth(2)
def test_settles_where_the_formula_says(learner):
    """On N(0, 1), a spread of 1/(1−δ/2) stays as it is"""
    delta = 0.5
    settled = (1 / (1 - delta / 2)) ** 0.5
    one = torch.ones(1, dtype=torch.float64)

    pulled = learner.langevin_step(settled * one, -settled * one, delta, 0 * one)
    shaken = learner.langevin_step(0 * one, 0 * one, delta, one)

    same(pulled**2 + shaken**2, settled**2 * one)


def test_any_shape_and_float32(learner, reference, generator):
    """Any shape, and float32 stays float32"""
    for shape in ((4,), (1, 2), (2, 3, 4, 5)):
        x, score, noise = draw(generator, shape, torch.float32)
        expected = reference.langevin_step(x, score, 0.2, noise)
        same(learner.langevin_step(x, score, 0.2, noise), expected)


@mistake(
    "The shake has variance 2δ, so its factor is √(2δ). With √δ walkers settle too close together.",
    id="shake-too-weak",
)
def shake_too_weak(x, score, delta, noise):
    return x + delta * score + delta**0.5 * noise


@mistake(
    "δ/2 belongs to the other way to write it, with √δ for the shake. Here it is δ and √(2δ).",
    id="langevin-half-step",
)
def half_step(x, score, delta, noise):
    return x + delta / 2 * score + delta**0.5 * noise


@mistake(
    "The shake is twice too strong for half a slope: either δ and √(2δ), or δ/2 and √δ.",
    id="langevin-half-step",
)
def half_slope_only(x, score, delta, noise):
    return x + delta / 2 * score + (2 * delta) ** 0.5 * noise


@mistake("2δ is a variance: the noise is multiplied by its root.", id="std-for-variance")
def shake_not_rooted(x, score, delta, noise):
    return x + delta * score + 2 * delta * noise


@mistake("The root is taken of all of 2δ, not of δ alone.", id="root-of-a-part")
def root_of_delta_alone(x, score, delta, noise):
    return x + delta * score + 2 * delta**0.5 * noise


@mistake("The root is taken of all of 2δ, not of 2 alone.", id="root-of-a-part")
def root_of_two_alone(x, score, delta, noise):
    return x + delta * score + 2**0.5 * delta * noise


@mistake(
    "Without a shake every walker climbs to a peak and stays: a search, no sample.",
    id="langevin-without-shake",
)
def no_shake(x, score, delta, noise):
    return x + delta * score


@mistake("Walkers go with the score: it points to where data are denser.", id="score-sign")
def downhill(x, score, delta, noise):
    return x - delta * score + (2 * delta) ** 0.5 * noise


@mistake("The score is a slope; how far to go along it, δ says.", id="slope-not-scaled")
def slope_unscaled(x, score, delta, noise):
    return x + score + (2 * delta) ** 0.5 * noise


@mistake("A walker starts from where it is: x is added.", id="walker-forgotten")
def walker_forgotten(x, score, delta, noise):
    return delta * score + (2 * delta) ** 0.5 * noise


@mistake("The shake is an argument; yours draws its own.", id="noise-drawn-inside")
def own_shake(x, score, delta, noise):
    return x + delta * score + (2 * delta) ** 0.5 * torch.randn_like(x)


@mistake("δ is a step size: the score is multiplied by δ, its noise by √(2δ).", id="slope-rooted")
def both_rooted(x, score, delta, noise):
    return x + (2 * delta) ** 0.5 * (score + noise)
