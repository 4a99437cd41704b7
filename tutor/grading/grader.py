"""Who wants a verdict asks here; this process loads neither torch nor pytest.

The servers that do are started when they are first needed, stay warm, and are started anew when
one has died. One run at a time; `cancel` and `close` may come from any other thread.
"""

from __future__ import annotations

import os
import secrets
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Self

from tutor.course.course import Course, Exercise
from tutor.course.verdict import Finding, Status, Verdict
from tutor.errors import BlockedError, TutorError
from tutor.grading import handed_out, lines, scoring
from tutor.grading.scoring import Score
from tutor.grading.servers import Servers, start_servers
from tutor.grading.stub import is_untouched, unreadable
from tutor.sandbox.limits import Limits
from tutor.sandbox.profile import Profile

HIDDEN = ("solutions", "tests", ".git")
"""Folders of a course that no learner's code may read; history holds the first two."""
LONGEST_RUN = 120.0
"""Seconds after which a run, start of the servers included, is the grader's own fault."""


Report = dict[str, object]
"""What a run says on its way."""
OnFinding = Callable[[Finding], None]

CANCELLED = "grading was cancelled"
SEEDS = range(1 << 63)
"""What torch takes, and what can be told to another process."""


class CancelledError(BlockedError):
    """The run was ended by `cancel` or `close`."""


class Grader:
    """Grades files of one course.

    profile: how learners' code is fenced in; as strongly as can be for None.
    explicit: blocked verdicts say why, to an author; a learner would see the inside of a check.
    """

    def __init__(
        self,
        course: Course,
        *,
        limits: Limits | None = None,
        profile: Profile | None = None,
        explicit: bool = False,
    ) -> None:
        self._course = course
        self._limits = limits or Limits()
        self._profile = profile
        self._explicit = explicit
        self._thorough = False
        self._servers: Servers | None = None
        self._number = 0
        self._running: int | None = None
        self._closed = False
        self._lock = Lock()
        """Held for what `grade`, `cancel` and `close` must not do at once."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm(self) -> None:
        """Start to load all that grading can need, without waiting for it."""
        with self._lock:
            if not self._closed:
                self._thorough = True
                self._started()

    def grade(
        self,
        exercise: Exercise,
        source: str,
        *,
        filename: str,
        seed: int | None = None,
        on_finding: OnFinding | None = None,
    ) -> Verdict:
        """The verdict on one file; blocks, and raises CancelledError when it is ended early.

        seed: for the inputs of the checks, 0 to 2**63 − 1, or a TutorError is raised; without one,
        every run draws its own.
        on_finding: called with each finding as soon as it is there.
        """
        if seed is not None and seed not in SEEDS:
            raise TutorError(
                f"the seed must lie from 0 to 2**63 − 1, but is {seed}", "choose another seed"
            )
        if is_untouched(source, _stub(exercise)):
            return Verdict(exercise.slug, Status.NOT_STARTED, 0.0, exercise.points)
        if complaint := unreadable(source, filename):
            findings = (scoring.unreadable(complaint, exercise.points),)
            return Verdict(exercise.slug, Status.FAILED, 0.0, exercise.points, findings)
        run = partial(self._grade, exercise, source, filename, seed, on_finding)
        if self._course.handed_out:  # no public check asks the solution, which is not there
            stub = _stub(exercise)
            return handed_out.graded(
                exercise, source, stub, partial(run, exercise.stub), on_finding
            )
        return run(exercise.solution)

    def _grade(
        self,
        exercise: Exercise,
        source: str,
        filename: str,
        seed: int | None,
        on_finding: OnFinding | None,
        solution: Path,
    ) -> Verdict:
        began = time.monotonic()
        score = Score(exercise, on_finding or (lambda _: None))
        seed = secrets.randbits(32) if seed is None else seed
        job = {
            "slug": exercise.slug,
            "filename": filename,
            "source": source,
            "solution": str(solution),
            "hidden_test": str(exercise.hidden_test),
            "seed": seed,
            "explicit": self._explicit,
            "seconds": exercise.seconds,
            "handed_out": self._course.handed_out,
        }
        self._run("grade", job, score.take, began + LONGEST_RUN)
        return score.verdict(self._course.misconceptions, time.monotonic() - began, seed)

    def rehearse(
        self, exercise: Exercise, versions: Sequence[str], *, seed: int, to_the_end: bool
    ) -> list[Report]:
        """What became of each version of the solution; see `rehearsal`, which needs no jail.

        The last report says whether it was complete.
        """
        job = {
            "slug": exercise.slug,
            "solution": str(exercise.solution),
            "hidden_test": str(exercise.hidden_test),
            "seed": seed,
            "versions": versions,
            "to_the_end": to_the_end,
        }
        reports: list[Report] = []
        self._run("rehearse", job, reports.append, time.monotonic() + LONGEST_RUN)
        return reports

    def cancel(self) -> None:
        """End the run that is under way, if any."""
        with self._lock:
            if self._servers and self._running is not None:
                with suppress(OSError):  # it has ended by itself
                    lines.write(self._servers.commands, {"cancel": self._running})
                self._running = None

    def close(self) -> None:
        """End the run that is under way, and both servers, for good: a late run finds none."""
        with self._lock:
            self._running = None
            self._closed = True
            if self._servers:
                self._end(self._servers)

    def _run(self, command: str, job: Report, take: Callable[[Report], None], until: float) -> None:
        """Have a job done; once more, by new servers, if one was gone before it had begun."""
        with self._lock:
            number, servers = self._begin(command, job)
        if not self._listen(servers, number, take, until):
            with self._lock:
                again = self._running == number
                self._end(servers)
                if again:
                    number, servers = self._begin(command, job)
            if again:
                self._listen(servers, number, take, until)
        if self._running != number:
            raise CancelledError(CANCELLED)
        self._running = None

    def _begin(self, command: str, job: Report) -> tuple[int, Servers]:
        """Command a run; the lock must be held."""
        if self._closed:
            raise CancelledError(CANCELLED)
        servers = self._started()
        self._number += 1
        self._running = self._number
        with suppress(OSError):  # it has just died, as whoever listens will find
            lines.write(servers.commands, {command: self._number, "job": job})
        return self._number, servers

    def _listen(
        self, servers: Servers, number: int, take: Callable[[Report], None], until: float
    ) -> bool:
        """Take reports until the run has ended, in whatever way; whether there were any."""
        begun = False
        with self._ending(servers):
            while True:
                servers.commands.settimeout(max(until - time.monotonic(), 0.001))
                for message in servers.incoming.read():
                    if message.get("ended") == number:
                        return begun
                    if message.get("job") == number and "jail" not in message:
                        begun = True
                        take(message)
        return begun

    @contextmanager
    def _ending(self, servers: Servers) -> Iterator[None]:
        """End both servers if the trusted one hangs up, or is silent for too long."""
        try:
            yield
        except (EOFError, OSError):
            with self._lock:
                self._end(servers)

    def _started(self) -> Servers:
        if self._servers and not self._servers.alive:
            self._end(self._servers)
        if self._servers is None:
            self._servers = start_servers(
                [self._course.root / name for name in HIDDEN],
                self._limits,
                os.environ,
                thorough=self._thorough,
                profile=self._profile,
                errors=sys.stderr.buffer if self._explicit else None,
            )
        return self._servers

    def _end(self, servers: Servers) -> None:
        servers.end()
        if self._servers is servers:
            self._servers = None


def _stub(exercise: Exercise) -> str:
    try:
        return exercise.stub.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BlockedError(
            f"{exercise.stub}: this stub cannot be read", "check the course: `tutor course check`"
        ) from error
