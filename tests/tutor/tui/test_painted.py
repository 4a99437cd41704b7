"""What is sent to a terminal, of what textual would send."""

from rich.console import Console
from rich.segment import Segment
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tutor.tui.painted import News, Painted


def strip(text):
    return Strip([Segment(text)], len(text))


def screen(*rows):
    """Every row in pieces, from the first column on."""
    width = sum(len(piece) for piece in rows[0])
    strips = [[strip(piece) for piece in row] for row in rows]
    return LayoutUpdate(strips, Region(0, 0, width, len(rows)))


def part(y, x, text):
    """A span of one row."""
    chops = [{} for _ in range(y)] + [{x: strip(text)}]
    return ChopsUpdate(chops, [(y, x, x + len(text))], [[] for _ in range(y)] + [[x + len(text)]])


def sent(update, painted):
    return News(update, painted).render_segments(Console())


def test_a_screen_is_sent_piece_by_piece_each_to_its_place():
    assert sent(screen(["ab", "c"], ["de", "f"]), Painted()) == (
        "\x1b[1;1Hab\x1b[1;3Hc\x1b[2;1Hde\x1b[2;3Hf"
    )


def test_of_the_same_screen_nothing_is_sent_again():
    painted = Painted()
    sent(screen(["ab", "c"]), painted)

    assert sent(screen(["ab", "c"]), painted) == ""


def test_of_another_screen_only_what_differs_is_sent():
    painted = Painted()
    sent(screen(["ab", "c"], ["de", "f"]), painted)

    assert sent(screen(["ab", "x"], ["de", "f"]), painted) == "\x1b[1;3Hx"


def test_a_part_that_stands_there_already_is_not_sent():
    painted = Painted()
    sent(screen(["ab", "c"]), painted)

    assert sent(part(0, 2, "c"), painted) == ""
    assert sent(part(0, 2, "x"), painted) == "\x1b[1;3Hx"


def test_what_was_painted_over_in_part_is_sent_again():
    painted = Painted()
    sent(screen(["ab", "c"]), painted)
    sent(part(0, 1, "x"), painted)

    assert sent(screen(["ab", "c"]), painted) == "\x1b[1;1Hab"


def test_a_piece_without_width_is_not_sent():
    assert sent(screen(["", "ab"]), Painted()) == "\x1b[1;1Hab"


def test_a_part_is_cut_where_its_span_ends():
    update = ChopsUpdate([{0: strip("abcdef")}], [(0, 0, 2)], [[6]])

    assert sent(update, Painted()) == "\x1b[1;1Hab"


def test_what_is_forgotten_is_sent_again():
    painted = Painted()
    sent(screen(["ab", "c"]), painted)

    painted.forget()

    assert sent(screen(["ab", "c"]), painted) == "\x1b[1;1Hab\x1b[1;3Hc"
