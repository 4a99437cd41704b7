import numpy as np
import pytest

from tutor.errors import TutorError
from tutor.simulations import catalogue
from tutor.simulations.frame import Panel
from tutor.simulations.functions import REFERENCE
from tutor.simulations.moves import moved


def arrays(panels: tuple[Panel, ...]):
    return [
        value
        for panel in panels
        for mark in panel.marks
        for value in vars(mark).values()
        if isinstance(value, np.ndarray)
    ]


def test_the_simulations_of_the_lessons_are_there():
    assert catalogue.names() == (
        "random-vs-structure",
        "dissolve",
        "schedule-bench",
        "reverse-arrow",
        "training-watch",
        "unet-tracer",
        "bound-ladder",
        "score-field",
        "denoising",
        "steps-vs-quality",
        "guidance",
    )


@pytest.mark.parametrize("name", catalogue.names())
def test_the_same_settings_always_give_the_same_frame(name):
    simulation = catalogue.simulation(name)
    first, *_ = simulation.controls
    settings = {**catalogue.start(simulation, {}), first.name: 3.0}

    one, other = simulation.frame(settings), simulation.frame(dict(settings))

    assert (one.readouts, one.says, one.source) == (other.readouts, other.says, other.source)
    for a, b in zip(arrays(one.panels), arrays(other.panels), strict=True):
        np.testing.assert_array_equal(a, b)


@pytest.mark.parametrize("name", catalogue.names())
def test_playing_comes_to_an_end_at_the_end_of_the_first_slider(name):
    simulation = catalogue.simulation(name)
    settings = catalogue.start(simulation, {})

    while (following := simulation.following(settings)) is not None:
        settings = following

    assert settings[simulation.controls[0].name] == simulation.controls[0].high


@pytest.mark.parametrize("name", catalogue.names())
def test_no_key_has_two_meanings(name):
    controls = catalogue.simulation(name).controls

    keys = [key for c in controls for key in c.keys]

    assert sorted(keys) == sorted(set(keys) - {"space", "r", "tab", "n", "p", "question_mark"})


@pytest.mark.parametrize("name", catalogue.names())
def test_every_state_says_something_and_every_control_leads_to_one(name):
    simulation = catalogue.simulation(name)
    settings = catalogue.start(simulation, {})

    for control in simulation.controls:
        for key in control.keys:
            assert simulation.frame(moved(simulation.controls, settings, key)).says


def test_a_lesson_opens_a_simulation_where_it_wants():
    dissolve = catalogue.simulation("dissolve")

    settings = catalogue.start(dissolve, {"data": "digit", "t": "250"})

    assert settings == {"t": 250.0, "data": "digit", "seed": 0}


def test_an_unknown_simulation_is_answered_with_the_nearest_name():
    with pytest.raises(TutorError) as caught:
        catalogue.simulation("disolve")

    assert str(caught.value) == "no simulation is called `disolve`"
    assert caught.value.hint == "did you mean `dissolve`?"


WRONG = {
    "an option that is not there": (
        {"dat": "digit"},
        "the simulation `dissolve` has no option `dat`",
        "did you mean `data`?",
    ),
    "an option like no other": (
        {"zoom": "2"},
        "the simulation `dissolve` has no option `zoom`",
        "choose one of t, data, seed",
    ),
    "a word that is not among the choices": (
        {"data": "two moons"},
        "`data` cannot be `two moons`",
        "did you mean `two-moons`?",
    ),
    "a word for a number": (
        {"t": "half"},
        "`t` must be a number, not `half`",
        "write a number from 0 to 1000",
    ),
    "a number beyond the slider": (
        {"t": "1001"},
        "`t` must be from 0 to 1000, not 1001",
        "write a number from 0 to 1000",
    ),
    "not a number": (
        {"t": "nan"},
        "`t` must be from 0 to 1000, not nan",
        "write a number from 0 to 1000",
    ),
    "half a seed": (
        {"seed": "0.5"},
        "`seed` must be a whole number, not 0.5",
        "write a number from 0 to 1000000",
    ),
}


@pytest.mark.parametrize(("options", "message", "hint"), WRONG.values(), ids=WRONG.keys())
def test_what_cannot_be_set_is_said_with_a_remedy(options, message, hint):
    dissolve = catalogue.simulation("dissolve")

    with pytest.raises(TutorError) as caught:
        catalogue.start(dissolve, options)

    assert str(caught.value) == message
    assert caught.value.hint == hint


@pytest.mark.parametrize("name", catalogue.names())
def test_every_control_says_what_it_changes(name):
    for control in catalogue.simulation(name).controls:
        assert control.help.endswith(".")


@pytest.mark.parametrize("name", catalogue.names())
def test_what_it_is_driven_by_has_a_reference(name):
    assert set(catalogue.simulation(name).driven_by) <= set(REFERENCE)
