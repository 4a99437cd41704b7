"""Jobs side by side: taken as they are needed, and ended when nobody listens."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

from tests.tutor.classroom.conftest import Counter
from tutor.classroom.engines.threads import done
from tutor.classroom.job import Job

RIGHT = [Job("q_sample", "b" * 64, f"right {number}".encode()) for number in range(100)]


class Closing(Counter):
    """Waits for its first job to be ended."""

    def __init__(self) -> None:
        super().__init__()
        self.closed = Event()

    def grade(self, job: Job) -> object:
        if job.source == b"waits":
            assert self.closed.wait(30)
        return super().grade(job)

    def close(self) -> None:
        self.closed.set()


def test_jobs_are_taken_as_they_are_needed():
    taken = []

    def jobs() -> Iterator[Job]:
        for job in RIGHT:
            taken.append(job)
            yield job

    run = done(jobs(), [Counter(), Counter()])
    next(run)

    assert len(taken) == 5
    run.close()


def test_every_job_comes_out_once():
    workers = [Counter() for _ in range(3)]

    ended = [job.source for job, _ in done(RIGHT, workers)]

    assert sorted(ended) == sorted(job.source for job in RIGHT)
    assert sum(len(worker.jobs) for worker in workers) == 100


def test_who_stops_listening_ends_what_goes_on():
    workers = [Closing(), Closing()]
    run = done([RIGHT[0], Job("q_sample", "b" * 64, b"waits")], workers)

    next(run)
    run.close()

    assert all(worker.closed.is_set() for worker in workers)


def test_without_a_job_there_is_nothing():
    assert list(done([], [])) == []
