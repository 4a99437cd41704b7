import pytest

from tutor.course.prediction import Outcome, Prediction
from tutor.errors import TutorError
from tutor.simulations import catalogue
from tutor.simulations.foretold import Choice, Number, Quantity, condition, question, read
from tutor.simulations.frame import Frame, Readout


def asked(answer="", outcomes=(), at=None, between=None, within=0.0, name="dissolve"):
    prediction = Prediction("When?", answer, outcomes, at or {}, between, within, 1)
    return question(catalogue.simulation(name), prediction, {"data": "two-moons"})


def test_a_crossing_is_the_first_value_at_which_the_condition_holds():
    crossing = asked("t where signal share ᾱ < 0.5", within=50)

    # REFERENCE_NUMBERS: ᾱ of the paper's linear schedule falls below ½ after step 259.
    assert crossing.truth() == 260
    assert isinstance(crossing, Number)
    assert (crossing.scale.low, crossing.scale.high, crossing.scale.start) == (0, 1000, 0)


def test_a_crossing_may_be_looked_for_from_a_higher_value_on():
    crossing = asked("t from 400 where signal share ᾱ < 0.5")

    assert crossing.truth() == 400
    assert isinstance(crossing, Number)
    assert crossing.scale.low == 400


def test_a_reading_is_what_the_simulation_says_under_the_settings_it_is_asked_for():
    reading = asked("signal share ᾱ", at={"t": "1000"}, between=(0, 1))

    assert reading.truth() == 0
    assert isinstance(reading, Number)
    assert (reading.scale.low, reading.scale.high) == (0, 1)


OUTCOMES = (Outcome("less", "signal share ᾱ < 0.5", 1), Outcome("more", "signal share ᾱ <= 1", 2))


@pytest.mark.parametrize(("t", "truth"), [("900", 0), ("100", 1)])
def test_of_several_outcomes_the_first_whose_condition_holds_came_true(t, truth):
    choice = asked(outcomes=OUTCOMES, at={"t": t})

    assert isinstance(choice, Choice)
    assert choice.outcomes == ("less", "more")
    assert choice.truth() == truth


TOLD = {
    "far off": (300, "You said 300; signal share ᾱ < 0.5 first at t = 260. Off by 40."),
    "near": (270, "You said 270; signal share ᾱ < 0.5 first at t = 260. Off by 10. That is near."),
    "right": (260, "You said 260; signal share ᾱ < 0.5 first at t = 260. Exactly."),
    "nothing": (None, "You skipped this: signal share ᾱ < 0.5 first at t = 260."),
}


@pytest.mark.parametrize(("said", "told"), TOLD.values(), ids=TOLD.keys())
def test_a_number_is_told_beside_what_is(said, told):
    assert asked("t where signal share ᾱ < 0.5", within=20).told(said, 260) == told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (0, "You said: less. So it is."),
        (1, "You said: more. It is: less."),
        (None, "You skipped this. It is: less."),
    ],
)
def test_a_choice_is_told_beside_what_is(said, told):
    assert asked(outcomes=OUTCOMES).told(said, 0) == told


@pytest.mark.parametrize(
    ("written", "holds"),
    [
        ("lost < 20%", True),
        ("lost < 19%", False),
        ("lost <= 19%", True),
        ("lost > 19%", False),
        ("lost >= 19%", True),
        ("lost > -1%", True),
    ],
)
def test_a_condition_compares_a_readout_as_it_is_read(written, holds):
    frame = Frame((), (Readout("lost", "19%"),))

    assert condition(written).holds(frame) is holds


def test_a_readout_is_read_with_its_unit():
    frame = Frame((), (Readout("a", "−1.5"), Readout("b", "12%"), Readout("c", "linear")))

    assert (read(frame, "a"), read(frame, "b")) == (Quantity(-1.5, ""), Quantity(12, "%"))
    with pytest.raises(TutorError, match="the readout `c` is no number: `linear`"):
        read(frame, "c")
