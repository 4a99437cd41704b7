"""The question before a simulation, asked on stdin: what will it show?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.cli.desk import Desk
from tutor.cli.pages.page import Page
from tutor.course.course import Lesson, SimulationBlock
from tutor.course.prediction import Prediction
from tutor.errors import TutorError
from tutor.learning.progress import Foretold

if TYPE_CHECKING:
    from tutor.simulations.foretold import Choice, Number


def foretell_all(lesson: Lesson, page: Page, desk: Desk) -> None:
    """Ask all that a lesson has; numpy is loaded if there is one. EOFError at `q`."""
    for block in (block for step in lesson.steps for block in step.blocks):
        if isinstance(block, SimulationBlock) and block.prediction:
            page.heading("Before you drive; this counts for nothing")
            foretell(block, page, desk)


def foretell(block: SimulationBlock, page: Page, desk: Desk, q: str = "to stop") -> None:
    """Ask, unless it was asked before; then say what was said and what is.

    q: what it is for; it raises EOFError.
    """
    if block.prediction is None:
        return
    from tutor.simulations import catalogue, foretold

    question = foretold.question(catalogue.simulation(block.name), block.prediction, block.options)
    page.prose(block.prediction.question)
    page.numbered([one.text for one in block.prediction.outcomes])
    told = _said_before(block, block.prediction, desk)
    if told is None:
        told = Foretold(_ask(question, page, q), question.truth())
        if progress := desk.progress_if_any:
            asked = block.prediction.content
            progress.record_prediction(block.name, asked, told, desk.now())
    page.prose(question.told(told.said, told.truth))


def _said_before(block: SimulationBlock, asked: Prediction, desk: Desk) -> Foretold | None:
    progress = desk.progress_if_any
    return progress.foretold(block.name, asked.content) if progress else None


def _ask(question: Number | Choice, page: Page, q: str) -> float | None:
    """A number or the index of an outcome; None if they would rather not say."""
    from tutor.simulations.foretold import Number

    if isinstance(question, Number):
        low, high, unit = question.scale.low, question.scale.high, question.unit
        first, what = 0.0, f"{question.scale.label}, {low:g}{unit} to {high:g}{unit}"
    else:
        low, high, unit = 1.0, float(len(question.outcomes)), ""
        first, what = 1.0, "number of an option"
    while True:
        text = page.ask(f"\n{what} (enter to skip, q {q}):")
        if text == "q":
            raise EOFError
        if not text:
            return None
        try:
            return _number(text.removesuffix(unit), low, high) - first
        except TutorError as error:
            print(error)


def _number(text: str, low: float, high: float) -> float:
    try:
        said = float(text)
    except ValueError:
        raise TutorError(f"type a number from {low:g} to {high:g}") from None
    if not low <= said <= high:
        raise TutorError(f"type a number from {low:g} to {high:g}")
    return said
