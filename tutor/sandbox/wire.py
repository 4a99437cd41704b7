"""Frames between a trusted process and one that runs a learner's code; nothing is ever unpickled.

frame = magic (4 bytes), length of the head (u32), length of the body (u64), head, body
head  = JSON: {"number": n, "value": tree, "buffers": […]}, for which see `values`
body  = the raw bytes of the buffers

`WireError` is all that a malformed frame or a value that cannot cross can raise; a peer that is
gone is an EOFError or an OSError, one that is late a TimeoutError. A deadline is a value of
`time.monotonic()` and holds for a whole frame, so that a peer gains no time by dripping bytes.
"""

from __future__ import annotations

import json
import socket
import struct
import time

from tutor.sandbox.values import (
    ITEM_SIZE,
    MAX_BODY,
    AsTensor,
    Chunk,
    Reader,
    TooLargeError,
    UnsendableError,
    Value,
    WireError,
    Writer,
)

__all__ = [
    "ITEM_SIZE",
    "MAX_BODY",
    "AsTensor",
    "TooLargeError",
    "UnsendableError",
    "Value",
    "WireError",
]

MAGIC = b"DTW1"
PREFIX = struct.Struct("<4sIQ")
MAX_HEAD = 1 << 20
SENT_AT_ONCE = 1 << 16
"""Bytes that cost less to copy than to send in pieces, each of which wakes the other side."""


def encode(number: int, value: Value) -> list[Chunk]:
    """The frame of a value, in chunks to be sent one after the other.

    The chunks are views of the tensors' memory where they can be: send or copy before it changes.
    """
    writer = Writer()
    try:
        tree = writer.tree(value)
    except WireError:
        raise
    except Exception as error:  # a tensor or a container can be of a kind that nobody foresaw
        reason = type(error).__name__
        raise UnsendableError(f"a value that cannot be read ({reason})") from error
    head = json.dumps({"number": number, "value": tree, "buffers": writer.buffers}).encode()
    if len(head) > MAX_HEAD:
        raise UnsendableError(f"more than {MAX_HEAD >> 20} MB of text")
    return [PREFIX.pack(MAGIC, len(head), writer.offset), head, *writer.chunks]


def decode(head: bytes | bytearray, body: bytearray, *, arrays: bool = False) -> tuple[int, Value]:
    """Number and value of a frame; tensors are views of `body`.

    arrays: read tensors as arrays, which needs no torch.
    """
    try:
        frame = json.loads(head)
        number, tree, index = frame["number"], frame["value"], frame["buffers"]
        if type(number) is not int or type(index) is not list:
            raise WireError("malformed head")
        return number, Reader(index, body, arrays).value(tree)
    except (
        ArithmeticError,
        LookupError,
        MemoryError,
        RuntimeError,
        TypeError,
        ValueError,
    ) as error:
        raise WireError(f"malformed head: {type(error).__name__}") from None


def send(
    connection: socket.socket, number: int, value: Value, deadline: float | None = None
) -> None:
    """Send one frame, whole, before the deadline."""
    chunks = encode(number, value)
    if sum(map(len, chunks)) <= SENT_AT_ONCE:
        chunks = [b"".join(chunks)]
    for chunk in chunks:
        connection.settimeout(_left(deadline))
        connection.sendall(chunk)


def receive(
    connection: socket.socket, deadline: float | None = None, *, arrays: bool = False
) -> tuple[int, Value]:
    """Wait for one frame, until the deadline; its number and value."""
    magic, head, body = PREFIX.unpack(_read(connection, PREFIX.size, deadline))
    if magic != MAGIC or head > MAX_HEAD or body > MAX_BODY:
        raise WireError("not a frame")
    return decode(
        _read(connection, head, deadline), _read(connection, body, deadline), arrays=arrays
    )


def ask(
    connection: socket.socket,
    number: int,
    value: Value,
    deadline: float | None = None,
    *,
    arrays: bool = False,
) -> Value:
    """Send a question and wait for the reply that bears the same number."""
    send(connection, number, value, deadline)
    answered, reply = receive(connection, deadline, arrays=arrays)
    if answered != number:
        raise WireError("a reply to nothing that was asked")
    return reply


def _read(connection: socket.socket, size: int, deadline: float | None) -> bytearray:
    try:
        buffer = bytearray(size)
    except MemoryError:
        raise WireError(f"no memory for {size >> 20} MB") from None
    view = memoryview(buffer)
    while view:
        connection.settimeout(_left(deadline))
        got = connection.recv_into(view)
        if not got:
            raise EOFError("the other process is gone")
        view = view[got:]
    return buffer


def _left(deadline: float | None) -> float | None:
    """Seconds that remain; a TimeoutError when there are none."""
    if deadline is None:
        return None
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds
