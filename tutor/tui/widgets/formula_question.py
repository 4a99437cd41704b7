"""A question answered by typing a formula."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content

from tutor.course.formula import offered, read, show
from tutor.course.question import FormulaQuestion
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
        self._offered = offered(question)

    def read(self, text: str) -> str:
        """The formula in one line, with the brackets that were understood."""
        return show(read(text, self._formula.symbols, self._offered))

    def about(self) -> Content:
        """The names that may be written."""
        words, symbols = self._session.writing.words, list(self._offered.values())
        parts: list[str | tuple[str, str] | Content] = ["you may write " if symbols else ""]
        for index, symbol in enumerate(symbols):
            shown = words(f"${symbol.show}$")
            last = index == len(symbols) - 1
            parts += [(" and " if last else ", ") if index else "", (symbol.name, "$accent")]
            parts += [" for ", shown] if shown.plain not in ("", symbol.name) else []
        return Content.assemble(*parts)
