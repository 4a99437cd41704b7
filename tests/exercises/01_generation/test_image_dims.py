"""Hidden checks of `image_dims`, and the ways in which it is known to go wrong."""

from tutor.grading.checks import mistake, public, same, worth


@public
@worth(2)
def test_a_picture_in_colour(learner):
    """512 by 512 pixels in three colours, which is what c is where nobody says so"""
    same(learner.image_dims(512, 512), 786_432)


@worth(2)
def test_other_channels(learner, reference):
    """Grey pictures (c = 1), and what an autoencoder makes of them (c = 4)"""
    for channels in (1, 4):
        same(learner.image_dims(32, 32, channels), reference.image_dims(32, 32, channels))


def test_a_picture_need_not_be_square(learner, reference):
    """640 by 480 pixels, and a single row"""
    for h, w in ((480, 640), (1, 7)):
        same(learner.image_dims(h, w, 2), reference.image_dims(h, w, 2))


@mistake("That is one channel. Each of the c channels has h·w values.", id="channels-forgotten")
def one_channel(h, w, c=3):
    return h * w


@mistake(
    "You always count three channels. How many there are, c says.",
    id="three-channels-always",
)
def always_three(h, w, c=3):
    return h * w * 3


@mistake("You took the picture for square: w is not used.", id="square-always")
def square(h, w, c=3):
    return h * h * c


@mistake(
    "You added. Every pixel of every row has a value for every channel: that is a product.",
    id="choices-add",
)
def added(h, w, c=3):
    return h + w + c


@mistake(
    "You counted bits. A value is one dimension, with however many bits it is kept.",
    id="bits-for-values",
)
def bits(h, w, c=3):
    return h * w * c * 8


@mistake("You counted c twice: h·w pixels with c values each.", id="channels-counted-twice")
def twice(h, w, c=3):
    return h * w * c * c
