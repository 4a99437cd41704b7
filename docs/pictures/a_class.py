"""A class that never was: what it handed in and recorded, with the mistakes of the hidden tests.

Learners differ in how much they know; the better somebody does, the rarer a mistake and the fewer
the tries. Verdicts are not made up: files are graded, and answers judged, as anybody's.
"""

from __future__ import annotations

import ast
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import exp
from pathlib import Path

from tutor.course.course import Course, Exercise
from tutor.course.judge import content_hash, judge
from tutor.course.question import Answer, ChoiceQuestion, FormulaQuestion, NumberQuestion, Question
from tutor.course.verdict import Finding, Status, Verdict
from tutor.learning.export.record import write_record
from tutor.learning.progress import Progress

BEGAN = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
MISKEYED = 3
"""Which of the choice questions those who know most get wrong."""
ODD = {
    "p_sample": """import torch


def p_sample(xt, eps, t, betas, noise, kind="small"):
    # the loop calls this from the last step to the first
    beta = betas[t].reshape(-1, *[1] * (xt.ndim - 1))
    return xt - beta * eps + beta / 2 * noise
""",
}
"""Wrong in a way that no hidden test knows."""


@dataclass(frozen=True)
class Somebody:
    """A learner who never was."""

    name: str
    knows: float
    """Standard normal."""

    def is_right(self, chance: random.Random, hard: float = 0.0) -> bool:
        """Whether something works out."""
        return chance.random() < 1 / (1 + exp(hard - 1.2 - 1.3 * self.knows))


def make_class(course: Course, slugs: Sequence[str], folder: Path, size: int, seed: int) -> None:
    """Write `class/NAME/SLUG.py` and `records/NAME.json` for so many learners."""
    chance = random.Random(seed)  # noqa: S311  nothing is secret
    for number in range(size):
        one = Somebody(f"learner-{number:02}", chance.gauss(0, 1))
        progress = Progress(folder / f"{one.name}.db", BEGAN)
        now = BEGAN + timedelta(days=number % 5)
        for slug in slugs:
            now = _exercise(one, course.exercises[slug], folder / "class", progress, now, chance)
        _questions(one, course, progress, now, chance)
        (folder / "records").mkdir(exist_ok=True)
        write_record(course, progress, folder / "records" / f"{one.name}.json", now)
        progress.close()


def _exercise(
    one: Somebody,
    exercise: Exercise,
    folder: Path,
    progress: Progress,
    now: datetime,
    chance: random.Random,
) -> datetime:
    """Some tries, the last of which is handed in; when they were done."""
    if one.knows < -1.1 and chance.random() < 0.4:
        return now
    wrong = _mistakes(exercise.hidden_test.read_text(encoding="utf-8"), exercise.slug)
    held = chance.choice(wrong[:4])
    source = exercise.solution.read_text(encoding="utf-8")
    check = _first_check(exercise.hidden_test.read_text(encoding="utf-8"))
    for attempt in range(3):
        now += timedelta(minutes=chance.uniform(2, 12))
        if one.is_right(chance, hard=(3 if exercise.slug in ODD else 1.3) - 0.4 * attempt):
            _record(progress, exercise, check, Status.PASSED, now)
            break
        _record(progress, exercise, check, Status.FAILED, now)
    else:
        source = ODD.get(exercise.slug, held)
        source += f"# {one.name}\n"
    (folder / one.name).mkdir(parents=True, exist_ok=True)
    (folder / one.name / f"{exercise.slug}.py").write_text(source, encoding="utf-8")
    return now + timedelta(hours=chance.uniform(1, 30))


def _record(
    progress: Progress, exercise: Exercise, check: str, status: Status, now: datetime
) -> None:
    points = exercise.points if status is Status.PASSED else 0.0
    found = (Finding(check, status, points, out_of=exercise.points),)
    progress.record_attempt(Verdict(exercise.slug, status, points, exercise.points, found), "", now)


def _questions(
    one: Somebody, course: Course, progress: Progress, now: datetime, chance: random.Random
) -> None:
    choices = [b for lesson in course.lessons[:6] for b in lesson.questions]
    for number, question in enumerate(choices):
        hard = (number * 37 % 40) / 20 - 0.6
        knows = one.is_right(chance, hard)
        if number == MISKEYED:
            knows = chance.random() < 1 / (1 + exp(0.4 + 1.8 * one.knows))
        for right in (True,) if knows else (False, chance.random() < 0.6):
            now += timedelta(seconds=chance.uniform(20, 240))
            given = _answer(question, chance, right=right)
            if given is not None:
                verdict = judge(question, given, course.misconceptions)
                progress.record_answer(question.id, content_hash(question), verdict, given, now)


def _answer(question: Question, chance: random.Random, *, right: bool) -> Answer | None:
    """A right answer, or one of the wrong ones that are expected; None where there is none."""
    if isinstance(question, ChoiceQuestion):
        known = [number for number, option in enumerate(question.options) if option.right]
        others = [number for number, option in enumerate(question.options) if not option.right]
        return tuple(known) if right else (min(others, key=lambda _: chance.random()),)
    if isinstance(question, FormulaQuestion | NumberQuestion):
        wrong = [one.formula for one in question.wrong]
        return question.answer if right else chance.choice(wrong) if wrong else None
    return None


def _first_check(hidden_test: str) -> str:
    """Its name for the learner."""
    functions = [one for one in ast.parse(hidden_test).body if isinstance(one, ast.FunctionDef)]
    checks = [one for one in functions if one.name.startswith("test_")]
    return (ast.get_docstring(checks[0]) or "").split("\n")[0]


def _mistakes(hidden_test: str, slug: str) -> list[str]:
    """What a learner would hand in who makes one of the known mistakes."""
    functions = [one for one in ast.parse(hidden_test).body if isinstance(one, ast.FunctionDef)]
    helping = [
        ast.unparse(one)
        for one in functions
        if not one.decorator_list and not one.name.startswith("test_")
    ]
    found = []
    for function in filter(_is_mistake, functions):
        function.name, function.decorator_list = slug, []
        found.append("\n\n\n".join(["import torch", *helping, ast.unparse(function)]) + "\n")
    return found


def _is_mistake(function: ast.FunctionDef) -> bool:
    calls = [one for one in function.decorator_list if isinstance(one, ast.Call)]
    return any(isinstance(one.func, ast.Name) and one.func.id == "mistake"
               and all(word.arg != "of" for word in one.keywords) for one in calls)  # fmt: skip
