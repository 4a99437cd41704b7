import numpy as np
import pytest

from tutor.simulations.compared import compared
from tutor.simulations.frame import Bitmap, Curve, Frame, Label, Panel, Points, Readout, Tone

XY = np.array([[0.0, 1.0], [2.0, 3.0]])


def frame(xy=XY, value="0.50", source=""):
    marks = (Points(XY, Tone.MUTED), Points(np.asarray(xy), Tone.DATA), Label((0, 0), "x"))
    other = Panel("ᾱ by t", (Curve(XY, Tone.MODEL),))
    return Frame((Panel("x_t", marks), other), (Readout("share", value),), "Look.", source)


def test_the_panel_that_the_functions_drew_stands_there_twice():
    both = compared(frame(XY + 1, source="your q_sample"), frame())

    assert [panel.title for panel in both.panels] == ["yours: x_t", "right: x_t"]
    assert both.panels[0].marks[1].xy.tolist() == [[1, 2], [3, 4]]
    assert both.panels[1].marks[1].xy.tolist() == [[0, 1], [2, 3]]
    assert both.source == "your q_sample"


def test_what_they_drew_has_the_learners_tone_and_what_stands_behind_it_has_not():
    yours, right = compared(frame(), frame()).panels

    assert [mark.tone for mark in yours.marks] == [Tone.MUTED, Tone.YOURS, Tone.MUTED]
    assert [mark.tone for mark in right.marks] == [Tone.MUTED, Tone.DATA, Tone.MUTED]


def test_a_number_that_differs_is_told_twice():
    both = compared(frame(value="0.48"), frame())

    assert both.readouts == (Readout("share", "0.48, right 0.50"),)
    assert both.says == "Yours differs here."


SAME = {
    "the same": (XY, True),
    "the same in single precision": (XY.astype(np.float32) + 1e-6, True),
    "a little off": (XY + 0.01, False),
    "not a number": (XY * np.nan, False),
    "fewer points": (XY[:1], False),
}


@pytest.mark.parametrize(("xy", "same"), SAME.values(), ids=SAME.keys())
def test_it_says_whether_they_agree(xy, same):
    says = compared(frame(xy), frame()).says

    assert says == ("Yours agrees here." if same else "Yours differs here.")


def test_pictures_are_compared_as_well():
    def picture(values):
        return Frame((Panel("x_t", (Bitmap(values),)),), ())

    assert compared(picture(XY), picture(XY)).says.endswith("agrees here.")
    assert compared(picture(XY), picture(XY + 1)).says == "Yours differs here."
