"""Which widget asks which kind of question."""

from __future__ import annotations

from tutor.course.question import (
    ChoiceQuestion,
    FormulaQuestion,
    NumberQuestion,
    OrderQuestion,
    Question,
)
from tutor.tui.session import Session
from tutor.tui.widgets.choice_question import ChoiceBlock
from tutor.tui.widgets.formula_question import FormulaQuestionBlock
from tutor.tui.widgets.number_question import NumberQuestionBlock
from tutor.tui.widgets.order_question import OrderBlock
from tutor.tui.widgets.question import QuestionBlock


def asked(question: Question, session: Session) -> QuestionBlock:
    """The widget of a question."""
    match question:
        case ChoiceQuestion():
            return ChoiceBlock(question, session)
        case FormulaQuestion():
            return FormulaQuestionBlock(question, session)
        case NumberQuestion():
            return NumberQuestionBlock(question, session)
        case OrderQuestion():
            return OrderBlock(question, session)
    raise TypeError(f"nothing asks {type(question).__name__}")
