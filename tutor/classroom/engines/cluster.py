"""Workers on a cluster of dask: one of ours asks, some process there grades.

Each has one job there at most and drops its result as soon as it is here, so that a lost process
costs the jobs it was at, and no more. Tries are counted here: how often dask tries is set by whom
the cluster belongs to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from distributed import Client, Future, KilledWorker
from distributed.client import ClosedClientError
from distributed.comm import CommClosedError

from tutor.classroom.engines import remote
from tutor.classroom.engines.remote import Run
from tutor.classroom.engines.turns import Turns
from tutor.classroom.job import Grade, Job
from tutor.errors import BlockedError, TutorError

TRIES = 3
Asked = Callable[[Run, Job], Grade | BlockedError]
LOST = (KilledWorker, CancelledError, ClosedClientError, CommClosedError)


@dataclass
class Remote:
    """A worker that has its jobs done on the cluster."""

    client: Client
    run: Run
    turns: Turns
    asked: Asked = remote.grade
    """What is done there."""
    closed: bool = field(default=False, init=False)
    future: Future | None = field(default=None, init=False)

    def grade(self, job: Job) -> Grade:
        """Have a file graded; BlockedError is nobody's mark, TutorError the end of the run."""
        for number in range(TRIES):
            with self.turns.taken(alone=number > 0):
                outcome = self._ask(job)
            if isinstance(outcome, BlockedError):
                raise outcome
            if outcome:
                return outcome
        raise BlockedError(f"the process that graded it was lost {TRIES} times")

    def close(self) -> None:
        """End what goes on, from any thread."""
        self.closed = True
        if self.future:
            self.future.cancel()

    def _ask(self, job: Job) -> Grade | BlockedError | None:
        """What has come of it; None if it was lost on the way."""
        try:
            self.future = self.client.submit(self.asked, self.run, job, pure=False)
            if self.closed:
                self.future.cancel()
            outcome: Grade | BlockedError = self.future.result()
            return outcome
        except ImportError as error:
            raise TutorError(
                f"the cluster has not this tutor: {error}",
                "install the same tutor with its extra `cluster` on all machines",
            ) from None
        except LOST:
            if self.closed or self.client.status != "running":
                raise TutorError(
                    "the cluster is gone",
                    "run the same command again: what was graded is kept",
                ) from None
            return None
        finally:
            if self.future:
                self.future.release()


@contextmanager
def workers(
    client: Client, run: Run, count: int, asked: Asked = remote.grade
) -> Iterator[Sequence[Remote]]:
    """So many workers, whose graders end with them."""
    turns = Turns()
    try:
        yield [Remote(client, run, turns, asked) for _ in range(count)]
    finally:
        with suppress(*LOST, OSError):  # then nothing is left to be ended
            client.run(remote.dismiss, run, on_error="ignore")
