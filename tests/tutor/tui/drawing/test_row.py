from tutor.simulations.frame import Tone
from tutor.tui.drawing.row import beside, cells, cut, flow, plain, width_of, wrapped

HAT = "x\u0302_0"


def test_a_combining_mark_takes_no_cell():
    assert cells(HAT) == 3
    assert width_of([(HAT, None), (" = 1", Tone.MUTED)]) == 7


def test_a_short_row_is_filled_and_a_long_one_shortened():
    row = [("signal ", Tone.MUTED), ("0.078", None)]

    assert cut(row, 14) == [*row, ("  ", None)]
    assert cut(row, 12) == row
    assert cut(row, 9) == [("signal ", Tone.MUTED), ("0", None), ("…", None)]
    assert cut(row, 0) == []


def test_a_hat_stays_on_its_letter_where_a_row_is_shortened():
    assert plain(cut([(f"{HAT}, predicted", None)], 4)) == f"{HAT}…"


def test_blocks_stand_side_by_side_and_the_shorter_is_filled():
    left = [[("ab", None)], [("cd", None)]]

    rows = beside([(left, 3), ([[("x", None)]], 2)], 1)

    assert [plain(row) for row in rows] == ["ab  x ", "cd    "]


def test_pieces_flow_into_as_many_rows_as_they_need():
    pieces = [[("one", None)], [("two", None)], [("three", None)]]

    assert [plain(row) for row in flow(pieces, 9)] == ["one   two", "three"]


def test_words_are_wrapped_in_one_tone():
    assert wrapped("a b c d", 3, Tone.MODEL) == [[("a b", Tone.MODEL)], [("c d", Tone.MODEL)]]
