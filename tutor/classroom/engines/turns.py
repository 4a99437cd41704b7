"""Turns: of many at once, or of one alone.

Who dies with a worker is not always who killed it. What was lost once is tried again alone, so
that it can harm nobody, and nobody it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition


class Turns:
    """Lets in all who come together, or one who wants to be alone, who is waited for by others."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._inside = 0
        self._alone = 0

    @contextmanager
    def taken(self, *, alone: bool) -> Iterator[None]:
        """Wait for a turn and hold it."""
        with self._changed:
            self._alone += alone
            self._changed.wait_for(lambda: not (self._inside if alone else self._alone))
            self._inside += 1
        try:
            yield
        finally:
            with self._changed:
                self._inside -= 1
                self._alone -= alone
                self._changed.notify_all()
