"""Hidden checks of `time_add`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import mistake, public, same, worth


def draw(generator, shape, dtype=torch.float64):
    """Feature maps, and one number for each channel of each sample."""
    h = torch.randn(shape, generator=generator, dtype=dtype)
    return h, torch.randn(shape[:2], generator=generator, dtype=dtype)


def kept(module, h, emb):
    """What is left of the inputs after the call."""
    h, emb = h.clone(), emb.clone()
    module.time_add(h, emb)
    return h, emb


def slopes(module, h, emb):
    """How much the sum of the answer depends on each number of the time."""
    emb = emb.clone().requires_grad_()
    return torch.autograd.grad(module.time_add(h, emb).sum(), emb)[0]


@worth(3)
def test_adds_a_number_to_each_channel(learner, reference, generator):
    """Every position of a channel gets the same number, every channel its own"""
    batch = draw(generator, (2, 3, 5, 4))

    same(learner.time_add(*batch), reference.time_add(*batch))


@worth(2)
def test_lines_up_where_all_axes_are_equally_long(learner, reference, generator):
    """Batch, channels, height and width all 4: nothing slips to another axis"""
    batch = draw(generator, (4, 4, 4, 4))

    same(learner.time_add(*batch), reference.time_add(*batch))


def test_batches_and_maps_of_any_size(learner, reference, generator):
    """One sample, one channel, one position"""
    for shape in ((1, 6, 2, 3), (3, 1, 2, 2), (5, 2, 1, 1), (2, 2, 7, 1)):
        batch = draw(generator, shape)
        same(learner.time_add(*batch), reference.time_add(*batch))


@public
def test_the_inputs_stay_as_they_are(learner, generator):
    """`h` is needed again by the way around the block: it is not changed"""
    batch = draw(generator, (2, 3, 4, 4))

    same(learner.run(kept, *batch), batch)


@public
def test_a_time_of_zero_changes_nothing(learner, generator):
    """Where `emb` is 0, h comes out as it went in"""
    h, emb = draw(generator, (2, 3, 4, 4))

    same(learner.time_add(h, torch.zeros_like(emb)), h)


def test_gradients_reach_the_time(learner, generator):
    """Each number of the time has a slope of H·W: it counts once for each position"""
    batch = draw(generator, (2, 3, 5, 4))

    same(learner.run(slopes, *batch), torch.full((2, 3), 20.0, dtype=torch.float64))


def test_works_in_single_precision(learner, reference, generator):
    """float32 in, float32 out"""
    batch = draw(generator, (2, 3, 4, 5), torch.float32)

    same(learner.time_add(*batch), reference.time_add(*batch))


@mistake("The time was lined up with the width. It belongs to the channels.", id="time-on-width")
def along_the_width(h, emb):
    return h + emb[:, None, None, :]


@mistake("The time was lined up with the height. It belongs to the channels.", id="time-on-width")
def along_the_height(h, emb):
    return h + emb[:, None, :, None]


@mistake(
    "Without new axes PyTorch lines (B, C) up with height and width. It needs (B, C, 1, 1).",
    id="broadcast-last-axis",
)
def without_new_axes(h, emb):
    return h + emb


@mistake("The time is added here. To multiply is part of scale and shift.", id="time-multiplied")
def multiplied(h, emb):
    return h * emb[:, :, None, None]


@mistake("That is half of scale and shift: here the time is only added.", id="time-multiplied")
def scaled(h, emb):
    return h * (1 + emb[:, :, None, None])


@mistake("The time is added, not taken away.", id="time-subtracted")
def subtracted(h, emb):
    return h - emb[:, :, None, None]


@mistake(
    "You set the time beside the features as channels of its own. It is added to those there are.",
    id="time-concatenated",
)
def concatenated(h, emb):
    maps = emb[:, :, None, None].expand(-1, -1, *h.shape[2:])
    return torch.cat([h, maps], dim=1)


@mistake("All channels got the same number. Each has its own.", id="one-time-for-all-channels")
def averaged(h, emb):
    return h + emb.mean(dim=1)[:, None, None, None]


@mistake("The whole batch got the time of its first sample.", id="first-t-only")
def first_sample(h, emb):
    return h + emb[:1, :, None, None]


@mistake("You changed `h` itself. Use `h + …`, not `h += …`.", id="input-overwritten")
def in_place(h, emb):
    h += emb[:, :, None, None]
    return h


@mistake("The gradient was cut off, so nothing learns to use the time.", id="time-detached")
def detached(h, emb):
    return h + emb.detach()[:, :, None, None]
