"""Which widget shows which block of a lesson; its file is read when the first such block is."""

from __future__ import annotations

from textual.widget import Widget

from tutor.course.course import Block, ExerciseBlock, Formula, Prose, SimulationBlock
from tutor.course.derivation import Derivation
from tutor.course.question import Question
from tutor.tui.session import Session


def shown(block: Block, session: Session) -> Widget:
    """The widget of a block."""
    match block:
        case Prose():
            from tutor.tui.widgets.running_text import RunningText

            return RunningText(block.text, session.writing)
        case Formula():
            from tutor.tui.widgets.displayed import DisplayedFormula

            return DisplayedFormula(block.latex, session.writing)
        case Derivation():
            from tutor.tui.widgets.derived import Derived

            return Derived(block, session.writing)
        case Question():
            from tutor.tui.widgets.asked import asked

            return asked(block, session)
        case ExerciseBlock():
            from tutor.tui.widgets.exercise_card import ExerciseCard

            return ExerciseCard(block, session)
        case SimulationBlock():
            from tutor.tui.simulation.opened import OpenedSimulation

            return OpenedSimulation(block, session)
