"""Hidden checks of `cfg_combine`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import mistake, public, same, worth

SCALES = (0.0, 0.375, 1.0, 1.5, 3.0, 7.5, 15.0, -0.5, -2.0)  # float32 holds each: so may learners
CLOSE = {"rtol": 1e-9, "atol": 1e-12}


def draw(generator, shape=(5, 3), dtype=torch.float64):
    """Two predictions."""
    return [torch.randn(shape, generator=generator, dtype=dtype) for _ in range(2)]


@worth(2)
def test_it_extrapolates_from_one_through_the_other(learner, reference, generator):
    """ε̂ = ε_u + s·(ε_c − ε_u), for every scale s"""
    uncond, cond = draw(generator)

    guided = [learner.cfg_combine(uncond, cond, scale) for scale in SCALES]

    for scale, seen in zip(SCALES, guided, strict=True):
        same(seen, reference.cfg_combine(uncond, cond, scale), **CLOSE)


@public
def test_scale_0_ignores_the_condition(learner, generator):
    """Scale 0 is the prediction without the condition"""
    uncond, cond = draw(generator)

    same(learner.cfg_combine(uncond, cond, 0.0), uncond, **CLOSE)


@public
def test_scale_1_is_the_plain_conditional_prediction(learner, generator):
    """Scale 1 is the prediction with the condition, unchanged"""
    uncond, cond = draw(generator)

    same(learner.cfg_combine(uncond, cond, 1.0), cond, **CLOSE)


def test_each_unit_of_scale_goes_the_same_way(learner, generator):
    """From scale 2 to 3 it moves by as much as from 7 to 8: by ε_c − ε_u"""
    uncond, cond = draw(generator)

    for low, high in ((2.0, 3.0), (7.0, 8.0)):
        moved = learner.cfg_combine(uncond, cond, high) - learner.cfg_combine(uncond, cond, low)
        same(moved, cond - uncond, **CLOSE)


@public
def test_a_condition_that_changes_nothing_changes_nothing(learner, generator):
    """Where both predictions agree, the scale has no effect"""
    uncond, _ = draw(generator)

    for scale in (0.0, 1.0, 7.5):
        same(learner.cfg_combine(uncond, uncond.clone(), scale), uncond, **CLOSE)


def test_a_negative_scale_leads_away_from_the_condition(learner, reference, generator):
    """A negative scale leads away from the condition"""
    uncond, cond = draw(generator)

    expected = reference.cfg_combine(uncond, cond, -1.0)

    same(learner.cfg_combine(uncond, cond, -1.0), expected, **CLOSE)


def test_any_shape_and_float32(learner, reference, generator):
    """Any shape, from (B,) to (B, 3, H, W), and float32 stays float32"""
    for shape in ((4,), (1, 2), (2, 3, 4, 5)):
        uncond, cond = draw(generator, shape, torch.float32)
        expected = reference.cfg_combine(uncond, cond, 7.5)
        same(learner.cfg_combine(uncond, cond, 7.5), expected, rtol=1e-4, atol=1e-4)


@mistake(
    "The roles are swapped: start from the prediction without the condition and go towards the "
    "one with it.",
    id="guidance-roles-swapped",
)
def roles_swapped(eps_uncond, eps_cond, scale):
    return eps_cond + scale * (eps_uncond - eps_cond)


@mistake(
    "This is the paper's w, where 0 is plain conditional. Here 1 is: scale = w + 1.",
    id="guidance-w-for-s",
)
def w_for_s(eps_uncond, eps_cond, scale):
    return (1 + scale) * eps_cond - scale * eps_uncond


@mistake(
    "Only the prediction with the condition is used: the scale never acts.", id="condition-alone"
)
def condition_alone(eps_uncond, eps_cond, scale):
    return eps_cond.clone()


@mistake(
    "Only the prediction without the condition is used: the scale never acts.",
    id="condition-unused",
)
def condition_unused(eps_uncond, eps_cond, scale):
    return eps_uncond.clone()


@mistake(
    "The scale multiplies ε_c alone: it belongs to the difference ε_c − ε_u.",
    id="difference-forgotten",
)
def difference_forgotten(eps_uncond, eps_cond, scale):
    return eps_uncond + scale * eps_cond


@mistake(
    "The scaled difference is only the push: add it to the prediction without the condition.",
    id="guidance-base-forgotten",
)
def base_forgotten(eps_uncond, eps_cond, scale):
    return scale * (eps_cond - eps_uncond)


@mistake(
    "The push points away from the condition: the difference is ε_c − ε_u, in this order.",
    id="guidance-reversed",
)
def reversed_push(eps_uncond, eps_cond, scale):
    return eps_uncond + scale * (eps_uncond - eps_cond)


@mistake(
    "A scaled ε_c is not guidance: without ε_u nothing says what the condition changed.",
    id="scaled-condition",
)
def scaled_condition(eps_uncond, eps_cond, scale):
    return scale * eps_cond


@mistake("A mean of both predictions is scale ½, whatever scale was asked for.", id="guidance-mean")
def mean_of_both(eps_uncond, eps_cond, scale):
    return (eps_uncond + eps_cond) / 2


@mistake(
    "The scale was held between 0 and 1: guidance goes on past ε_c, it extrapolates.",
    id="guidance-interpolates",
)
def held_between(eps_uncond, eps_cond, scale):
    return eps_uncond + min(max(scale, 0.0), 1.0) * (eps_cond - eps_uncond)


@mistake(
    "The scale stops at 1: guidance goes on past ε_c, it extrapolates.", id="guidance-interpolates"
)
def held_below_one(eps_uncond, eps_cond, scale):
    return eps_uncond + min(scale, 1.0) * (eps_cond - eps_uncond)


@mistake(
    "You took 1 off the scale, as if it had to become the paper's w. From ε_u on it is all of s.",
    id="guidance-w-for-s",
)
def one_too_few(eps_uncond, eps_cond, scale):
    return eps_uncond + (scale - 1) * (eps_cond - eps_uncond)


@mistake("The scale is any number; yours is rounded to a whole one.", id="scale-rounded")
def truncated(eps_uncond, eps_cond, scale):
    return eps_uncond + int(scale) * (eps_cond - eps_uncond)


@mistake("The scale is any number; yours is rounded to a whole one.", id="scale-rounded")
def rounded(eps_uncond, eps_cond, scale):
    return eps_uncond + round(scale) * (eps_cond - eps_uncond)


@mistake(
    "Negative scales stop at 0 in yours. They lead away from the condition, and have their use.",
    id="scale-not-negative",
)
def held_above_zero(eps_uncond, eps_cond, scale):
    return eps_uncond + max(scale, 0.0) * (eps_cond - eps_uncond)


@mistake(
    "You refuse a negative scale. It leads away from the condition, and has its use.",
    id="scale-not-negative",
)
def refused_below_zero(eps_uncond, eps_cond, scale):
    if scale < 0:
        raise ValueError(scale)
    return eps_uncond + scale * (eps_cond - eps_uncond)


@mistake(
    "Up to scale 1 you return ε_c. The formula holds there, too: at 0 it gives ε_u.",
    id="guidance-only-above-one",
)
def off_up_to_one(eps_uncond, eps_cond, scale):
    return eps_uncond + max(scale, 1.0) * (eps_cond - eps_uncond)


@mistake(
    "For scales up to 0 you return ε_c. The formula holds there, too: at 0 it gives ε_u.",
    id="guidance-only-above-zero",
)
def off_up_to_zero(eps_uncond, eps_cond, scale):
    return eps_uncond + (scale if scale > 0 else 1.0) * (eps_cond - eps_uncond)


@mistake(
    "At scale 0 you return ε_c. The formula holds there, too: it gives ε_u.",
    id="guidance-only-above-zero",
)
def off_at_zero(eps_uncond, eps_cond, scale):
    return eps_uncond + (1.0 if scale == 0 else scale) * (eps_cond - eps_uncond)


@mistake(
    "The sign of the scale is lost: −2 leads away from the condition, 2 towards it.",
    id="scale-not-negative",
)
def absolute_scale(eps_uncond, eps_cond, scale):
    return eps_uncond + abs(scale) * (eps_cond - eps_uncond)


@mistake(
    "A weighted mean stays between the two answers; guidance goes on past ε_c.",
    id="guidance-interpolates",
)
def weighted_mean(eps_uncond, eps_cond, scale):
    return (eps_uncond + scale * eps_cond) / (1 + scale)


@mistake(
    "The result was brought back to the size of ε_c. What guidance asks for may be longer.",
    id="guidance-rescaled",
)
def rescaled(eps_uncond, eps_cond, scale):
    guided = eps_uncond + scale * (eps_cond - eps_uncond)
    return guided * eps_cond.std() / guided.std()
