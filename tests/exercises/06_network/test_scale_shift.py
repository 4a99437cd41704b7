"""Hidden checks of `scale_shift`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import mistake, public, same, worth


def draw(generator, shape, dtype=torch.float64):
    """Feature maps, and a scale and a shift for each channel of each sample."""
    h = torch.randn(shape, generator=generator, dtype=dtype)
    return h, torch.randn((shape[0], 2 * shape[1]), generator=generator, dtype=dtype)


def kept(module, h, emb):
    """What is left of the inputs after the call."""
    h, emb = h.clone(), emb.clone()
    module.scale_shift(h, emb)
    return h, emb


def slopes(module, h, emb):
    """How much the sum of the answer depends on each number of the time."""
    emb = emb.clone().requires_grad_()
    return torch.autograd.grad(module.scale_shift(h, emb).sum(), emb)[0]


@worth(3)
def test_scales_and_shifts_each_channel(learner, reference, generator):
    """h·(1 + scale) + shift, with the scales in the first half of `emb`"""
    batch = draw(generator, (2, 3, 5, 4))

    same(learner.scale_shift(*batch), reference.scale_shift(*batch))


@public
@worth(2)
def test_a_time_of_zero_changes_nothing(learner, generator):
    """Where `emb` is 0, h comes out as it went in"""
    h, emb = draw(generator, (2, 4, 3, 3))

    same(learner.scale_shift(h, torch.zeros_like(emb)), h)


@worth(2)
def test_lines_up_where_all_axes_are_equally_long(learner, reference, generator):
    """Batch, channels, height and width all 4: nothing slips to another axis"""
    batch = draw(generator, (4, 4, 4, 4))

    same(learner.scale_shift(*batch), reference.scale_shift(*batch))


def test_batches_and_maps_of_any_size(learner, reference, generator):
    """One sample, one channel, one position"""
    for shape in ((1, 6, 2, 3), (3, 1, 2, 2), (5, 2, 1, 1)):
        batch = draw(generator, shape)
        same(learner.scale_shift(*batch), reference.scale_shift(*batch))


@public
def test_the_inputs_stay_as_they_are(learner, generator):
    """`h` and `emb` are not changed"""
    batch = draw(generator, (2, 3, 4, 4))

    same(learner.run(kept, *batch), batch)


def test_gradients_reach_scales_and_shifts(learner, reference, generator):
    """The slope of a scale is the sum of its channel, that of a shift H·W"""
    h, emb = draw(generator, (2, 3, 5, 4))

    same(learner.run(slopes, h, emb), slopes(reference, h, emb))


def test_works_in_single_precision(learner, reference, generator):
    """float32 in, float32 out"""
    batch = draw(generator, (2, 3, 4, 5), torch.float32)

    same(learner.scale_shift(*batch), reference.scale_shift(*batch))


def halves(emb):
    """Scale and shift, (B, C, 1, 1) each."""
    return emb[:, :, None, None].chunk(2, dim=1)


@mistake("The halves are swapped: the scales come first, then the shifts.", id="halves-swapped")
def swapped(h, emb):
    shift, scale = halves(emb)
    return h * (1 + scale) + shift


@mistake(
    "It is 1 + scale: a time of 0 must leave h as it is, and yours makes it vanish.",
    id="scale-without-one",
)
def without_one(h, emb):
    scale, shift = halves(emb)
    return h * scale + shift


@mistake(
    "You added the shift before you scaled, so it is scaled, too. The shift comes last.",
    id="shift-before-scale",
)
def shifted_first(h, emb):
    scale, shift = halves(emb)
    return (h + shift) * (1 + scale)


@mistake("The shift is missing: h·(1 + scale) + shift.", id="shift-forgotten")
def without_shift(h, emb):
    return h * (1 + halves(emb)[0])


@mistake("The scale is missing: h·(1 + scale) + shift.", id="scale-forgotten")
def without_scale(h, emb):
    return h + halves(emb)[1]


@mistake(
    "You took scale and shift in turns. The first C numbers are scales, the last C are shifts.",
    id="pairs-interleaved",
)
def in_turns(h, emb):
    scale, shift = emb[:, 0::2, None, None], emb[:, 1::2, None, None]
    return h * (1 + scale) + shift


@mistake("The scale was lined up with the width. It belongs to the channels.", id="time-on-width")
def along_the_width(h, emb):
    scale, shift = emb[:, None, None, :].chunk(2, dim=3)
    return h * (1 + scale) + shift


@mistake("The scale was lined up with the height. It belongs to the channels.", id="time-on-width")
def along_the_height(h, emb):
    scale, shift = emb[:, None, :, None].chunk(2, dim=2)
    return h * (1 + scale) + shift


@mistake(
    "Without new axes PyTorch lines (B, C) up with height and width. It needs (B, C, 1, 1).",
    id="broadcast-last-axis",
)
def without_new_axes(h, emb):
    scale, shift = emb.chunk(2, dim=1)
    return h * (1 + scale) + shift


@mistake(
    "You normalised h once more. It is given normalised, and what mean and size it has, stays.",
    id="normalised-twice",
)
def normalised(h, emb):
    scale, shift = halves(emb)
    return torch.nn.functional.group_norm(h, 1) * (1 + scale) + shift


@mistake("The whole batch got the time of its first sample.", id="first-t-only")
def first_sample(h, emb):
    scale, shift = halves(emb[:1])
    return h * (1 + scale) + shift


@mistake(
    "It is 1 + scale, not e^scale: both leave h as it is at 0, and nowhere else they agree.",
    id="scale-is-a-logarithm",
)
def exponential(h, emb):
    scale, shift = halves(emb)
    return h * scale.exp() + shift


@mistake("You changed `h` itself. Write `h * …`, not `h *= …`.", id="input-overwritten")
def in_place(h, emb):
    scale, shift = halves(emb)
    h *= 1 + scale
    h += shift
    return h


@mistake("The gradient was cut off, so nothing learns to use the time.", id="time-detached")
def detached(h, emb):
    scale, shift = halves(emb.detach())
    return h * (1 + scale) + shift
