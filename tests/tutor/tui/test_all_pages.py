"""Every page of the shipped course, on the screen: what each must hold to."""

import gc
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.tutor.tui.conftest import screen_text, settle
from tests.tutor.tui.test_contrast import faint
from tutor.course.course import SimulationBlock
from tutor.course.reader import read_course
from tutor.learning.progress import Foretold, Place
from tutor.learning.workspace import make_workspace
from tutor.tui.keys import footer, offers
from tutor.tui.messages import OpenPlace
from tutor.tui.widgets.page import Page

COURSE = read_course(Path(__file__).resolve().parents[3])
LESSONS = [pytest.param(lesson, id=lesson.id) for lesson in COURSE.lessons]
SIMULATIONS = [
    block
    for lesson in COURSE.lessons
    for step in lesson.steps
    for block in step.blocks
    if isinstance(block, SimulationBlock)
]
WIDGETS = 100
SECONDS = 0.3
"""Of CPU time until a page no longer changes by itself; a budget, so that none is ever slow."""


@pytest.fixture
def course(desk):
    """The desk, with the shipped course on it."""
    desk.course = COURSE
    make_workspace(desk.workspace, COURSE)
    for block in SIMULATIONS:
        if asked := block.prediction:  # or what stands below would not be seen
            desk.progress.record_prediction(
                block.name, asked.content, Foretold(None, 0.0), desk.clock
            )
    return desk


@pytest.fixture
def alone():
    """What other tests have left in memory costs this one nothing."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


async def turn_to(pilot, lesson, step):
    pilot.app.screen.post_message(OpenPlace(Place(lesson.id, step)))
    await settle(pilot)


@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.usefixtures("alone")
async def test_every_page_is_small_and_opens_at_once(course, lesson):
    course.course = replace(COURSE, lessons=(lesson,))

    async with course.app().run_test(size=(80, 24)) as pilot:
        await turn_to(pilot, lesson, 0)  # what is imported is imported once
        for step in range(1, len(lesson.steps)):
            began = time.process_time()
            await turn_to(pilot, lesson, step)
            took = time.process_time() - began

            assert len(list(pilot.app.screen.walk_children())) < WIDGETS
            assert took < SECONDS, f"step {step + 1}"


@pytest.mark.parametrize("lesson", LESSONS)
async def test_the_keyboard_reaches_every_part_and_help_tells_of_each(course, lesson):
    async with course.app().run_test(size=(40, 12)) as pilot:  # the least, and so the hardest
        for step in range(len(lesson.steps)):
            await turn_to(pilot, lesson, step)
            screen = pilot.app.screen
            reached = {screen.focused}
            for _ in screen.focus_chain:
                await pilot.press("tab")
                await settle(pilot)
                part = screen.focused
                reached.add(part)

                assert part.HELP
                assert footer(offers(screen))[-1].does == "Help", part
                assert part.region.overlaps(screen.query_one(Page).region)
            assert reached == set(screen.focus_chain)


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("lesson", LESSONS)
async def test_all_text_of_every_page_is_readable(course, lesson, theme):
    course.environ["TUTOR_THEME"] = theme

    async with course.app().run_test(size=(100, 60)) as pilot:
        for step in range(len(lesson.steps)):
            await turn_to(pilot, lesson, step)

            assert faint(pilot.app) == set(), f"step {step + 1}"


@pytest.mark.parametrize("lesson", LESSONS[::3])
async def test_no_page_needs_colour(course, lesson, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")

    async with course.app().run_test(size=(60, 20)) as pilot:
        for step in range(len(lesson.steps)):
            await turn_to(pilot, lesson, step)

            assert f"step {step + 1} of {len(lesson.steps)}" in screen_text(pilot.app)
