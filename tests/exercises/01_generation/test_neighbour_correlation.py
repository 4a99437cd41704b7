"""Hidden checks of `neighbour_correlation`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import mistake, public, same, worth


def draw(generator, shape, dtype=torch.float64):
    """Smooth pictures with some static on them, each of a brightness and contrast of its own."""
    noise = torch.randn(shape, generator=generator, dtype=dtype)
    smooth = noise.cumsum(-1) + 0.5 * noise.cumsum(-2)
    contrast = 1 + 3 * torch.rand((shape[0], 1, 1), generator=generator, dtype=dtype)
    bright = 5 * torch.randn((shape[0], 1, 1), generator=generator, dtype=dtype)
    return contrast * smooth + bright


@worth(3)
def test_pictures(learner, reference, generator):
    """A batch of pictures, each with a brightness and contrast of its own"""
    x = draw(generator, (5, 8, 8))

    same(learner.neighbour_correlation(x), reference.neighbour_correlation(x))


@worth(2)
def test_any_size(learner, reference, generator):
    """Wide ones, tall ones, a single one, and pictures that are two pixels wide"""
    for shape in ((3, 4, 9), (4, 9, 4), (1, 6, 5), (2, 6, 2)):
        x = draw(generator, shape)
        same(learner.neighbour_correlation(x), reference.neighbour_correlation(x))


@public
def test_by_hand(learner):
    """The two pictures of the lesson: 0.939 and 0.945"""
    first = torch.tensor([[[0.0, 1.0, 2.0], [4.0, 4.0, 3.0]]], dtype=torch.float64)
    second = torch.tensor([[[1.0, 2.0], [3.0, 6.0], [5.0, 7.0]]], dtype=torch.float64)

    found = torch.cat([learner.neighbour_correlation(x) for x in (first, second)])

    expected = torch.tensor([7.5 / 63.75**0.5, 10 / 112**0.5], dtype=torch.float64)
    same(found, expected)


@public
def test_brightness_and_contrast_change_nothing(learner, generator):
    """The same picture brighter, and with more contrast, is as smooth as before"""
    x = draw(generator, (4, 6, 6))

    same(learner.neighbour_correlation(3 * x + 7), learner.neighbour_correlation(x))


@public
def test_both_ends(learner):
    """A slope gives 1, stripes of one pixel give −1"""
    slope = torch.arange(6, dtype=torch.float64).expand(4, 6)
    stripes = torch.tensor([0.0, 1.0], dtype=torch.float64).repeat(3).expand(4, 6)

    found = learner.neighbour_correlation(torch.stack([slope, stripes]))

    same(found, torch.tensor([1.0, -1.0], dtype=torch.float64))


def test_works_in_single_precision(learner, reference, generator):
    """float32 in, float32 out"""
    x = draw(generator, (3, 7, 6), torch.float32)

    same(learner.neighbour_correlation(x), reference.neighbour_correlation(x))


def pairs(x):
    """Left and right pixels, each of (B, pairs), less their means."""
    left, right = x[:, :, :-1].flatten(1), x[:, :, 1:].flatten(1)
    return left - left.mean(1, keepdim=True), right - right.mean(1, keepdim=True)


def correlation(left, right):
    return (left * right).sum(1) / ((left**2).sum(1) * (right**2).sum(1)).sqrt()


@mistake(
    "You paired each pixel with the one below it. The right neighbour is along the last axis.",
    id="neighbour-below",
)
def below(x):
    return correlation(*pairs(x.transpose(1, 2)))


@mistake(
    "All pictures were measured as one, so each got the same number. Measure each on its own.",
    id="batch-as-one",
)
def pooled(x):
    left, right = x[:, :, :-1].flatten(), x[:, :, 1:].flatten()
    left, right = (left - left.mean())[None], (right - right.mean())[None]
    return correlation(left, right).expand(len(x))


@mistake(
    "The means are still in: a bright picture counts as smooth. Take them away first.",
    id="mean-not-removed",
)
def uncentred(x):
    return correlation(x[:, :, :-1].flatten(1), x[:, :, 1:].flatten(1))


@mistake(
    "That is the covariance, which grows with the contrast. Divide by the root of the variances.",
    id="covariance-for-correlation",
)
def covariance(x):
    left, right = pairs(x)
    return (left * right).mean(1)


@mistake(
    "That is the covariance of a sample, which grows with the contrast. Divide by both deviations.",
    id="covariance-for-correlation",
)
def covariance_of_a_sample(x):
    left, right = pairs(x)
    return (left * right).sum(1) / (left.shape[1] - 1)


@mistake(
    "The means were taken over the whole batch. Each picture has a brightness of its own.",
    id="batch-as-one",
)
def means_of_the_batch(x):
    left, right = x[:, :, :-1].flatten(1), x[:, :, 1:].flatten(1)
    return correlation(left - left.mean(), right - right.mean())


@mistake(
    "You divided by the product of the variances without its root, so the contrast still counts.",
    id="root-of-variances-forgotten",
)
def no_root(x):
    left, right = pairs(x)
    return (left * right).mean(1) / ((left**2).mean(1) * (right**2).mean(1))


@mistake(
    "Your picture is a ring: the last pixel of a row has the first one for a neighbour.",
    id="picture-is-a-ring",
)
def ring(x):
    left, right = x.flatten(1), x.roll(-1, dims=2).flatten(1)
    return correlation(left - left.mean(1, keepdim=True), right - right.mean(1, keepdim=True))


@mistake(
    "You ran on over the end of a row: its last pixel was paired with the first of the next.",
    id="picture-is-a-ring",
)
def run_on(x):
    left, right = x.flatten(1)[:, :-1], x.flatten(1)[:, 1:]
    return correlation(left - left.mean(1, keepdim=True), right - right.mean(1, keepdim=True))


@mistake(
    "You measured row by row and took the mean. All pairs of a picture belong together.",
    id="rows-one-by-one",
)
def row_by_row(x):
    left, right = x[:, :, :-1], x[:, :, 1:]
    left, right = left - left.mean(2, keepdim=True), right - right.mean(2, keepdim=True)
    rows = (left * right).sum(2) / ((left**2).sum(2) * (right**2).sum(2)).sqrt()
    return rows.mean(1)


@mistake(
    "You divided by the variance of the whole picture. Left and right pixels have their own.",
    id="one-variance-for-both",
)
def whole_picture(x):
    left, right = pairs(x)
    return (left * right).mean(1) / x.flatten(1).var(1, correction=0)


@mistake(
    "You took mean and variance of the whole picture. Left and right pixels have their own.",
    id="one-variance-for-both",
)
def whole_mean_and_variance(x):
    values = x - x.mean((1, 2), keepdim=True)
    return (values[:, :, :-1] * values[:, :, 1:]).mean((1, 2)) / values.square().mean((1, 2))


@mistake(
    "You took mean and variance of the whole picture. Left and right pixels have their own.",
    id="one-variance-for-both",
)
def whole_mean_and_sample_variance(x):
    values = x - x.mean((1, 2), keepdim=True)
    return (values[:, :, :-1] * values[:, :, 1:]).mean((1, 2)) / x.var((1, 2))


@mistake(
    "You divided once by n and once by n − 1. With the same divisor everywhere it cancels.",
    id="two-divisors",
)
def two_divisors(x):
    left, right = pairs(x)
    return (left * right).mean(1) / (left.std(1) * right.std(1))


@mistake("That is the square of the correlation: the sign is lost.", id="correlation-squared")
def squared(x):
    return correlation(*pairs(x)) ** 2
