"""A course that was handed out: sealed options, and exercises without their hidden checks."""

from dataclasses import replace

import pytest

from tests.tutor.tui.course import SOLUTION, WHY_ROOTS
from tests.tutor.tui.grader import FakeGrader
from tests.tutor.tui.opened import opened_on
from tutor.course.sealed import SealedChoice, SealedOption, sealed_option
from tutor.course.verdict import Finding, Status
from tutor.grading.handed_out import without_a_mark

CALLED = Finding("can be called", Status.PASSED, 0)


class PublicGrader(FakeGrader):
    """Has the public checks alone."""

    def grade(self, exercise, source, **options):
        verdict = super().grade(exercise, source, **options)
        started = verdict.status is not Status.NOT_STARTED
        return without_a_mark(verdict, CALLED) if started else verdict


def sealed(question):
    options = tuple(
        SealedOption(question.id, "ab12", one.text, sealed_option(one, question.id, "ab12"), 1)
        for one in question.options
    )
    shared = (question.id, question.prompt, question.teaches, question.line)
    return SealedChoice(*shared, options, question.several, ())


@pytest.fixture
def handed_out(desk):
    first, *rest = desk.course.lessons
    steps = tuple(
        replace(step, blocks=tuple(sealed(one) if one == WHY_ROOTS else one for one in step.blocks))
        for step in first.steps
    )
    lessons = (replace(first, steps=steps), *rest)
    desk.course = replace(desk.course, lessons=lessons, handed_out=True)
    desk.grader = PublicGrader()
    return desk


async def test_a_sealed_option_is_explained_once_it_is_chosen(handed_out, shows):
    async with handed_out.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "tab", "1", "enter")
        await pilot.pause()

        assert "dip in the middle" in shows(pilot.app)
        assert "It may well be negative" not in shows(pilot.app)
    [question] = [one for one in handed_out.course.lessons[0].questions if one.id == WHY_ROOTS.id]
    assert ["right" in vars(one) for one in question.options] == [True, False, False]


async def test_public_checks_give_no_mark_and_no_solution(handed_out, shows):
    async with handed_out.app().run_test(size=(80, 24)) as pilot:
        opened = await opened_on(handed_out, pilot)

        await opened.save(SOLUTION)

        assert "Not graded here, and nothing is wrong so far." in shows(opened.app)
        assert "your teacher has them: hand your file in" in shows(opened.app)
        await opened.press("s")
        assert "See the solution" not in shows(opened.app)
        await opened.press("escape")
        assert "! not graded here" in shows(opened.app)
