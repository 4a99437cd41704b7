from dataclasses import replace
from datetime import timedelta

import pytest

from tests.tutor.tui.conftest import NOON, SIZES, settle
from tests.tutor.tui.course import CLOSED_FORM, SOLUTION, WHY_ROOTS
from tutor.course.judge import content_hash
from tutor.course.verdict import Mistake, Status, Verdict

MISTAKE = Mistake("weights-not-sqrt", "why")
WRONG = SOLUTION.replace(".sqrt()", "")


@pytest.fixture
def due(desk):
    """Two questions and an exercise, learned five days ago; one mistake was made twice."""
    wrong = Verdict("closed-form", Status.FAILED, 0, 1, mistake=MISTAKE)
    for question, verdict, at in [
        (WHY_ROOTS, Verdict("why-square-roots", Status.PASSED, 1, 1), NOON),
        (CLOSED_FORM, wrong, NOON),
        (CLOSED_FORM, wrong, NOON + timedelta(days=1)),
    ]:
        desk.progress.record_answer(question.id, content_hash(question), verdict, (0,), at)
    desk.progress.record_attempt(Verdict("ddim_step", Status.PASSED, 5, 5), "", NOON)
    desk.clock = NOON + timedelta(days=5)
    return desk


class Reviewing:
    """The review on the screen; asks the choice, then the exercise, then the formula."""

    def __init__(self, pilot, shows):
        self.pilot, self.app = pilot, pilot.app
        self._shows = shows

    async def press(self, *keys):
        await self.pilot.press(*keys)
        await settle(self.pilot)
        return self._shows(self.app)


@pytest.fixture
async def review(due, shows):
    async with due.app().run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        reviewing = Reviewing(pilot, shows)
        await reviewing.press("r")
        yield reviewing


@pytest.mark.parametrize("size", SIZES)
async def test_home_says_what_is_due_and_what_was_mistaken(due, looks, size):
    async with due.app().run_test(size=size) as pilot:
        await looks(pilot, "home_due")


async def test_home_makes_nothing_of_a_mistake_that_was_made_once(desk, shows):
    wrong = Verdict("closed-form", Status.FAILED, 0, 1, mistake=MISTAKE)
    asked = content_hash(CLOSED_FORM)
    desk.progress.record_answer("closed-form", asked, wrong, "eps", NOON)

    async with desk.app().run_test(size=(80, 24)) as pilot:
        await settle(pilot)

        assert "mistaken" not in shows(pilot.app)


async def test_where_nothing_is_due_home_offers_no_review(desk, shows):
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("r")
        await settle(pilot)

        assert "r Review" not in shows(pilot.app)
        assert "Continue" in shows(pilot.app) or "Begin" in shows(pilot.app)


@pytest.mark.parametrize("size", SIZES)
async def test_a_question_is_asked_as_if_it_were_new(due, looks, size):
    async with due.app().run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("r")

        await looks(pilot, "review_question")


@pytest.mark.parametrize("size", SIZES)
async def test_a_wrong_answer_offers_the_step_that_explains_it(due, looks, size):
    async with due.app().run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("r")
        await settle(pilot)
        await pilot.press("1", "enter")

        await looks(pilot, "review_wrong")


async def test_the_step_is_read_beside_the_review(review):
    await review.press("1", "enter")

    step = await review.press("l")
    back = await review.press("escape")

    assert "Noise in one jump" in step
    assert "esc Back " in step
    assert "Review · 1 of 3" in back
    assert review.app.session.progress.place() is None


async def test_the_lessons_draft_stays_as_it_is(review):
    review.app.session.progress.leave("draft why-square-roots", {"chosen": [2]})

    await review.press("1")

    assert review.app.session.progress.left("draft why-square-roots") == {"chosen": [2]}


async def test_lessons_are_mixed(review):
    assert "02 The forward process" in await review.press()
    assert "Review · 2 of 3 · 09 Sampling" in await review.press("n")
    assert "Review · 3 of 3 · 02 The forward process" in await review.press("n")


async def test_a_function_is_written_once_more_in_a_file_of_its_own(review, due):
    await review.press("n")
    first = due.file("ddim_step").read_text(encoding="utf-8")

    opened = await review.press("enter")
    again = due.workspace.review_file(due.course.exercises["ddim_step"])
    again.write_text(SOLUTION.replace("q_sample", "ddim_step"), encoding="utf-8")
    for _ in range(2):
        review.app.screen.look()
    await review.app.workers.wait_for_complete()
    await settle(review.pilot)
    written = await review.press("n")

    assert "ddim_step   5 points" in opened
    assert "/review/09_sampling/ddim_step.py" in opened
    assert "✓ written" in written
    assert due.file("ddim_step").read_text(encoding="utf-8") == first
    assert [one.kind for one in due.progress.trail("ddim_step")] == ["attempt", "blank", "recoding"]


async def test_a_blank_one_begins_without_the_hints_of_the_last(review, due):
    opened_before = NOON + timedelta(days=2)
    due.progress.record_blank("ddim_step", opened_before)
    due.progress.record_hint("ddim_step", 1, opened_before)
    due.progress.record_give_up("ddim_step", opened_before)
    await review.press("n")

    opened = await review.press("enter")
    hinted = await review.press("h")

    assert "hint 1  " not in opened
    assert "hint 1  " in hinted


async def test_the_end_counts_what_was_right(review):
    await review.press("2", "enter")
    await review.press("n")
    await review.press("n")
    await review.press(*"sqrt(abar_t)*x_0+sqrt(1-abar_t)*eps", "enter")

    ended = await review.press("n")

    assert "2 of 3 right. What you left stays due." in ended


async def test_home_no_longer_counts_what_was_answered(review):
    await review.press("2", "enter")

    assert "2 due today: press r" in await review.press("escape")


async def test_what_was_answered_right_by_now_is_no_longer_mistaken(review):
    assert "mistaken most often" in await review.press("escape")
    await review.press("r")
    await review.press("2", "enter")

    assert "mistaken most often" not in await review.press("escape")


async def test_a_reworded_question_says_so(due, shows):
    verdict = Verdict("closed-form", Status.PASSED, 1, 1)
    due.progress.record_answer("closed-form", "old", verdict, "x", NOON + timedelta(days=2))
    due.clock = NOON + timedelta(days=30)

    async with due.app().run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("r")
        await settle(pilot)
        seen = [shows(pilot.app)]
        for _ in range(2):
            await pilot.press("tab", "n")
            await settle(pilot)
            seen.append(shows(pilot.app))

    assert sum("reworded since you last answered it" in one for one in seen) == 1


async def test_a_lesson_says_under_the_cursor_what_it_builds_on(desk, shows):
    first, second = desk.course.lessons
    needing = replace(second, needs=(first.id,))
    desk.course = replace(desk.course, lessons=(first, needing))

    async with desk.app().run_test(size=(80, 24)) as pilot:
        before = shows(pilot.app)
        await pilot.press("j", "j")
        await settle(pilot)

        assert "builds on" not in before
        assert "builds on 02 The forward process: not passed yet" in shows(pilot.app)
