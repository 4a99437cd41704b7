"""Frames between a trusted process and one that runs a learner's code; nothing is ever unpickled.

frame = magic (4 bytes), length of the head (u32), length of the body (u64), head, body
head  = JSON: {"number": n, "value": tree, "buffers": [[dtype, shape, offset], …]}
body  = the raw bytes of the buffers, each at a multiple of 16
tree  = null, true, 1, 1.5, "text", or an object of one tag:
        {"list": […]} {"tuple": […]} {"dict": {…}} {"array": index} {"tensor": index, "grad": true}

`WireError` is all that a malformed frame or a value that cannot cross can raise; a peer that is
gone is an EOFError or an OSError, one that is late a TimeoutError. A deadline is a value of
`time.monotonic()` and holds for a whole frame, so that a peer gains no time by dripping bytes.
torch and numpy are imported only where a value of theirs crosses. A process that must not load
torch sends arrays as tensors (`AsTensor`) and reads tensors as arrays (`arrays`), whatever comes.
"""

from __future__ import annotations

import json
import math
import socket
import struct
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import torch

MAGIC = b"DTW1"
PREFIX = struct.Struct("<4sIQ")
MAX_HEAD = 1 << 20
MAX_BODY = 64 << 20
MAX_DEPTH = 32
MAX_ITEMS = 20_000
MAX_DIMENSIONS = 16
ALIGNMENT = 16
INT64 = range(-(1 << 63), 1 << 63)

ITEM_SIZE = {
    "bool": 1,
    "uint8": 1,
    "int8": 1,
    "int16": 2,
    "int32": 4,
    "int64": 8,
    "float16": 2,
    "bfloat16": 2,
    "float32": 4,
    "float64": 8,
    "complex64": 8,
    "complex128": 16,
}
"""Bytes of one element, for each dtype that may cross."""

Chunk = bytes | memoryview
Value = Any
"""None, bool, int, float, str, tensor, array, and lists, tuples and text-keyed dicts of them."""


@dataclass(frozen=True)
class AsTensor:
    """An array that arrives as a tensor."""

    array: np.ndarray[Any, Any]


class WireError(Exception):
    """A frame that is not one of ours."""


class UnsendableError(WireError):
    """A value that cannot cross; the message is a noun, as in "a value of type `Thing`"."""


class TooLargeError(UnsendableError):
    """Numbers of more bytes than can cross."""

    def __init__(self, size: int) -> None:
        super().__init__(f"a value of {size >> 20} MB, where {MAX_BODY >> 20} MB can cross")
        self.size = size


def encode(number: int, value: Value) -> list[Chunk]:
    """The frame of a value, in chunks to be sent one after the other.

    The chunks are views of the tensors' memory where they can be: send or copy before it changes.
    """
    writer = _Writer()
    try:
        tree = writer.tree(value)
    except WireError:
        raise
    except Exception as error:  # a tensor or a container can be of a kind that nobody foresaw
        reason = type(error).__name__
        raise UnsendableError(f"a value that cannot be read ({reason})") from error
    head = json.dumps({"number": number, "value": tree, "buffers": writer.index}).encode()
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
        return number, _Reader(index, body, arrays).value(tree)
    except (ValueError, TypeError, KeyError, OverflowError, RuntimeError) as error:
        raise WireError(f"malformed head: {type(error).__name__}") from None


def send(
    connection: socket.socket, number: int, value: Value, deadline: float | None = None
) -> None:
    """Send one frame, whole, before the deadline."""
    for chunk in encode(number, value):
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


class _Writer:
    """Turns a value into a tree and collects the bytes of its numbers on the way."""

    def __init__(self) -> None:
        self.index: list[tuple[str, list[int], int]] = []
        self.chunks: list[Chunk] = []
        self.offset = 0
        self._items = 0

    def tree(self, value: Value, depth: int = 0) -> object:
        self._items += 1
        if depth > MAX_DEPTH or self._items > MAX_ITEMS:
            raise UnsendableError(f"more than {MAX_ITEMS} items or {MAX_DEPTH} levels of nesting")
        if value is None or type(value) in (bool, float, str):
            return value
        if type(value) is int and value in INT64:
            return value
        if isinstance(value, list | tuple):
            tag = "tuple" if isinstance(value, tuple) else "list"
            return {tag: [self.tree(item, depth + 1) for item in value]}
        if isinstance(value, dict) and all(type(key) is str for key in value):
            return {"dict": {key: self.tree(item, depth + 1) for key, item in value.items()}}
        torch, numpy = sys.modules.get("torch"), sys.modules.get("numpy")
        if torch and isinstance(value, torch.Tensor):
            return {"tensor": self._tensor(value), "grad": value.requires_grad}
        if numpy and isinstance(value, numpy.ndarray | numpy.generic):
            return {"array": self._array(value)}
        if isinstance(value, AsTensor):
            return {"tensor": self._array(value.array), "grad": False}
        raise UnsendableError(f"a value of type `{type(value).__name__}`")

    def _tensor(self, tensor: torch.Tensor) -> int:
        import torch  # loaded already: it made the tensor

        dtype = str(tensor.dtype).removeprefix("torch.")
        if dtype not in ITEM_SIZE or tensor.layout != torch.strided:
            raise UnsendableError(f"a tensor of dtype {dtype} and layout {tensor.layout}")
        if tensor.is_meta:
            raise UnsendableError("a tensor on the device `meta`, which holds no numbers")
        self._make_room(tensor.numel() * ITEM_SIZE[dtype])
        whole = tensor.detach().resolve_conj().resolve_neg().cpu().contiguous()
        # A tensor of one element counts as contiguous whatever its strides are; `view` does not.
        flat = whole.as_strided((whole.numel(),), (1,))
        return self._add(dtype, tensor.shape, flat.view(torch.uint8).numpy().data)

    def _array(self, array: np.ndarray[Any, Any]) -> int:
        import numpy as np  # loaded already: it made the array

        if array.dtype.name not in ITEM_SIZE:
            raise UnsendableError(f"an array of dtype {array.dtype.name}")
        self._make_room(array.nbytes)
        flat = np.ascontiguousarray(array, array.dtype.newbyteorder("=")).reshape(-1)
        return self._add(array.dtype.name, array.shape, flat.view("uint8").data)

    def _make_room(self, size: int) -> None:
        """Refuse what is too large before it is copied: an expanded tensor takes no memory yet."""
        if self.offset + size > MAX_BODY - ALIGNMENT:
            raise TooLargeError(self.offset + size)

    def _add(self, dtype: str, shape: Sequence[int], raw: memoryview) -> int:
        padding = bytes(-len(raw) % ALIGNMENT)
        self.index.append((dtype, list(shape), self.offset))
        self.chunks += [raw, padding]
        self.offset += len(raw) + len(padding)
        return len(self.index) - 1


class _Reader:
    """Turns a tree back into values and checks every number before it touches memory."""

    def __init__(self, index: list[Value], body: bytearray, arrays: bool) -> None:
        self._index = index
        self._body = body
        self._arrays = arrays
        self._items = 0

    def value(self, tree: Value, depth: int = 0) -> Value:
        self._items += 1
        if depth > MAX_DEPTH or self._items > MAX_ITEMS:
            raise WireError("too many items or levels of nesting")
        if type(tree) is not dict:
            if type(tree) is list or (type(tree) is int and tree not in INT64):
                raise WireError("malformed head")
            return tree
        match tree:
            case {"list": list(items)}:
                return self._all(items, depth)
            case {"tuple": list(items)}:
                return tuple(self._all(items, depth))
            case {"dict": dict(items)}:
                return dict(zip(items, self._all(items.values(), depth), strict=True))
            case {"tensor": int(which), "grad": bool(grad)}:
                return self._array(which) if self._arrays else self._tensor(which, grad)
            case {"array": int(which)}:
                return self._array(which)
        raise WireError("unknown tag")

    def _all(self, trees: Iterable[Value], depth: int) -> list[Value]:
        return [self.value(tree, depth + 1) for tree in trees]

    def _buffer(self, which: int) -> tuple[str, list[int], int, int]:
        """Dtype, shape, count and offset of one buffer, all of them checked."""
        if not 0 <= which < len(self._index):
            raise WireError("no such buffer")
        dtype, shape, offset = self._index[which]
        if dtype not in ITEM_SIZE or type(shape) is not list or len(shape) > MAX_DIMENSIONS:
            raise WireError("malformed buffer")
        if any(type(n) is not int or not 0 <= n <= MAX_BODY for n in (*shape, offset)):
            raise WireError("malformed buffer")
        if offset % ALIGNMENT:
            raise WireError("a buffer at an odd place")
        count = math.prod(shape)
        if offset + count * ITEM_SIZE[dtype] > len(self._body):
            raise WireError("a buffer longer than its bytes")
        return dtype, shape, count, offset

    def _tensor(self, which: int, grad: bool) -> torch.Tensor:
        import torch  # a process without tensors must not pay for it

        name, shape, count, offset = self._buffer(which)
        dtype = getattr(torch, name)
        if count == 0:
            return torch.empty(shape, dtype=dtype, requires_grad=grad)
        if dtype is torch.bool:  # a byte that is neither 0 nor 1 is undefined as a bool
            raw = torch.frombuffer(self._body, dtype=torch.uint8, count=count, offset=offset)
            return raw.reshape(shape) != 0
        flat = torch.frombuffer(self._body, dtype=dtype, count=count, offset=offset)
        return flat.reshape(shape).requires_grad_(grad)

    def _array(self, which: int) -> np.ndarray[Any, Any]:
        import numpy as np  # a process without arrays must not pay for it

        name, shape, count, offset = self._buffer(which)
        dtype = np.dtype("uint8" if name == "bool" else name)
        array = np.frombuffer(self._body, dtype, count, offset).reshape(shape)
        return np.not_equal(array, 0) if name == "bool" else array


def _read(connection: socket.socket, size: int, deadline: float | None) -> bytearray:
    buffer = bytearray(size)
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
