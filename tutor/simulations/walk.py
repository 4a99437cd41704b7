"""The states of a run that is computed as far as it is looked at, and kept."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from threading import Lock
from typing import Generic, TypeVar

State = TypeVar("State")


class Walk(Generic[State]):
    """States by their number, none computed before it, or one after it, is asked for."""

    def __init__(self, states: Iterator[State]) -> None:
        self._rest = states
        self._states: list[State] = []
        self._failure: Exception | None = None
        self._turn = Lock()
        """Frames are computed on the screen's thread and beside it."""

    def state(self, number: int) -> State:
        """The state of that number; raises what computing it raised, however often it is asked."""
        with self._turn:
            if self._failure is not None:
                raise self._failure
            try:
                self._states += islice(self._rest, max(number + 1 - len(self._states), 0))
            except Exception as failure:
                self._failure = failure
                raise
            return self._states[number]
