"""Whether an exercise is proven: solution right, stub wrong, known mistakes caught and named."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tutor.course.course import Exercise
from tutor.course.verdict import Status, Verdict
from tutor.errors import Fault
from tutor.grading.declared import DeclaredMistake, as_submission, declared_mistakes
from tutor.grading.grader import Grader

LEAST_MISTAKES = 5
SEEDS = (1, 2, 3)
"""The solution must pass whatever the inputs are, so it is tried on several."""
TOUCHED = "\nbegun = True\n"
"""Makes a stub count as started, so that it is graded."""


def prove(exercise: Exercise, grader: Grader) -> list[Fault]:
    """Grade everything that comes with an exercise; what is not as it should be."""
    try:
        ast.parse(exercise.hidden_test.read_text(encoding="utf-8"))
    except SyntaxError as error:
        what = f"Python cannot read this file: {error.msg}"
        return [Fault(exercise.hidden_test, error.lineno or 1, what, "mend the hidden test")]
    return [*_solution(exercise, grader), *_stub(exercise, grader), *_mistakes(exercise, grader)]


def _solution(exercise: Exercise, grader: Grader) -> Iterator[Fault]:
    source = exercise.solution.read_text(encoding="utf-8")
    for seed in SEEDS:
        verdict = grader.grade(exercise, source, filename=exercise.solution.name, seed=seed)
        if not verdict.passed:
            yield Fault(
                exercise.solution,
                1,
                f"the solution does not pass (seed {seed}): {_reason(verdict)}",
                "mend the solution or the check",
            )
            return


def _stub(exercise: Exercise, grader: Grader) -> Iterator[Fault]:
    source = exercise.stub.read_text(encoding="utf-8")
    untouched = grader.grade(exercise, source, filename=exercise.stub.name)
    if untouched.status is not Status.NOT_STARTED:
        yield Fault(
            exercise.stub,
            1,
            f"the stub does not count as not started: {_reason(untouched)}",
            "make it a Python file",
        )
        return
    begun = grader.grade(exercise, source + TOUCHED, filename=exercise.stub.name, seed=SEEDS[0])
    if begun.status is not Status.FAILED:
        yield Fault(
            exercise.stub,
            1,
            f"the stub does not fail: it is {begun.status.value}",
            "take the answer out of it",
        )


def _mistakes(exercise: Exercise, grader: Grader) -> Iterator[Fault]:
    declared = declared_mistakes(exercise.hidden_test, exercise.slug)
    if len(declared) < LEAST_MISTAKES:
        yield Fault(
            exercise.hidden_test,
            1,
            f"{len(declared)} known mistakes, where an exercise has at least {LEAST_MISTAKES}",
            "add the mistakes that learners make",
        )
    for mistake in declared:
        yield from _mistake(exercise, mistake, grader)


def _mistake(exercise: Exercise, mistake: DeclaredMistake, grader: Grader) -> Iterator[Fault]:
    solution = exercise.solution.read_text(encoding="utf-8")
    source = as_submission(mistake, exercise.hidden_test, solution)
    verdict = grader.grade(exercise, source, filename=exercise.solution.name, seed=SEEDS[0])
    name = f"the known mistake `{mistake.id}`"
    what = hint = ""
    if verdict.passed:
        what, hint = f"{name} passes every check", "add a check that it fails"
    elif verdict.status is not Status.FAILED:
        what, hint = f"{name} cannot be graded: {_reason(verdict)}", "mend the hidden test"
    elif verdict.mistake is None:
        what = f"{name} is not named when somebody makes it"
        hint = "add inputs on which it differs from every other, or remove one of the two"
    elif verdict.mistake.id != mistake.id:
        what = f"{name} is taken for `{verdict.mistake.id}`"
        hint = "add a check that tells the two apart"
    if what:
        yield Fault(exercise.hidden_test, mistake.line, what, hint)


def _reason(verdict: Verdict) -> str:
    finding = verdict.first_failure
    return f"{finding.name}: {finding.message}" if finding else verdict.status.value
