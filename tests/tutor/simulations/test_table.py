from tutor.simulations.frame import Frame, Readout
from tutor.simulations.table import table


def test_a_table_holds_the_title_the_numbers_the_sentence_and_the_source():
    frame = Frame(
        panels=(),
        readouts=(Readout("t", "400"), Readout("signal share ᾱ", "0.078")),
        says="The shape goes under.",
        source="the trained network",
    )

    assert table(frame, "Watch data dissolve") == (
        "Watch data dissolve\n"
        "t: 400\n"
        "signal share ᾱ: 0.078\n"
        "The shape goes under.\n"
        "predictions: the trained network"
    )


def test_what_a_frame_lacks_leaves_no_empty_line():
    assert table(Frame(panels=(), readouts=(Readout("t", "0"),))) == "t: 0"
