"""How time passes while a simulation plays: at its own pace, drawn as often as the terminal takes.

What a slow terminal has no time to draw is left out, never made up for: ticks that came due
together are one frame, and after a long silence time goes on from where it stood.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from textual.timer import Timer
from textual.widget import Widget

FASTEST = {"truecolor": 30.0}
"""Frames a second; a terminal of fewer colours is the slower one."""
FAST = 15.0
SLOWEST, HASTIEST = 1 / 8, 8.0
"""Of its own pace."""
LONGEST = 0.5
"""Seconds behind after which the terminal was not slow but away."""


class Player:
    """Tells a widget how many ticks have come due."""

    def __init__(
        self,
        widget: Widget,
        pace: float,
        tick: Callable[[int], None],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """pace: ticks a second."""
        self._widget = widget
        self._pace = pace
        self._tick = tick
        self._now = now
        self._timer: Timer | None = None
        self.speed = 1.0
        """Times its own pace."""
        self._reached = 0.0
        """The moment up to which ticks were told."""

    @property
    def playing(self) -> bool:
        """Whether time passes."""
        return self._timer is not None

    def start(self) -> None:
        """Let time pass."""
        if self._timer is None:
            fastest = FASTEST.get(self._widget.app.console.color_system or "", FAST)
            self._reached = self._now()
            pace = self._pace * self.speed
            self._timer = self._widget.set_interval(1 / min(pace, fastest), self.look)

    def stop(self) -> None:
        """Stop time."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def hurry(self, times: float) -> None:
        """Let time pass so many times as fast from now on, within reason."""
        self.speed = min(max(self.speed * times, SLOWEST), HASTIEST)
        if self.playing:
            self.stop()
            self.start()

    def look(self) -> None:
        """Tell of what has come due, if anything has."""
        behind, pace = self._now() - self._reached, self._pace * self.speed
        ticks = round(behind * pace)
        if behind > LONGEST + 1 / pace:
            ticks, self._reached = 1, self._now()
        elif ticks:
            self._reached += ticks / pace
        if ticks:
            self._tick(ticks)
