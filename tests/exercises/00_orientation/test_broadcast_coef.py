"""Hidden checks of `broadcast_coef`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import mistake, public, same, worth


def draw(generator, shape, dtype=torch.float64):
    """A table of 50 numbers, a step for each sample, neither first nor last, and a batch."""
    a = torch.rand(50, generator=generator, dtype=dtype)
    t = 1 + torch.randperm(48, generator=generator)[: shape[0]]
    return a, t, torch.randn(shape, generator=generator, dtype=dtype)


@worth(2)
def test_points(learner, reference, generator):
    """A batch of points (B, 2): shape (B, 1)"""
    batch = draw(generator, (6, 2))

    same(learner.broadcast_coef(*batch), reference.broadcast_coef(*batch))


@worth(2)
def test_any_shape(learner, reference, generator):
    """Pictures (B, C, H, W), sound (B, C, L), plain numbers (B,), a single sample"""
    for shape in ((3, 2, 5, 4), (4, 1, 9), (5,), (1, 2)):
        batch = draw(generator, shape)
        same(learner.broadcast_coef(*batch), reference.broadcast_coef(*batch))


@public
def test_each_sample_is_multiplied_by_its_own_number(learner, generator):
    """Also where a batch is as long as a sample is wide: every row by its own number"""
    a, t, _ = draw(generator, (4, 4))
    rows = torch.arange(16, dtype=torch.float64).reshape(4, 4)

    result = learner.broadcast_coef(a, t, rows)

    same(result * rows, torch.stack([a[step] * row for step, row in zip(t, rows, strict=True)]))


def test_both_ends_of_the_table(learner, reference, generator):
    """t = 0 is the first number, t = T−1 the last; two samples may have the same t"""
    a, _, x = draw(generator, (3, 2))
    t = torch.tensor([0, 49, 0])

    same(learner.broadcast_coef(a, t, x), reference.broadcast_coef(a, t, x))


def test_keeps_the_dtype_of_the_table(learner, reference, generator):
    """float32 in, float32 out"""
    batch = draw(generator, (6, 2), torch.float32)

    same(learner.broadcast_coef(*batch), reference.broadcast_coef(*batch))


def per_sample(values, x):
    """(B,) as (B, 1, ..., 1)."""
    return values.reshape(-1, *[1] * (x.ndim - 1))


@mistake(
    "The numbers are looked up, but their shape is (B,). PyTorch would line it up with the last "
    "axis of x.",
    id="broadcast-last-axis",
)
def unshaped(a, t, x):
    return a[t]


@mistake(
    "The axes of length 1 come first in yours, so the numbers meet the last axis of x.",
    id="broadcast-last-axis",
)
def shaped_at_the_end(a, t, x):
    return a[t].reshape(*[1] * (x.ndim - 1), -1)


@mistake(
    "Your shape fits points (B, D) alone. Take the number of axes from x.ndim.",
    id="points-only",
)
def two_axes(a, t, x):
    return a[t][:, None]


@mistake(
    "Your shape fits pictures (B, C, H, W) alone. Take the number of axes from x.ndim.",
    id="pictures-only",
)
def four_axes(a, t, x):
    return a[t][:, None, None, None]


@mistake(
    "t is not looked up: the first number went to the first sample. Take a[t].",
    id="t-never-used",
)
def first_entries(a, t, x):
    return per_sample(a[: len(x)], x)


@mistake(
    "The whole batch got the number of its first sample. Each sample has its own t.",
    id="first-t-only",
)
def first_t(a, t, x):
    return per_sample(a[t[:1]].expand(len(x)), x)


@mistake(
    "You looked up t − 1. t is an index already: t = 0 is the first entry of a.",
    id="t-counted-from-one",
)
def one_early(a, t, x):
    return per_sample(a[t - 1], x)


@mistake(
    "You looked up t + 1. t is an index already: t = 0 is the first entry of a.",
    id="index-one-step-late",
)
def one_late(a, t, x):
    return per_sample(a[t + 1], x)


@mistake(
    "You multiplied by x. Asked are the numbers alone, in a shape that can multiply.",
    id="multiplied-already",
)
def multiplied(a, t, x):
    return per_sample(a[t], x) * x


@mistake(
    "Yours repeats each number over its whole sample. Axes of length 1 are enough: PyTorch "
    "stretches them.",
    id="stretched-by-hand",
)
def stretched(a, t, x):
    return per_sample(a[t], x).expand(x.shape)


@mistake(
    "Yours has one axis more than x. The first axis is one of the x.ndim already.",
    id="one-axis-too-many",
)
def one_more(a, t, x):
    return a[t].reshape(-1, *[1] * x.ndim)
