"""Whether a page asks for no more than one sitting."""

from __future__ import annotations

from tutor.course.course import ExerciseBlock, Lesson, SimulationBlock
from tutor.course.question import Question
from tutor.course.reading.faults import Report

MOST = 4
"""Things to do in one step: what is left open on a page is what learners give up on."""


def check_crowding(lesson: Lesson, report: Report) -> None:
    """Warn of steps with too many questions, simulations and exercises."""
    for step in lesson.steps:
        kinds = SimulationBlock | Question | ExerciseBlock
        asked = [block for block in step.blocks if isinstance(block, kinds)]
        if len(asked) > MOST:
            what = f"{len(asked)} things to do in one step, where {MOST} are enough"
            hint = "begin another step with a line `## Title`"
            report(asked[MOST].line, what, hint, warning=True)
