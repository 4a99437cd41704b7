"""How much may be done to name a mistake: a verdict must not wait for it, nor be lost to it.

Work is counted, so that one file gets one name wherever it is graded. The clock ends only what
counting cannot see: a function that is slow by itself.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType


class ExhaustedError(Exception):
    """All has been done that may be."""


class LateError(BaseException):
    """Time is up; nothing that `except Exception` would catch."""


@dataclass
class Effort:
    """What may still be done."""

    left: int
    """In comparisons of two operands, of about 3 µs each."""

    def spend(self, units: int = 1) -> None:
        """Do so much of it; ExhaustedError if that is more than is left."""
        self.left -= units
        if self.left < 0:
            raise ExhaustedError


@contextmanager
def interrupted_after(seconds: float) -> Iterator[None]:
    """Raise LateError in what takes more CPU, again and again until it ends."""

    def interrupt(_: int, __: FrameType | None) -> None:
        raise LateError

    before = signal.signal(signal.SIGPROF, interrupt)
    signal.setitimer(signal.ITIMER_PROF, seconds, seconds / 10)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
