"""Whether the simulations of a lesson exist, open as it asks for, and answer what it asks."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.course.course import Lesson, SimulationBlock
from tutor.course.prediction import Prediction
from tutor.course.reading.faults import Report
from tutor.errors import TutorError
from tutor.simulations import catalogue, foretold
from tutor.simulations.simulation import Simulation


def check_simulations(lesson: Lesson, lines: Sequence[str], report: Report) -> None:
    """Report unknown simulations, and each setting that one does not take.

    lines: of the lesson's file.
    """
    for step in lesson.steps:
        for block in step.blocks:
            if isinstance(block, SimulationBlock) and block.name:
                _check(block, lines, report)


def _check(block: SimulationBlock, lines: Sequence[str], report: Report) -> None:
    try:
        simulation = catalogue.simulation(block.name)
    except TutorError as error:
        report(block.line, str(error), error.hint)
        return
    for name, value in block.options.items():
        try:
            catalogue.start(simulation, {name: value})
        except TutorError as error:
            report(_line_of(name, lines, block.line), str(error), error.hint)
            return
    if block.prediction:
        _check_prediction(simulation, block, block.prediction, lines, report)


def _check_prediction(
    simulation: Simulation,
    block: SimulationBlock,
    prediction: Prediction,
    lines: Sequence[str],
    report: Report,
) -> None:
    """Report where the simulation has no answer; it is run for it."""
    place = "at" if prediction.at else "answer"
    try:
        frame = simulation.frame(catalogue.start(simulation, {**block.options, **prediction.at}))
        for one in prediction.outcomes:
            place = one.when
            foretold.condition(one.when).holds(frame)
        place = "options" if prediction.outcomes else "answer"
        foretold.question(simulation, prediction, block.options).truth()
    except TutorError as error:
        line = next((one.line for one in prediction.outcomes if one.when == place), 0)
        report(line or _line_of(place, lines, block.line), str(error), error.hint)


def _line_of(name: str, lines: Sequence[str], start: int) -> int:
    """Where the setting is written, in the block that opens on line `start`."""
    for number, line in enumerate(lines[start:], start + 1):
        if line.startswith("```"):
            break
        if line.partition(":")[0].strip() == name:
            return number
    return start
