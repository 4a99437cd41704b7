import numpy as np

from tutor.simulations.frame import Tone
from tutor.tui.drawing.canvas import Canvas
from tutor.tui.drawing.row import plain


def drawn(canvas, unicode=True):
    return [plain(row) for row in canvas.rows(unicode=unicode)]


def test_each_dot_of_a_cell_has_its_bit():
    canvas = Canvas(3, 2)

    canvas.dots(np.array([0.0, 3.0, 5.9]), np.array([0.0, 3.0, 7.9]), Tone.DATA)

    assert drawn(canvas) == ["⠁⢀ ", "  ⢀"]


def test_dots_in_one_cell_add_up():
    canvas = Canvas(1, 1)

    canvas.dots(np.repeat([0.0, 1.0], 4), np.tile(np.arange(4.0), 2), Tone.DATA)

    assert canvas.rows() == [[("⣿", Tone.DATA)]]


def test_what_lies_outside_or_nowhere_is_left_out():
    canvas = Canvas(2, 1)

    canvas.dots(np.array([-0.1, 4.0, 1.0, np.nan]), np.array([0.0, 0.0, 4.0, 1.0]), Tone.DATA)

    assert drawn(canvas) == ["  "]


def test_specks_lie_under_dots_and_keep_their_tone():
    canvas = Canvas(3, 1)

    canvas.dots(np.array([0.0]), np.array([0.0]), Tone.MODEL)
    canvas.specks(np.array([0.0, 2.0]), np.array([2.0, 2.0]), Tone.MUTED)

    assert canvas.rows()[0][:2] == [("⠁", Tone.MODEL), ("·", Tone.MUTED)]


def test_a_line_has_no_holes_and_a_dashed_one_has():
    solid, dashed = Canvas(6, 1), Canvas(6, 1)
    ends = np.array([0.0, 11.0]), np.array([0.0, 0.0])

    solid.line(*ends, Tone.MODEL)
    dashed.line(*ends, Tone.MODEL, dashed=True)

    assert drawn(solid) == ["⠉⠉⠉⠉⠉⠉"]
    assert drawn(dashed) == ["⠉⠁ ⠉⠁ "]


def test_dashes_are_as_long_on_a_line_of_many_points():
    few, many = Canvas(20, 1), Canvas(20, 1)

    few.line(np.array([0.5, 39.5]), np.zeros(2), Tone.MODEL, dashed=True)
    many.line(np.linspace(0.5, 39.5, 500), np.zeros(500), Tone.MODEL, dashed=True)

    assert drawn(few) == drawn(many)


def test_a_line_of_no_length_is_a_dot():
    canvas = Canvas(1, 1)

    canvas.line(np.zeros(2), np.zeros(2), Tone.MODEL)

    assert drawn(canvas) == ["⠁"]


def test_nan_lifts_the_pen():
    canvas = Canvas(6, 1)

    canvas.line(np.array([0.0, 1.0, np.nan, 10.0, 11.0]), np.array([0.0] * 5), Tone.MODEL)

    assert drawn(canvas) == ["⠉    ⠉"]


def test_words_lie_over_everything_and_are_cut_off_at_the_edges():
    canvas = Canvas(4, 2)

    canvas.line(np.array([0.0, 7.0]), np.array([0.0, 0.0]), Tone.MODEL)
    canvas.write(-1, 0, "abc", Tone.MUTED)
    canvas.write(3, 1, "yz", Tone.MUTED)
    canvas.write(0, 2, "below", Tone.MUTED)

    assert drawn(canvas) == ["bc⠉⠉", "   y"]


def test_without_unicode_points_lines_and_specks_have_letters():
    canvas = Canvas(4, 1)

    canvas.specks(np.array([0.0]), np.array([0.0]), Tone.MUTED)
    canvas.dots(np.array([2.0]), np.array([0.0]), Tone.DATA)
    canvas.line(np.array([4.0, 7.0]), np.array([0.0, 0.0]), Tone.MODEL)

    assert drawn(canvas, unicode=False) == [".o**"]


def test_bars_rise_from_their_foot_by_eighths_and_hang_by_halves():
    canvas = Canvas(5, 3)

    canvas.bars(0, 2, np.array([0.125, 0.5, 1.75, -0.5, -1.0]), Tone.DATA)

    assert drawn(canvas) == ["  ▆  ", "▁▄█  ", "   ▀█"]
    assert drawn(canvas, unicode=False) == ["  #  ", " :#  ", "   '#"]


def test_a_bar_of_no_height_and_a_gap_are_nothing():
    canvas = Canvas(2, 1)

    canvas.bars(0, 1, np.array([0.0, np.nan]), Tone.DATA)

    assert drawn(canvas) == ["  "]


def test_a_line_over_bars_is_seen_above_them_and_cut_out_within():
    canvas = Canvas(2, 2)
    canvas.bars(0, 2, np.array([1.5, 0.5]), Tone.DATA)

    canvas.line(np.array([0.0, 3.0]), np.array([5.0, 5.0]), Tone.MODEL)

    assert drawn(canvas) == ["▄ ", "⣭⣶"]
    assert canvas.rows()[1][0][1] is Tone.MODEL


def test_a_dashed_line_is_another_one_without_unicode():
    solid, dashed = Canvas(6, 1), Canvas(6, 1)
    ends = np.array([0.0, 11.0]), np.array([0.0, 0.0])

    solid.line(*ends, Tone.MODEL)
    dashed.line(*ends, Tone.MODEL, dashed=True)

    assert drawn(solid, unicode=False) == ["******"]
    assert drawn(dashed, unicode=False) == ["-- -- "]
