"""Which widget asks which kind of question; its file is read when the first such question is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.course.question import (
    ChoiceQuestion,
    FormulaQuestion,
    NumberQuestion,
    OrderQuestion,
    Question,
)
from tutor.tui.session import Session

if TYPE_CHECKING:
    from tutor.tui.widgets.question import QuestionBlock


def asked(question: Question, session: Session) -> QuestionBlock:
    """The widget of a question."""
    match question:
        case ChoiceQuestion():
            from tutor.tui.widgets.choice_question import ChoiceBlock

            return ChoiceBlock(question, session)
        case FormulaQuestion():
            from tutor.tui.widgets.formula_question import FormulaQuestionBlock

            return FormulaQuestionBlock(question, session)
        case NumberQuestion():
            from tutor.tui.widgets.number_question import NumberQuestionBlock

            return NumberQuestionBlock(question, session)
        case OrderQuestion():
            from tutor.tui.widgets.order_question import OrderBlock

            return OrderBlock(question, session)
    raise TypeError(f"nothing asks {type(question).__name__}")
