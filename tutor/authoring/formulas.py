"""Whether formula questions can be judged: answers that read, wrong forms that are wrong."""

from __future__ import annotations

from tutor.course import formula
from tutor.course.course import Lesson
from tutor.course.question import FormulaQuestion
from tutor.course.reading.faults import Report


def check_formulas(lesson: Lesson, report: Report) -> None:
    """Report what cannot be read, and wrong forms that say the same as something else."""
    for question in lesson.questions:
        if isinstance(question, FormulaQuestion):
            _check(question, report)


def _check(question: FormulaQuestion, report: Report) -> None:
    answer = _read(question, question.answer, question.answer_line, report)
    others = [("the answer", answer)] if answer else []
    for number, wrong in enumerate(question.wrong, 1):
        name = f"wrong form {number}"
        expression = _read(question, wrong.formula, wrong.line, report)
        if expression is None:
            continue
        for other, known in others:
            if _equal(expression, known, question):
                report(wrong.line, f"{name} is equal to {other}", "change it or remove it")
                break
        others.append((name, expression))


def _equal(one: formula.Expression, other: formula.Expression, question: FormulaQuestion) -> bool:
    """By numbers, as learners' answers are judged; by SymPy where numbers might have missed it."""
    return formula.same(one, other, question.symbols) or bool(
        formula.proven_same(one, other, question.symbols)
    )


def _read(
    question: FormulaQuestion, written: str, line: int, report: Report
) -> formula.Expression | None:
    """None where it is missing, which the reader has reported, or cannot be read."""
    if not written:
        return None
    try:
        return formula.read(written, question.symbols)
    except formula.FormulaError as error:
        report(line, f"`{written}` cannot be read: {error}", error.hint or "declare its symbols")
        return None
