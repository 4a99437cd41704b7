"""A template for learners' repositories on GitHub, which runs the public checks at every push.

Whoever may push can read all that a workflow of the repository reads, secrets included. So there
is nothing hidden in it: marks are given elsewhere, by `tutor class grade`.
"""

from __future__ import annotations

from collections.abc import Sequence

from tutor.course.course import Course
from tutor.handout.gradescope import FILES, script
from tutor.handout.learners import learners_half
from tutor.handout.pack import Part, placed, text
from tutor.handout.wheel import wheel
from tutor.handout.whole import asked_for

_IGNORED = ".tutor/\nresult.json\n*.bak\n"


def template(course: Course, only: list[str], salt: str) -> dict[str, Part]:
    """The pack. only: slugs of the exercises to be written; none for all. salt: of the answers."""
    exercises = asked_for(course, only)
    name, content = wheel()
    return {
        ".github/workflows/grade.yml": Part((FILES / "grade.yml").read_bytes()),
        ".gitignore": text(_IGNORED),
        "README.md": text(_readme(course, exercises)),
        "grader/grade.sh": script("grade.sh"),
        "grader/exercises.txt": text("".join(f"{one}\n" for one in exercises)),
        f"grader/{name}": Part(content),
        **placed(learners_half(course, salt), "course"),
        **_stubs(course, exercises),
    }


def _stubs(course: Course, exercises: Sequence[str]) -> dict[str, Part]:
    """Where a workspace has them."""
    found = (course.exercises[slug] for slug in exercises)
    return {f"exercises/{one.lesson}/{one.slug}.py": Part(one.stub.read_bytes()) for one in found}


def _readme(course: Course, exercises: Sequence[str]) -> str:
    listed = "\n".join(f"- `{course.exercises[one].lesson}/{one}.py`" for one in exercises)
    written = (FILES / "readme.md").read_text(encoding="utf-8")
    return written.replace("TITLE", course.title, 1).replace("EXERCISES", listed, 1)
