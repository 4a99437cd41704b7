"""A course of questions, as values: as many lessons and questions as a test needs."""

from __future__ import annotations

from pathlib import Path

from tutor.course.course import Course, Exercise, Lesson, Misconception, Step
from tutor.course.question import ChoiceQuestion, Option


def question(name: str, misconception: str = "") -> ChoiceQuestion:
    options = (
        Option("yes", True, "Because.", "", 1),
        Option("no", False, "Not so.", misconception, 2),
    )
    return ChoiceQuestion(name, f"Is {name} so?", (), 1, options)


def course(lessons: int = 3, questions: int = 4, misled: dict[str, str] | None = None) -> Course:
    """Questions are called `1-1`, `1-2`, …; misled: the misconception that one of them treats."""
    misled = misled or {}
    taught = tuple(
        Lesson(
            f"{number:02}_lesson", f"Lesson {number}", 10, (), (), {},
            (
                Step("Only step", "only-step", tuple(
                    question(name, misled.get(name, ""))
                    for name in (f"{number}-{one}" for one in range(1, questions + 1))
                ), 1),
            ),
            Path("lesson.md"),
        )
        for number in range(1, lessons + 1)
    )  # fmt: skip
    path = Path("q_sample.py")
    exercise = Exercise("q_sample", "01_lesson", 0, 10, ("one", "two"), path, path, path)
    known = {
        name: Misconception(name, f"holds {name}", "Why.", "01_lesson#only-step")
        for name in ["roots", "signs", *misled.values()]
    }
    return Course(Path(), "A course", "", taught, {"q_sample": exercise}, known)
