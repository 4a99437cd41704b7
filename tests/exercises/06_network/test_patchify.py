"""Hidden checks of `patchify`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import mistake, public, same, worth


def draw(generator, shape, dtype=torch.float64):
    """Pictures."""
    return torch.randn(shape, generator=generator, dtype=dtype)


@public
@worth(2)
def test_numbers_of_a_small_picture(learner):
    """The picture 0 … 15 of 4×4, cut by 2: the first token is 0, 1, 4, 5, the second 2, 3, 6, 7"""
    x = torch.arange(16.0, dtype=torch.float64).reshape(1, 1, 4, 4)
    rows = [[0, 1, 4, 5], [2, 3, 6, 7], [8, 9, 12, 13], [10, 11, 14, 15]]

    same(learner.patchify(x, 2), torch.tensor([rows], dtype=torch.float64))


@worth(2)
def test_cuts_patches_in_reading_order(learner, reference, generator):
    """Several channels: the channel varies slowest within a token"""
    x = draw(generator, (2, 3, 4, 4))

    same(learner.patchify(x, 2), reference.patchify(x, 2))


@worth(2)
def test_pictures_of_any_shape(learner, reference, generator):
    """Higher than wide, wider than high, one sample, patches of 1, of 3 and of the whole picture"""
    for shape, p in (
        ((2, 3, 4, 6), 2),
        ((1, 2, 9, 3), 3),
        ((2, 1, 2, 8), 2),
        ((3, 4, 2, 3), 1),
        ((2, 2, 4, 4), 4),
    ):
        x = draw(generator, shape)
        same(learner.patchify(x, p), reference.patchify(x, p))


def test_works_in_single_precision(learner, reference, generator):
    """float32 in, float32 out"""
    x = draw(generator, (2, 3, 4, 6), torch.float32)

    same(learner.patchify(x, 2), reference.patchify(x, 2))


def cut(x, p, order):
    """Tokens, with the axes (B, C, H/p, p, W/p, p) brought into this order."""
    b, c, h, w = x.shape
    grid = x.reshape(b, c, h // p, p, w // p, p)
    return grid.permute(order).reshape(b, (h // p) * (w // p), c * p * p)


@mistake(
    "The shape fits, but the numbers were never moved: reshape alone reads row after row, right "
    "through all patches. Between two reshapes, permute.",
    id="reshape-moves-nothing",
)
def only_reshaped(x, p):
    b, c, h, w = x.shape
    return x.reshape(b, (h // p) * (w // p), c * p * p)


@mistake(
    "Within your tokens the channel varies fastest, as in DiT's last layer. Here it is slowest.",
    id="channel-varies-fastest",
)
def channel_last(x, p):
    return cut(x, p, (0, 2, 4, 3, 5, 1))


@mistake(
    "Your patches stand column by column. Reading order goes row by row.",
    id="patches-by-columns",
)
def by_columns(x, p):
    return cut(x, p, (0, 4, 2, 1, 3, 5))


@mistake("Your patches are mirrored: rows and columns inside are swapped.", id="patch-transposed")
def transposed(x, p):
    return cut(x, p, (0, 2, 4, 1, 5, 3))


@mistake(
    "Your tokens collect numbers from all over the picture: split H into (H/p, p), not (p, H/p).",
    id="pixels-from-all-over",
)
def from_all_over(x, p):
    b, c, h, w = x.shape
    grid = x.reshape(b, c, p, h // p, p, w // p).permute(0, 3, 5, 1, 2, 4)
    return grid.reshape(b, (h // p) * (w // p), c * p * p)


@mistake(
    "Your patches overlap: one starts at every pixel. They stand side by side, p pixels apart.",
    id="patches-overlap",
)
def overlapping(x, p):
    return torch.nn.functional.unfold(x, p).transpose(1, 2)


@mistake("Tokens come before their numbers: (B, N, C·p·p).", id="tokens-transposed")
def tokens_last(x, p):
    return torch.nn.functional.unfold(x, p, stride=p)


@mistake(
    "Each channel was cut for itself. A token holds all channels of its patch.",
    id="channels-cut-apart",
)
def channels_apart(x, p):
    return cut(x, p, (0, 1, 2, 4, 3, 5))
