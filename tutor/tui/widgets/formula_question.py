"""A question answered by typing a formula."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.content import Content

from tutor.course.formula import Expression, read, show
from tutor.course.formula.expression import Binary, Call, Name, Negative
from tutor.course.question import FormulaQuestion, Symbol
from tutor.tui.session import Session
from tutor.tui.widgets.answer_line import AnswerLine
from tutor.tui.widgets.answering import HELP
from tutor.tui.widgets.typed_question import TypedQuestionBlock


class FormulaInput(AnswerLine):
    """A line for a formula."""

    INVITES: ClassVar = "type your formula"
    HELP = f"""\
Type the formula as you would in Python, for example

  sqrt(a)*x + b/2
  (1 - a)^2
  exp(-x^2/2)

What cannot be read costs nothing.
{HELP}"""


class FormulaQuestionBlock(TypedQuestionBlock):
    """Any equivalent form is right."""

    KIND: ClassVar = "write a formula"
    LINE: ClassVar = FormulaInput

    def __init__(self, question: FormulaQuestion, session: Session) -> None:
        super().__init__(question, session)
        self._formula = question

    def read(self, text: str) -> str:
        """The formula in one line, with the brackets that were understood."""
        return show(read(text, self._formula.symbols))

    def about(self) -> Content:
        """The names that may be written."""
        words, used = self._session.writing.words, _used(self._formula)
        parts: list[str | tuple[str, str] | Content] = ["you may write "]
        symbols = [one for one in self._formula.symbols.values() if one in used]
        for index, symbol in enumerate(symbols):
            shown = words(f"${symbol.show}$")
            parts += [", " if index else "", (symbol.name, "$accent")]
            parts += [" for ", shown] if shown.plain not in ("", symbol.name) else []
        return Content.assemble(*parts)


def _used(question: FormulaQuestion) -> set[Symbol]:
    """The symbols of a lesson that this question is about, to go by its right and wrong answers."""
    forms = [question.answer, *(one.formula for one in question.wrong)]
    return {name for form in forms for name in _names(read(form, question.symbols))}


def _names(expression: Expression) -> Iterator[Symbol]:
    match expression:
        case Name(symbol):
            yield symbol
        case Negative(part) | Call(_, part):
            yield from _names(part)
        case Binary(_, left, right):
            yield from _names(left)
            yield from _names(right)
