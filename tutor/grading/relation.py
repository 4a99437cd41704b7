"""How wrong numbers are related to the right ones, where one plain relation holds for all of them.

A relation is said only if it is exact and could not hold by chance: a factor that has to be
estimated needs several numbers, one that is fixed ahead (its square, its root) a single one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import torch

from tutor.grading import written
from tutor.grading.compare import DOUBLE, Tolerance, close
from tutor.sandbox.wire import Value

FLOAT32 = (1e-6, 1e-7)
"""Relative and absolute: as far as float64 is off after a detour through float32."""
ROUNDED = (
    "right to about 7 digits: were the numbers float32 on the way, as `torch.tensor(x)` without a "
    "dtype makes them, or was something small added?"
)
KINDS = (torch.Tensor, float)
EVIDENCE = 3
"""So many numbers that differ make a factor or a distance more than a chance."""
OUTSIDE = 1e-3
"""Wider than any tolerance."""
MOST = 100_000
"""Numbers beyond which the learner does not wait for a relation."""

Related = Callable[[torch.Tensor, torch.Tensor], bool]
"""Whether what is seen is in that relation to what is right."""


Change = Callable[[Any], Any]
"""What makes wrong numbers of right ones, be it a tensor of them or one."""


@dataclass(frozen=True)
class Relation:
    """What wrong numbers are to the right ones."""

    what: str
    related: Related
    everywhere: bool = False
    """Whether it was found in several numbers."""

    @property
    def text(self) -> str:
        """In a few words, to stand after what was expected and seen."""
        return f"{self.what}, everywhere" if self.everywhere else self.what

    def holds(self, actual: Value, expected: Value) -> bool:
        """Whether it holds for other values, too."""
        return self.related(written.tensor(actual), written.tensor(expected))


FIXED: dict[str, Change] = {
    "with its sign turned round": lambda right: -right,
    "the square of what it should be": lambda right: right**2,
    "the root of what it should be": lambda right: right**0.5,
    "1 divided by what it should be": lambda right: 1 / right,
    "1 minus what it should be": lambda right: 1 - right,
    "twice what it should be": lambda right: 2 * right,
    "half of what it should be": lambda right: right / 2,
}


def relation(actual: Value, expected: Value) -> Relation | None:
    """What the one is to the other, if it is anything plain."""
    if not any(all(isinstance(one, kind) for one in (actual, expected)) for kind in KINDS):
        return None
    seen, right = written.tensor(actual), written.tensor(expected)
    if seen.numel() > MOST:
        return None
    if seen.shape != right.shape:
        text = _of_shapes(tuple(seen.shape), tuple(right.shape))
        return Relation(text, _has_another_shape) if text else None
    if not (seen.is_floating_point() and right.is_floating_point()):
        return None
    if seen.dtype != right.dtype:
        return Relation("the numbers themselves are right", _near) if _near(seen, right) else None
    if not (seen.isfinite().all() and right.isfinite().all()):
        text = _of_lost(seen, right)
        return Relation(text, lambda one, other: _of_lost(one, other) == text) if text else None
    found = [one for one in _candidates(seen, right) if one.related(seen, right)]
    if not found or (len(found) > 1 and not _many(right)):
        return None
    return replace(found[0], everywhere=found[0].everywhere and right.numel() > 1)


def _has_another_shape(seen: torch.Tensor, right: torch.Tensor) -> bool:
    return seen.shape != right.shape


def _of_shapes(seen: tuple[int, ...], right: tuple[int, ...]) -> str:
    if len(seen) > 1 and seen == right[::-1]:
        return "it is transposed"
    if not seen and right != (1,):
        return "only one number is left: was it summed or averaged?"
    if len(seen) == len(right) == 1:
        return {-1: "one is missing", 1: "there is one too many"}.get(seen[0] - right[0], "")
    if len(seen) > len(right) and _is_within(right, seen) and math.prod(seen) == math.prod(right):
        return "there is a dimension of 1 too many"
    if len(seen) >= len(right) and _broadcasts(right, seen):
        return "broadcast: two shapes were lined up from the last dimension on"
    if len(seen) < len(right) and _is_within(seen, right):
        return "a dimension is gone: was it indexed, summed or averaged away?"
    return ""


def _broadcasts(small: Sequence[int], large: Sequence[int]) -> bool:
    pairs = zip(small[::-1], large[::-1], strict=False)
    return all(one in (1, other) for one, other in pairs)


def _is_within(few: Sequence[int], many: Sequence[int]) -> bool:
    rest = iter(many)
    return all(size in rest for size in few)


def _of_lost(seen: torch.Tensor, right: torch.Tensor) -> str:
    if not right.isfinite().all():
        return ""
    if seen.isnan().any():
        return "NaN comes from 0/0, or from a root or logarithm of a negative number"
    return "infinite numbers come from a division by 0, or from too large an exponent"


def _candidates(seen: torch.Tensor, right: torch.Tensor) -> Iterator[Relation]:
    """What may hold for two tensors of finite numbers, of one shape and one dtype."""
    yield Relation(ROUNDED, _near)
    changes = FIXED | (_fitted(seen, right) if _many(right) else {})
    yield from (_becomes(*one) for one in changes.items() if _is_plausible(one[1], seen, right))
    if _many(right):
        yield from _of_places(right.ndim)


def _fitted(seen: torch.Tensor, right: torch.Tensor) -> dict[str, Change]:
    """Changes that many numbers must agree on before they are said."""
    wide, other = seen.double().flatten(), right.double().flatten()
    factor = float(wide @ other / (other @ other))
    distance = float((wide - other).mean())
    direction = "more" if distance > 0 else "less"
    times, much = written.number(factor), written.number(abs(distance))
    if not factor:
        return {}
    return {
        "without its sign": abs,
        f"{times} times what it should be": lambda right: factor * right,
        f"{much} {direction} than it should be": lambda right: right + distance,
    }


def _is_plausible(change: Change, seen: torch.Tensor, right: torch.Tensor) -> bool:
    """Whether it may hold, judged by one number: a hundred times as fast as all of them."""
    try:
        one = change(right.flatten()[0].item())
        return math.isclose(one, seen.flatten()[0].item(), rel_tol=OUTSIDE, abs_tol=OUTSIDE)
    except (ArithmeticError, TypeError):  # divided by 0, or the root of a negative number
        return False


def _of_places(dimensions: int) -> Iterator[Relation]:
    """That the numbers are right, and stand elsewhere."""
    if dimensions == 2:
        yield Relation("rows and columns are exchanged", _exchanged)
    for dimension in range(dimensions):
        along = f" along dimension {dimension}" if dimensions > 1 else ""
        yield Relation(f"the order is reversed{along}", partial(_reversed, dimension))
        yield Relation(f"each stands one place too late{along}", partial(_moved, dimension, 1))
        yield Relation(f"each stands one place too early{along}", partial(_moved, dimension, -1))
    yield Relation("the numbers are right, but stand in other places", _reordered)


def _exchanged(seen: torch.Tensor, right: torch.Tensor) -> bool:
    return right.ndim == 2 and _same(seen, right.T)


def _reversed(dimension: int, seen: torch.Tensor, right: torch.Tensor) -> bool:
    return right.ndim > dimension and _same(seen, right.flip(dimension))


def _moved(dimension: int, by: int, seen: torch.Tensor, right: torch.Tensor) -> bool:
    if seen.ndim <= dimension or seen.shape[dimension] < EVIDENCE:
        return False
    length = seen.shape[dimension] - 1
    late, early = (1, 0) if by > 0 else (0, 1)
    return _same(seen.narrow(dimension, late, length), right.narrow(dimension, early, length))


def _reordered(seen: torch.Tensor, right: torch.Tensor) -> bool:
    return _same(seen.flatten().sort().values, right.flatten().sort().values)


def _becomes(text: str, change: Change) -> Relation:
    return Relation(text, lambda seen, right: _same(seen, change(right)), everywhere=True)


def _many(numbers: torch.Tensor) -> bool:
    return len(set(numbers.flatten().tolist())) >= EVIDENCE


def _same(one: torch.Tensor, other: torch.Tensor) -> bool:
    if one.shape != other.shape:
        return False
    return bool(close(one, other, *Tolerance().of(one.dtype)).all())


def _near(seen: torch.Tensor, right: torch.Tensor) -> bool:
    """Whether only float32 can have come between them."""
    return right.dtype in DOUBLE and bool(close(seen, right, *FLOAT32).all())
