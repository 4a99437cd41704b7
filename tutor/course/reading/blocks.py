"""The blocks of a step that are no questions: simulations and exercises."""

from __future__ import annotations

from tutor.course.course import ExerciseBlock, SimulationBlock
from tutor.course.reading.faults import Report
from tutor.course.reading.fields import Section, read_section
from tutor.course.reading.predictions import KEYS, read_prediction
from tutor.course.reading.scanner import Fence

LONGEST = 60
"""Seconds for all calls of a run together: `tutor.sandbox.limits`."""


def read_simulation(fence: Fence, report: Report) -> SimulationBlock | None:
    """Name, starting settings and question; whether they exist is the catalogue's to say."""
    name = fence.arguments
    if not name:
        report(
            fence.line, "a simulation without a name", "write it after `sim`, as ```sim dissolve"
        )
    settings = read_section("the simulation", "\n".join(fence.body), fence.line + 1, report)
    if settings is None:
        return None
    options = {key: settings.text(key) for key in settings.fields if key not in KEYS}
    return SimulationBlock(name, options, read_prediction(settings), fence.line)


def read_exercise(fence: Fence, report: Report) -> ExerciseBlock | None:
    """Slug, points and hints; whether its files exist is seen when all lessons are read."""
    slug = fence.arguments
    if not slug.isidentifier():
        what = f"`{slug}` is no name of an exercise" if slug else "an exercise without a name"
        report(fence.line, what, "write the name of its files, as ```exercise q_sample")
        slug = ""
    keys = read_section("the exercise", "\n".join(fence.body), fence.line + 1, report)
    if keys is None:
        return None
    keys.only("points", "hints", "seconds")
    points = keys.number("points", required=True)
    hints = tuple(str(hint.value) for hint in keys.texts("hints", required=True))
    return ExerciseBlock(slug, points, hints, fence.line, _seconds(keys))


def _seconds(keys: Section) -> float | None:
    """How long one call may take, if that is said."""
    if "seconds" not in keys.fields:
        return None
    written = keys.text("seconds")
    if not (written.isdecimal() and 1 <= int(written) <= LONGEST):
        what = f"`seconds` is not a whole number from 1 to {LONGEST}: `{written}`"
        keys.report(keys.line_of("seconds"), what, "write it as `seconds: 20`")
        return None
    return float(written)
