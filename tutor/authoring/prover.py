"""A process that proves equalities with SymPy, and can be stopped.

SymPy can take for ever, in C too, so the process has a timer set before each proof, which ends
it; the next proof gets a new one. The timer counts CPU, so that a busy machine proves as much as
an idle one. It serves many proofs, because loading SymPy takes a third of
a second. What it is sent are formulas that our own reader has read, never text to be evaluated.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Mapping
from types import TracebackType
from typing import Self

from tutor.course.formula import Expression
from tutor.course.question import Symbol

_LIMIT = 10
"""Seconds of CPU for one proof."""
_PROGRAM = f"from {__name__} import serve; serve()"
_ANSWERS = {b"T": True, b"F": False}


class Prover:
    """Starts its process with the first proof."""

    def __init__(self, limit: int = _LIMIT) -> None:
        """limit: seconds of CPU for one proof."""
        self._limit = limit
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def proven_same(
        self, a: Expression, b: Expression, symbols: Mapping[str, Symbol]
    ) -> bool | None:
        """As `formula.proven_same`; None too where the time did not suffice."""
        self._process = self._process or _started()
        answer = _asked(self._process, pickle.dumps((self._limit, a, b, dict(symbols))))
        if not answer:
            self._stop()
        return _ANSWERS.get(answer)

    def _stop(self) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _asked(process: subprocess.Popen[bytes], question: bytes) -> bytes:
    """One byte; none if the process has ended."""
    if process.stdin is None or process.stdout is None:
        return b""
    try:
        process.stdin.write(question)
        process.stdin.flush()
    except BrokenPipeError:
        return b""
    return process.stdout.read(1)


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - this interpreter, this module
        [sys.executable, "-c", _PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def serve() -> None:
    """Answer one byte for each question on stdin, until it ends."""
    import signal

    from tutor.course.formula import proven_same

    while True:
        try:
            limit, a, b, symbols = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our parent
        except EOFError:
            return
        signal.setitimer(signal.ITIMER_PROF, limit)
        proven = proven_same(a, b, symbols)
        signal.setitimer(signal.ITIMER_PROF, 0)
        sys.stdout.buffer.write({True: b"T", False: b"F", None: b"?"}[proven])
        sys.stdout.buffer.flush()
