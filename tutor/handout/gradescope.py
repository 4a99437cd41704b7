"""The autograder zip for Gradescope: https://gradescope-autograders.readthedocs.io/en/latest/specs/.

Its scripts stand in `files/`. Where they find no verdicts they hand over `no_mark.json`, which has
no score: a run that broke down is nobody's mark.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from tutor.course.course import Course
from tutor.handout.pack import Part, placed, text
from tutor.handout.wheel import wheel
from tutor.handout.whole import asked_for, whole

FILES = Path(__file__).with_name("files")


def autograder(course: Course, only: list[str]) -> dict[str, Part]:
    """The pack. only: slugs of the exercises that count; none for all."""
    exercises = asked_for(course, only)
    name, content = wheel()
    return {
        "setup.sh": script("setup.sh"),
        "run_autograder": script("run_autograder"),
        "exercises.txt": text("".join(f"{one}\n" for one in exercises)),
        "no_mark.json": text(_no_mark(exercises)),
        name: Part(content),
        **placed(whole(course), "course"),
    }


def script(name: str) -> Part:
    """One of the scripts that wait in the package."""
    return Part((FILES / name).read_bytes(), executable=True)


def _no_mark(exercises: Sequence[str]) -> str:
    called = ", ".join(f"{one}.py" for one in exercises)
    said = (
        "This submission could not be graded, so it has no mark.\n"
        f"The files must be called: {called}.\n"
        "If yours are, this is no fault of yours: tell your instructor, who can see the reason\n"
        "and run the autograder again."
    )
    results = {
        "output": said,
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {"graded": False},
    }
    return json.dumps(results, indent=2) + "\n"
