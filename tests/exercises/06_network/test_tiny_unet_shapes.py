"""Hidden checks of `tiny_unet_shapes`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import mistake, public, same, worth


def refuse(module, h, w, mults):
    """Whether it raises ValueError."""
    try:
        module.tiny_unet_shapes(h, w, 8, mults)
    except ValueError:
        return "ValueError"
    return "no error"


def kinds(module, h, w, ch, mults):
    """Which kinds of number the shapes are made of."""
    numbers = [n for shape in module.tiny_unet_shapes(h, w, ch, mults) for n in shape]
    return ", ".join(sorted({type(n).__name__ for n in numbers}))


def number(generator, low, high):
    """A whole number from low to high."""
    return int(torch.randint(low, high + 1, (), generator=generator))


@worth(3)
def test_halves_on_the_way_down_and_mirrors_it_on_the_way_up(learner, reference):
    """16 channels times (1, 2, 4, 8), from 32×32 to 4×4 and back: seven shapes"""
    expected = reference.tiny_unet_shapes(32, 32, 16, (1, 2, 4, 8))

    same(learner.tiny_unet_shapes(32, 32, 16, (1, 2, 4, 8)), expected)


@worth(2)
def test_channels_come_from_the_base_and_the_multipliers(learner, reference):
    """Multipliers that do not double: (1, 2, 2, 2) as in the code of Ho et al., (3, 1, 5)"""
    for ch, mults in ((128, (1, 2, 2, 2)), (10, (3, 1, 5))):
        same(
            learner.tiny_unet_shapes(32, 32, ch, mults),
            reference.tiny_unet_shapes(32, 32, ch, mults),
        )


@worth(2)
def test_pictures_of_any_size(learner, reference, generator):
    """Pictures that are higher than wide or wider than high, as (C, H, W)"""
    for _ in range(3):
        h, w, ch = (number(generator, low, 9) for low in (1, 1, 2))
        h += 3 * (h == w)
        same(
            learner.tiny_unet_shapes(4 * h, 4 * w, ch, (1, 2, 3)),
            reference.tiny_unet_shapes(4 * h, 4 * w, ch, (1, 2, 3)),
        )


@public
def test_sizes_are_whole_numbers(learner):
    """All numbers are int, as a tensor's shape needs them"""
    same(learner.run(kinds, 8, 4, 2, (1, 2)), "int")


def test_one_level_is_the_middle_alone(learner, reference):
    """With one multiplier there is one shape, and nothing is halved; with two there are three"""
    for mults in ((2,), (2, 3)):
        same(learner.tiny_unet_shapes(6, 10, 4, mults), reference.tiny_unet_shapes(6, 10, 4, mults))


@public
def test_refuses_what_cannot_be_halved(learner):
    """Height and width that leave a remainder raise ValueError; 7×5 is fine if none is halved"""
    for h, w, mults in ((28, 32, (1, 2, 2, 2)), (32, 28, (1, 2, 2, 2)), (5, 4, (1, 2))):
        same(learner.run(refuse, h, w, mults), "ValueError")
    same(learner.run(refuse, 7, 5, (1,)), "no error")
    same(learner.run(refuse, 12, 4, (1, 2, 2)), "no error")


def levels(h, w, ch, mults, deepest=None):
    """The way down, as it should be; `deepest` is how often h and w are halved."""
    smallest = 2 ** (len(mults) - 1 if deepest is None else deepest)
    if h % smallest or w % smallest:
        raise ValueError(smallest)
    return [(ch * m, h // 2**k, w // 2**k) for k, m in enumerate(mults)]


@mistake("The middle stands twice. Down and up share it.", id="middle-twice")
def middle_twice(h, w, ch, mults):
    down = levels(h, w, ch, mults)
    return down + down[::-1]


@mistake(
    "That is the way down. A U-Net goes up again, or nothing fits the picture.", id="no-way-up"
)
def only_down(h, w, ch, mults):
    return levels(h, w, ch, mults)


@mistake(
    "Your middle is missing: the last level joins the way down and the way up.", id="no-middle"
)
def without_a_middle(h, w, ch, mults):
    down = levels(h, w, ch, mults)
    return down[:-1] + down[-2::-1]


@mistake(
    "You wrote twice the channels on the way up. Those come together where a skip joins; the "
    "block that follows brings them down to its own number.",
    id="skip-kept-doubled",
)
def doubled_by_the_skips(h, w, ch, mults):
    down = levels(h, w, ch, mults)
    return down + [(2 * c, height, width) for c, height, width in down[-2::-1]]


@mistake(
    "You doubled from level to level. How many channels there are, `mults` says.",
    id="channels-always-double",
)
def always_doubled(h, w, ch, mults):
    return _mirrored(levels(h, w, ch, [2**k for k in range(len(mults))]))


@mistake(
    "You multiplied the multipliers up. Each one counts from the base `ch`.",
    id="multipliers-accumulate",
)
def accumulated(h, w, ch, mults):
    product, all_products = 1, []
    for m in mults:
        product *= m
        all_products.append(product)
    return _mirrored(levels(h, w, ch, all_products))


@mistake("Yours are the multipliers alone. A level has `ch * mults[k]`.", id="base-forgotten")
def without_the_base(h, w, ch, mults):
    return _mirrored(levels(h, w, 1, mults))


@mistake("The channels come first in PyTorch: (C, H, W).", id="channels-last")
def channels_last(h, w, ch, mults):
    return [(height, width, c) for c, height, width in _mirrored(levels(h, w, ch, mults))]


@mistake("Height comes before width: (C, H, W).", id="height-and-width-swapped")
def swapped(h, w, ch, mults):
    return [(c, width, height) for c, height, width in _mirrored(levels(h, w, ch, mults))]


@mistake(
    "You halved before the first level. The first one has the size of the picture.",
    id="halved-too-early",
)
def halved_at_once(h, w, ch, mults):
    down = levels(h, w, ch, mults)
    return _mirrored([(c, height // 2, width // 2) for c, height, width in down])


@mistake("Each level is half the one above: 2^k, not k + 1, divides.", id="divided-by-the-level")
def divided_by_the_level(h, w, ch, mults):
    levels(h, w, ch, mults)
    return _mirrored([(ch * m, h // (k + 1), w // (k + 1)) for k, m in enumerate(mults)])


@mistake("A size is a whole number: divide by `//`.", id="size-not-whole")
def divided(h, w, ch, mults):
    down = levels(h, w, ch, mults)
    return _mirrored([(c, h / 2**k, w / 2**k) for k, (c, _, _) in enumerate(down)])


@mistake("The picture shrinks in both directions.", id="halved-in-one-direction")
def height_alone(h, w, ch, mults):
    return _mirrored([(c, height, w) for c, height, _ in levels(h, w, ch, mults)])


@mistake(
    "What leaves a remainder was let through. Rounded down, the way up no longer meets the way "
    "down: ValueError.",
    id="odd-size-accepted",
)
def rounded_down(h, w, ch, mults):
    return _mirrored([(ch * m, h // 2**k, w // 2**k) for k, m in enumerate(mults)])


@mistake(
    "You asked for one halving more than there is: with n levels the size is halved n − 1 times.",
    id="halvings-are-levels",
)
def one_halving_too_many(h, w, ch, mults):
    return _mirrored(levels(h, w, ch, mults, deepest=len(mults)))


def _mirrored(down):
    return down + down[-2::-1]
