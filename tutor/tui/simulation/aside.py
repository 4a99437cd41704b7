"""What takes longer than a key may: computed beside the screen, the latest wish alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

from textual.widget import Widget

from tutor.errors import TutorError

Wish = TypeVar("Wish")
Result = TypeVar("Result")


class Aside(Generic[Wish, Result]):
    """One computation at a time; of what is wished for meanwhile, the last comes next."""

    def __init__(
        self,
        widget: Widget,
        compute: Callable[[Wish], Result],
        hear: Callable[[Wish, Result | TutorError], None],
    ) -> None:
        """compute: runs on a thread of its own. hear: told on the screen's what came of a wish."""
        self._widget = widget
        self._compute = compute
        self._hear = hear
        self._now: list[Wish] = []
        self._next: list[Wish] = []

    def wish(self, wish: Wish) -> None:
        """Compute it now, or next: in place of whatever else was to be next."""
        if self._now:
            self._next = [wish] if self._now != [wish] else []
        else:
            self._now = [wish]
            self._widget.run_worker(partial(self._work, wish), thread=True)

    def _work(self, wish: Wish) -> None:
        try:
            result: Result | TutorError = self._compute(wish)
        except TutorError as error:
            result = error
        self._widget.call_later(self._done, wish, result)

    def _done(self, wish: Wish, result: Result | TutorError) -> None:
        self._now = []
        if self._next:
            self.wish(self._next.pop())
        self._hear(wish, result)
