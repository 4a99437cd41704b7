"""Which symbols of a lesson a question is about: its errors must not point to other questions."""

from __future__ import annotations

from collections.abc import Mapping

from tutor.course.formula.parts import names_in
from tutor.course.formula.reader import read
from tutor.course.question import FormulaQuestion, Symbol


def offered(question: FormulaQuestion) -> Mapping[str, Symbol]:
    """The symbols in its right and its wrong answers, in the order in which the lesson has them.

    Others of the lesson are understood all the same.
    """
    forms = [question.answer, *(one.formula for one in question.wrong)]
    used = {symbol for form in forms for symbol in names_in(read(form, question.symbols))}
    return {name: symbol for name, symbol in question.symbols.items() if symbol in used}
