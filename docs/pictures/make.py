"""Take the pictures of the README from the running tutor: `python docs/pictures/make.py`.

Needs resvg-py and the font DejaVu Sans Mono, which the project itself does not.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import resvg_py
from textual.pilot import Pilot

from tutor.course.finder import find_course
from tutor.course.reader import read_course
from tutor.course.verdict import Status, Verdict
from tutor.grading.grader import Grader
from tutor.learning.progress import Progress
from tutor.learning.workspace import Workspace, make_workspace
from tutor.tui.app import TutorApp

HERE = Path(__file__).parent
COURSE = read_course(find_course(None, {}))
FONT = "DejaVu Sans Mono"
WRONG = """import torch


def q_sample(x0, t, noise, alpha_bar):
    signal = alpha_bar[t].reshape(-1, *[1] * (x0.ndim - 1))
    return signal * x0 + (1 - signal) * noise
"""
FORWARD = "02_forward_process"
RIGHT = ("shift+right",)
NOW = datetime.now(UTC)
PATIENCE = 60.0
"""Seconds until a verdict must be on the screen."""


@dataclass(frozen=True)
class Picture:
    """What is on the screen after some keys."""

    name: str
    step: int
    """Of the lesson, where the learner left."""
    keys: tuple[str, ...]
    ready: str
    """What must be on the screen."""
    saved: str = ""
    """What the learner writes into `q_sample` at the end."""
    lesson: str = FORWARD
    theme: str = "dark"
    rows: int = 30


PICTURES = (
    Picture("home", 4, (), "Continue where you left", rows=20),
    Picture("formula", 5, ("c",), "The teacher", lesson="04_reverse_process"),
    Picture("lesson", 7, ("c", "tab", *RIGHT * 6, "enter", *RIGHT * 5), "Off by"),
    Picture("question", 1, ("c", "tab", "3", "enter"), "not right", theme="light"),
    Picture("exercise", 11, ("slash", *"q_sample", "enter"), "This looks like", saved=WRONG),
)


async def take(picture: Picture, folder: Path) -> None:
    """Run the tutor in a workspace of its own and keep what it shows."""
    workspace = Workspace(folder / picture.name)
    make_workspace(workspace, COURSE)
    progress = Progress(workspace.progress_file, NOW)
    begin(progress, picture.lesson, picture.step)
    app = TutorApp(
        COURSE,
        workspace,
        progress,
        lambda: Grader(COURSE),
        environ={
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "TUTOR_THEME": picture.theme,
            "HOME": str(folder / picture.name),
        },
        now=lambda: NOW,
        tutor=["true"],
    )
    async with app.run_test(size=(80, picture.rows)) as pilot:
        await pilot.pause(1)
        for key in picture.keys:
            await pilot.press(key)
            await pilot.pause(0.4)
        if picture.saved:
            workspace.file(COURSE.exercises["q_sample"]).write_text(picture.saved, encoding="utf-8")
        await until(pilot, picture.ready)
        svg = re.sub(r"font-family: [^;]+;", f"font-family: {FONT};", app.export_screenshot())
    png = resvg_py.svg_to_bytes(svg_string=svg, font_family=FONT)
    (HERE / f"{picture.name}.png").write_bytes(bytes(png))


def begin(progress: Progress, of: str, step: int) -> None:
    """A learner who has come as far as this step of a lesson."""
    earlier = NOW - timedelta(days=1)
    lesson = next(one for one in COURSE.lessons if one.id == of)
    for index in range(step):
        progress.record_read(of, index, earlier)
    for question in lesson.questions[:1]:
        passed = Verdict(question.id, Status.PASSED, 1, 1)
        progress.record_answer(question.id, "", passed, "", earlier)
    progress.record_attempt(Verdict("alpha_bar", Status.PASSED, 5, 5), "", earlier)
    progress.remember_place(of, step)


async def until(pilot: Pilot[None], words: str) -> None:
    """Wait until the screen shows them."""
    for _ in range(round(PATIENCE / 0.2)):
        await pilot.pause(0.2)
        text = "".join(strip.text for strip in pilot.app.screen._compositor.render_strips())
        if words in text:
            return
    raise SystemExit(f"`{words}` did not appear")


def main(names: list[str]) -> None:
    """Take the pictures of these names, or all."""
    with tempfile.TemporaryDirectory(prefix="diffusion-tutor-") as folder:
        for picture in PICTURES:
            if picture.name in names or not names:
                asyncio.run(take(picture, Path(folder)))


if __name__ == "__main__":
    main(sys.argv[1:])
