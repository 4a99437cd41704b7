"""How both servers get the processes that work for them, each of which works once.

A fork begins with all that its server has loaded. Where a process that holds torch must not fork
(macOS), spares are started anew, and load it before there is anything to do for them.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tutor.grading import lines

FORKS, SPARES = b"f", b"s"
"""What a jail says of itself once it is ready: how its workers come to be."""
SPARE = "--spare"
"""Tells a server's program that it is to be a spare of that server."""


@dataclass(frozen=True)
class Offspring:
    """A process that waits to be told what to do."""

    pid: int
    leash: socket.socket
    """It reads what to do from here. When it has ended, this hangs up, and the other way round."""


def fork(work: Callable[[socket.socket], object]) -> Offspring:
    """A copy of this process that does this work, given its end of the leash, and ends."""
    near, far = socket.socketpair()
    pid = os.fork()
    if pid:
        far.close()
        return Offspring(pid, near)
    try:
        near.close()
        work(far)
    finally:
        os._exit(0)  # no way back into the loop of the server


def spawn(program: str, settings: Mapping[str, object], *sockets: socket.socket) -> Offspring:
    """A new process of this program, with these sockets after its leash.

    It finds the settings on its leash.
    """
    near, far = socket.socketpair()
    with far:
        numbers = [one.fileno() for one in (far, *sockets)]
        words = [sys.executable, "-P", "-m", program, SPARE, *map(str, numbers)]
        for number in numbers:
            os.set_inheritable(number, True)
        pid = os.posix_spawn(sys.executable, words, os.environ)
        for number in numbers:
            os.set_inheritable(number, False)
    lines.write(near, dict(settings))
    return Offspring(pid, near)


def orders(leash: socket.socket) -> Iterator[dict[str, Any]]:
    """What comes on the leash, one after the other; EOFError when nothing else will."""
    incoming = lines.Lines(leash)
    while True:
        yield from incoming.read()
