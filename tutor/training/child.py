"""The process that trains or samples, as the one that asked sees it.

Frames are read by a thread, so that ctrl-c, which interrupts whoever waits, never cuts one in two.
"""

from __future__ import annotations

import os
import queue
import signal
import socket
import subprocess
import threading
from contextlib import suppress
from typing import Any

from tutor.errors import BlockedError, TrainingError, TutorError
from tutor.sandbox.wire import UnsendableError, WireError, receive, send
from tutor.training.start import start

Message = dict[str, Any]
TAIL = 4096
"""Bytes of its last complaints that are kept."""


class Child:
    """A process that answers one request with messages, the last of which ends it.

    The first is `Ready`: what goes wrong before it is no fault of the learner's functions.
    """

    def __init__(self, task: str, options: Message) -> None:
        self._connection, theirs = socket.socketpair()
        try:
            with theirs:
                self._process = start(theirs.fileno(), os.environ)
        except OSError as error:
            self._connection.close()
            raise _unstarted((error.strerror or str(error)).lower()) from error
        self._ready = False
        self._inbox: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()
        self._complaints = b""
        self._complaining = threading.Thread(target=self._keep_complaints, daemon=True)
        self._complaining.start()
        self._request({"task": task, "options": options})

    def receive(self, patience: float) -> Message:
        """The next message; a TutorError if there is none in so many seconds, or never."""
        message = self._next(patience)
        if not self._ready and message.get("event") == "Ready":
            self._ready = True
            message = self._next(patience)
        if message.get("event") == "Failed":
            raise TrainingError(str(message.get("message")), str(message.get("hint")))
        if message.get("event") == "Broken":
            raise BlockedError(
                f"the training broke off: {message.get('what')}", str(message.get("hint"))
            )
        return message

    def ask_to_stop(self) -> None:
        """Let it finish the step at hand and end in good order."""
        with suppress(OSError):  # it has ended already
            send(self._connection, 0, "stop")

    def end(self) -> None:
        """End it at once, if it has not ended."""
        self._process.kill()
        self._process.wait()
        self._connection.close()

    def _request(self, request: Message) -> None:
        try:
            send(self._connection, 0, request)
        except UnsendableError as error:
            self.end()
            raise TrainingError(
                f"the training cannot be given {error}", "make your functions shorter"
            ) from error
        except OSError:
            pass  # it has ended already; `receive` tells why

    def _next(self, patience: float) -> Message:
        try:
            message = self._inbox.get(timeout=patience)
        except queue.Empty:
            self.end()
            if not self._ready:
                raise _unstarted(f"it was not ready after {patience:g} seconds") from None
            raise TrainingError(
                f"no sign of life for {patience:g} seconds",
                "look for an endless loop in your functions",
            ) from None
        if message is None:
            raise self._death()
        return message

    def _listen(self) -> None:
        try:
            while True:
                self._inbox.put(receive(self._connection)[1])
        except (EOFError, OSError, WireError):
            self._inbox.put(None)

    def _keep_complaints(self) -> None:
        assert self._process.stderr  # noqa: S101, it is a pipe
        with self._process.stderr as pipe:
            while more := os.read(pipe.fileno(), TAIL):
                self._complaints = (self._complaints + more)[-TAIL:]

    def _death(self) -> TutorError:
        try:
            code = self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            code = 0
        self.end()
        how = f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
        if not self._ready:
            self._complaining.join(timeout=1)
            return _unstarted(_last_line(self._complaints) or how)
        return TrainingError(
            f"the training ended without a word ({how})",
            "look for an exit in your functions, or for too little memory",
        )


def _last_line(complaints: bytes) -> str:
    """Where a traceback says what happened, safe to print."""
    lines = complaints.decode(errors="replace").strip().splitlines()
    return "".join(c if c.isprintable() else " " for c in (lines or [""])[-1])[:200]


def _unstarted(reason: str) -> BlockedError:
    return BlockedError(f"the training cannot be started: {reason}", "run `tutor doctor`")
