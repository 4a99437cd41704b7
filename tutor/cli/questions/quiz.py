"""`tutor quiz`: the questions of a lesson and of its simulations, answered on stdin."""

from __future__ import annotations

from argparse import Namespace
from typing import NamedTuple

from tutor.cli.desk import Desk
from tutor.cli.exercises.verdict_text import where
from tutor.cli.pages import asking
from tutor.cli.pages.page import Page
from tutor.cli.questions.foretelling import foretell_all
from tutor.course import finder
from tutor.course.course import Lesson
from tutor.course.formula import FormulaError
from tutor.course.judge import content_hash, judge
from tutor.course.question import Answer, OrderQuestion, Question
from tutor.course.verdict import Status, Verdict
from tutor.errors import TutorError
from tutor.learning.confidence import Confidence, apart, remark
from tutor.learning.score import in_words, score


class Given(NamedTuple):
    """An answer, and how sure it is."""

    answer: Answer
    confidence: Confidence | None


class Stop(Exception):  # noqa: N818 it is no error
    """The learner has had enough."""


def quiz(arguments: Namespace, desk: Desk) -> int:
    """Ask every question of a lesson; the exit code says whether all came out right."""
    lesson = finder.lesson(desk.course, arguments.lesson)
    if not lesson.questions:
        raise TutorError(
            f"`{lesson.id}` has no questions", f"read it: `tutor read {lesson.number}`"
        )
    page, right = Page(desk.plain, desk.unicode, desk.room), 0
    page.say(asking.HOW_SURE)
    try:
        for number, (question, home) in enumerate(_with_homes(lesson), 1):
            page.heading(f"Question {number} of {len(lesson.questions)}")
            right += answered(question, page, desk, home)
        foretell_all(lesson, page, desk)
    except (EOFError, Stop):
        pass
    page.say(f"\n{right} of {len(lesson.questions)} right")
    if progress := desk.progress_if_any:
        page.say(f"so far: {in_words(score(lesson, progress.answers()))}")
    return 0 if right == len(lesson.questions) else 1


def _with_homes(lesson: Lesson) -> list[tuple[Question, str]]:
    """Its questions, each with a link to the step it stands in."""
    return [
        (block, f"{lesson.id}#{step.anchor}")
        for step in lesson.steps
        for block in step.blocks
        if isinstance(block, Question)
    ]


def answered(
    question: Question, page: Page, desk: Desk, home: str = "", q: str = "to stop"
) -> bool:
    """Ask until it comes out right or is left; whether it came out right. Stop may be raised.

    home: link to the step to read after a wrong answer, if its mistake names none.
    q: what it is for; it raises Stop.
    """
    page.prose(question.prompt)
    page.numbered(asking.listed(question))
    if about := asking.about(question):
        page.say(about)
    what = asking.asked_for(question)
    given = _ask(f"\n{what} (q {q}):", question, page)
    while given:
        verdict = judge(question, given.answer, desk.course.misconceptions)
        if progress := desk.progress_if_any:
            asked, now = content_hash(question), desk.now()
            progress.record_answer(question.id, asked, verdict, given.answer, now, given.confidence)
        _tell(page, question, given, verdict)
        if verdict.passed:
            return True
        see = verdict.mistake.see if verdict.mistake else home
        if step := where(see or home, desk.course):
            page.say(f"read again: {step}")
        given = _ask(f"\ntry again: {what} (enter to go on):", question, page, again=True)
    return False


def typed(page: Page, prompt: str) -> str:
    """What was typed; Stop is raised by `q` and where nothing more comes."""
    try:
        text = page.ask(prompt)
    except EOFError:
        print()
        raise Stop from None
    if text == "q":
        raise Stop
    return text


def _ask(prompt: str, question: Question, page: Page, *, again: bool = False) -> Given | None:
    """An answer that can be judged, however often it takes; none to leave a wrong one."""
    while True:
        text = typed(page, prompt)
        if again and not text:
            return None
        answer, confidence = apart(text)
        try:
            return Given(asking.understood(question, answer), confidence)
        except FormulaError as error:
            print(f"  {answer}\n  {' ' * error.column}^ {error}")
            if error.hint:
                print(f"  hint: {error.hint}")
        except TutorError as error:
            print(error)


def _tell(page: Page, question: Question, given: Given, verdict: Verdict) -> None:
    if read := asking.reading(question, str(given.answer)):
        page.say(f"read as {read}")
    page.say("\nRight." if verdict.passed else "\nNot right.", "bold")
    for finding in verdict.findings:
        if isinstance(question, OrderQuestion) and finding.status is Status.FAILED:
            page.prose(f"Too early: {finding.name}")
        if finding.message:
            page.prose(finding.message)
    if remarked := remark(given.confidence, passed=verdict.passed):
        page.say(remarked)
    if verdict.mistake and given.confidence is Confidence.SURE:
        page.prose(verdict.mistake.why)
