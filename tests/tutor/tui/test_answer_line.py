"""The line to type an answer into: keys that arrive together, and where the keys go afterwards."""

from dataclasses import replace

import pytest
from textual.events import Key

from tests.tutor.tui.conftest import NOON, settle
from tutor.course.judge import content_hash
from tutor.course.question import NumberQuestion, Tolerance
from tutor.course.verdict import Status, Verdict
from tutor.tui.widgets.answer_line import AnswerLine

HALF = NumberQuestion(
    id="half",
    prompt="What is half of 1?",
    teaches=(),
    line=1,
    answer="0.5",
    within=Tolerance(0.01, relative=True),
    wrong=(),
    explanation="One half.",
)


def ask(desk, *questions):
    """Let the course begin with these."""
    first, *rest = desk.course.lessons
    step = replace(first.steps[0], blocks=questions)
    lesson = replace(first, steps=(step, *first.steps[1:]))
    desk.course = replace(desk.course, lessons=(lesson, *rest))


@pytest.fixture
async def lines(desk):
    """An app on a page with three lines, the keys in the second."""
    ask(desk, *(replace(HALF, id=name) for name in ("first", "second", "third")))
    async with desk.app().run_test(size=(80, 40)) as pilot:
        await pilot.press("enter", "tab", "tab")
        await settle(pilot)
        yield pilot


@pytest.mark.parametrize(
    ("keys", "left"),
    [
        pytest.param("1 2 backspace 3", "13", id="a letter after one is taken back"),
        pytest.param("1 2 ctrl+u 3 4", "34", id="letters after all are taken back"),
        pytest.param("1 2 left 3", "132", id="a letter after the cursor is moved"),
    ],
)
async def test_keys_that_arrive_together_act_in_the_order_in_which_they_were_hit(lines, keys, left):
    for key in keys.split():
        lines.app.post_message(Key(key, key if len(key) == 1 else None))
    await settle(lines)

    assert lines.app.focused.value == left


def line_with_the_keys(app):
    """Counted from 1."""
    return app.screen.query(AnswerLine).nodes.index(app.focused) + 1


async def test_tab_goes_on_from_the_line_that_was_answered(lines):
    await lines.press(*"0.5", "enter", "tab")

    assert line_with_the_keys(lines.app) == 3


@pytest.mark.parametrize(("key", "line"), [("tab", 3), ("shift+tab", 2)])
async def test_tab_goes_on_from_the_line_that_was_left(lines, key, line):
    await lines.press("escape", key)

    assert line_with_the_keys(lines.app) == line


async def test_a_line_that_was_left_counts_only_until_another_part_has_the_keys(lines):
    await lines.press("escape", "tab", "tab", "tab")

    assert line_with_the_keys(lines.app) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param("", "  │  0.5\n  │  read as 0.5\n  │\n  │  ✓ One half.\n", id="the answer"),
        pytest.param("7", "  │  7\n  │  read as 7\n\n", id="another begun since"),
        pytest.param("(", "  │  (\n  │\n\n", id="one that cannot be read yet"),
    ],
)
async def test_a_restart_says_of_what_is_in_the_line_only_what_was_said_to_it(
    lines, desk, shows, typed, said
):
    await lines.press(*"0.5", "enter", "shift+tab", *typed)
    await settle(lines)

    async with desk.app().run_test(size=(80, 40)) as pilot:
        await pilot.press("enter")
        await settle(pilot)

        assert said in shows(pilot.app)
        assert ("✓ right" in shows(pilot.app)) is not bool(typed)


async def test_what_was_answered_elsewhere_is_right_though_nothing_stands_in_the_line(desk, shows):
    ask(desk, HALF)
    verdict = Verdict("half", Status.PASSED, 1, 1)
    desk.progress.record_answer("half", content_hash(HALF), verdict, "0.5", NOON)

    async with desk.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await settle(pilot)

        assert "compute a number · ✓ right" in shows(pilot.app)
        assert "type your number" in shows(pilot.app)
