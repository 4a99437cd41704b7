"""JSON lines over a socket, between processes that trust each other."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import suppress

CHUNK = 1 << 16


class Lines:
    """Reads what has come, and keeps the beginning of a line whose end has not."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._begun = b""

    def read(self) -> Iterator[dict[str, object]]:
        """Wait for bytes and give the lines they complete; EOFError when none will come."""
        data = self._connection.recv(CHUNK)
        if not data:
            raise EOFError
        *whole, self._begun = (self._begun + data).split(b"\n")
        for line in filter(None, whole):
            with suppress(ValueError):  # cut short when its writer was killed
                yield json.loads(line)


def write(connection: socket.socket, message: dict[str, object]) -> None:
    """Send one line, apart from whatever a killed writer left unfinished before it."""
    connection.sendall(b"\n" + json.dumps(message).encode() + b"\n")
