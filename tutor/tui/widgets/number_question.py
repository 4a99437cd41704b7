"""A question answered by typing a number."""

from __future__ import annotations

from typing import ClassVar

from tutor.course import number
from tutor.tui.widgets.answer_line import AnswerLine
from tutor.tui.widgets.answering import HELP
from tutor.tui.widgets.typed_question import TypedQuestionBlock


class NumberInput(AnswerLine):
    """A line for a number."""

    INVITES: ClassVar = "type your number"
    HELP = f"""\
Type a number, or let the line compute it, for example

  0.25
  1/4
  25 %
  sqrt(0.9*0.8)

What cannot be read costs nothing.
{HELP}"""


class NumberQuestionBlock(TypedQuestionBlock):
    """Whatever has the right value within the tolerance is right."""

    KIND: ClassVar = "compute a number"
    LINE: ClassVar = NumberInput

    def read(self, text: str) -> str:
        """The number, and its value where that is not plain."""
        return number.read(text).shown
