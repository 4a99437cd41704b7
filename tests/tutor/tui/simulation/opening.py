"""Lessons that begin with a simulation, and the way into one."""

from dataclasses import replace

from tutor.course.course import Prose, SimulationBlock
from tutor.course.prediction import Outcome, Prediction
from tutor.tui.simulation.view import SimulationView

ASKED = Prediction(
    "From which $t$ on is less than half of the variance signal?",
    "t where signal share ᾱ < 0.5", (), {}, None, 50, 3,
)  # fmt: skip
CHOSEN = Prediction(
    "At $t = 500$ of 1000, how much of the variance is signal?", "",
    (
        Outcome("half of it", "signal share ᾱ > 0.4", 4),
        Outcome("less than a tenth", "signal share ᾱ < 0.1", 6),
    ),
    {"t": "500"}, None, 0, 3,
)  # fmt: skip


def teach(desk, prediction=None, name="dissolve", **options):
    """Let the course begin with a simulation alone."""
    first, *rest = desk.course.lessons
    block = SimulationBlock(name, options, prediction, 1)
    step = replace(first.steps[0], blocks=(block, Prose("Now read on.", 9)))
    desk.course = replace(
        desk.course, lessons=(replace(first, steps=(step, *first.steps[1:])), *rest)
    )


async def rest(pilot):
    """Until nothing is computed any more."""
    for _ in range(2):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def open_lesson(pilot):
    await pilot.press("enter")
    await pilot.pause()
    await pilot.press("tab")
    return pilot.app.screen.query_one(SimulationView)
