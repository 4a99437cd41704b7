import numpy as np

from tutor.simulations.frame import Tone
from tutor.tui.drawing.picture import half_blocks, shades
from tutor.tui.drawing.row import Grey

CORNERS = np.array([[1.0, 0.0], [0.0, 0.5]])


def test_a_half_block_holds_two_pixels():
    assert half_blocks(CORNERS, 2, 1) == [[("▀", Grey(23, 0)), ("▀", Grey(0, 12))]]


def test_a_small_picture_fills_a_large_place():
    assert shades(CORNERS, 4, 2) == [[("██  ", Tone.DATA)], [("  ▒▒", Tone.DATA)]]


def test_a_picture_in_ascii_is_dense_where_it_is_bright():
    ramp = np.linspace(0, 1, 10)[None]

    assert shades(ramp, 10, 1, unicode=False) == [[(" .:-=+*#%@", Tone.DATA)]]


def test_what_is_brighter_than_white_is_white():
    assert shades(np.array([[-1.0, 2.0]]), 2, 1) == [[(" █", Tone.DATA)]]


def test_what_is_no_number_is_black():
    assert shades(np.array([[np.nan, 1.0]]), 2, 1) == [[(" █", Tone.DATA)]]
