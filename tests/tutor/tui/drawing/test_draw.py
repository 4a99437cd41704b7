import numpy as np
import pytest

from tutor.simulations import catalogue
from tutor.simulations.frame import Bitmap, Curve, Frame, Panel, Points, Readout, Tone
from tutor.tui.drawing.draw import _plan, draw, rows_needed
from tutor.tui.drawing.look import Look
from tutor.tui.drawing.row import plain, width_of

DOT = Points(np.array([[0.0, 0.0]]), Tone.DATA)
LINE = Curve(np.array([[-2.0, -2.0], [2.0, 2.0]]), Tone.MODEL)
FRAME = Frame(
    panels=(Panel("cloud", (DOT,)), Panel("curve", (LINE,), square=False)),
    readouts=(Readout("signal", "0.5"), Readout("ᾱ", "0.25")),
    says="Look here.",
)


def test_panels_stand_side_by_side_with_the_notes_on_the_right():
    assert [plain(row).rstrip() for row in draw(FRAME, 60, 9)] == [
        "cloud             curve",
        "                                ⡀   signal 0.5",
        "                              ⡠⠊    ᾱ      0.25",
        "                            ⡠⠊",
        "                          ⡠⠊        Look here.",
        "        ⠁               ⡠⠊",
        "                      ⡠⠊",
        "                    ⡠⠊",
        "                   ⠈",
    ]


@pytest.mark.parametrize("name", catalogue.names())
@pytest.mark.parametrize("size", [(76, 12), (56, 14), (116, 30)], ids=str)
def test_nothing_moves_while_it_plays(name, size):
    simulation = catalogue.simulation(name)
    first = simulation.controls[0]
    settings = {**catalogue.start(simulation, {}), first.name: first.low}
    plans = []

    while settings is not None:
        plans.append(_plan(simulation.frame(settings), *size, Look()))
        settings = simulation.following(settings)

    assert plans == plans[:1] * len(plans)


def test_a_title_without_room_goes_without_what_a_control_says_too():
    frame = Frame(panels=(Panel("xₜ at t = 300", (DOT,)), Panel("a curve", (LINE,))), readouts=())

    narrow, wide = (plain(draw(frame, width, 9)[0]).split() for width in (20, 60))

    assert narrow == ["xₜ"]
    assert wide == ["xₜ", "at", "t", "=", "300", "a", "curve"]


def test_in_a_narrow_place_the_notes_stand_under_the_panels():
    rows = [plain(row).rstrip() for row in draw(FRAME, 26, 12)]

    assert rows[0] == "cloud             curve"
    assert rows[9:] == ["signal 0.5   ᾱ 0.25", "Look here.", ""]


def test_where_there_is_room_for_one_panel_the_first_is_shown():
    text = "\n".join(plain(row) for row in draw(FRAME, 36, 9))

    assert "cloud" in text
    assert "curve" not in text
    assert "Look here." in text


@pytest.mark.parametrize("size", [(116, 30), (71, 12), (51, 11), (40, 8), (20, 3), (5, 1)])
@pytest.mark.parametrize("unicode", [True, False], ids=["unicode", "ascii"])
def test_a_drawing_fills_exactly_its_place(size, unicode):
    width, height = size

    rows = draw(FRAME, width, height, unicode=unicode)

    assert [width_of(row) for row in rows] == [width] * height


@pytest.mark.parametrize("name", catalogue.names())
@pytest.mark.parametrize("width", [71, 51, 30])
def test_ascii_is_all_that_is_left_without_unicode(name, width):
    simulation = catalogue.simulation(name)

    rows = draw(simulation.frame(catalogue.start(simulation, {})), width, 12, unicode=False)

    assert all(plain(row).isascii() for row in rows)
    assert "?" not in "".join(map(plain, rows))


@pytest.mark.parametrize("name", catalogue.names())
@pytest.mark.parametrize("width", [71, 51], ids=["80 columns", "60 columns"])
def test_both_panels_every_number_and_every_sentence_fit(name, width):
    simulation = catalogue.simulation(name)
    settings = catalogue.start(simulation, {})
    height = rows_needed(simulation.frame(settings), width, 12 if width == 71 else 11)

    while settings is not None:
        frame = simulation.frame(settings)
        text = "\n".join(plain(row) for row in draw(frame, width, height))
        assert all(panel.title.partition(" at ")[0][:8] in text for panel in frame.panels)
        assert all(readout.value in text for readout in frame.readouts)
        assert frame.says.split()[-1] in text
        settings = simulation.following(settings)


def test_a_frame_without_numbers_is_drawn_as_well():
    frame = Frame((Panel("a cloud", ()),), (), "Nothing to read.")

    assert [len(plain(row)) for row in draw(frame, 40, 9)] == [40] * 9


def test_a_panel_of_words_gets_the_room_it_needs():
    words = Panel("words", (DOT,), square=False, columns=40)
    frame = Frame(panels=(words, Panel("cloud", (DOT,))), readouts=(Readout("n", "1"),))

    rows = [plain(row) for row in draw(frame, 71, 12)]

    assert rows[0].index("cloud") >= 42


def test_four_small_pictures_are_shown_where_four_clouds_are_not():
    def shown(mark):
        frame = Frame(panels=tuple(Panel(f"no. {n}", (mark,)) for n in range(4)), readouts=())
        return "no. 3" in plain(draw(frame, 51, 11)[0])

    assert shown(Bitmap(np.zeros((4, 4))))
    assert not shown(DOT)
