"""Whether the checks of an exercise catch its solution's mutants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tutor.course.course import Exercise
from tutor.errors import Fault
from tutor.grading.grader import Grader
from tutor.grading.mutation.marks import Mark, as_mark, marks, means_any
from tutor.grading.mutation.mutants import Mutant, mutants
from tutor.grading.versions import Fate, Played, play

LEAST_CAUGHT = 0.95
"""Share of the mutants that are not marked as equivalent."""

Tried = Sequence[tuple[Mutant, Played]]


def prove_strength(exercise: Exercise, grader: Grader, seed: int) -> Iterator[Fault]:
    """What lets mutants pass, and marks of equivalent ones that mean nothing any more."""
    made = mutants(exercise.solution.read_text(encoding="utf-8"))
    sources = [one.source for one in made]
    played = play(grader, exercise, sources, seed=seed, to_the_end=False)
    tried = [
        (mutant, one)
        for mutant, one in zip(made, played, strict=True)
        if one.fate is not Fate.UNLOADABLE
    ]
    known = marks(exercise.hidden_test)
    yield from _weakness(exercise, [one for one in tried if not means_any(known, one[0])])
    for mark in known:
        if what := _staleness(mark, tried):
            hint = 'give a reason, as `because="…"`' if not mark.because else "remove the mark"
            yield Fault(exercise.hidden_test, mark.line, what, hint)


def _weakness(exercise: Exercise, tried: Tried) -> Iterator[Fault]:
    """Each survivor is worth a look; too many are a fault."""
    survivors = [(mutant, one) for mutant, one in tried if one.fate is not Fate.FAILED]
    caught = len(tried) - len(survivors)
    if caught < LEAST_CAUGHT * len(tried):
        yield Fault(
            exercise.hidden_test,
            1,
            f"the checks catch {caught} of {len(tried)} wrong versions of the solution, where "
            f"{LEAST_CAUGHT:.0%} are due",
            "add checks that fail the versions listed for the solution",
        )
    for mutant, one in survivors:
        if one.fate is Fate.BLOCKED:
            what = f"a check breaks, and gives no verdict, on {_change(mutant)}: {one.message}"
            hint = "let the check look at what it got before it calculates with it"
        else:
            what = f"no check fails on {_change(mutant)}"
            hint = f"add one that does, or say in the hidden test why none can: {as_mark(mutant)}"
        yield Fault(exercise.solution, mutant.line, what, hint, warning=True)


def _change(mutant: Mutant) -> str:
    return f"`{mutant.now}` in the place of `{mutant.was}`"


def _staleness(mark: Mark, tried: Tried) -> str:
    """Why a mark is none; empty if it holds."""
    name = f"`{mark.now}` is marked as equivalent to `{mark.was}`"
    meant = [one for mutant, one in tried if mark.means(mutant)]
    if not meant:
        return f"{name}, but no version of the solution has it there"
    if all(one.fate is Fate.FAILED for one in meant):
        return f"{name}, but a check fails on it"
    return "" if mark.because else f"{name} without a reason"
