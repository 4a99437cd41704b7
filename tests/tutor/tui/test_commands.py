"""What the screen can do, a command can do too."""

import argparse

import pytest

from tests.tutor.tui.conftest import settle
from tests.tutor.tui.course import SOLUTION
from tests.tutor.tui.opened import opened_on
from tutor.cli.parser import build_parser
from tutor.tui.keys import offers

COMMANDS = {
    "Open": "read",
    "Continue": "read",
    "Find": "list",
    "Find anything": "list",
    "Next step": "read --step",
    "Next lesson": "read",
    "Step before": "read --step",
    "Finish the course": "list",
    "Answer": "quiz",
    "Choose": "quiz",
    "Choose by number": "quiz",
    "Try again": "quiz",
    "Answer, sure": "quiz",
    "Answer, a guess": "quiz",
    "Symbols": "glossary",
    "Train": "train",
    "Edit": "edit",
    "Hint": "hint",
    "Solution": "solution",
    "Start over": "reset",
    "Grade now": "grade",
    "Lesson": "read --step",
    "Read why": "read --step",
    "Review": "review",
    "Write": "review",
    "Give up and see the solution": "solution --give-up",
    "Next": "list",
}
OF_THE_SCREEN = {
    "Up", "Down", "More", "A page down", "A page up", "To the top", "To the end", "Next part",
    "Part before", "Back", "Lessons", "Quit", "Help", "Light or dark", "Copy what is selected",
    "To the shell; `fg` comes back", "Leave the line", "Close",
    "Quit the app and return to the command prompt.",
}  # fmt: skip
"""What only moves about on it."""


@pytest.fixture
async def done(desk):
    """Everything that is offered on a walk through home, a lesson and an exercise."""
    seen = set()
    async with desk.app().run_test(size=(80, 24), notifications=True) as pilot:
        for key in ["j", "enter", "tab", "1", "enter", "n", "tab", "escape", "p"]:
            seen |= {one.does for one in offers(pilot.app.screen)}
            await pilot.press(key)
            await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
    async with desk.app().run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("k", "k")
        opened = await opened_on(desk, pilot)
        seen |= {one.does for one in offers(pilot.app.screen)}
        await opened.save(SOLUTION)
        seen |= {one.does for one in offers(pilot.app.screen)}
    return seen


async def test_each_thing_that_a_key_does_has_a_command(done):
    assert {"Open", "Answer", "Edit", "Solution"} <= done
    assert done - OF_THE_SCREEN - COMMANDS.keys() == set()


def test_each_of_these_commands_is_there():
    actions = build_parser()._actions
    commands = next(one for one in actions if isinstance(one, argparse._SubParsersAction)).choices

    for line in COMMANDS.values():
        name, *options = line.split()

        assert set(options) <= set(commands[name]._option_string_actions)
