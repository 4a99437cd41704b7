"""Where a step waits for the device: Python needs a value before it can say what comes next.

On a GPU Python otherwise runs ahead, and a step that waits for nothing can be recorded.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator
from types import FrameType
from typing import Any

import torch
from torch.utils._python_dispatch import TorchDispatchMode

aten = torch.ops.aten
WAITING = {
    aten._local_scalar_dense,  # `.item()`, `float`, `if`, `max` of two
    *(aten.nonzero, aten.masked_select, aten.equal, aten._unique2, aten.unique_consecutive),
}
INDEXING = {aten.index, aten.index_put, aten.index_put_}


def waits(step: Callable[[], object], files: Collection[str] = ()) -> list[str]:
    """A place for each wait in the step: `file:line`, if in one of those files, or the operation.

    files: names under which sources were compiled.
    """
    watching = _Watching(files)
    with watching:
        step()
    return watching.found


class _Watching(TorchDispatchMode):  # type: ignore[no-untyped-call]
    def __init__(self, files: Collection[str]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.found: list[str] = []
        self._files = files

    def __torch_dispatch__(
        self,
        func: Any,  # noqa: ANN401, torch's own signature
        types: object,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> object:
        kwargs = kwargs or {}
        if _waits(func.overloadpacket, args, kwargs):
            self.found.append(self._place() or str(func.overloadpacket))
        return func(*args, **kwargs)

    def _place(self) -> str:
        for frame in _callers(sys._getframe(1)):
            if frame.f_code.co_filename in self._files:
                return f"{frame.f_code.co_filename}:{frame.f_lineno}"
        return ""


def _callers(frame: FrameType | None) -> Iterator[FrameType]:
    while frame is not None:
        yield frame
        frame = frame.f_back


def _waits(operation: object, args: tuple[Any, ...], options: dict[str, Any]) -> bool:
    """Whether its result, or the shape of it, or where it goes must be known to Python."""
    if operation in INDEXING:  # a mask has as many places as are true
        return any(one is not None and one.dtype is torch.bool for one in args[1])
    if operation is aten._to_copy:
        here: torch.device = args[0].device
        return torch.device(options.get("device") or here).type != here.type
    if operation is aten.copy_:
        return bool(args[0].device.type != args[1].device.type)
    return operation in WAITING
