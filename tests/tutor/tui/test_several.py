"""A question of which several options are right."""

from dataclasses import replace

import pytest

from tests.tutor.tui.conftest import settle
from tests.tutor.tui.course import WHY_ROOTS
from tutor.course.question import Option


@pytest.fixture
async def several(desk):
    """An app with the keys in the options; the first and the third are right."""
    options = tuple(
        Option(name, right, f"{name} is said.", "", line)
        for line, (name, right) in enumerate((("a", True), ("b", False), ("c", True)), 1)
    )
    first, *rest = desk.course.lessons
    step = replace(first.steps[0], blocks=(replace(WHY_ROOTS, options=options),))
    desk.course = replace(
        desk.course, lessons=(replace(first, steps=(step, *first.steps[1:])), *rest)
    )
    async with desk.app().run_test(size=(80, 30)) as pilot:
        await pilot.press("enter", "tab")
        await settle(pilot)
        yield pilot


async def test_an_answer_is_offered_once_something_is_chosen(several, shows):
    before = shows(several.app)
    await several.press("1")
    await settle(several)

    assert "enter Choose" in before
    assert "enter Answer" in shows(several.app)


async def test_what_was_chosen_stays_when_it_is_tried_again(several, shows):
    await several.press("1", "enter", "r")
    await settle(several)

    assert "❯ 1 [x] a\n" in shows(several.app)


async def test_an_option_that_was_lacking_is_added_by_its_number(several, shows):
    await several.press("1", "enter", "3", "enter")
    await settle(several)

    assert "✓ right on a retry" in shows(several.app)


async def test_what_is_right_but_not_chosen_is_not_given_away(several, shows):
    await several.press("1", "enter")
    await settle(several)

    assert "✗ not right" in shows(several.app)
    assert "c is said." not in shows(several.app)
