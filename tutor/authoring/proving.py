"""Proving exercises, several at a time: each needs a grader of its own, which serves one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from queue import LifoQueue

from tutor.course.course import Course, Exercise
from tutor.errors import Fault
from tutor.grading.audit import prove
from tutor.grading.grader import Grader

Prove = Callable[[Exercise], list[Fault]]
Proofs = Sequence[Future[list[Fault]]]


@contextmanager
def proofs(
    course: Course,
    exercises: Sequence[Exercise],
    workers: int,
    around: Callable[[Exercise, Prove], list[Fault]],
) -> Iterator[Proofs]:
    """What becomes of each exercise, in the order given; leaving early ends what still runs.

    around: called on a thread for each exercise, with what proves it.
    """
    idle: LifoQueue[Grader] = LifoQueue()  # the last is warm

    def prove_by_any(exercise: Exercise) -> list[Fault]:
        grader = idle.get()
        try:
            return prove(exercise, grader)
        finally:
            idle.put(grader)

    # Left in this order: a grader that is closed ends the proof for which its thread waits.
    with ThreadPoolExecutor(workers) as pool, ExitStack() as graders:
        for _ in range(workers):
            idle.put(graders.enter_context(Grader(course, explicit=True)))
        begun = {
            one.slug: pool.submit(around, one, prove_by_any)
            for one in sorted(exercises, key=_longest_first)
        }
        yield [begun[one.slug] for one in exercises]


def results(begun: Proofs) -> Iterator[Fault]:
    """All that was found, in order; as soon as one proof cannot be carried out, its exception."""
    done, _ = wait(begun, return_when=FIRST_EXCEPTION)
    for proof in [*(one for one in done if one.exception()), *begun]:
        yield from proof.result()


def _longest_first(exercise: Exercise) -> float:
    """By the time that one call may take, so that no training is left for the end."""
    return -(exercise.seconds or 0)
