"""Keys that are typed ahead: each waits until all that the one before has begun is done.

Textual hands every key at once to what has the keys then, even if the key before it is about to
open another screen.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from textual.app import App
from textual.events import Event

LOOKS = 100
"""After so many, the next key goes on: a simulation that plays never has nothing to do."""


class Ahead:
    """The keys that wait their turn in one app."""

    def __init__(self, app: App[None], hand_on: Callable[[Event], Awaitable[None]]) -> None:
        """hand_on: gives a key to what has the keys now."""
        self._app = app
        self._hand_on = hand_on
        self._waiting: deque[Event] = deque()
        self._busy = False
        self._looks = 0

    async def take(self, key: Event) -> None:
        """Hand it on, now or when its turn comes."""
        self._waiting.append(key)
        if not self._busy:
            await self._next()

    async def _next(self) -> None:
        self._busy, self._looks = True, 0
        await self._hand_on(self._waiting.popleft())
        self._app.call_later(self._look)

    async def _look(self) -> None:
        """Look again until nothing is left to do."""
        await asyncio.sleep(0)  # let the others do it
        self._looks += 1
        if self._looks < LOOKS and self._has_work():
            self._app.call_later(self._look)
        elif self._waiting:
            await self._next()
        else:
            self._busy = False

    def _has_work(self) -> bool:
        """Whether a message waits for the app or for anything on its screens."""
        app = self._app
        parts = (part for screen in app.screen_stack for part in screen.walk_children())
        return any(one.message_queue_size for one in (app, *app.screen_stack, *parts))
