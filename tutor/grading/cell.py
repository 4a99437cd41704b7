"""A worker of the jail, seen from the trusted side: start it, ask it, learn how it ended."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import tempfile
import time
from dataclasses import dataclass

from tutor.errors import BlockedError
from tutor.grading.worker import KEPT_OUTPUT
from tutor.sandbox import wire

LAST_WORDS = 0.3
"""Seconds that a process which hung up gets to end by itself: its own status tells most."""


class LateError(Exception):
    """No answer came in time; the worker is gone."""


class GarbledError(Exception):
    """What came is no answer; the worker is gone."""


@dataclass
class EndedError(Exception):
    """The worker ended before it answered."""

    status: int
    """As `os.waitpid` gives it."""


class Cell:
    """One run's hold on the jail; at most one worker at a time lives in it."""

    def __init__(self, control: socket.socket) -> None:
        self._jail, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(control, [b"."], [theirs.fileno()])
            except OSError as error:
                raise BlockedError("the jail is gone") from error
        self._output = tempfile.TemporaryFile()  # noqa: SIM115  closed in close()
        fcntl.fcntl(self._output, fcntl.F_SETFL, os.O_APPEND)
        self._connection: socket.socket | None = None
        self._number = 0
        self.isolation = ""

    @property
    def occupied(self) -> bool:
        """Whether a worker is there."""
        return self._connection is not None

    def start(self) -> None:
        """Get a worker that has not loaded anything yet."""
        self._connection, theirs = socket.socketpair()
        with theirs:
            reply = self._order({"start": True}, theirs.fileno(), self._output.fileno())
        self.isolation = str(reply["isolation"])
        if not self.isolation:
            self.stop()
            raise BlockedError("the learner's code cannot be fenced in")

    def ask(self, request: wire.Value, seconds: float) -> wire.Value:
        """The worker's answer; LateError, GarbledError or EndedError leave the cell empty."""
        assert self._connection is not None  # noqa: S101  start() comes first
        self._number += 1
        try:
            return wire.ask(self._connection, self._number, request, time.monotonic() + seconds)
        except TimeoutError:
            self.stop()
            raise LateError from None
        except wire.UnsendableError as error:
            raise BlockedError(f"a check asks with {error}, which cannot be sent") from error
        except wire.WireError:
            self.stop()
            raise GarbledError from None
        except (EOFError, OSError):
            raise EndedError(self.stop(LAST_WORDS)) from None

    def stop(self, grace: float = 0) -> int:
        """End the worker, after the grace it gets to end by itself; how it ended."""
        if self._connection:
            self._connection.close()
            self._connection = None
        status = self._order({"end": grace})["status"]
        return status if isinstance(status, int) else 0

    def printed(self) -> str:
        """What the workers have printed so far, shortened."""
        text = os.pread(self._output.fileno(), KEPT_OUTPUT, 0).decode("utf-8", "replace")
        full = os.fstat(self._output.fileno()).st_size >= KEPT_OUTPUT
        return text + "\n… (the rest was not kept)" if full else text

    def close(self) -> None:
        """Hang up; the jail kills what is left."""
        if self._connection:
            self._connection.close()
        self._jail.close()
        self._output.close()

    def _order(self, order: dict[str, object], *files: int) -> dict[str, object]:
        try:
            socket.send_fds(self._jail, [json.dumps(order).encode()], files)
            reply = self._jail.recv(4096)
        except OSError as error:
            raise BlockedError("the jail is gone") from error
        if not reply:
            raise BlockedError("the jail is gone")
        answer: dict[str, object] = json.loads(reply)
        return answer
