"""How far the terminal is behind what was written to it.

What a slow line has not carried yet waits in textual's driver, in the kernel and in the network,
and none of them says how much: a player at 10 kB a frame fills them for a minute and more. So the
terminal is asked, after each frame, where its cursor is. It answers when it has come to that, and
only then is the next frame painted, of whatever is to be shown by then.
"""

from __future__ import annotations

from collections.abc import Callable

QUESTION = "\x1b[6n"
"""Every terminal that draws knows it, and textual reads the answer."""
PATIENCE = 30.0
"""Seconds until an answer is taken to be lost."""


class Link:
    """The line to one terminal; one that has never answered is not waited for."""

    def __init__(
        self, ask: Callable[[], None], later: Callable[[float, Callable[[], None]], object]
    ) -> None:
        """ask: puts the question to the terminal, behind all that was written. later: a timer."""
        self._ask = ask
        self._later = later
        self._answers = False
        self._asked = False
        self._heard = 0
        """How many answers there were."""
        self._paint: Callable[[], object] | None = None

    def painted(self) -> None:
        """Ask whether the terminal has come to the end of what was written."""
        if not self._asked:
            self._asked = True
            self._ask()

    def answered(self) -> None:
        """Hear that it has."""
        self._answers = True
        self._heard += 1
        self._free()

    def when_free(self, paint: Callable[[], object]) -> None:
        """Paint now, or once the terminal has caught up: in place of what else was to be."""
        if not (self._asked and self._answers):
            paint()
            return
        if self._paint is None:
            heard = self._heard
            self._later(PATIENCE, lambda: self._free() if heard == self._heard else None)
        self._paint = paint

    def _free(self) -> None:
        self._asked = False
        if self._paint:
            paint, self._paint = self._paint, None
            paint()
