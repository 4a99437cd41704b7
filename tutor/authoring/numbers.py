"""Whether number questions can be judged: answers that read, wrong numbers that are told apart."""

from __future__ import annotations

from tutor.course import number
from tutor.course.course import Lesson
from tutor.course.formula import FormulaError
from tutor.course.question import NumberQuestion
from tutor.course.reading.faults import Report


def check_numbers(lesson: Lesson, report: Report) -> None:
    """Report what cannot be read, and wrong numbers that the tolerance takes for another."""
    for question in lesson.questions:
        if isinstance(question, NumberQuestion):
            _check(question, report)


def _check(question: NumberQuestion, report: Report) -> None:
    answer = _read(question.answer, question.answer_line, report)
    others = [] if answer is None else [("the answer", answer)]
    for position, wrong in enumerate(question.wrong, 1):
        name = f"wrong number {position}"
        value = _read(wrong.formula, wrong.line, report)
        if value is None:
            continue
        covers = question.within.covers
        alike = [other for other, known in others if covers(known, value) or covers(value, known)]
        if alike:
            hint = "change it or remove it, or let `within` be smaller"
            report(wrong.line, f"{name} counts as {alike[0]}", hint)
        others.append((name, value))


def _read(written: str, line: int, report: Report) -> float | None:
    """None where it is missing, which the reader has reported, or cannot be read."""
    if not written:
        return None
    try:
        return number.read(written).value
    except FormulaError as error:
        report(line, f"`{written}` cannot be read: {error}", error.hint or "write a number")
        return None
