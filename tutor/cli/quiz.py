"""`tutor quiz`: the questions of a lesson, answered on stdin."""

from __future__ import annotations

import re
from argparse import Namespace

from tutor.cli.desk import Desk
from tutor.cli.page import Page
from tutor.cli.verdict_text import where
from tutor.course import finder
from tutor.course.formula import FormulaError, read, show
from tutor.course.judge import content_hash, judge
from tutor.course.question import ChoiceQuestion, FormulaQuestion, Question
from tutor.course.verdict import Verdict
from tutor.errors import TutorError

Answer = tuple[int, ...] | str


def quiz(arguments: Namespace, desk: Desk) -> int:
    """Ask every question of a lesson; the exit code says whether all came out right."""
    lesson = finder.lesson(desk.course, arguments.lesson)
    if not lesson.questions:
        raise TutorError(
            f"`{lesson.id}` has no questions", f"read it: `tutor read {lesson.number}`"
        )
    progress = desk.progress_if_any
    page = Page(desk.plain, desk.unicode)
    right = 0
    for number, question in enumerate(lesson.questions, 1):
        page.heading(f"Question {number} of {len(lesson.questions)}")
        page.prose(question.prompt)
        if isinstance(question, ChoiceQuestion):
            page.options(question)
        answer = _ask(question)
        if answer is None:
            break
        verdict = judge(question, answer, desk.course.misconceptions)
        if progress:
            progress.record_answer(question.id, content_hash(question), verdict, answer, desk.now())
        _tell(page, question, answer, verdict)
        if verdict.mistake and (step := where(verdict.mistake.see, desk.course)):
            page.say(f"read again: {step}")
        right += verdict.passed
    page.say(f"\n{right} of {len(lesson.questions)} right")
    return 0 if right == len(lesson.questions) else 1


def _ask(question: Question) -> Answer | None:
    """An answer that can be judged, however often it takes; None to stop."""
    several = isinstance(question, ChoiceQuestion) and question.several
    prompt = "formula" if isinstance(question, FormulaQuestion) else "number"
    prompt = "numbers of all that are right" if several else prompt
    while True:
        try:
            text = input(f"\n{prompt} (q to stop): ").strip()
        except EOFError:
            print()
            return None
        if text == "q":
            return None
        answer = _understood(question, text)
        if answer is not None:
            return answer


def _understood(question: Question, text: str) -> Answer | None:
    """The answer that was typed; None after saying why it is none."""
    if isinstance(question, FormulaQuestion):
        try:
            read(text, question.symbols)
        except FormulaError as error:
            print(f"  {text}\n  {' ' * error.column}^ {error}\n  hint: {error.hint}")
            return None
        return text
    assert isinstance(question, ChoiceQuestion)  # noqa: S101 there are two kinds
    numbers = [int(one) for one in re.findall(r"\d+", text)]
    last = len(question.options)
    if not numbers or not all(1 <= number <= last for number in numbers):
        several = ", or several with spaces between" if question.several else ""
        print(f"type a number from 1 to {last}{several}")
        return None
    if len(numbers) > 1 and not question.several:
        print("only one option is right: type its number")
        return None
    return tuple(sorted({number - 1 for number in numbers}))


def _tell(page: Page, question: Question, answer: Answer, verdict: Verdict) -> None:
    if isinstance(question, FormulaQuestion):
        page.say(f"read as {show(read(str(answer), question.symbols))}")
    page.say("\nRight." if verdict.passed else "\nNot right.", "bold")
    for finding in verdict.findings:
        page.prose(finding.message)
