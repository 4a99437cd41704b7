"""What the screen can do, a command can do too: every binding of every screen and widget."""

import argparse
import inspect
import pkgutil
from importlib import import_module

import pytest
from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode

import tutor.tui
from tutor.cli.parser import build_parser
from tutor.simulations import catalogue
from tutor.tui.drawing.look import Look
from tutor.tui.simulation.asking import SKIP
from tutor.tui.simulation.keys import bind

ANSWERING = {"Answer": "quiz", "Answer, sure": "quiz", "Answer, a guess": "quiz"}
COMMANDS = {
    "TutorApp": {"Find": "list", "Find anything": "list", "Symbols": "glossary"},
    "HomeScreen": {
        "Continue": "read",
        "Find": "list",
        "Review": "review",
        "Train": "train",
        "Map of the lessons": "map",
    },
    "LessonScreen": {
        "Next step": "read --step",
        "Next lesson": "read",
        "Step before": "read --step",
        "Finish the course": "list",
        "Train": "train",
    },
    "ExerciseScreen": {
        "Edit": "edit",
        "Hint": "hint",
        "Solution": "solution",
        "Start over": "reset",
        "Grade now": "grade",
        "Give up and see the solution": "solution --give-up",
        "Lesson": "read --step",
        "Read again": "read --step",
        "Next": "list",
    },
    "ReviewScreen": {"Read why": "read --step", "Next": "review"},
    "LessonList": {"Open": "read"},
    "ExerciseCard": {"Open": "edit"},
    "RecodingCard": {"Write": "review"},
    "TermList": {"Go to its page": "read --step"},
    "Checks": {"Open the check": "grade"},
    "AnswerLine": ANSWERING,
    "Choices": {**ANSWERING, "Choose": "quiz", "Choose by number": "quiz", "Try again": "quiz"},
    "Ordering": {
        **ANSWERING,
        "Take": "quiz",
        "Put down": "quiz",
        "Carry up": "quiz",
        "Carry down": "quiz",
        "Try again": "quiz",
    },
    "SimulationView": {
        "Play": "simulate",
        "Pause": "simulate",
        "Full size": "simulate",
        "Your code": "simulate --mine",
        "The course's code": "simulate",
        "Start over": "simulate",
        "Say it, then drive": "quiz",
        "Skip the question": "quiz",
    },
}
"""What each of them does, and the command that does it."""
KEYS_OF_SIMULATIONS = {"move": "simulate --set", "guess": "quiz", "commit": "quiz"}
"""The actions of those keys that differ from one simulation to the next."""
OF_THE_SCREEN = {
    "Up", "Down", "More", "A page down", "A page up", "To the top", "To the end", "Next part",
    "Part before", "Back", "Lessons", "Quit", "Help", "Light or dark", "Copy what is selected",
    "To the shell; `fg` comes back", "Draw again", "Leave", "Close", "Yes", "No",
    "Play half as fast", "Play twice as fast",
}  # fmt: skip
"""What only moves about on it."""


def declared():
    """The descriptions of the bindings that each class of the screen declares itself."""
    found = {}
    for module in pkgutil.walk_packages(tutor.tui.__path__, "tutor.tui."):
        for kind in vars(import_module(module.name)).values():
            ours = inspect.isclass(kind) and kind.__module__ == module.name
            if ours and issubclass(kind, DOMNode) and (own := vars(kind).get("BINDINGS")):
                made = Binding.make_bindings(own)
                found[kind.__name__] = {one.description for one in made if one.description}
    return found


DECLARED = declared()


@pytest.mark.parametrize("kind", sorted(DECLARED))
def test_each_thing_that_a_key_does_has_a_command(kind):
    assert DECLARED[kind] - OF_THE_SCREEN == COMMANDS.get(kind, {}).keys()


def test_no_class_is_told_of_that_is_not_there():
    assert COMMANDS.keys() <= DECLARED.keys()


@pytest.mark.parametrize("name", catalogue.names())
def test_each_key_of_a_simulation_has_a_command_and_sets_what_the_command_can_set(name):
    simulation = catalogue.simulation(name)
    bindings = BindingsMap()
    bind(bindings, simulation.controls, (SKIP, "left", "1"), Look(unicode=True))

    own = [one for ones in bindings.key_to_bindings.values() for one in ones]
    assert {one.action.partition("(")[0] for one in own} == KEYS_OF_SIMULATIONS.keys()
    for control in simulation.controls:
        left = catalogue.start(simulation, {})[control.name]
        assert catalogue.start(simulation, {control.name: str(left)})[control.name] == left


def test_each_of_these_commands_is_there():
    actions = build_parser()._actions
    commands = next(one for one in actions if isinstance(one, argparse._SubParsersAction)).choices
    lines = [line for does in [*COMMANDS.values(), KEYS_OF_SIMULATIONS] for line in does.values()]

    for line in lines:
        name, *options = line.split()

        assert set(options) <= set(commands[name]._option_string_actions)
