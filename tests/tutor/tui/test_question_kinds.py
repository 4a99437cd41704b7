"""Numbers and orders, how sure one is, and what is kept: as a learner types them."""

import json
import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.tutor.tui.conftest import NOON, SIZES, settle
from tests.tutor.tui.course import WHY_ROOTS
from tutor.course.question import Item, NumberQuestion, OrderQuestion, Tolerance, WrongForm
from tutor.course.verdict import Status

SHARE = NumberQuestion(
    id="share",
    prompt=r"The steps keep 0.9, 0.8 and 0.5. What is $\bar\alpha_3$?",
    teaches=(),
    line=1,
    answer="0.36",
    within=Tolerance(0.01, relative=True),
    wrong=(WrongForm("0.6", "weights-not-sqrt", "That is its square root.", 5),),
    explanation="Shares multiply: $0.9 \\cdot 0.8 \\cdot 0.5$.",
)
STEPS = OrderQuestion(
    id="steps",
    prompt="Put one step of training in order.",
    teaches=(),
    line=1,
    items=(
        Item("draw $t$ and the noise $\\varepsilon$", 1, "", "", 2),
        Item("mix $x_t$", 2, "It needs $t$ and the noise.", "", 3),
        Item("ask the network", 3, "It is shown $x_t$.", "weights-not-sqrt", 5),
        Item("compare with the noise", 4, "It needs the answer.", "", 7),
    ),
)
"""Shown as: draw, ask the network, mix, compare."""


@pytest.fixture
def asked(desk):
    """A desk whose course begins with one question."""

    def ask(question):
        first, *rest = desk.course.lessons
        step = replace(first.steps[0], blocks=(question,))
        lesson = replace(first, steps=(step, *first.steps[1:]))
        desk.course = replace(desk.course, lessons=(lesson, *rest))
        return desk

    return ask


def opened(desk, size=(80, 24), now=NOON):
    """The app on its first lesson, to be used with `async with`."""
    app = desk.app()
    app.session = replace(app.session, now=lambda: now)
    return app.run_test(size=size)


def kept(desk):
    """The bodies of all answers in the record."""
    rows = sqlite3.connect(desk.workspace.progress_file).execute(
        "SELECT body FROM log WHERE kind = 'answer' ORDER BY id"
    )
    return [json.loads(body) for (body,) in rows]


@pytest.mark.parametrize("size", SIZES)
async def test_a_wrong_number_that_was_foreseen_is_explained(asked, looks, size):
    async with opened(asked(SHARE), size) as pilot:
        await pilot.press("enter", "tab", *"sqrt(0.36)", "enter")

        await looks(pilot, "number_wrong")


@pytest.mark.parametrize("size", SIZES)
async def test_a_number_within_the_tolerance_is_right(asked, looks, size):
    async with opened(asked(SHARE), size) as pilot:
        await pilot.press("enter", "tab", *"0.361", "enter")

        await looks(pilot, "number_right")


async def test_a_number_that_can_be_read_in_two_ways_is_pointed_at(asked, shows):
    desk = asked(SHARE)
    async with opened(desk) as pilot:
        await pilot.press("enter", "tab", *"0,36", "enter")
        await settle(pilot)

        assert " ▲ a comma means one thing here and another there\n" in shows(pilot.app)
        assert "write decimals with a point, `0.5`" in shows(pilot.app)
    assert kept(desk) == []


@pytest.mark.parametrize("size", SIZES)
async def test_a_wrong_order_tells_what_stands_too_early(asked, looks, size):
    async with opened(asked(STEPS), size) as pilot:
        await pilot.press("enter", "tab", "enter", "enter")

        await looks(pilot, "order_wrong")


@pytest.mark.parametrize("size", SIZES)
async def test_an_order_that_nobody_has_touched_is_asked_back(asked, looks, size):
    desk = asked(STEPS)
    async with opened(desk, size) as pilot:
        await pilot.press("enter", "tab", "enter")

        await looks(pilot, "order_untouched")
    assert kept(desk) == []


async def test_what_was_asked_back_is_answered_by_the_next_enter_or_taken_up(asked, shows):
    desk = asked(STEPS)
    async with opened(desk) as pilot:
        await pilot.press("enter", "tab", "enter", "J")
        await settle(pilot)
        carried = shows(pilot.app)
        await pilot.press("enter")
        await settle(pilot)

    assert "This is the order you were given." not in carried
    assert len(kept(desk)) == 1


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_taken_up_goes_where_the_cursor_goes(asked, looks, size):
    async with opened(asked(STEPS), size) as pilot:
        await pilot.press("enter", "tab", "j", "space", "down")

        await looks(pilot, "order_carried")


async def test_the_right_order_is_told_thing_by_thing(asked, shows):
    async with opened(asked(STEPS), (80, 30)) as pilot:
        await pilot.press("enter", "tab", "j", "J", "enter")
        await settle(pilot)

        screen = shows(pilot.app)
        assert "✓ right" in screen
        assert "✓ It needs t and the noise.\n" in screen
        assert "✓ It needs the answer.\n" in screen


async def test_an_order_stays_when_it_is_tried_again(asked, shows):
    async with opened(asked(STEPS)) as pilot:
        await pilot.press("enter", "tab", "J", "enter", "r")
        await settle(pilot)

        screen = shows(pilot.app)
        assert "✗" not in screen
        assert "❯ 2   draw t and the noise ε\n" in screen


async def test_the_page_does_not_scroll_under_what_is_carried(asked):
    async with opened(asked(STEPS)) as pilot:
        await pilot.press("enter", "tab", "j", "space", "up", "up")
        await settle(pilot)

        assert pilot.app.focused.order == (2, 0, 1, 3)
        assert pilot.app.focused.taken


async def test_an_error_one_was_sure_of_is_told_at_length(asked, shows):
    desk = asked(WHY_ROOTS)
    async with opened(desk, (80, 30)) as pilot:
        await pilot.press("enter", "tab", "1", "exclamation_mark")
        await settle(pilot)

        screen = shows(pilot.app)
        assert "You were sure of it. Read the question once more" in screen
        assert "ᾱₜ is a share of variance: its square root is the weight." in screen
    assert [body["confidence"] for body in kept(desk)] == ["sure"]


async def test_a_guess_that_came_out_right_is_told_as_one(asked, shows):
    desk = asked(SHARE)
    async with opened(desk) as pilot:
        await pilot.press("enter", "tab", *"36", "space", "%", "tilde")
        await settle(pilot)

        assert "A good guess. Read why, so that next time you know." in shows(pilot.app)
    assert [body["confidence"] for body in kept(desk)] == ["guess"]


async def test_who_says_nothing_of_it_is_asked_nothing(asked, shows):
    desk = asked(STEPS)
    async with opened(desk) as pilot:
        await pilot.press("enter", "tab", "enter", "enter")
        await settle(pilot)

        assert "sure" not in shows(pilot.app).splitlines()[-3]
    assert [body["confidence"] for body in kept(desk)] == [None]


async def test_a_backslash_makes_a_sign_part_of_what_is_typed(asked):
    desk = asked(SHARE)
    async with opened(desk) as pilot:
        await pilot.press("enter", "tab", "1", "backslash", "exclamation_mark")
        await settle(pilot)

        assert pilot.app.focused.value == "1\\!"
    assert kept(desk) == []


@pytest.mark.parametrize(
    ("question", "keys", "remains"),
    [
        pytest.param(SHARE, "0.3", "read as 0.3\n", id="a number half typed"),
        pytest.param(WHY_ROOTS, "3", "3 (•) so that", id="an option chosen"),
        pytest.param(STEPS, "J", "1   ask the network", id="an order begun"),
    ],
)
async def test_what_is_not_answered_yet_outlives_a_kill(asked, shows, question, keys, remains):
    desk = asked(question)
    async with opened(desk) as pilot:
        await pilot.press("enter", "tab", *keys)
        await settle(pilot)
        left = sqlite3.connect(desk.workspace.progress_file).execute("SELECT name FROM desk")
        assert (f"draft {question.id}",) in left.fetchall()

    async with opened(desk) as pilot:
        await pilot.press("enter")
        await settle(pilot)

        assert remains in shows(pilot.app)


async def test_what_was_right_on_a_retry_says_so(asked, shows):
    desk = asked(WHY_ROOTS)
    async with opened(desk) as pilot:
        await pilot.press("enter", "tab", "1", "enter", "2", "enter")
        await settle(pilot)

        assert "✓ right on a retry" in shows(pilot.app)
    assert desk.progress.answers()["why-square-roots"].counts is False


@pytest.mark.parametrize(
    ("question", "wrong", "right", "blank"),
    [
        pytest.param(WHY_ROOTS, ["1", "enter"], ["2", "enter"], "2 ( )", id="options"),
        pytest.param(
            SHARE,
            ["1", "enter"],
            ["backspace", *"0.36", "enter"],
            "type your number",
            id="a number",
        ),
        pytest.param(
            STEPS,
            ["enter", "enter"],
            ["j", "J", "enter"],
            "2   ask the network",
            id="an order",
        ),
    ],
)
async def test_what_was_right_on_a_retry_is_asked_anew_hours_later(
    asked, shows, question, wrong, right, blank
):
    desk = asked(question)
    async with opened(desk) as pilot:
        await pilot.press("enter", "tab", *wrong, *right)
        await settle(pilot)
        assert desk.progress.answers()[question.id].status is Status.PASSED

    async with opened(desk, now=NOON + timedelta(hours=9)) as pilot:
        await pilot.press("enter")
        await settle(pilot)

        screen = shows(pilot.app)
        assert "You had this right on a retry. Once more: now it counts." in screen
        assert blank in screen
        assert "✓ right" not in screen


async def test_an_order_answered_right_stays_so_after_a_restart(asked, shows):
    desk = asked(STEPS)
    async with opened(desk) as pilot:
        await pilot.press("enter", "tab", "j", "J", "enter")
        await settle(pilot)

    async with opened(desk) as pilot:
        await pilot.press("enter")
        await settle(pilot)

        assert "✓ right" in shows(pilot.app)
        assert "1   draw t and the noise ε  ✓" in shows(pilot.app)


async def test_the_end_of_a_lesson_says_what_counts_as_it_is_answered(asked, shows):
    desk = asked(WHY_ROOTS)
    first, *rest = desk.course.lessons
    lesson = replace(first, steps=first.steps[:1])
    desk.course = replace(desk.course, lessons=(lesson, *rest))

    async with opened(desk, (80, 30)) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        before = shows(pilot.app)
        await pilot.press("tab", "2", "enter")
        await settle(pilot)

        assert "○ 0 of 1 questions count; it takes 1 to pass the lesson.\n" in before
        after = " ".join(shows(pilot.app).split())
        assert "✓ All of it at the first try: you know this lesson. Lesson passed: 1 of 1" in after


async def test_home_marks_a_lesson_whose_questions_count(asked, shows):
    desk = asked(WHY_ROOTS)
    first, *rest = desk.course.lessons
    desk.course = replace(desk.course, lessons=(replace(first, steps=first.steps[:1]), *rest))

    async with opened(desk) as pilot:
        await pilot.press("enter", "tab", "1", "enter", "2", "enter", "escape", "escape")
        await settle(pilot)
        retried = shows(pilot.app)
    async with opened(desk, now=NOON + timedelta(hours=9)) as pilot:
        await pilot.press("enter", "tab", "2", "enter", "escape")
        await settle(pilot)

        assert "0 of 1 lessons passed, 1 of 1 questions right" in retried
        assert "◐ 1 of 1" in retried
        assert "1 of 1 lessons passed, 1 of 1 questions right" in shows(pilot.app)
        assert "✓ 1 of 1" in shows(pilot.app)
