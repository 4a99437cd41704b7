"""A smaller call that fails as one of a check did.

What is left out is left out of all arguments alike: a sample from everything that has as many, a
column from everything of the batch's shape. Of a schedule, only the entries that `t` names and
their neighbours stay, in their order, and `t` counts among them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import torch

from tutor.grading.asked import Call, volume
from tutor.sandbox import wire

DIGITS = (2, 3, 4)
"""What inputs are rounded to: what is shown shall be all of them."""
SHORT = 40
"""Numbers that may be shown, so that it matters how many digits they have."""

Slot = int | str
"""An argument: its position, or its keyword."""
Indices = tuple[int, ...]


@dataclass(frozen=True)
class Cut:
    """What is kept."""

    rows: Indices
    columns: tuple[Indices, ...]
    """For each dimension of a sample."""
    flat: bool = False
    """Whether the one number that is left loses its dimensions."""
    reach: int = 1
    """How many neighbours of an entry of a schedule stay on each side."""


def shrunk(call: Call, place: Sequence[int], fails: Callable[[Call], bool]) -> Call:
    """The smallest of the calls tried that fails. `place`: where in the answer it was wrong."""
    arguments = _Arguments(call)
    cuts = list(dict.fromkeys(_cuts(arguments.shape, place)))
    for cut in cuts[:1]:  # most mistakes show in a single number, so that one question is enough
        least = _simplified(arguments.cut(replace(cut, reach=0)))
        if _size(least) < _size(call) and fails(least):
            return least
    for cut in cuts:
        smaller = arguments.cut(cut)
        if _size(smaller) < _size(call) and fails(smaller):
            tighter = arguments.cut(replace(cut, reach=0))
            call = tighter if _size(tighter) < _size(smaller) and fails(tighter) else smaller
            break
    simple = _simplified(call)
    return simple if fails(simple) else call


def _simplified(call: Call) -> Call:
    return _with(call, {slot: _rounded(value) for slot, value in _given(call).items()})


def _cuts(shape: Indices, place: Sequence[int]) -> Iterator[Cut]:
    """From the smallest to one that only shortens schedules."""
    if 0 in shape or not shape:
        return
    places = [*place[: len(shape)], *(size // 2 for size in shape[len(place) :])]

    def kept(most: int | None) -> list[Indices]:
        return [_around(index, size, most) for index, size in zip(places, shape, strict=True)]

    for most_rows, most_columns in (
        *((1, 1), (2, 1), (1, 2), (2, 2), (2, 3), (3, 2)),
        *((2, None), (None, 1), (None, None)),
    ):
        rows, columns = kept(most_rows)[0], tuple(kept(most_columns)[1:])
        if most_rows == most_columns == 1:
            yield Cut(rows, columns, flat=True)
        yield Cut(rows, columns)


def _around(index: int, size: int, most: int | None) -> Indices:
    """The index and neighbours, if there may be so many; all if `most` is None."""
    if most is None:
        return tuple(range(size))
    index = min(index, size - 1)
    first = max(0, min(index + 1, size) - most)
    return tuple(range(first, min(size, first + most)))


class _Arguments:
    """A call's arguments, and what they have to do with one another."""

    def __init__(self, call: Call) -> None:
        self._call = call
        tensors = {
            slot: value
            for slot, value in _given(call).items()
            if isinstance(value, torch.Tensor) and value.ndim
        }
        batch = max(tensors.values(), key=lambda one: one.ndim, default=torch.zeros(()))
        self.shape: Indices = tuple(batch.shape)
        """Of the batch, which is the argument of most dimensions."""
        self._alike = [slot for slot, one in tensors.items() if one.shape == batch.shape]
        rows = [slot for slot, one in tensors.items() if 0 < len(one) == len(batch)]
        self._index = next((slot for slot in rows if _can_index(tensors[slot])), None)
        self._schedules = [
            slot
            for slot, one in tensors.items()
            if self._index is not None and slot not in (self._index, *self._alike)
            if one.ndim == 1 and len(one) > int(tensors[self._index].max())
        ]
        self._rows = [slot for slot in rows if slot not in self._schedules]

    def cut(self, cut: Cut) -> Call:
        """The call with what is kept."""
        given = _given(self._call)
        for slot in self._rows:
            given[slot] = given[slot][list(cut.rows)]
        for slot in self._alike:
            for dimension, kept in enumerate(cut.columns, 1):
                given[slot] = given[slot].index_select(dimension, torch.tensor(kept))
            given[slot] = given[slot].flatten() if cut.flat else given[slot]
        if self._index is not None and self._schedules:
            length = min(len(given[slot]) for slot in self._schedules)
            named = given[self._index][:, None] + torch.arange(-cut.reach, cut.reach + 1)
            entries = named.clamp(0, length - 1).unique()  # sorted
            given[self._index] = torch.searchsorted(entries, given[self._index])
            given |= {slot: given[slot][entries] for slot in self._schedules}
        return _with(self._call, given)


def _can_index(tensor: torch.Tensor) -> bool:
    return tensor.dtype == torch.int64 and tensor.ndim == 1 and bool((tensor >= 0).all())


def _given(call: Call) -> dict[Slot, wire.Value]:
    given: dict[Slot, wire.Value] = dict(enumerate(call.args))
    return given | dict(call.kwargs)


def _with(call: Call, given: dict[Slot, wire.Value]) -> Call:
    args = tuple(given[position] for position in range(len(call.args)))
    return replace(call, args=args, kwargs={name: given[name] for name in call.kwargs})


def _size(call: Call) -> tuple[int, int]:
    """In numbers, then in dimensions."""
    values = [*call.args, *call.kwargs.values()]
    tensors = [value for value in values if isinstance(value, torch.Tensor)]
    return volume(values), sum(tensor.ndim for tensor in tensors)


def _rounded(value: wire.Value) -> wire.Value:
    """With as few digits as keep apart what differs, and keep all from becoming 0 or 1."""
    if isinstance(value, float):
        return _rounded(torch.tensor(value, dtype=torch.float64)).item()
    if not isinstance(value, torch.Tensor) or not value.is_floating_point():
        return value
    if value.numel() > SHORT:
        return value
    for digits in DIGITS:
        rounded = torch.tensor(
            [float(f"{number:.{digits}g}") for number in value.flatten().tolist()],
            dtype=value.dtype,
        ).reshape(value.shape)
        become = (rounded != value) & ((rounded == 0) | (rounded == 1))
        if _count(rounded) == _count(value) and not become.any():
            return rounded
    return value


def _count(numbers: torch.Tensor) -> int:
    """Of different numbers."""
    return len(set(numbers.flatten().tolist()))
