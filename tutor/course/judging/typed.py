"""Formulas and numbers: equal to the answer, to a wrong one that was foreseen, or to neither."""

from __future__ import annotations

from collections.abc import Mapping

from tutor.course import formula, number
from tutor.course.course import Misconception
from tutor.course.judging import outcome
from tutor.course.question import FormulaQuestion, NumberQuestion, Question
from tutor.course.verdict import Verdict
from tutor.errors import BlockedError


def judge_formula(
    question: FormulaQuestion, answer: str, misconceptions: Mapping[str, Misconception]
) -> Verdict:
    """answer: as typed. Any form that is equal by its values is the same formula."""
    given = formula.read(answer, question.symbols)
    name = f"read as {formula.show(given)}"

    def stated(written: str) -> formula.Expression:
        try:
            return formula.read(written, question.symbols)
        except formula.FormulaError as error:
            raise _of_course(question, written, error) from error

    answered = stated(question.answer)
    if formula.same(given, answered, question.symbols):
        return outcome.verdict(question, [outcome.right(name, question.explanation)])
    for form in question.wrong:
        if formula.same(given, stated(form.formula), question.symbols):
            return outcome.foreseen(question, name, form, misconceptions)
    return outcome.verdict(question, [outcome.wrong(name, _cause(given, answered, question))])


def judge_number(
    question: NumberQuestion, answer: str, misconceptions: Mapping[str, Misconception]
) -> Verdict:
    """answer: as typed. What lies within the tolerance of a number counts as that number."""
    given = number.read(answer)
    name = f"read as {given.shown}"

    def covers(written: str) -> bool:
        try:
            expected = number.read(written)
        except formula.FormulaError as error:
            raise _of_course(question, written, error) from error
        return question.within.covers(expected.value, given.value)

    if covers(question.answer):
        return outcome.verdict(question, [outcome.right(name, question.explanation)])
    for form in question.wrong:
        if covers(form.formula):
            return outcome.foreseen(question, name, form, misconceptions)
    return outcome.verdict(question, [outcome.wrong(name, "This is another number.")])


def _cause(
    given: formula.Expression, answered: formula.Expression, question: FormulaQuestion
) -> str:
    """What is said of a wrong formula that nobody foresaw."""
    from tutor.course.formula.causes import cause  # what is right needs none

    said = cause(given, answered, question.symbols)
    return f"This is not equal to what is asked for. {said}".strip()


def _of_course(question: Question, written: str, error: formula.FormulaError) -> BlockedError:
    """What the author wrote cannot be read: the learner must not pay for it."""
    return BlockedError(
        f"the course writes `{written}` in the question `{question.id}`: {error}",
        "run `tutor course check` and mend it",
    )
