"""Hidden checks of `unpatchify`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import mistake, public, same, worth


def cut(x, p):
    """Tokens of pictures, shape (B, N, C·p·p)."""
    return torch.nn.functional.unfold(x, p, stride=p).transpose(1, 2)


def draw(generator, shape, dtype=torch.float64):
    """Pictures."""
    return torch.randn(shape, generator=generator, dtype=dtype)


@public
@worth(2)
def test_numbers_of_a_small_picture(learner):
    """The tokens 0 1 2 3, 4 5 6 7, … of a 4×4 picture: its first row is 0, 1, 4, 5"""
    tokens = torch.arange(16.0, dtype=torch.float64).reshape(1, 4, 4)
    rows = [[0, 1, 4, 5], [2, 3, 6, 7], [8, 9, 12, 13], [10, 11, 14, 15]]

    same(learner.unpatchify(tokens, 2, 4, 4), torch.tensor([[rows]], dtype=torch.float64))


@worth(2)
def test_puts_the_picture_together(learner, generator):
    """Several channels: what was cut apart comes out as it was"""
    x = draw(generator, (2, 3, 4, 4))

    same(learner.unpatchify(cut(x, 2), 2, 4, 4), x)


@worth(2)
def test_pictures_of_any_shape(learner, generator):
    """Higher than wide, wider than high, one sample, patches of 1, of 3 and of the whole picture"""
    for shape, p in (
        ((2, 3, 4, 6), 2),
        ((1, 2, 9, 3), 3),
        ((2, 1, 2, 8), 2),
        ((3, 4, 2, 3), 1),
        ((2, 2, 4, 4), 4),
    ):
        x = draw(generator, shape)
        same(learner.unpatchify(cut(x, p), p, *shape[2:]), x)


def test_works_in_single_precision(learner, generator):
    """float32 in, float32 out"""
    x = draw(generator, (2, 3, 4, 6), torch.float32)

    same(learner.unpatchify(cut(x, 2), 2, 4, 6), x)


def joined(tokens, p, h, w, split, order):
    """Pictures, with each token split in this way and the axes brought into this order."""
    b, _, length = tokens.shape
    sizes = {"h": h // p, "w": w // p, "c": length // (p * p), "p": p}
    grid = tokens.reshape(b, *(sizes[name] for name in split))
    return grid.permute(order).reshape(b, length // (p * p), h, w)


@mistake(
    "The shape fits, but the numbers were never moved. Between two reshapes, permute.",
    id="reshape-moves-nothing",
)
def only_reshaped_back(tokens, p, h, w):
    return tokens.reshape(len(tokens), -1, h, w)


@mistake(
    "You read the tokens as if the channel varied fastest. It varies slowest.",
    id="channel-varies-fastest",
)
def read_channel_last(tokens, p, h, w):
    return joined(tokens, p, h, w, "hwppc", (0, 5, 1, 3, 2, 4))


@mistake(
    "You set the patches column by column. They come row by row.",
    id="patches-by-columns",
)
def set_by_columns(tokens, p, h, w):
    return joined(tokens, p, h, w, "whcpp", (0, 3, 2, 4, 1, 5))


@mistake(
    "Your patches are mirrored: rows and columns inside are swapped.",
    id="patch-transposed",
)
def set_transposed(tokens, p, h, w):
    return joined(tokens, p, h, w, "hwcpp", (0, 3, 1, 5, 2, 4))


@mistake(
    "You spread each token over the picture: put the rows together as (H/p, p), not (p, H/p).",
    id="pixels-from-all-over",
)
def spread(tokens, p, h, w):
    return joined(tokens, p, h, w, "hwcpp", (0, 3, 4, 1, 5, 2))


@mistake(
    "You took the pictures for squares. How high and wide they are, `h` and `w` say.",
    id="pictures-are-squares",
)
def squares(tokens, p, h, w):
    side = round(tokens.shape[1] ** 0.5) * p
    return joined(tokens, p, side, side, "hwcpp", (0, 3, 1, 4, 2, 5))
