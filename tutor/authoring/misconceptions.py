"""Whether hidden tests and questions mean misconceptions that are declared, and all of them.

The reader has looked up those of the questions; those of the known mistakes stand in the hidden
tests, which are read here as text and never run.
"""

from __future__ import annotations

from tutor.course.course import Course, Exercise
from tutor.course.names import did_you_mean
from tutor.course.reading.faults import Faults
from tutor.course.reading.references import misconceptions_of
from tutor.grading.declared import DeclaredMistake, declared_mistakes


def check_misconceptions(course: Course, faults: Faults) -> None:
    """Report known mistakes without a declaration, and warn of declarations without a use."""
    used = {
        identity
        for lesson in course.lessons
        for question in lesson.questions
        for _, identity in misconceptions_of(question)
    }
    for exercise in course.exercises.values():
        report = faults.of(exercise.hidden_test)
        for mistake in _known_mistakes(exercise):
            used.add(mistake.id)
            if not mistake.id:
                hint = 'name one, as `@mistake("why", id="of-the-misconception")`'
                report(mistake.line, "this known mistake names no misconception", hint)
            elif mistake.id not in course.misconceptions:
                otherwise = "declare it in misconceptions.yaml"
                hint = did_you_mean(mistake.id, course.misconceptions, otherwise)
                report(mistake.line, f"unknown misconception `{mistake.id}`", hint)
    declared = faults.of(course.root / "lessons" / "misconceptions.yaml")
    for identity, one in course.misconceptions.items():
        if identity not in used:
            hint = "let an option, a wrong form or a known mistake refer to it"
            declared(one.line, f"nothing refers to `{identity}`", hint, warning=True)


def _known_mistakes(exercise: Exercise) -> list[DeclaredMistake]:
    """None where the hidden test cannot be read: then reading or proving it says why."""
    try:
        return declared_mistakes(exercise.hidden_test, exercise.slug)
    except (OSError, SyntaxError, UnicodeDecodeError):
        return []
