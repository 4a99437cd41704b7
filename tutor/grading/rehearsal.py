"""Playing many versions of a solution against a hidden test, in one trusted process.

All are the author's own: the solution, its mutants and the known mistakes. They need no jail, and
no session of pytest each, which would cost several times what their checks do. Calls are made as
the worker makes them, on copies, seeded, and watched for changed inputs.

Reports are plain dicts, sent on as they come:

{"broken": why}                                     if the hidden test cannot be loaded
{"version": index, "status", "message", "mistake", "raised"}  after each
{"complete": true}                                  nothing else comes

`mistake` is the id of a known one, `raised` the type of the exception that every call raised.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from tutor.course.verdict import Status
from tutor.grading.asked import Call, Observation, Probe, Reading, answer, unread
from tutor.grading.diagnosis import explain
from tutor.grading.effort import LateError, interrupted_after
from tutor.grading.learner import LearnerError
from tutor.grading.plugin import Checks, Report, run_checks
from tutor.grading.trial import OWN_LIMITS, load_reference
from tutor.sandbox import wire
from tutor.sandbox.defaults import keep_defaults
from tutor.sandbox.limits import address_space, impose

LONGEST = 2.0
"""Seconds of CPU for one call, or one name; in what goes on, a loop has lost its end."""
UNLOADABLE = "unloadable"
"""Status of a version that no check can be put to."""


@dataclass(frozen=True)
class Job:
    """What is to be played, and what against."""

    slug: str
    solution: str
    hidden_test: str
    seed: int
    versions: Sequence[str]
    """Sources of whole modules."""
    to_the_end: bool
    """Whether all checks are carried out and the mistake is named; else the first failure ends."""


def rehearse(job: Job, emit: Callable[[Report], None]) -> None:
    """Play every version; each report goes to `emit`."""
    impose(OWN_LIMITS, address_space())
    rehearsal = Rehearsal(job, load_reference(Path(job.solution)), emit)
    run_checks(Path(job.hidden_test), rehearsal)
    if rehearsal.complete:
        emit({"complete": True})


class Understudy:
    """Answers the calls of checks from a module of this process, in the place of an Examiner."""

    def __init__(self, module: ModuleType) -> None:
        self._module = module
        self.asked: list[Observation] = []
        self.has_failed = False
        """Whether the version has failed a check, so that what takes long need not be asked."""

    def ask(
        self,
        function: str,
        args: tuple[wire.Value, ...],
        kwargs: Mapping[str, wire.Value],
        probe: Probe | None = None,
        reading: Reading | None = None,
    ) -> wire.Value:
        """The value of the module's function; LearnerError if a learner's would be none."""
        if reading is unread and self.has_failed:
            raise LearnerError("left out, as another check has failed")
        call = Call(function, args, kwargs, len(self.asked), probe, reading)
        self.asked.append((call, None))
        with only_seconds(LONGEST):
            outcome = answer(call, self._module)
        self.asked[-1] = call, call.read(outcome)
        if outcome.raised or outcome.changed:
            raise LearnerError(outcome.raised or f"changed {', '.join(outcome.changed)}")
        try:
            _, head, *numbers = wire.encode(0, outcome.value)
        except wire.WireError as error:
            raise LearnerError(str(error)) from None
        return wire.decode(bytes(head), bytearray(b"".join(numbers)))[1]


class Rehearsal(Checks):
    """The checks of one session, carried out again for each version."""

    def __init__(self, job: Job, reference: ModuleType, emit: Callable[[Report], None]) -> None:
        super().__init__(Understudy(reference), reference, job.seed, self._take, explicit=True)
        self._job = job
        self._report = emit
        self._found: Report = {}
        """What came of the last check that did not pass, if any."""
        self.complete = False

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Take the place of pytest's loop, which carries out each check once."""
        if session.testsfailed or not session.items:  # not collected: everything would pass
            return True
        for index, source in enumerate(self._job.versions):
            self._report(
                {"version": index, "mistake": "", "raised": "", **self._play(source, session.items)}
            )
        self.complete = True
        return True

    def _take(self, report: Report) -> None:
        """Take in a report of the checks themselves."""
        if "broken" in report:
            self._report(report)
        elif report.get("status", Status.PASSED) != Status.PASSED and not self._is_blocked():
            self._found = {"status": report["status"], "message": report["message"]}

    def _is_blocked(self) -> bool:
        return self._found.get("status") == Status.BLOCKED

    def _play(self, source: str, items: Sequence[pytest.Item]) -> Report:
        self._found = {}
        self.asked = {status: [] for status in Status}
        try:
            with only_seconds(LONGEST), keep_defaults():
                understudy = Understudy(_loaded(source, self._job.slug))
        except Exception as error:
            return {"status": UNLOADABLE, "message": repr(error)}
        self._examiner = understudy
        for item in items:
            understudy.has_failed = bool(self._found)
            item.ihook.pytest_runtest_protocol(item=item, nextitem=None)
            if self._found and not self._job.to_the_end:
                break
        told = {"mistake": self._named(), "raised": self._raised()}
        return {"status": Status.PASSED, "message": "", **told, **self._found}

    def _named(self) -> str:
        failed, passed = self.asked[Status.FAILED], self.asked[Status.PASSED]
        if not self._found or not self._job.to_the_end:
            return ""
        with suppress(LearnerError), only_seconds(LONGEST):
            known = explain(failed, passed, self.mistakes, self._reference, self._job.slug)
            return known.id if known else ""
        return ""

    def _raised(self) -> str:
        outcomes = [outcome for asked in self.asked.values() for _, outcome in asked if outcome]
        kinds = {outcome.raised for outcome in outcomes}
        return kinds.pop() if len(kinds) == 1 else ""


@contextmanager
def only_seconds(most: float) -> Iterator[None]:
    """Interrupt what takes more CPU; then LearnerError."""
    try:
        with interrupted_after(most):
            yield
    except LateError:
        raise LearnerError(f"no end after {most:g} s") from None


def _loaded(source: str, name: str) -> ModuleType:
    module = types.ModuleType(name)
    exec(compile(source, f"<{name}>", "exec", dont_inherit=True), vars(module))  # noqa: S102  the author's own
    return module
