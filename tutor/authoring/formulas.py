"""Whether formula questions can be judged: answers that read, wrong forms that are wrong."""

from __future__ import annotations

from collections.abc import Mapping

from tutor.course import formula
from tutor.course.course import Lesson
from tutor.course.derivation import Derivation
from tutor.course.deriving import grounded
from tutor.course.names import did_you_mean
from tutor.course.question import FormulaQuestion
from tutor.course.reading.faults import Report


def check_formulas(lesson: Lesson, report: Report) -> None:
    """Report what cannot be read, and what says the same, or not, as something else."""
    derived = {one.id: one for one in lesson.derivations}
    for question in lesson.questions:
        if isinstance(question, FormulaQuestion):
            answer = _check(question, report)
            if answer and question.derived:
                _check_derived(question, answer, derived, report)


def _check_derived(
    question: FormulaQuestion,
    answer: formula.Expression,
    derived: Mapping[str, Derivation],
    report: Report,
) -> None:
    derivation = derived.get(question.derived)
    if derivation is None:
        what = f"`derived` names no derivation of this lesson: `{question.derived}`"
        hint = did_you_mean(question.derived, derived, "write the id after ```derive")
        report(question.answer_line, what, hint)
        return
    try:
        result = formula.read(derivation.result, question.symbols)
        one, other = grounded(answer, derivation), grounded(result, derivation)
    except formula.FormulaError:  # it is reported where the derivation stands
        return
    if not formula.same(one, other, question.symbols):
        what = f"the answer is not what `{derivation.id}` derives"
        report(question.answer_line, what, f"mend one of them: it derives `{derivation.result}`")


def _check(question: FormulaQuestion, report: Report) -> formula.Expression | None:
    answer = _read(question, question.answer, question.answer_line, report)
    others = [("the answer", answer)] if answer else []
    for number, wrong in enumerate(question.wrong, 1):
        name = f"wrong form {number}"
        expression = _read(question, wrong.formula, wrong.line, report)
        if expression is None:
            continue
        for other, known in others:
            if formula.same(expression, known, question.symbols):
                report(wrong.line, f"{name} is equal to {other}", "change it or remove it")
                break
        others.append((name, expression))
    return answer


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
