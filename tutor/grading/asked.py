"""A call that a check makes: put to the learner's function, then to others for comparison."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

import torch

from tutor.grading.called import Outcome, call
from tutor.sandbox import wire

Probe = Callable[..., wire.Value]
Reading = Callable[[wire.Value], wire.Value]
"""From what a probe returned to what of it counts, where chance makes the rest of it."""


def unread(_: wire.Value) -> None:
    """The reading of a call that no mistake is known by, and that is put to nobody else."""


@dataclass(frozen=True)
class Call:
    """One call that a check makes, and that others can be asked as well."""

    function: str
    args: tuple[wire.Value, ...]
    kwargs: Mapping[str, wire.Value]
    seed: int
    probe: Probe | None = None
    reading: Reading | None = None

    def read(self, outcome: Outcome) -> Outcome:
        """What of an outcome counts; all of it where its value is not one that can be read."""
        if self.reading and not outcome.raised:
            with suppress(Exception):  # the value may be anything at all
                return replace(outcome, value=self.reading(outcome.value))
        return outcome

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


Observation = tuple[Call, Outcome | None]
"""A call, and what it led to; None if that can be compared with nothing."""


class Asks(Protocol):
    """Whoever puts the calls of checks to a function, and takes them down in `asked`."""

    asked: list[Observation]

    def ask(
        self,
        function: str,
        args: tuple[wire.Value, ...],
        kwargs: Mapping[str, wire.Value],
        probe: Probe | None = None,
        reading: Reading | None = None,
    ) -> wire.Value:
        """The value of the function; an AssertionError if there is none."""


def put(question: Call, module: object) -> Outcome:
    """What of the call's outcome on the trusted side counts."""
    return question.read(answer(question, module))


def answer(question: Call, module: object) -> Outcome:
    """What the call leads to on the trusted side."""
    _, head, *numbers = wire.encode(0, [question.args, dict(question.kwargs)])
    _, (args, kwargs) = wire.decode(bytes(head), bytearray(b"".join(numbers)))
    try:
        return call(question.on(module), args, kwargs, question.seed)
    except Exception as error:
        return Outcome(raised=type(error).__name__)


def consult(question: Call, module: object) -> Outcome:
    """As `put`, of functions that are known to leave their inputs alone: at half the cost."""
    torch.default_generator.manual_seed(question.seed)
    try:
        return question.read(Outcome(question.on(module)(*question.args, **question.kwargs)))
    except Exception as error:
        return question.read(Outcome(raised=type(error).__name__))


def volume(value: wire.Value) -> int:
    """About how many bytes a value's numbers take."""
    if isinstance(value, torch.Tensor):
        return value.nbytes
    if isinstance(value, dict):
        return sum(map(volume, value.values()))
    if isinstance(value, list | tuple):
        return sum(map(volume, value))
    return int(getattr(value, "nbytes", 8))
