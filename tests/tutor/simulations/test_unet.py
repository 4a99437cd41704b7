import numpy as np
import pytest

from tutor.simulations.frame import Arrows, Bitmap, Label
from tutor.simulations.pyramid import maps
from tutor.simulations.unet import UnetTracer, lost


def frame(block=0, skips="on"):
    return UnetTracer().frame({"block": block, "skips": skips})


def test_every_block_of_the_toy_has_the_size_that_the_diagram_says():
    sides = [each.shape[0] for each in maps(np.zeros((32, 32)), 3, skips=True)]

    assert sides == [32, 16, 8, 4, 8, 16, 32]


def test_with_skips_the_picture_comes_back_whole():
    assert lost(True) == pytest.approx(0, abs=1e-12)


def test_without_skips_only_the_mean_of_each_patch_comes_back():
    assert lost(False) == pytest.approx(0.60, abs=0.01)


def test_the_diagram_shows_every_block_and_marks_the_chosen_one():
    words = [mark.text for mark in frame(block=4).panels[0].marks if isinstance(mark, Label)]

    assert [word.strip() for word in words] == [
        "16×32×32",
        "32×16×16",
        "64×8×8",
        "128×4×4",
        ">64×8×8<",
        "32×16×16",
        "16×32×32",
    ]


def test_cut_skips_are_not_drawn():
    ways = [
        [mark for mark in frame(skips=skips).panels[0].marks if isinstance(mark, Arrows)]
        for skips in ("on", "off")
    ]

    assert (len(ways[0][0].tails), len(ways[1])) == (3, 0)


def test_a_skip_sets_its_channels_beside_those_from_below():
    joins = [frame(block=block).readouts[1].value for block in range(7)]

    assert joins == ["none"] * 4 + ["128+64", "64+32", "32+16"]


def test_the_picture_is_what_comes_out_of_the_block():
    whole, blurred = (frame(6, skips).panels[1].marks[0] for skips in ("on", "off"))
    assert isinstance(whole, Bitmap)

    assert len(np.unique(blurred.values)) <= 16
    assert len(np.unique(whole.values)) > 16


def test_it_says_that_the_toy_is_not_trained():
    assert frame().source == "picture: a linear, untrained toy"


def test_the_sentence_follows_the_block():
    said = {frame(block).says for block in (0, 1, 3, 4, 6)} | {frame(6, "off").says}

    assert len(said) == 6
