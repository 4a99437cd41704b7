"""A learner's functions called outside any test: arrays in, arrays out, computed in the jail.

Simulations are driven by this. Whoever asks loads no torch and gets values or one sentence, never
a verdict. A call blocks for at most `LIMITS.seconds`, a first one also while the jail loads.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from tutor.errors import TutorError
from tutor.grading import phrases
from tutor.grading.cell import Cell, EndedError, GarbledError, LateError
from tutor.grading.servers import LAST_WORDS, JailLostError, start_jail
from tutor.sandbox import wire
from tutor.sandbox.limits import Limits

LIMITS = Limits(seconds=2.0, cpu_seconds=3600)
"""A picture is not worth more; a worker lives as long as somebody plays."""
KEPT_VALUES = 256
"""Answers that are remembered: enough for a run of a sampler and back."""
LONGEST_WORDS = 200
"""Characters of an exception that fit on a screen with a drawing."""
MEND = "mend it and save"

Function = Callable[..., Any]


@dataclass(frozen=True)
class Code:
    """A learner's file, and the function of it that is called."""

    slug: str
    filename: str
    text: str


class Driver:
    """One jail, one worker at a time; calls may come from any thread."""

    def __init__(
        self, hidden: Iterable[Path], environ: Mapping[str, str], limits: Limits = LIMITS
    ) -> None:
        """hidden: folders that no learner's code may read. The jail starts with the first call."""
        self._hidden = tuple(hidden)
        self._environ = environ
        self._limits = limits
        self._jail: subprocess.Popen[bytes] | None = None
        self._cell: Cell | None = None
        self._loaded: Code | None = None
        self._functions: dict[Code, Function] = {}
        self._values: dict[object, Any] = {}
        self._hopeless: dict[Code, str] = {}
        self._turn = Lock()
        self._closed = False

    def function(self, code: Code) -> Function:
        """The learner's function: arrays go in as tensors and come out as arrays.

        It is one object for each code. Calling it raises TutorError with one sentence where there
        is no value. The same arguments give the same value, for torch is seeded alike.
        """
        return self._functions.setdefault(code, partial(self._call, code))

    def close(self) -> None:
        """End the jail for good; whoever waits for it hears that it is gone."""
        self._closed = True
        if cell := self._cell:
            cell.hang_up()
        elif jail := self._jail:  # still loading, and somebody may wait for it
            jail.kill()
        with self._turn:
            self._end()

    def _call(self, code: Code, *args: object, **kwargs: object) -> wire.Value:
        key = (code, _key(args), _key(tuple(sorted(kwargs.items()))))
        with self._turn:
            if key not in self._values:
                value = self._computed(code, args, kwargs)
                while len(self._values) >= KEPT_VALUES:
                    del self._values[next(iter(self._values))]
                self._values[key] = value
            return self._values[key]

    def _computed(
        self, code: Code, args: tuple[object, ...], kwargs: Mapping[str, object]
    ) -> wire.Value:
        """The value of a call; by a new jail, if the one there was is gone."""
        sent = [_sent(one) for one in args], {name: _sent(one) for name, one in kwargs.items()}
        call = {"op": "call", "function": code.slug, "args": sent[0], "kwargs": sent[1], "seed": 0}
        try:
            return self._put(code, call)
        except JailLostError:
            if self._closed:
                raise
            self._end()
            return self._put(code, call)

    def _put(self, code: Code, call: dict[str, Any]) -> wire.Value:
        self._load(code)
        return _number(code, self._ask(code, f"`{code.slug}`", call))

    def _load(self, code: Code) -> None:
        """Have a worker that holds this file and no other."""
        if code in self._hopeless:
            raise TutorError(self._hopeless[code], MEND)
        cell = self._started()
        if cell.occupied and self._loaded == code:
            return
        if cell.occupied:
            cell.stop()
        cell.start()
        self._loaded = code
        load = {"op": "load", "name": code.slug, "filename": code.filename, "source": code.text}
        self._ask(code, "importing your file", load)

    def _ask(self, code: Code, subject: str, request: dict[str, Any]) -> wire.Value:
        assert self._cell  # noqa: S101  _load() comes first
        try:
            reply = self._cell.ask(request, self._limits.seconds, arrays=True)
            return _value(code, subject, reply)
        except LateError:
            self._hopeless[code] = phrases.late(subject, self._limits.seconds)
            raise TutorError(self._hopeless[code], MEND) from None
        except EndedError as end:
            raise TutorError(phrases.ended(subject, end.status), MEND) from None
        except (GarbledError, wire.UnsendableError):
            if self._cell.occupied:
                self._cell.stop()
            raise TutorError(phrases.garbled(subject), MEND) from None

    def _started(self) -> Cell:
        """The jail's cell; a new one where it has ended."""
        if self._jail is not None and self._jail.poll() is not None:
            self._end()
        if self._cell is None:
            if self._closed:
                raise JailLostError
            self._jail, asking = start_jail(self._hidden, self._limits, self._environ)
            with asking:
                try:
                    self._cell = Cell(asking)
                except JailLostError:
                    self._end()
                    raise
        return self._cell

    def _end(self) -> None:
        jail, cell = self._jail, self._cell
        self._jail = self._cell = self._loaded = None
        if cell:
            cell.close()
        if jail:
            with suppress(subprocess.TimeoutExpired):
                jail.wait(LAST_WORDS)
            jail.kill()
            jail.wait()


def _sent(value: object) -> object:
    if isinstance(value, np.ndarray):
        return wire.AsTensor(value)
    return value.item() if isinstance(value, np.generic) else value


def _key(value: object) -> object:
    """What tells arguments apart: the bytes of an array."""
    if isinstance(value, tuple):
        return tuple(map(_key, value))
    if isinstance(value, np.ndarray):
        return value.dtype.str, value.shape, value.tobytes()
    return type(value), value


def _value(code: Code, subject: str, reply: wire.Value) -> wire.Value:
    """What an answer means; it may be anything at all."""
    match reply:
        case {"value": value, "changed": _}:
            return value
        case {"raised": str(kind), "text": str(text), "frames": [*frames]}:
            raise TutorError(_raised(subject, kind, text), _line(code, frames))
        case {"unreadable": str(text)}:
            raise TutorError(_short(text), MEND)
        case {"missing": str(name), "defined": [*_], "inside": str(inside)}:
            raise TutorError(
                phrases.missing(_short(name), [], _short(inside)), "write it, and save"
            )
        case {"is": str(what), "name": str(name)}:
            raise TutorError(phrases.no_function(_short(name), _short(what)), MEND)
        case {"takes": str(takes)}:
            raise TutorError(
                f"yours is `{code.slug}{_short(takes)}`, and is called otherwise",
                "keep the parameters that the exercise names",
            )
        case {"unsendable": str(what)}:
            raise TutorError(phrases.unsendable(subject, _short(what)), MEND)
        case {"too_large": int(size)}:
            raise TutorError(phrases.too_large(subject, size, wire.MAX_BODY), MEND)
    raise GarbledError


def _number(code: Code, value: wire.Value) -> wire.Value:
    """What a simulation can go on with."""
    if not isinstance(value, np.ndarray | bool | int | float):
        raise TutorError(f"`{code.slug}` returned a `{type(value).__name__}`", "return a tensor")
    if isinstance(value, np.ndarray) and value.dtype.kind == "c":
        raise TutorError(f"`{code.slug}` returned complex numbers", "return real ones")
    return value


def _raised(subject: str, kind: str, text: str) -> str:
    return phrases.raised(subject, _short(kind), _short(text), [], "")


def _line(code: Code, frames: list[object]) -> str:
    """Where in the learner's file it was raised."""
    match frames[-1:]:
        case [[int(line), str(_), str(words)]]:
            return phrases.clean(f"look at {Path(code.filename).name}:{line}: `{_short(words)}`")
    return MEND


def _short(text: str) -> str:
    """The first line of what the learner's process said."""
    return phrases.clean(next(iter(text.strip().splitlines()), "")[:LONGEST_WORDS])
