import pytest

from tutor.simulations.moves import moved, start
from tutor.simulations.simulation import Choice, Seed, Slider

CONTROLS = (
    Slider("eta", "η", 0, 1, 0.1, ("left", "right"), 0.3),
    Choice("data", "data", ("moons", "ring"), ("d",), "moons"),
    Seed("seed", "seed", ("s",)),
)
START = start(CONTROLS)

KEYS = {
    "a step to the right": ("right", "eta", 0.4),
    "a step to the left": ("left", "eta", 0.2),
    "five steps with shift": ("shift+right", "eta", 0.8),
    "no further than the end": ("shift+left", "eta", 0.0),
    "the next choice": ("d", "data", "ring"),
    "fresh randomness": ("s", "seed", 1),
}


@pytest.mark.parametrize(("key", "name", "value"), KEYS.values(), ids=KEYS.keys())
def test_a_key_changes_one_setting(key, name, value):
    settings = moved(CONTROLS, START, key)

    assert settings == {**START, name: value}


def test_the_first_choice_follows_the_last():
    settings = moved(CONTROLS, {**START, "data": "ring"}, "d")

    assert settings == START


def test_each_option_may_have_a_key_of_its_own():
    sampler = Choice("sampler", "sampler", ("euler", "heun", "ddim"), ("1", "2", "3"), "euler")
    controls = (CONTROLS[0], sampler)

    chosen = [moved(controls, start(controls), key)["sampler"] for key in "132"]

    assert chosen == ["euler", "ddim", "heun"]


def test_a_key_of_no_control_changes_nothing():
    assert moved(CONTROLS, START, "x") is None


def test_steps_leave_no_rounding_dust():
    settings = START

    for key in ["left"] * 3 + ["right"] * 3:
        settings = moved(CONTROLS, settings, key)

    assert settings == START
