"""Where a run ends: after so many steps, or after so many seconds, whose steps are foreseen.

A machine with other work to do slows down and speeds up. A learning rate that has not come down
when time is over leaves a network half-trained, so what is left of its way is laid over the steps
that are left, again and again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tutor.training.adam import Adam
from tutor.training.trainer import Plan, learning_rates

FARTHEST = 20
"""How many times the steps that a trial foresaw there is room for."""


class Horizon:
    """The end of one run, which `steps` tells as it is seen now."""

    def __init__(
        self, plan: Plan, seconds: float | None = None, now: Callable[[], float] | None = None
    ) -> None:
        """plan: with the steps foreseen. seconds: from here on; None for exactly these steps.

        now: a clock; needed for seconds.
        """
        self.plan, self.steps = plan, plan.steps
        self._now, self._seconds = now, seconds
        self._began = now() if now else 0.0
        self._phase, self._seen = 0.0, 0

    @property
    def farthest(self) -> Plan:
        """The plan with as many steps as there may be in the end."""
        return self.plan if self._seconds is None else replace(self.plan, steps=self._room)

    @property
    def _room(self) -> int:
        return FARTHEST * self.plan.steps

    def look(self, done: int, adam: Adam) -> None:
        """After so many steps, foresee the end anew and turn the rates towards it."""
        if self._seconds is None or self._now is None:
            return
        self._phase += (1 - self._phase) * (done - self._seen) / max(self.steps - self._seen, 1)
        self._seen = done
        spent = self._now() - self._began
        left = done * max(self._seconds / spent - 1, 0.0) if spent else self.steps - done
        self.steps = min(done + max(int(left), 1), self._room)  # the last one is looked at
        adam.turn(done, learning_rates(replace(self.plan, steps=self.steps), done, self._phase))
