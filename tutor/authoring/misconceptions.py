"""Whether hidden tests and questions mean misconceptions that are declared, and all of them.

The reader has looked up those of the questions; those of the known mistakes stand in the hidden
tests, which are read here as text and never run.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tutor.course.course import Course
from tutor.course.names import did_you_mean
from tutor.course.reading.faults import Faults
from tutor.course.reading.files import read_lines
from tutor.course.reading.references import misconceptions_of


def check_misconceptions(course: Course, faults: Faults) -> None:
    """Report known mistakes without a declaration, and warn of declarations without a use."""
    used = {
        identity
        for lesson in course.lessons
        for question in lesson.questions
        for _, identity in misconceptions_of(question)
    }
    for exercise in course.exercises.values():
        if not exercise.hidden_test.is_file():
            continue
        report = faults.of(exercise.hidden_test)
        lines = read_lines(exercise.hidden_test, report) or ()
        for line, identity in _known_mistakes("\n".join(lines)):
            used.add(identity)
            if identity not in course.misconceptions:
                hint = did_you_mean(
                    identity, course.misconceptions, "declare it in misconceptions.yaml"
                )
                report(line, f"unknown misconception `{identity}`", hint)
    declared = faults.of(course.root / "lessons" / "misconceptions.yaml")
    for identity, one in course.misconceptions.items():
        if identity not in used:
            hint = "let an option, a wrong form or a known mistake refer to it"
            declared(one.line, f"nothing refers to `{identity}`", hint, warning=True)


def _known_mistakes(source: str) -> Iterator[tuple[int, str]]:
    """Line and id of each `@mistake(…, id="…")`; none where the test is not Python."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return  # proving the exercise says so, with the line
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "mistake":
            for keyword in node.keywords:
                if keyword.arg == "id" and isinstance(keyword.value, ast.Constant):
                    yield keyword.value.lineno, str(keyword.value.value)
