"""A question on stdin: how each kind is asked for, and what counts as an answer to it."""

from __future__ import annotations

import re

from tutor.course import formula, number
from tutor.course.judging.order import shuffled
from tutor.course.names import joined
from tutor.course.question import (
    Answer,
    ChoiceQuestion,
    FormulaQuestion,
    NumberQuestion,
    OrderQuestion,
    Question,
)
from tutor.errors import TutorError

HOW_SURE = "End an answer with ! if you are sure of it, with ~ if it is a guess."


def asked_for(question: Question) -> str:
    """In a few words, what to type."""
    match question:
        case ChoiceQuestion():
            return "numbers of all that are right" if question.several else "number"
        case OrderQuestion():
            return "the numbers in order"
        case NumberQuestion():
            return "your number"
    return "formula"


def listed(question: Question) -> list[str]:
    """What is to be chosen from or put in order, to be numbered from 1; Markdown."""
    match question:
        case ChoiceQuestion():
            return [option.text for option in question.options]
        case OrderQuestion():
            return [question.items[index].text for index in shuffled(question)]
    return []


def about(question: Question) -> str:
    """What to know before typing; mostly nothing."""
    names = formula.offered(question) if isinstance(question, FormulaQuestion) else {}
    return f"You may write {joined(list(names))}." if names else ""


def understood(question: Question, text: str) -> Answer:
    """The answer that was typed; TutorError where it is none, at a column if it was read."""
    match question:
        case ChoiceQuestion():
            return _chosen(question, text)
        case OrderQuestion():
            return _ordered(question, text)
    if not text:
        raise TutorError(
            "type a formula" if isinstance(question, FormulaQuestion) else "type a number"
        )
    reading(question, text)
    return text


def reading(question: Question, text: str) -> str:
    """How a typed answer is read; empty where there is nothing to read."""
    match question:
        case FormulaQuestion():
            return formula.show(formula.read(text, question.symbols, formula.offered(question)))
        case NumberQuestion():
            return number.read(text).shown
    return ""


def _chosen(question: ChoiceQuestion, text: str) -> tuple[int, ...]:
    numbers, last = _numbers(text), len(question.options)
    if not numbers or not all(1 <= one <= last for one in numbers):
        several = ", or several with blanks between" if question.several else ""
        raise TutorError(f"type a number from 1 to {last}{several}")
    if len(numbers) > 1 and not question.several:
        raise TutorError("only one option is right: type its number")
    return tuple(sorted({one - 1 for one in numbers}))


def _ordered(question: OrderQuestion, text: str) -> tuple[int, ...]:
    numbers, shown = _numbers(text), shuffled(question)
    if sorted(numbers) != list(range(1, len(shown) + 1)):
        sample = " ".join(str(n) for n in range(len(shown), 0, -1))
        raise TutorError(f"type each number from 1 to {len(shown)} once, as `{sample}`")
    return tuple(shown[one - 1] for one in numbers)


def _numbers(text: str) -> list[int]:
    """All that is typed, if it is numbers with anything between; nothing if there is a word."""
    return [] if re.search(r"[^\d\s,;]", text) else [int(one) for one in re.findall(r"\d+", text)]
