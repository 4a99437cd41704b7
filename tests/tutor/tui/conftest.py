import os
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tutor.tui.course import small_course
from tests.tutor.tui.grader import FakeGrader
from tutor.course.course import Prose
from tutor.learning.progress import Progress
from tutor.learning.workspace import Workspace, make_workspace
from tutor.tui.app import TutorApp

SCREENS = Path(__file__).parent / "screens"
SIZES = [pytest.param(size, id="{}x{}".format(*size)) for size in [(80, 24), (60, 20), (40, 12)]]
"""Of the terminals in which every screen is looked at."""
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


class Desk:
    """A learner's desk: everything an app is given, and apps that are given it."""

    def __init__(self, root):
        self.course = small_course(root / "course")
        self.workspace = Workspace(root / "work")
        make_workspace(self.workspace, self.course)
        self.open_progress()
        self.grader = FakeGrader()
        self.clock = NOON
        self.environ = {"TERM": "xterm-256color", "HOME": str(root)}

    def open_progress(self):
        self.progress = Progress(self.workspace.progress_file, NOON)

    def replace_first_step(self, markdown):
        """Let the course begin with this text alone."""
        first, *rest = self.course.lessons
        step = replace(first.steps[0], blocks=(Prose(markdown, 1),))
        lesson = replace(first, steps=(step, *first.steps[1:]))
        self.course = replace(self.course, lessons=(lesson, *rest))

    def lengthen_first_lesson(self, steps):
        """Repeat its first step until there are so many."""
        first, *rest = self.course.lessons
        lesson = replace(first, steps=first.steps[:1] * steps)
        self.course = replace(self.course, lessons=(lesson, *rest))

    def add_symbol(self, symbol):
        """Declare one more symbol in the lesson with the formula question."""
        first, *rest = self.course.lessons
        read, write, turn = first.steps
        prose, question = write.blocks
        more = replace(question, symbols={**question.symbols, symbol.name: symbol})
        lesson = replace(first, steps=(read, replace(write, blocks=(prose, more)), turn))
        self.course = replace(self.course, lessons=(lesson, *rest))

    def app(self, tutor=(), open_driver=None):
        return TutorApp(
            self.course,
            self.workspace,
            self.progress,
            lambda: self.grader,
            environ=self.environ,
            now=lambda: self.clock,
            tutor=tutor,
            open_driver=open_driver,
        )

    def file(self, slug):
        return self.workspace.file(self.course.exercises[slug])


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.setattr("tutor.tui.screens.exercise.GLANCE", 3600)  # tests look for themselves
    desk = Desk(tmp_path)
    yield desk
    desk.progress.close()


def screen_text(app) -> str:
    """What is on the screen, as lines of text; the one use of textual's compositor."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips).rstrip() + "\n"


@pytest.fixture
def shows() -> Callable[[TutorApp], str]:
    """The text on the screen."""
    return screen_text


async def settle(pilot):
    """Wait until the screen no longer changes by itself."""
    before = None
    while (now := screen_text(pilot.app)) != before:
        before = now
        await pilot.wait_for_scheduled_animations()
        await pilot.pause()


@pytest.fixture
def looks() -> Callable[[Pilot[None], str], Awaitable[None]]:
    """Compare the screen with the file of that name; `WRITE_SCREENS=1` writes it first."""

    async def compare(pilot, name):
        await settle(pilot)
        app = pilot.app
        file = SCREENS / f"{name}_{app.size.width}x{app.size.height}.txt"
        if os.environ.get("WRITE_SCREENS"):
            file.write_text(screen_text(app), encoding="utf-8")
        assert screen_text(app) == file.read_text(encoding="utf-8")

    return compare
