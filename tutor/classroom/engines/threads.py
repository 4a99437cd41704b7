"""Jobs done side by side: a thread for each worker, wherever that is.

The threads only wait: for the processes of a grader, or for a cluster. Results come out where
they are asked for, so that one thread alone writes them down.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from itertools import islice
from queue import SimpleQueue
from threading import Thread
from typing import Protocol

from tutor.classroom.job import Grade, Job
from tutor.errors import BlockedError

AHEAD = 2
"""Jobs on the way for each worker: one that is done and one that waits."""


class Worker(Protocol):
    """Does one job at a time."""

    def grade(self, job: Job) -> Grade:
        """Do a job; BlockedError is nobody's mark."""

    def close(self) -> None:
        """End what goes on, from any thread."""


Outcome = Grade | BlockedError
Done = tuple[Job, Outcome | BaseException]


def done(
    jobs: Iterable[Job], workers: Sequence[Worker]
) -> Generator[tuple[Job, Outcome], None, None]:
    """Each job with what has come of it, in the order in which they end.

    Jobs are taken from the iterable as they are needed; whoever stops listening ends them.
    """
    todo: SimpleQueue[Job | None] = SimpleQueue()
    results: SimpleQueue[Done] = SimpleQueue()
    threads = [Thread(target=_work, args=(one, todo, results), daemon=True) for one in workers]
    waiting = iter(jobs)
    under_way = 0
    try:
        for thread in threads:
            thread.start()
        for job in islice(waiting, AHEAD * len(workers)):
            todo.put(job)
            under_way += 1
        while under_way:
            job, outcome = results.get()
            under_way -= 1
            for following in islice(waiting, 1):
                todo.put(following)
                under_way += 1
            if isinstance(outcome, BaseException) and not isinstance(outcome, BlockedError):
                raise outcome
            yield job, outcome
    finally:
        for _ in threads:
            todo.put(None)
        for worker in workers:
            worker.close()
        for thread in threads:
            thread.join()


def _work(worker: Worker, todo: SimpleQueue[Job | None], results: SimpleQueue[Done]) -> None:
    while (job := todo.get()) is not None:
        outcome: Outcome | BaseException
        try:
            outcome = worker.grade(job)
        except BaseException as error:  # raised where it is heard
            outcome = error
        results.put((job, outcome))
