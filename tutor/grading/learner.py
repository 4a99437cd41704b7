"""The learner's functions as a hidden test sees them: called in a process of their own.

`Learner` is the face that hidden tests get, `Examiner` what asks, keeps the time and takes down
each call, so that it can be put to others again. What comes from the learner's process may be
anything at all: it is held against what was asked before a check calculates with it.
"""

from __future__ import annotations

import hashlib
import inspect
import signal
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import ModuleType
from typing import TypeGuard

from tutor.errors import BlockedError
from tutor.grading import phrases
from tutor.grading.asked import Asks, Call, Observation, Probe, Reading, volume
from tutor.grading.called import Outcome
from tutor.grading.cell import Cell, EndedError, GarbledError, LateError
from tutor.grading.diagnosis import misfit_among
from tutor.grading.servers import JailLostError
from tutor.sandbox import wire
from tutor.sandbox.limits import Limits

SECONDS_AFTER_A_TIMEOUT = 1.0
"""Once a call came too late, others of the run get less: a verdict must not take minutes."""
LONGEST_COMPLAINT = 4000
MOST_NAMES, LONGEST_NAME = 50, 200
AGAIN, SECONDS_AGAIN = 40, 1.0
"""Calls of a run, and the seconds for all of them, that look for a smaller counterexample."""
MODEST, GROWTH = 1 << 16, 100
"""Bytes that any answer may have, and how many times as many as what was asked."""


class LearnerError(AssertionError):
    """The learner's code gave no usable value; the message is for them to read."""


@dataclass(frozen=True)
class Source:
    """A learner's file, as text."""

    slug: str
    filename: str
    text: str


class Learner:
    """`learner.q_sample(…)` calls the learner's `q_sample` in the learner's process."""

    def __init__(self, examiner: Asks) -> None:
        self._examiner = examiner

    def run(
        self,
        probe: Probe,
        *args: wire.Value,
        reading: Reading | None = None,
        **kwargs: wire.Value,
    ) -> wire.Value:
        """Call `probe(module, *args)` where the learner's module is.

        Only its source goes there: besides `torch` it must import what it needs, and it must not
        hold what is expected. Its `assert` statements speak to the learner.
        reading: by what of the value a mistake is known, where right answers differ by chance.
        """
        return self._examiner.ask(probe.__name__, args, kwargs, probe, reading)

    def __getattr__(self, name: str) -> Probe:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *args, **kwargs: self._examiner.ask(name, args, kwargs)


class Examiner:
    """Asks the learner's code; `asked` holds what was asked since it was last emptied."""

    def __init__(
        self, cell: Cell, source: Source, reference: ModuleType, limits: Limits, seed: int
    ) -> None:
        self._cell = cell
        self._source = source
        self._reference = reference
        self._limits = limits
        self._seed = seed
        self._seconds = limits.seconds
        self._spent = 0.0
        self._calls = 0
        self._again, self._seconds_again = AGAIN, SECONDS_AGAIN
        self._killed = False
        self._unusable = ""
        self._unreadable = ""
        self.asked: list[Observation] = []

    def unreadable(self) -> str:
        """Why Python cannot read the learner's file, which is loaded for it; empty if it can."""
        try:
            self._load()
        except JailLostError:  # nothing has begun yet, and can begin anew
            raise
        except (LearnerError, BlockedError):
            pass  # for the checks to find
        return self._unreadable

    def ask(
        self,
        function: str,
        args: tuple[wire.Value, ...],
        kwargs: Mapping[str, wire.Value],
        probe: Probe | None = None,
        reading: Reading | None = None,
    ) -> wire.Value:
        """The value of the learner's function; LearnerError if there is none."""
        call = Call(function, args, kwargs, self._seed_of(len(self.asked)), probe, reading)
        self.asked.append((call, None))
        self._load()
        subject = f"`{self._source.slug if probe else function}`"
        outcome, complaint = self._put(subject, call.request())
        self.asked[-1] = call, outcome and call.read(outcome)
        if outcome and not complaint and _is_huge(outcome, call):
            complaint = misfit_among(self.asked[-1:], self._reference)
        if complaint:
            raise LearnerError(complaint[:LONGEST_COMPLAINT])
        return outcome.value if outcome else None

    def again(self, call: Call) -> tuple[Outcome | None, str]:
        """The answer to one more call, and what is wrong with it; None once there were too many.

        It is not taken down in `asked`, and what it prints is dropped.
        """
        if not self._again:
            return None, ""
        self._again -= 1
        before, outcome, complaint = self._spent, None, ""
        with suppress(LearnerError, BlockedError):
            self._load()
            subject = f"`{self._source.slug if call.probe else call.function}`"
            outcome, complaint = self._put(subject, {**call.request(), "again": True})
        self._seconds_again -= self._spent - before
        usable = outcome is not None and not _is_huge(outcome, call)
        if not usable or self._seconds_again < 0:
            self._again = 0  # it is no longer cheap to ask
        return outcome if usable else None, complaint

    def _seed_of(self, index: int) -> int:
        """For one call; nobody finds in it the seed that the inputs are drawn from."""
        digest = hashlib.sha256(f"{self._seed} {index}".encode()).digest()
        return int.from_bytes(digest[:7], "big")

    def _load(self) -> None:
        """Give the learner's file to a worker, unless one has it or it cannot be loaded."""
        if self._unusable:
            raise LearnerError(self._unusable)
        if self._cell.occupied:
            return
        self._cell.start()
        load = {"op": "load", "name": self._source.slug, "filename": self._source.filename}
        _, complaint = self._put("importing your file", {**load, "source": self._source.text})
        if complaint:
            self._unusable = complaint[:LONGEST_COMPLAINT]
            raise LearnerError(self._unusable)

    def _put(self, subject: str, request: wire.Value) -> tuple[Outcome | None, str]:
        """What it led to, None if that can be compared with nothing, and what is wrong with it."""
        given = self._limits.total_seconds
        left = given - self._spent
        if left <= 0:
            return None, phrases.slow(self._spent, self._calls, given)
        began = time.monotonic()
        try:
            return self._read(subject, request, self._cell.ask(request, min(self._seconds, left)))
        except LateError:
            if left < self._seconds:
                return None, phrases.slow(given, self._calls + 1, given)
            complaint = phrases.late(subject, self._seconds)
            self._seconds = min(self._seconds, SECONDS_AFTER_A_TIMEOUT)
            return None, complaint
        except EndedError as end:
            if end.status == signal.SIGKILL and not self._killed:
                self._killed = True
                return self._put_again(subject, request)
            return None, phrases.ended(subject, end.status)
        except GarbledError:
            self._cell.stop()
            return None, phrases.garbled(subject)
        finally:
            self._spent += time.monotonic() - began
            self._calls += request["op"] != "load"

    def _put_again(self, subject: str, request: wire.Value) -> tuple[Outcome | None, str]:
        """The same by a new worker: a system short of memory kills whom it likes, but not twice."""
        if request["op"] == "load":
            self._cell.start()
        else:
            self._load()
        return self._put(subject, request)

    def _read(
        self, subject: str, request: wire.Value, reply: wire.Value
    ) -> tuple[Outcome | None, str]:
        """What an answer means; it may be anything at all."""
        match _with_short_texts(reply):
            case {"value": value, "changed": [*names]} if _are_names(names):
                complaint = phrases.changed(subject, names) if names else ""
                return Outcome(value, changed=tuple(names)), complaint
            case {"unreadable": str(text)} if request["op"] == "load":
                self._unreadable = phrases.clean(text)
                return None, self._unreadable
            case {"raised": str(kind), "text": str(text), "frames": [*frames]}:
                if kind == "MemoryError" or phrases.OUT_OF_MEMORY in text:
                    return None, phrases.out_of_memory(subject, self._limits.memory or 0)
                in_probe = request["op"] == "probe" and not frames
                return Outcome(raised=kind), self._raised(subject, kind, text, frames, in_probe)
            case {"missing": str(name), "defined": [*known], "inside": str(inside)} if _are_names(
                known
            ):
                return None, phrases.missing(name, known, inside)
            case {"is": str(what), "name": str(name)}:
                return None, phrases.no_function(name, what)
            case {"takes": str(takes)} if request["op"] == "call":
                name = request["function"]
                wanted = inspect.signature(getattr(self._reference, name))
                return None, phrases.wrong_parameters(name, list(wanted.parameters), takes)
            case {"too_large": int(size)}:
                return None, phrases.too_large(subject, size, wire.MAX_BODY)
            case {"unsendable": str(what)}:
                return None, phrases.unsendable(subject, what)
        raise GarbledError

    def _raised(
        self, subject: str, kind: str, text: str, frames: Sequence[wire.Value], in_probe: bool
    ) -> str:
        if not in_probe:
            return phrases.raised(subject, kind, text, frames, self._source.filename)
        spoken = kind == "AssertionError" and text
        return phrases.clean(text) if spoken else phrases.unusable(subject, kind, text)


def _with_short_texts(reply: wire.Value) -> wire.Value:
    """The reply with what is said in it cut to what is read of it, but for the value itself."""
    if not isinstance(reply, dict):
        return reply
    return {
        key: value[:LONGEST_COMPLAINT] if type(value) is str and key != "value" else value
        for key, value in reply.items()
    }


def _are_names(values: Sequence[wire.Value]) -> TypeGuard[Sequence[str]]:
    return len(values) <= MOST_NAMES and all(
        type(one) is str and len(one) <= LONGEST_NAME for one in values
    )


def _is_huge(outcome: Outcome, call: Call) -> bool:
    """Whether a check that goes on with the value could run out of memory or of time."""
    asked = volume([call.args, dict(call.kwargs)])
    return volume(outcome.value) > max(MODEST, GROWTH * asked)
