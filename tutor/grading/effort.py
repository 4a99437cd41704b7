"""How much may be done to name a mistake: a verdict must not wait for it, nor be lost to it.

Work is counted, so that one file gets one name wherever it is graded. The clock ends only what
counting cannot see: a function that is slow by itself.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from torch.overrides import TorchFunctionMode

from tutor.sandbox.wire import Value

CALL, OPERATION = 60, 6
"""What a call of a function counts, and each operation of torch in it."""


class ExhaustedError(Exception):
    """All has been done that may be."""


class LateError(BaseException):
    """Time is up; nothing that `except Exception` would catch."""


@dataclass
class Effort:
    """What may still be done."""

    left: int
    """In comparisons of two operands, of 1 to 1.5 µs each."""

    def spend(self, units: int = 1) -> None:
        """Do so much of it; ExhaustedError if that is more than is left."""
        self.left -= units
        if self.left < 0:
            raise ExhaustedError

    @contextmanager
    def of_a_call(self) -> Iterator[None]:
        """Spend what a call takes, once it has ended."""
        with _Operations() as operations:
            yield
        self.spend(CALL + OPERATION * operations.count)


class _Operations(TorchFunctionMode):
    """Counts operations on tensors while it is entered."""

    count = 0

    def __torch_function__(
        self,
        func: Callable[..., Value],
        types: Sequence[type],
        args: tuple[Value, ...] = (),
        kwargs: dict[str, Value] | None = None,
    ) -> Value:
        self.count += 1
        return func(*args, **(kwargs or {}))


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
