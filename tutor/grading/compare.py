"""What differs between two values, in one sentence that teaches, at one counterexample.

An empty sentence means: the same. `checks` shows it, `diagnosis` asks only whether there is one.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

import torch

from tutor.sandbox.wire import Value

EXACT, FINE, COARSE = (0.0, 0.0), (1e-9, 1e-12), (1e-4, 1e-5)
"""Relative and absolute tolerance: of counts, of float64, of float32 and what is coarser."""
DOUBLE = (torch.float64, torch.complex128)
NEAR = (1e-6, 1e-7)
"""Relative and absolute: as far as float64 is off after a detour through float32."""
ROUNDED = (
    "right to about 7 digits: were the numbers float32 on the way, as `torch.tensor(x)` without a "
    "dtype makes them, or was something small added?"
)
NO_RETURN = "your function returned None: is a `return` missing?"
DIGITS = (4, 6, 9, 17)
LONGEST = 60


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


def difference(actual: Value, expected: Value, tolerance: Tolerance) -> str:
    """Why `actual` is not `expected`."""
    if text := misfit(actual, expected):
        return text
    if isinstance(expected, list | tuple):
        pairs = ((f"item {i}", *pair) for i, pair in enumerate(zip(actual, expected, strict=True)))
    elif isinstance(expected, dict):
        pairs = ((f"`{key}`", actual[key], expected[key]) for key in expected)
    elif isinstance(expected, str | bool | None):
        return "" if actual == expected else f"expected {_show(expected)}, seen {_show(actual)}"
    else:
        return _number_difference(_tensor(actual), _tensor(expected), tolerance)
    for name, one, other in pairs:
        if text := difference(one, other, tolerance):
            return f"in {name}: {text}"
    return ""


def nothing(value: Value) -> str:
    """Why a value says nothing even where another agrees with it."""
    if value is None:
        return NO_RETURN
    if isinstance(value, list | tuple | dict):
        items = value.values() if isinstance(value, dict) else value
        return next(filter(None, (nothing(item) for item in items if item is not None)), "")
    if (_is_array(value) or isinstance(value, float)) and bool(_tensor(value).isnan().any()):
        return "expected a number, seen NaN"
    return ""


def misfit(actual: Value, expected: Value) -> str:
    """Why `actual` is not the kind of value that `expected` is, whatever its numbers are."""
    if actual is None and expected is not None:
        return NO_RETURN
    if _is_array(expected):
        return _array_misfit(actual, expected)
    if isinstance(expected, list | tuple):
        if not isinstance(actual, list | tuple) or len(actual) != len(expected):
            return f"expected {_kind(expected)}, seen {_kind(actual)}"
    elif isinstance(expected, dict):
        if not isinstance(actual, dict) or set(actual) != set(expected):
            return f"expected {_kind(expected)}, seen {_kind(actual)}"
    elif isinstance(expected, str | bool | None):
        if type(actual) is not type(expected):
            return f"expected {_show(expected)}, seen {_kind(actual)}"
    elif not _is_number(actual):
        return f"expected a number, seen {_kind(actual)}"
    return ""


def _array_misfit(actual: Value, expected: Value) -> str:
    if not _is_array(actual) or _is_tensor(actual) != _is_tensor(expected):
        remedy = ": make it a tensor" if _is_tensor(expected) else ""
        return f"expected {_kind(expected)}, seen {_kind(actual)}{remedy}"
    seen, wanted = _tensor(actual), _tensor(expected)
    if seen.shape != wanted.shape:
        return f"expected shape {_shape(wanted)}, seen {_shape(seen)}"
    if seen.dtype != wanted.dtype:
        return f"expected dtype {_dtype(wanted)}, seen {_dtype(seen)}"
    return ""


def _number_difference(actual: torch.Tensor, expected: torch.Tensor, tolerance: Tolerance) -> str:
    """The sentence about two tensors of one shape."""
    relative, absolute = tolerance.of(actual.dtype)
    if not relative and not absolute:
        wrong = actual != expected
    else:
        wrong = ~_close(actual, expected, relative, absolute)
    if not wrong.any():
        return ""
    lost = wrong & actual.isnan()
    first = (lost if lost.any() else wrong).nonzero()[0].tolist()
    wanted, seen = _two_numbers(expected[tuple(first)].item(), actual[tuple(first)].item())
    text = f"expected {wanted}, seen {seen}"
    if first:
        count = f"{int(wrong.sum())} of {wrong.numel()} numbers differ"
        text = f"expected {wanted} at {first}, seen {seen} ({count})"
    rounded = actual.dtype in DOUBLE and bool(_close(actual, expected, *NEAR).all())
    return f"{text}; {ROUNDED}" if rounded else text


def _close(
    actual: torch.Tensor, expected: torch.Tensor, relative: float, absolute: float
) -> torch.Tensor:
    """Which numbers are as near as that, in double precision."""
    wide = torch.complex128 if expected.is_complex() or actual.is_complex() else torch.float64
    return torch.isclose(actual.to(wide), expected.to(wide), relative, absolute, equal_nan=True)


def _two_numbers(expected: float, seen: float) -> tuple[str, str]:
    """Both with as few digits as tell them apart."""
    for digits in DIGITS:
        texts = _digits(expected, digits), _digits(seen, digits)
        if texts[0] != texts[1]:
            break
    return texts


def _digits(number: float, digits: int) -> str:
    if isinstance(number, bool | int):
        return str(number)
    return f"{number:.{digits}g}".replace("nan", "NaN")


def _is_array(value: Value) -> bool:
    numpy = sys.modules.get("numpy")
    kinds = (torch.Tensor, numpy.ndarray, numpy.generic) if numpy else (torch.Tensor,)
    return isinstance(value, kinds)


def _is_tensor(value: Value) -> bool:
    return isinstance(value, torch.Tensor)


def _is_number(value: Value) -> bool:
    if _is_array(value):
        return _tensor(value).ndim == 0
    return isinstance(value, int | float) and not isinstance(value, bool)


def _tensor(value: Value) -> torch.Tensor:
    """Tensors, arrays and plain numbers as tensors that want no gradient."""
    if isinstance(value, float):
        return torch.tensor(value, dtype=torch.float64)
    return torch.as_tensor(value).detach()


def _kind(value: Value) -> str:
    """What a value is, in a few words."""
    if _is_array(value):
        name = "tensor" if _is_tensor(value) else "numpy array"
        return f"a {name} of shape {_shape(_tensor(value))}"
    if isinstance(value, list | tuple | dict):
        keys = f" with the keys {_show(sorted(value))}" if isinstance(value, dict) else ""
        return f"a {type(value).__name__} of {len(value)}{keys}"
    return f"the {type(value).__name__} {_show(value)}" if value is not None else "None"


def _show(value: Value) -> str:
    text = repr(value)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _shape(tensor: torch.Tensor) -> str:
    return str(tuple(tensor.shape))


def _dtype(tensor: torch.Tensor) -> str:
    return str(tensor.dtype).removeprefix("torch.")
