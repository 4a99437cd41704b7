"""What an author gives away: a solution that stands in a lesson, or in a later stub.

It may be meant, so it is told and nothing more.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tutor.course.course import Course, Exercise
from tutor.handout.pack import Pack


def given_away(course: Course, pack: Pack) -> Iterator[tuple[str, str]]:
    """Name of a part, and slug of the exercise whose solution it holds, line by line."""
    bodies = {one.slug: body for one in course.exercises.values() if (body := _body(one))}
    for name, part in sorted(pack.items()):
        if not name.endswith((".md", ".py")):
            continue
        lines = "\n".join(_stripped(part.content.decode()))
        for slug, body in bodies.items():
            if f"\n{body}\n" in f"\n{lines}\n":
                yield name, slug


def _body(exercise: Exercise) -> str:
    """The lines of the function, without its docstring; empty if they are in no one place."""
    source = exercise.solution.read_text(encoding="utf-8")
    functions = (one for one in ast.parse(source).body if isinstance(one, ast.FunctionDef))
    found = next((one for one in functions if one.name == exercise.slug), None)
    if found is None:
        return ""
    first = found.body[1 if ast.get_docstring(found) and len(found.body) > 1 else 0]
    return "\n".join(_stripped("\n".join(source.splitlines()[first.lineno - 1 : found.end_lineno])))


def _stripped(text: str) -> Iterator[str]:
    """Its lines without indentation; none that is blank."""
    return (line.strip() for line in text.splitlines() if line.strip())
