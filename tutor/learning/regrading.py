"""Files graded again at each save: only the newest save counts, and a run it made old is ended.

Runs live on a thread, so that a save is seen while one hangs; what is told comes out here, in the
caller's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Generic, TypeVar

from tutor.errors import TutorError
from tutor.learning.watch import GLANCE, Sight, Watch

Result = TypeVar("Result")


@dataclass(frozen=True)
class Began:
    """A run over the file of that index."""

    file: int


@dataclass(frozen=True)
class Ended(Generic[Result]):
    """What a run over the file as it stands has come to."""

    file: int
    result: Result | TutorError


@dataclass(frozen=True)
class Gone:
    """A file stays away."""

    file: int


def regrade(
    watches: Sequence[Watch],
    grade: Callable[[int], Result],
    cancel: Callable[[], None],
    glance: float = GLANCE,
) -> Iterator[Began | Ended[Result] | Gone]:
    """What becomes of each file, without end.

    grade: judges the file of an index; blocks, one at a time. cancel: makes it end early.
    glance: seconds between two looks.
    """
    due: dict[int, None] = {}
    running: int | None = None
    results: SimpleQueue[Result | BaseException] = SimpleQueue()

    def run(file: int) -> None:
        try:
            results.put(grade(file))
        except BaseException as error:  # raised where it is heard
            results.put(error)

    while True:
        saved, gone = _looked_at(watches)
        due.update(dict.fromkeys(saved))
        yield from map(Gone, gone)
        if running in due:
            cancel()  # at each look: the first may have come before the run could hear it
        if running is None and due:
            running = next(iter(due))
            del due[running]
            yield Began(running)
            Thread(target=run, args=(running,), daemon=True).start()
        with suppress(Empty):
            result = results.get(timeout=glance)
            ended, running = running, None
            if isinstance(result, BaseException) and not isinstance(result, TutorError):
                raise result
            if ended is not None and ended not in due and not watches[ended].changed:
                yield Ended(ended, result)


def _looked_at(watches: Sequence[Watch]) -> tuple[list[int], list[int]]:
    """Which files were saved, and which are gone."""
    sights = [watch.look() for watch in watches]
    return (
        [file for file, sight in enumerate(sights) if sight is Sight.SAVED],
        [file for file, sight in enumerate(sights) if sight is Sight.GONE],
    )
