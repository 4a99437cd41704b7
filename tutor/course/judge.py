"""From an answer to a verdict: a pure function of question and answer, for every kind."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from tutor.course.course import Misconception
from tutor.course.judging.choice import judge_choice
from tutor.course.judging.order import judge_order
from tutor.course.question import (
    Answer,
    ChoiceQuestion,
    FormulaQuestion,
    NumberQuestion,
    OrderQuestion,
    Question,
)
from tutor.course.sealed import SealedChoice
from tutor.course.verdict import Verdict


def judge(
    question: Question, answer: Answer, misconceptions: Mapping[str, Misconception]
) -> Verdict:
    """The verdict on one answer, worth 1 point or 0.

    Raises FormulaError where what was typed cannot be read, and TutorError where indices are no
    choice or no order, so that neither costs anything.
    """
    match question, answer:
        case ChoiceQuestion(), tuple():
            return judge_choice(question, answer, misconceptions)
        case OrderQuestion(), tuple():
            return judge_order(question, answer, misconceptions)
        case FormulaQuestion(), str():
            from tutor.course.judging.typed import judge_formula  # which can do mathematics

            return judge_formula(question, answer, misconceptions)
        case NumberQuestion(), str():
            from tutor.course.judging.typed import judge_number

            return judge_number(question, answer, misconceptions)
    raise TypeError(f"{answer!r} does not answer {type(question).__name__}")


def content_hash(question: Question) -> str:
    """What was asked, in 16 hex digits: the same for other spaces and other explanations."""
    parts = [question.prompt, *_asked(question)]
    spaced = "\n".join(" ".join(part.split()) for part in parts)
    return hashlib.sha256(spaced.encode()).hexdigest()[:16]


def _asked(question: Question) -> list[str]:
    """The answers that are right, and those that are offered."""
    match question:
        case SealedChoice():
            return [f"{option.box} {option.text}" for option in question.options]
        case ChoiceQuestion():
            return [f"{option.right} {option.text}" for option in question.options]
        case OrderQuestion():
            return [f"{item.rank} {item.text}" for item in question.items]
        case FormulaQuestion() | NumberQuestion():
            return [question.answer]
    return []
