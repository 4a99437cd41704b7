"""Take the pictures of the README from the running tutor: `python docs/pictures/make.py`.

Needs resvg-py and the font DejaVu Sans Mono, which the project itself does not.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import resvg_py

from tutor.course.finder import find_course
from tutor.course.reader import read_course
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


@dataclass(frozen=True)
class Picture:
    """What is on the screen after some keys."""

    name: str
    lesson: str
    step: int
    keys: tuple[str, ...]
    pause: float = 0.5
    """Seconds to wait at the end, for what happens outside the screen."""


PICTURES = (
    Picture("lesson", "02_forward_process", 5, ("c", "tab", *["shift+right"] * 3)),
    Picture(
        "exercise",
        "02_forward_process",
        5,
        ("slash", *"q_sample", "enter"),
        pause=15,
    ),
)


async def take(picture: Picture, folder: Path) -> None:
    """Run the tutor in a workspace of its own and keep what it shows."""
    workspace = Workspace(folder / picture.name)
    make_workspace(workspace, COURSE)
    now = datetime.now(UTC)
    progress = Progress(workspace.progress_file, now)
    if picture.lesson:
        progress.remember_place(picture.lesson, picture.step)
    app = TutorApp(
        COURSE,
        workspace,
        progress,
        lambda: Grader(COURSE),
        environ={"TERM": "xterm-256color", "COLORTERM": "truecolor"},
        now=lambda: now,
        tutor=["true"],
    )
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.pause(1)
        for key in picture.keys:
            await pilot.press(key)
            await pilot.pause(0.4)
        if picture.name == "exercise":
            workspace.file(COURSE.exercises["q_sample"]).write_text(WRONG, encoding="utf-8")
        await pilot.pause(picture.pause)
        svg = re.sub(r"font-family: [^;]+;", f"font-family: {FONT};", app.export_screenshot())
    png = resvg_py.svg_to_bytes(svg_string=svg, font_family=FONT)
    (HERE / f"{picture.name}.png").write_bytes(bytes(png))


def main() -> None:
    """Take all pictures."""
    with tempfile.TemporaryDirectory(prefix="diffusion-tutor-") as folder:
        for picture in PICTURES:
            asyncio.run(take(picture, Path(folder)))


if __name__ == "__main__":
    main()
