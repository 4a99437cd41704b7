import numpy as np

from tutor.simulations.frame import (
    Arrows,
    Bars,
    Bitmap,
    Curve,
    Field,
    Label,
    Panel,
    Points,
    Tone,
)
from tutor.tui.drawing.look import Look
from tutor.tui.drawing.panel import draw_panel
from tutor.tui.drawing.row import plain

UNIT = {"x_range": (0, 1), "y_range": (0, 1)}


def drawn(panel, width, height, look=None):
    return [plain(row) for row in draw_panel(panel, width, height, look or Look())]


def test_the_corners_of_the_data_are_the_corners_of_the_panel():
    corners = np.array([[0, 0], [0, 1], [1, 0], [1, 1], [1.01, 0.5]])

    rows = drawn(Panel("cloud", (Points(corners, Tone.DATA),), **UNIT), 6, 3)

    assert rows == [
        "cloud ",
        "⠁    ⠈",
        "⡀    ⢀",
    ]


def test_a_curve_has_axes_with_their_ends():
    line = Curve(np.array([[0.0, 1.0], [1.0, 0.0]]), Tone.MODEL)
    panel = Panel("ᾱ", (line,), **UNIT, square=False, x_ends=("0", "1000"), y_ends=("0", "1"))

    assert drawn(panel, 10, 6) == [
        "ᾱ         ",
        "1│⠑⠢⡀     ",
        " │  ⠈⠑⢄⡀  ",
        "0│     ⠈⠢⢄",
        " └────────",
        "  0   1000",
    ]


def test_muted_points_are_specks_so_that_no_colour_is_needed():
    here = np.array([[0.5, 0.5]])
    panel = Panel("", (Points(here, Tone.MUTED),), **UNIT)

    assert drawn(panel, 3, 2)[1] == " · "
    assert drawn(panel, 3, 2, Look(unicode=False))[1] == " . "


def test_an_arrow_points_where_it_leads_and_a_short_one_is_a_dot():
    arrows = Arrows(
        np.array([[0.0, 0.5], [0.0, 0.0]]), np.array([[1.0, 0.5], [0.02, 0.0]]), Tone.MODEL
    )

    assert drawn(Panel("", (arrows,), **UNIT), 8, 4)[1:] == [
        "        ",
        "⠤⠤⠤⠤⠤⠤⠤→",
        "⡀       ",
    ]


def test_heads_turn_with_their_arrows():
    ways = np.array([[1, 0], [1, 1], [0, 1], [-1, 1], [-1, 0], [-1, -1], [0, -1], [1, -1]])
    heads = []

    for way in ways:
        arrow = Arrows(np.zeros((1, 2)), way[None] * 0.9, Tone.MODEL)
        panel = Panel("", (arrow,), x_range=(-1, 1), y_range=(-1, 1))
        heads += [c for row in drawn(panel, 12, 7)[1:] for c in row if c in "→↗↑↖←↙↓↘"]

    assert "".join(heads) == "→↗↑↖←↙↓↘"


def test_a_label_stands_at_its_place_in_words_the_terminal_knows():
    panel = Panel("ᾱ", (Label((0, 0.5), "●"),), **UNIT)

    assert drawn(panel, 4, 2) == ["ᾱ   ", "●   "]
    assert drawn(panel, 4, 2, Look(unicode=False)) == ["abar", "O   "]


def test_a_picture_fills_its_panel():
    panel = Panel("digit", (Bitmap(np.ones((2, 2))),))

    assert drawn(panel, 5, 3, Look(greys=False)) == ["digit", "█████", "█████"]
    assert drawn(panel, 5, 3) == ["digit", "▀▀▀▀▀", "▀▀▀▀▀"]


def test_words_around_a_place_never_leave_the_panel():
    words = [Label((x, 0.5), "middle", centred=True) for x in (0.0, 0.5, 1.0)]

    rows = [drawn(Panel("", (word,), **UNIT), 12, 2)[1] for word in words]

    assert rows == ["middle      ", "   middle   ", "      middle"]


def test_a_field_turns_its_heads_and_a_place_without_direction_is_a_speck():
    places = np.array([[0.1, 0.5], [0.5, 0.5], [0.9, 0.5]])
    field = Field(places, np.array([[0.0, 5.0], [0.0, 0.0], [-0.1, -0.1]]), Tone.DATA)

    assert drawn(Panel("", (field,), **UNIT), 10, 2)[1] == " ↑   ·  ↙ "
    assert drawn(Panel("", (field,), **UNIT), 10, 2, Look(unicode=False))[1] == " ^   .  / "


def test_a_field_beyond_the_panel_is_left_out():
    field = Field(np.array([[2.0, 0.5]]), np.array([[1.0, 0.0]]), Tone.DATA)

    assert drawn(Panel("", (field,), **UNIT), 4, 2)[1] == "    "


def test_bars_fill_the_width_and_stand_on_zero():
    bars = Bars(np.array([0.0, 0.5, 1.0]), np.array([1.0, -1.0]), Tone.DATA)
    panel = Panel("", (bars,), x_range=(0, 1), y_range=(-1, 1))

    assert drawn(panel, 6, 5)[1:] == ["███   ", "███   ", "   ███", "   ███"]


def test_bars_beyond_the_range_are_cut_off_and_their_gaps_stay_empty():
    bars = Bars(np.array([0.0, 0.25, 0.5, 0.75]), np.array([9.0, np.nan, 0.5]), Tone.DATA)

    assert drawn(Panel("", (bars,), **UNIT), 4, 3)[1:] == ["█   ", "█ █ "]
