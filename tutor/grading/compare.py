"""What differs between two values, in one sentence that teaches, at one counterexample.

An empty sentence means: the same. `checks` shows it; `diagnosis` asks only whether they agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import torch

from tutor.grading import written
from tutor.sandbox.wire import Value

EXACT, FINE, COARSE = (0.0, 0.0), (1e-9, 1e-12), (1e-4, 1e-5)
"""Relative and absolute tolerance: of counts, of float64, of float32 and what is coarser."""
DOUBLE = (torch.float64, torch.complex128)
NO_RETURN = "your function returned None: is a `return` missing?"


@dataclass(frozen=True)
class Tolerance:
    """How far numbers may be off. None: as the dtype of what is compared allows."""

    relative: float | None = None
    absolute: float | None = None

    def of(self, dtype: torch.dtype) -> tuple[float, float]:
        """The relative and the absolute tolerance for numbers of this dtype."""
        if not (dtype.is_floating_point or dtype.is_complex):
            return EXACT
        relative, absolute = FINE if dtype in DOUBLE else COARSE
        return (
            relative if self.relative is None else self.relative,
            absolute if self.absolute is None else self.absolute,
        )


def agrees(actual: Value, expected: Value, tolerance: Tolerance) -> bool:
    """Whether they are the same; `difference` takes longer, as it says why not."""
    if misfit(actual, expected):
        return False
    if isinstance(expected, list | tuple | dict):
        return all(agrees(one, other, tolerance) for _, one, other in _pairs(actual, expected))
    if isinstance(expected, str | bool | None):
        return bool(actual == expected)
    return not _wrong(written.tensor(actual), written.tensor(expected), tolerance).any()


def difference(actual: Value, expected: Value, tolerance: Tolerance) -> str:
    """Why `actual` is not `expected`."""
    if agrees(actual, expected, tolerance):
        return ""
    if text := misfit(actual, expected):
        return text
    for name, one, other in _pairs(actual, expected):
        if text := difference(one, other, tolerance):
            return f"in {name}: {text}"
    if isinstance(expected, str | bool | None):
        return f"expected {written.show(expected)}, seen {written.show(actual)}"
    return _number_difference(written.tensor(actual), written.tensor(expected), tolerance)


def _pairs(actual: Value, expected: Value) -> Iterator[tuple[str, Value, Value]]:
    """What lies in two containers, with a name for the place."""
    if isinstance(expected, list | tuple):
        for index, (one, other) in enumerate(zip(actual, expected, strict=True)):
            yield f"item {index}", one, other
    elif isinstance(expected, dict):
        for key in expected:
            yield f"`{key}`", actual[key], expected[key]


def nothing(value: Value) -> str:
    """Why a value says nothing even where another agrees with it."""
    if value is None:
        return NO_RETURN
    if isinstance(value, list | tuple | dict):
        items = value.values() if isinstance(value, dict) else value
        return next(filter(None, (nothing(item) for item in items if item is not None)), "")
    if not (written.is_array(value) or isinstance(value, float)):
        return ""
    return "expected a number, seen NaN" if written.tensor(value).isnan().any() else ""


def misfit(actual: Value, expected: Value) -> str:
    """Why `actual` is not the kind of value that `expected` is, whatever its numbers are."""
    if actual is None and expected is not None:
        return NO_RETURN
    if written.is_array(expected):
        return _array_misfit(actual, expected)
    if isinstance(expected, list | tuple):
        if not isinstance(actual, list | tuple) or len(actual) != len(expected):
            return f"expected {written.kind(expected)}, seen {written.kind(actual)}"
    elif isinstance(expected, dict):
        if not isinstance(actual, dict) or set(actual) != set(expected):
            return f"expected {written.kind(expected)}, seen {written.kind(actual)}"
    elif isinstance(expected, str | bool | None):
        if type(actual) is not type(expected):
            return f"expected {written.show(expected)}, seen {written.kind(actual)}"
    elif not _is_number(actual):
        return f"expected a number, seen {written.kind(actual)}"
    return ""


def _array_misfit(actual: Value, expected: Value) -> str:
    if not written.is_array(actual) or written.is_tensor(actual) != written.is_tensor(expected):
        remedy = ": make it a tensor" if written.is_tensor(expected) else ""
        return f"expected {written.kind(expected)}, seen {written.kind(actual)}{remedy}"
    seen, wanted = written.tensor(actual), written.tensor(expected)
    if seen.shape != wanted.shape:
        return f"expected shape {written.shape(wanted)}, seen {written.shape(seen)}"
    if seen.dtype != wanted.dtype:
        return f"expected dtype {written.dtype(wanted)}, seen {written.dtype(seen)}"
    return ""


def _number_difference(actual: torch.Tensor, expected: torch.Tensor, tolerance: Tolerance) -> str:
    """The sentence about two tensors of one shape."""
    wrong = _wrong(actual, expected, tolerance)
    place = place_of_difference(actual, expected, tolerance)
    wanted, seen = written.two_numbers(expected[place].item(), actual[place].item())
    if wrong.numel() == 1:
        return f"expected {wanted}, seen {seen}"
    count = f"{int(wrong.sum())} of {wrong.numel()} numbers differ"
    return f"expected {wanted} at {list(place)}, seen {seen} ({count})"


def place_of_difference(
    actual: torch.Tensor, expected: torch.Tensor, tolerance: Tolerance
) -> tuple[int, ...]:
    """Where a NaN stands that should not, else where most is wrong."""
    wrong = _wrong(actual, expected, tolerance)
    distance = (actual.to(_wide(actual)) - expected.to(_wide(expected))).abs()
    distance = distance.nan_to_num(torch.inf).where(wrong, -1)
    return tuple((distance == distance.max()).nonzero()[0].tolist())


def _wrong(actual: torch.Tensor, expected: torch.Tensor, tolerance: Tolerance) -> torch.Tensor:
    relative, absolute = tolerance.of(actual.dtype)
    if not relative and not absolute:
        return actual != expected
    return ~close(actual, expected, relative, absolute)


def close(
    actual: torch.Tensor, expected: torch.Tensor, relative: float, absolute: float
) -> torch.Tensor:
    """Which numbers are as near as that, in double precision."""
    dtype = _wide(actual if actual.is_complex() else expected)
    return torch.isclose(actual.to(dtype), expected.to(dtype), relative, absolute, equal_nan=True)


def _wide(numbers: torch.Tensor) -> torch.dtype:
    """Of double precision."""
    return torch.complex128 if numbers.is_complex() else torch.float64


def _is_number(value: Value) -> bool:
    if written.is_array(value):
        return written.tensor(value).ndim == 0
    return isinstance(value, int | float) and not isinstance(value, bool)
