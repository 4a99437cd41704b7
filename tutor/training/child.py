"""The process that trains or samples, as the one that asked sees it.

Frames are read by a thread, so that ctrl-c, which interrupts whoever waits, never cuts one in two.
"""

from __future__ import annotations

import os
import queue
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from typing import Any

from tutor.errors import BlockedError, TrainingError
from tutor.sandbox.wire import WireError, receive, send

Message = dict[str, Any]


class Child:
    """A process that answers one request with messages, the last of which ends it."""

    def __init__(self, task: str, options: Message) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603, our own module with a number
                # -P: a file of the learner's must not pass for a module of ours or of Python's.
                [sys.executable, "-P", "-m", "tutor.training.runner", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONOPTIMIZE": ""},
                start_new_session=True,  # ctrl-c is for us, who then ask it to stop
            )
        self._connection = ours
        self._inbox: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()
        send(ours, 0, {"task": task, "options": options})

    def receive(self, patience: float) -> Message:
        """The next message; a TutorError if there is none in so many seconds, or never."""
        try:
            message = self._inbox.get(timeout=patience)
        except queue.Empty:
            self.end()
            raise TrainingError(
                f"no sign of life for {patience:g} seconds",
                "look for an endless loop in your functions",
            ) from None
        if message is None:
            raise self._death()
        if message.get("event") == "Failed":
            raise TrainingError(str(message.get("message")), str(message.get("hint")))
        if message.get("event") == "Broken":
            raise BlockedError(
                f"the training broke off: {message.get('what')}",
                "try again, perhaps with `--device cpu`; if it stays, report it",
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

    def _listen(self) -> None:
        try:
            while True:
                self._inbox.put(receive(self._connection)[1])
        except (EOFError, OSError, WireError):
            self._inbox.put(None)

    def _death(self) -> TrainingError:
        try:
            code = self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            code = 0
        self.end()
        how = f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
        return TrainingError(
            f"the training ended without a word ({how})",
            "look for an exit in your functions, or for too little memory",
        )
