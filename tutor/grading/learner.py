"""The learner's functions as a hidden test sees them: called in a process of their own.

`Learner` is the face that hidden tests get, `Examiner` what asks, keeps the time and takes down
each call, so that it can be put to others again.
"""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import ModuleType

from tutor.grading import phrases
from tutor.grading.called import Outcome
from tutor.grading.cell import Cell, EndedError, GarbledError, LateError
from tutor.sandbox import wire
from tutor.sandbox.limits import Limits

SECONDS_AFTER_A_TIMEOUT = 1.0
"""Once a call came too late, others of the run get less: a verdict must not take minutes."""
SEED_COUNT = 1 << 63
"""How many there are for torch's generator."""
LONGEST_COMPLAINT = 4000

Probe = Callable[..., wire.Value]


class LearnerError(AssertionError):
    """The learner's code gave no usable value; the message is for them to read."""


@dataclass(frozen=True)
class Source:
    """A learner's file, as text."""

    slug: str
    filename: str
    text: str


@dataclass(frozen=True)
class Call:
    """One call that a check makes, and that others can be asked as well."""

    function: str
    args: tuple[wire.Value, ...]
    kwargs: Mapping[str, wire.Value]
    seed: int
    probe: Probe | None = None

    def on(self, module: object) -> Callable[..., wire.Value]:
        """What is to be called, if this module's functions are meant."""
        if self.probe:
            return partial(self.probe, module)
        function: Callable[..., wire.Value] = getattr(module, self.function)
        return function

    def request(self) -> dict[str, wire.Value]:
        """The question to the worker."""
        question = {
            "op": "probe" if self.probe else "call",
            "function": self.function,
            "args": self.args,
            "kwargs": dict(self.kwargs),
            "seed": self.seed,
        }
        if self.probe:
            question["source"] = textwrap.dedent(inspect.getsource(self.probe))
        return question


class Learner:
    """`learner.q_sample(…)` calls the learner's `q_sample` in the learner's process."""

    def __init__(self, examiner: Examiner) -> None:
        self._examiner = examiner

    def run(self, probe: Probe, *args: wire.Value, **kwargs: wire.Value) -> wire.Value:
        """Call `probe(module, *args)` where the learner's module is.

        Only its source goes there: besides `torch` it must import what it needs, and it must not
        hold what is expected. Its `assert` statements speak to the learner.
        """
        return self._examiner.ask(probe.__name__, args, kwargs, probe)

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
        self._unusable = ""
        self.asked: list[tuple[Call, Outcome | None]] = []

    def ask(
        self,
        function: str,
        args: tuple[wire.Value, ...],
        kwargs: Mapping[str, wire.Value],
        probe: Probe | None = None,
    ) -> wire.Value:
        """The value of the learner's function; LearnerError if there is none."""
        seed = (self._seed + len(self.asked)) % SEED_COUNT
        call = Call(function, args, kwargs, seed, probe)
        self.asked.append((call, None))
        self._load()
        subject = f"`{self._source.slug if probe else function}`"
        outcome, complaint = self._put(subject, call.request())
        self.asked[-1] = call, outcome
        if complaint:
            raise LearnerError(complaint[:LONGEST_COMPLAINT])
        return outcome.value if outcome else None

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
        try:
            return self._read(subject, request, self._cell.ask(request, self._seconds))
        except LateError:
            complaint = phrases.late(subject, self._seconds)
            self._seconds = min(self._seconds, SECONDS_AFTER_A_TIMEOUT)
            return None, complaint
        except EndedError as end:
            return None, phrases.ended(subject, end.status)
        except GarbledError:
            self._cell.stop()
            return None, phrases.garbled(subject)

    def _read(
        self, subject: str, request: wire.Value, reply: wire.Value
    ) -> tuple[Outcome | None, str]:
        """What an answer means; it may be anything at all."""
        match reply:
            case {"value": value, "changed": [*names]}:
                complaint = phrases.changed(subject, [str(name) for name in names]) if names else ""
                return Outcome(value, changed=tuple(map(str, names))), complaint
            case {"raised": str(kind), "text": str(text), "frames": [*frames]}:
                if kind == "MemoryError" or phrases.OUT_OF_MEMORY in text:
                    return None, phrases.out_of_memory(subject, self._limits.memory or 0)
                if request["op"] == "probe" and not frames:
                    spoken = kind == "AssertionError" and text
                    complaint = (
                        phrases.clean(text) if spoken else phrases.unusable(subject, kind, text)
                    )
                else:
                    complaint = phrases.raised(subject, kind, text, frames, self._source.filename)
                return Outcome(raised=kind), complaint
            case {"missing": str(name), "defined": [*defined], "inside": str(inside)}:
                return None, phrases.missing(name, [str(known) for known in defined], inside)
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
