"""A value as a tree of plain JSON and the raw bytes of its numbers, and back; no socket here.

tree     null, true, 1, 1.5, "text", or an object of one tag: {"list": […]}, {"tuple": […]},
         {"dict": {…}}, {"array": index}, {"tensor": index, "grad": true}
buffers  [[dtype, shape, offset], …]: where the numbers of each index lie, at multiples of 16

torch and numpy are imported only where a value of theirs crosses. A process that must not load
torch sends arrays as tensors (`AsTensor`) and reads tensors as arrays (`arrays`), whatever comes.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import torch

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


class Writer:
    """Turns a value into a tree and collects the bytes of its numbers on the way."""

    def __init__(self) -> None:
        self.buffers: list[tuple[str, list[int], int]] = []
        self.chunks: list[Chunk] = []
        self.offset = 0
        self._items = 0

    def tree(self, value: Value, depth: int = 0) -> object:
        """The tree of a value; an UnsendableError names what cannot cross."""
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
        self.buffers.append((dtype, list(shape), self.offset))
        self.chunks += [raw, padding]
        self.offset += len(raw) + len(padding)
        return len(self.buffers) - 1


class Reader:
    """Turns a tree back into values and checks every number before it touches memory."""

    def __init__(self, index: list[Value], body: bytearray, arrays: bool) -> None:
        self._index = index
        self._body = body
        self._unread = len(body)
        """Bytes that may still be asked for: one buffer could be named ten thousand times."""
        self._arrays = arrays
        self._items = 0

    def value(self, tree: Value, depth: int = 0) -> Value:
        """The value of a tree; a WireError if it, or a buffer it leads to, is none of ours."""
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
        size = count * ITEM_SIZE[dtype]
        self._unread -= size
        if offset + size > len(self._body) or self._unread < 0:
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
