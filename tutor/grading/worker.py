"""The learner's process: loads one file and answers calls to it.

It runs beside untrusted code, so whatever it says may be a lie: it produces values, never verdicts.
Nothing here knows the hidden tests, the reference, or what is expected.

request   {"op": "load", "name", "filename", "source"}
          {"op": "call", "function", "args", "kwargs", "seed"}
          {"op": "probe", "function", "source", "args", "kwargs", "seed"}
          the last two may have "again": true, and nothing that is printed then is passed on
reply     {"unreadable": why} | {"value", "changed"}
          {"missing": function, "defined", "inside": class} | {"is": what, "name": function}
          {"takes": signature}
          {"raised": type, "text", "frames": [[line, function, code], …]}
          {"unsendable": what} | {"too_large": bytes}
"""

from __future__ import annotations

import io
import linecache
import os
import socket
import sys
import traceback
import types
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TextIO

import torch

from tutor.grading import fitting, stub
from tutor.grading.called import call
from tutor.sandbox import wire
from tutor.sandbox.defaults import keep_defaults
from tutor.sandbox.limits import KEPT_OUTPUT
from tutor.sandbox.package import forget_own_place

PASSED_ON = KEPT_OUTPUT + 1
"""Bytes of print; by the last of them its reader knows that there was more."""
PROBE = "<probe>"
"""File name of a hidden test's probe: no frame and no warning of it is shown."""
PACKAGE = str(Path(__file__).parents[1]) + os.sep
FIRST_FRAMES, LAST_FRAMES = 3, 9
LONGEST_TEXT = 2000

Reply = dict[str, wire.Value]


class CappedOutput(io.RawIOBase):
    """A stream that takes everything and passes on its beginning."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._left = PASSED_ON
        self.muted = False
        """Whether what is written is dropped, as it was said before."""

    def writable(self) -> bool:
        """Always."""
        return True

    def fileno(self) -> int:
        """Where it goes to."""
        return self._descriptor

    def write(self, data: wire.Value) -> int:
        """Claim to have written everything."""
        kept = b"" if self.muted else bytes(data[: self._left])
        self._left -= os.write(self._descriptor, kept) if kept else 0
        return len(data)


class CappedText(io.TextIOWrapper):
    """The same for text, which is cut before it is encoded: twice a long one is too much memory."""

    def write(self, text: str) -> int:
        """Claim to have written everything."""
        super().write(text[:PASSED_ON])
        return len(text)


def serve(connection: socket.socket, output: int) -> None:
    """Answer requests until the other side hangs up."""
    forget_own_place()
    raw = CappedOutput(output)
    stream = CappedText(
        io.BufferedWriter(raw), "utf-8", "replace", line_buffering=True, write_through=True
    )
    sys.stdout = sys.stderr = sys.__stdout__ = sys.__stderr__ = stream  # type: ignore[misc]
    module = types.ModuleType("learner")
    warnings.showwarning = partial(_show_warning, module)
    while True:
        try:
            number, request = wire.receive(connection)
        except EOFError:
            return
        raw.muted = bool(request.get("again"))
        reply = _answer(module, request)
        stream.flush()
        try:
            wire.send(connection, number, reply)
        except wire.TooLargeError as error:
            wire.send(connection, number, {"too_large": error.size})
        except wire.UnsendableError as error:
            wire.send(connection, number, {"unsendable": str(error)})


def _show_warning(
    module: types.ModuleType,
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,  # noqa: ARG001  as in what it takes the place of
    line: str | None = None,  # noqa: ARG001
) -> None:
    """Write it on one line; what is raised in a probe or in our own code is no affair of theirs."""
    if filename == PROBE or filename.startswith(PACKAGE):
        return
    place = f"{filename}:{lineno}: " if filename == module.__file__ else ""
    sys.stderr.write(f"{place}{category.__name__}: {message}\n")


def _answer(module: types.ModuleType, request: Reply) -> Reply:
    try:
        match request["op"]:
            case "load":
                return _load(module, request)
            case "probe":
                return _probe(module, request)
        return _call(module, request)
    except AttributeError as error:
        if error.obj is module:
            return fitting.missing(module, str(error.name))
        return _failure(error, module)
    except BaseException as error:  # an exit of theirs is an answer, too
        return _failure(error, module)


def _call(module: types.ModuleType, request: Reply) -> Reply:
    name, args, kwargs = request["function"], request["args"], request["kwargs"]
    function = getattr(module, name)
    unfit = fitting.no_function(module, name) or fitting.parameters(function, args, kwargs)
    return unfit or _outcome(function, request)


def _probe(module: types.ModuleType, request: Reply) -> Reply:
    name = module.__name__
    unfit = fitting.no_function(module, name) if hasattr(module, name) else None
    return unfit or _outcome(partial(_define_probe(request), module), request)


def _outcome(function: Callable[..., object], request: Reply) -> Reply:
    outcome = call(function, request["args"], request["kwargs"], request["seed"])
    return {"value": outcome.value, "changed": outcome.changed}


def _load(module: types.ModuleType, request: Reply) -> Reply:
    source, filename = request["source"], request["filename"]
    module.__name__, module.__file__ = request["name"], filename
    sys.modules[module.__name__] = module
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    try:
        code = compile(source, filename, "exec", dont_inherit=True)
    except stub.REFUSALS as error:
        return {"unreadable": stub.refused(error, filename, source)}
    with keep_defaults():
        exec(code, vars(module))  # noqa: S102  its purpose
    return {"value": None, "changed": ()}


def _define_probe(request: Reply) -> Callable[..., object]:
    """The probe of a hidden test, from its source; torch is there, all else it imports itself."""
    namespace: dict[str, wire.Value] = {"torch": torch, "__name__": "probe"}
    exec(compile(request["source"], PROBE, "exec", dont_inherit=True), namespace)  # noqa: S102  its purpose
    function: Callable[..., object] = namespace[request["function"]]
    return function


def _failure(error: BaseException, module: types.ModuleType) -> Reply:
    """What was raised, with those frames that lie in the learner's file."""
    frames = [
        [frame.lineno, frame.name, frame.line]
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == module.__file__
    ]
    if len(frames) > FIRST_FRAMES + LAST_FRAMES:
        frames = frames[:FIRST_FRAMES] + frames[-LAST_FRAMES:]
    try:
        text = str(error)[:LONGEST_TEXT]
    except BaseException:  # the learner may have written that method
        text = ""
    return {"raised": type(error).__name__, "text": text, "frames": frames}
