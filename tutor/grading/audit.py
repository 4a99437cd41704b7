"""Whether an exercise is proven: solution right, stub wrong, what is wrong caught, and named.

Solution and stub are graded as a learner's file is. The many known mistakes and mutants, all the
author's own, are played in the trusted process, where each costs a tenth of that.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

from tutor.course.course import Exercise
from tutor.course.verdict import Status, Verdict
from tutor.errors import BlockedError, Fault
from tutor.grading.declared import DeclaredMistake, as_submission, declared_mistakes
from tutor.grading.grader import Grader
from tutor.grading.mutation.strength import prove_strength
from tutor.grading.stub import REFUSALS
from tutor.grading.versions import Fate, Played, play

LEAST_MISTAKES = 5
SEEDS = (1, 2, 3)
"""The solution must pass whatever the inputs are, so it is tried on several."""
TYPOS = (
    *("NameError", "UnboundLocalError", "AttributeError", "SyntaxError"),
    *("ImportError", "ModuleNotFoundError"),
)
"""Exceptions that tell nothing about the subject: whoever else raises one made another slip."""
TOUCHED = "\nbegun = True\n"
"""Makes a stub count as started, so that it is graded."""


def prove(exercise: Exercise, grader: Grader) -> list[Fault]:
    """Grade everything that comes with an exercise; what is not as it should be."""
    parts = {
        "stub": exercise.stub,
        "solution": exercise.solution,
        "hidden test": exercise.hidden_test,
    }
    unreadable = [fault for name, path in parts.items() for fault in _unreadable(name, path)]
    if unreadable:
        return unreadable
    known = declared_mistakes(exercise.hidden_test, exercise.slug)
    faults = [*_too_few(known, exercise), *_nameless(exercise)]
    solution = list(_solution(exercise, grader))
    faults += [*solution, *_stub(exercise, grader, begin=not solution)]
    if solution:  # what it does not pass shows nothing about the rest
        return faults
    try:
        faults += _mistakes(known, exercise, grader)
        faults += prove_strength(exercise, grader, SEEDS[0])
    except BlockedError as error:
        hint = "let the checks keep nothing from one run to the next"
        faults.append(Fault(exercise.hidden_test, 1, str(error), hint))
    return faults


def _unreadable(name: str, path: Path) -> Iterator[Fault]:
    try:
        ast.parse(path.read_text(encoding="utf-8"))
    except REFUSALS as error:
        line, why = getattr(error, "lineno", None) or 1, getattr(error, "msg", None) or error
        yield Fault(path, line, f"Python cannot read this file: {why}", f"mend the {name}")


def _nameless(exercise: Exercise) -> Iterator[Fault]:
    """Checks that would be called by the names of their functions."""
    for node in ast.parse(exercise.hidden_test.read_text(encoding="utf-8")).body:
        if not isinstance(node, ast.FunctionDef) or not node.name.startswith("test"):
            continue
        if not ast.get_docstring(node):
            what = f"the check `{node.name}` has no docstring, by which learners know it"
            yield Fault(exercise.hidden_test, node.lineno, what, "say in a line what it looks at")


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


def _stub(exercise: Exercise, grader: Grader, *, begin: bool) -> Iterator[Fault]:
    """begin: whether to run it, too."""
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
    if not begin:
        return
    begun = grader.grade(exercise, source + TOUCHED, filename=exercise.stub.name, seed=SEEDS[0])
    if begun.status is not Status.FAILED:
        yield Fault(
            exercise.stub,
            1,
            f"the stub does not fail: it is {begun.status.value}",
            "take the answer out of it",
        )


def _too_few(known: Sequence[DeclaredMistake], exercise: Exercise) -> Iterator[Fault]:
    if len(known) < LEAST_MISTAKES:
        yield Fault(
            exercise.hidden_test,
            1,
            f"{len(known)} known mistake{'s' * (len(known) != 1)}, where an exercise has at least "
            f"{LEAST_MISTAKES}",
            "add the mistakes that learners make",
        )


def _mistakes(
    known: Sequence[DeclaredMistake], exercise: Exercise, grader: Grader
) -> Iterator[Fault]:
    solution = exercise.solution.read_text(encoding="utf-8")
    sources = [as_submission(one, exercise.hidden_test, solution) for one in known]
    played = play(grader, exercise, sources, seed=SEEDS[0], to_the_end=True)
    for mistake, one in zip(known, played, strict=True):
        what, hint = _misjudged(mistake, one)
        if what:
            yield Fault(exercise.hidden_test, mistake.line, what, hint)


def _misjudged(mistake: DeclaredMistake, played: Played) -> tuple[str, str]:
    """Why it is not caught and named, with a hint; both empty if it is."""
    name = f"the known mistake `{mistake.id}`"
    if played.fate is Fate.PASSED:
        return f"{name} passes every check", "add a check that it fails"
    if played.fate is not Fate.FAILED:
        return f"{name} cannot be graded: {played.message}", "mend the hidden test"
    if played.raised in TYPOS:
        hint = "mend its code, or whoever raises one is told of this mistake"
        return f"{name} raises {played.raised} on every input", hint
    if not played.mistake:
        return (
            f"{name} is not named when somebody makes it",
            "add inputs on which it differs from every other, or remove one of the two",
        )
    if played.mistake != mistake.id:
        hint = "add a check that tells the two apart"
        return f"{name} is taken for `{played.mistake}`", hint
    return "", ""


def _reason(verdict: Verdict) -> str:
    """What a check says; of a traceback, its end."""
    finding = verdict.first_failure
    if finding is None:
        return verdict.status.value
    message = finding.message
    if verdict.status is Status.BLOCKED:
        message = message.strip().splitlines()[-1].removeprefix("E").strip()
    return f"{finding.name}: {message}"
