"""A worker of the jail, seen from the trusted side: start it, ask it, learn how it ended."""

from __future__ import annotations

import json
import socket
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass

from tutor.errors import BlockedError
from tutor.grading.offspring import FORKS, SPARES
from tutor.grading.printed import Printed
from tutor.grading.servers import JailLostError
from tutor.sandbox import wire

PATIENCE = {FORKS: 5.0, SPARES: 60.0}
"""Seconds that a jail gets to do what it is told; where it does not fork, a worker loads torch."""
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
        """Wait until the jail is loaded; JailLostError if it does not answer then."""
        self._jail, theirs = socket.socketpair()
        with theirs:
            try:
                kind = control.recv(1, socket.MSG_PEEK)  # stays there, for every run to see
                self._jail.settimeout(PATIENCE.get(kind))
                socket.send_fds(control, [b"."], [theirs.fileno()])
            except OSError as error:
                raise JailLostError from error
        self._reply()
        self._printed = Printed()
        self._connection: socket.socket | None = None
        self._number = 0
        self.isolation = ""

    @property
    def occupied(self) -> bool:
        """Whether a worker is there."""
        return self._connection is not None

    def start(self) -> None:
        """Get a worker that has not loaded anything yet."""
        ours, theirs = socket.socketpair()
        with ExitStack() as undo, theirs:
            undo.enter_context(ours)
            reply = self._order({"start": True}, theirs.fileno(), self._printed.writing)
            self.isolation = str(reply["isolation"])
            if not self.isolation:
                self.stop()
                raise BlockedError("the learner's code cannot be fenced in")
            undo.pop_all()
        self._connection = ours

    def ask(self, request: wire.Value, seconds: float, *, arrays: bool = False) -> wire.Value:
        """The worker's answer; LateError, GarbledError or EndedError leave the cell empty.

        A request that cannot be sent is an UnsendableError, and leaves it empty, too.
        arrays: tensors of the answer are read as arrays, which needs no torch.
        """
        assert self._connection is not None  # noqa: S101  start() comes first
        self._number += 1
        try:
            until = time.monotonic() + seconds
            return wire.ask(self._connection, self._number, request, until, arrays=arrays)
        except TimeoutError:
            self.stop()
            raise LateError from None
        except wire.UnsendableError:  # the worker may have been told nothing yet
            self.stop()
            raise
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
        """What the workers have printed, shortened; to be asked for at the end."""
        return self._printed.text()

    def hang_up(self) -> None:
        """End what goes on, from any thread: who waits for an answer hears that it is gone."""
        with suppress(OSError):  # gone already
            self._jail.shutdown(socket.SHUT_RDWR)
        with suppress(OSError, AttributeError):
            self._connection.shutdown(socket.SHUT_RDWR)  # type: ignore[union-attr]

    def close(self) -> None:
        """Hang up; the jail kills what is left."""
        if self._connection:
            self._connection.close()
        self._jail.close()
        self._printed.close()

    def _order(self, order: dict[str, object], *files: int) -> dict[str, object]:
        try:
            socket.send_fds(self._jail, [json.dumps(order).encode()], files)
        except OSError as error:
            raise JailLostError from error
        return self._reply()

    def _reply(self) -> dict[str, object]:
        try:
            reply = self._jail.recv(4096)
        except OSError as error:
            self._jail.close()  # no other order waits that long
            raise JailLostError from error
        if not reply:
            raise JailLostError
        answer: dict[str, object] = json.loads(reply)
        return answer
