"""What a learner's code prints: the first of it is kept, all the rest is taken and dropped.

A pipe with somebody at its end who never stops reading. A file would have to refuse at some size,
and to whoever writes past Python's own streams that is an exception in the middle of their code.
"""

from __future__ import annotations

import os
import select
from threading import Thread

from tutor.sandbox.limits import KEPT_OUTPUT

CHUNK = 1 << 16


class Printed:
    """Reads from a thread of its own, until `text` or `close` is called."""

    def __init__(self) -> None:
        self._reading, self.writing = os.pipe()
        self._waiting, self._enough = os.pipe()
        os.set_blocking(self._reading, False)
        self._kept = bytearray()
        self._open = True
        self._thread = Thread(target=self._read, name="printed", daemon=True)
        self._thread.start()

    def text(self) -> str:
        """All that was written before this, shortened; nothing that comes later is read."""
        self.close()
        text = self._kept[:KEPT_OUTPUT].decode("utf-8", "replace")
        full = len(self._kept) > KEPT_OUTPUT
        return text + "\n… (the rest was not kept)" if full else text

    def close(self) -> None:
        """Stop reading; calling it again does nothing."""
        if not self._open:
            return
        self._open = False
        os.close(self._enough)
        self._thread.join()
        for file in (self._reading, self.writing, self._waiting):
            os.close(file)

    def _read(self) -> None:
        """Take what comes; at the end also what is there already, if it can still be kept."""
        watched = select.poll()
        for file in (self._reading, self._waiting):
            watched.register(file, select.POLLIN)
        over = False
        while not over:
            over = any(file == self._waiting for file, _ in watched.poll())
            more = self._take()
            while over and more and len(self._kept) <= KEPT_OUTPUT:
                more = self._take()

    def _take(self) -> bool:
        """Whether there was anything."""
        try:
            data = os.read(self._reading, CHUNK)
        except BlockingIOError:
            return False
        self._kept += data[: KEPT_OUTPUT + 1 - len(self._kept)]
        return True
