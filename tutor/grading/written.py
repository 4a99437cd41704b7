"""How values are written for a learner: numbers with few digits, small tensors in full."""

from __future__ import annotations

import sys
from collections.abc import Callable

import torch

from tutor.sandbox.wire import Value

DIGITS = (4, 6, 9, 17)
LONGEST = 60
ROW = 40
"""Characters of a value beside its name, so that both fit where a screen is 60 wide."""
ROWS = 6
INLINE = 4
"""Numbers of a matrix that need no lines of their own."""
PLAIN = (torch.float64, torch.int64)
"""Dtypes that need not be told."""


def two_numbers(expected: float, seen: float) -> tuple[str, str]:
    """Both with as few digits as tell them apart."""
    return _apart(number, expected, seen)


def two_values(expected: Value, seen: Value) -> tuple[str, str]:
    """Both, each on one line, with as few digits as tell them apart."""
    return _apart(value, expected, seen)


def _apart(write: Callable[[Value, int], str], expected: Value, seen: Value) -> tuple[str, str]:
    for digits in DIGITS:
        texts = write(expected, digits), write(seen, digits)
        if texts[0] != texts[1]:
            break
    return texts


def number(value: complex, digits: int = DIGITS[0]) -> str:
    """With so many significant digits."""
    if isinstance(value, bool | int):
        return str(value)
    return f"{value:.{digits}g}".replace("nan", "NaN")


def value(given: Value, digits: int = DIGITS[0]) -> str:
    """In full if it is small, a matrix on several lines; else its ends, or only its shape."""
    if is_array(given):
        numbers = tensor(given)
        return _tensor(numbers, digits) + ("" if numbers.dtype in PLAIN else f" ({dtype(numbers)})")
    if isinstance(given, int | float):
        return number(given, digits)
    if isinstance(given, list | tuple) and given:
        return ", ".join(value(one, digits) for one in given)
    return show(given)


def _tensor(given: torch.Tensor, digits: int) -> str:
    if given.numel() <= ROW:
        is_matrix = given.ndim == 2 and len(given) > 1 and given.numel() > INLINE
        lines = _matrix(given, digits) if is_matrix else [_nested(given.tolist(), digits)]
        if len(lines) <= ROWS and len(lines[0]) <= ROW:
            return "\n".join(lines)
    if given.ndim != 1:
        return f"shape {shape(given)}"
    first, second, last = (number(given[i].item(), digits) for i in (0, 1, -1))
    return f"[{first}, {second}, …, {last}], {len(given)} numbers"


def _matrix(given: torch.Tensor, digits: int) -> list[str]:
    """A line for each row, columns under one another."""
    texts = [[number(one, digits) for one in row] for row in given.tolist()]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    rows = [
        ", ".join(f"{text:>{width}}" for text, width in zip(row, widths, strict=True))
        for row in texts
    ]
    starts, ends = ["[["] + [" ["] * (len(rows) - 1), ["],"] * (len(rows) - 1) + ["]]"]
    return [f"{start}{row}{end}" for start, row, end in zip(starts, rows, ends, strict=True)]


def _nested(given: Value, digits: int) -> str:
    if isinstance(given, list):
        return f"[{', '.join(_nested(one, digits) for one in given)}]"
    return number(given, digits)


def kind(given: Value) -> str:
    """What a value is, in a few words."""
    if is_array(given):
        name = "tensor" if is_tensor(given) else "numpy array"
        return f"a {name} of shape {shape(tensor(given))}"
    if isinstance(given, list | tuple | dict):
        keys = f" with the keys {show(sorted(given))}" if isinstance(given, dict) else ""
        return f"a {type(given).__name__} of {len(given)}{keys}"
    return f"the {type(given).__name__} {show(given)}" if given is not None else "None"


def show(given: Value) -> str:
    """As Python writes it, up to a length."""
    text = repr(given)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def shape(given: torch.Tensor) -> str:
    """As Python writes a tuple."""
    return str(tuple(given.shape))


def dtype(given: torch.Tensor) -> str:
    """Without the name of the package."""
    return str(given.dtype).removeprefix("torch.")


def is_array(given: Value) -> bool:
    """Whether it is a tensor or an array of numpy's."""
    numpy = sys.modules.get("numpy")
    kinds = (torch.Tensor, numpy.ndarray, numpy.generic) if numpy else (torch.Tensor,)
    return isinstance(given, kinds)


def is_tensor(given: Value) -> bool:
    """Whether it is a tensor."""
    return isinstance(given, torch.Tensor)


def tensor(given: Value) -> torch.Tensor:
    """Tensors, arrays and plain numbers as tensors that want no gradient."""
    if isinstance(given, float):
        return torch.tensor(given, dtype=torch.float64)
    return torch.as_tensor(given).detach()
