"""How a function came to its answer: the torch operations it made, and what of.

A recorded answer is a tree. It can be computed again from other inputs, or from a tree that was
made of several; `merging` makes such trees. Whatever a function decides in Python, from a target's
name to the number of dimensions, is settled by then: a tree holds for one call.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import torch
from torch.overrides import TorchFunctionMode

from tutor.sandbox.wire import Value

PLAIN: dict[str, Callable[..., Value]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
    "pow": operator.pow,
    "sqrt": lambda x: x**0.5,
    "square": lambda x: x**2,
}
"""Operations that plain numbers know as well: one may come to stand where a tensor stood."""
POWERS = {0.5: "sqrt", 2: "square"}
AUGMENTED = re.compile("__setitem__|__i(add|sub|mul|(true|floor)?div|mod|pow|and|or|xor)__")
MOST_STEPS = 200
SINGLE = (torch.float32, torch.float16, torch.bfloat16)

Operand = Any
"""A Step, a Given, or a constant."""


class UnrecordableError(Exception):
    """A function that changes a tensor in place, or whose tree would be too high to climb."""


@dataclass(frozen=True)
class Mark:
    """What tells a tensor from others of its kind."""

    kind: tuple[torch.Size, torch.dtype, bool]
    """With whether it wants a gradient: cut off from its model, it is another."""
    norm: float
    sum: float
    """Weighted, so that places count."""


class Marked:
    """What has a value, which is None where it has not been computed."""

    value: Value

    @cached_property
    def coarse(self) -> bool:
        """Whether it is computed with less than double precision anywhere."""
        own = isinstance(self.value, torch.Tensor) and self.value.dtype in SINGLE
        operands = getattr(self, "operands", ())
        return own or any(one.coarse for one in operands if isinstance(one, Marked))

    @cached_property
    def mark(self) -> Mark | None:
        """None if the value is no tensor."""
        if not isinstance(self.value, torch.Tensor):
            return None
        value = self.value.detach()
        numbers = (torch.view_as_real(value) if value.is_complex() else value).double().flatten()
        weights = torch.arange(1, len(numbers) + 1, dtype=torch.float64).cos()
        kind = self.value.shape, self.value.dtype, self.value.requires_grad
        return Mark(kind, float(numbers.norm()), float(numbers @ weights))


@dataclass(frozen=True, eq=False)
class Given(Marked):
    """An argument, by its position or its keyword."""

    slot: int | str
    value: Value


@dataclass(frozen=True, eq=False)
class Step(Marked):
    """An operation and its operands; the last of them go by `names`."""

    name: str
    make: Callable[..., Value]
    operands: tuple[Operand, ...]
    names: tuple[str, ...] = ()
    value: Value = None

    def with_operands(self, operands: Sequence[Operand]) -> Step:
        """The same operation on others."""
        return Step(self.name, self.make, tuple(operands), self.names)


class Recorded:
    """A function that keeps how each of its answers came about.

    lift: plain numbers reach it as tensors without dimensions, so that what is made of them is
    seen; not every function can do with that.
    """

    def __init__(self, function: Callable[..., Value], *, lift: bool) -> None:
        self._function = function
        self._lift = lift
        self.answers: list[Operand] = []

    def __call__(self, *args: Value, **kwargs: Value) -> Value:
        """Call it, and record. UnrecordableError: it cannot be."""
        recorder = _Recorder()
        lift = lifted if self._lift else lambda value: value
        given = [recorder.given(slot, lift(value)) for slot, value in enumerate(args)]
        named = {name: recorder.given(name, lift(value)) for name, value in kwargs.items()}
        with recorder:
            value = self._function(*given, **named)
        self.answers.append(recorder.operand(value))
        return value


def replay(answer: Operand, args: Sequence[Value], kwargs: dict[str, Value]) -> Value:
    """The answer computed from these arguments."""
    given = {slot: lifted(value) for slot, value in [*enumerate(args), *kwargs.items()]}
    known: dict[int, Value] = {}

    def value(operand: Operand) -> Value:
        if isinstance(operand, Given):
            return given[operand.slot]
        if not isinstance(operand, Step):
            return operand
        if operand.name.startswith("rand"):  # drawn once, for all who share the seed
            return operand.value
        if id(operand) not in known:
            values = [value(one) for one in operand.operands]
            plain = len(values) - len(operand.names)
            named = dict(zip(operand.names, values[plain:], strict=True))
            known[id(operand)] = operand.make(*values[:plain], **named)
        return known[id(operand)]

    return value(answer)


class _Recorder(TorchFunctionMode):
    """Takes down each operation on tensors while it is entered."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[int, Operand] = {}
        self._paused = False

    def given(self, slot: int | str, value: Value) -> Value:
        """An argument, as the function is to get it: a model is watched, not what it does."""
        operand = Given(slot, value)
        if isinstance(value, torch.Tensor):
            self._known[id(value)] = operand
        if not callable(value):
            return value

        def watched(*args: Value, **kwargs: Value) -> Value:
            self._paused = True
            answer = value(*args, **kwargs)
            self._paused = False
            if not isinstance(answer, torch.Tensor):
                raise UnrecordableError("an answer that is no tensor")
            return self._keep("call", _called, (operand, *args), kwargs, answer)

        return watched

    def operand(self, value: Value) -> Operand:
        """Where a value came from; itself, if it is a constant."""
        if isinstance(value, list | tuple):
            kind = type(value)
            parts = tuple(self.operand(one) for one in value)
            return Step(kind.__name__, lambda *given: kind(given), parts, value=value)
        if not isinstance(value, torch.Tensor):
            return value
        return self._known.get(id(value)) or Step("constant", lambda: value, (), value=value)

    def __torch_function__(
        self,
        func: Callable[..., Value],
        types: Sequence[type],
        args: tuple[Value, ...] = (),
        kwargs: dict[str, Value] | None = None,
    ) -> Value:
        """Carry it out and take it down."""
        kwargs = kwargs or {}
        name = func.__name__
        if not self._paused and _changes(name, kwargs):
            raise UnrecordableError(name)
        value = func(*args, **kwargs)
        if self._paused or not isinstance(value, torch.Tensor):
            return value
        return self._keep(name.strip("_"), func, args, kwargs, value)

    def _keep(
        self,
        name: str,
        make: Callable[..., Value],
        args: tuple[Value, ...],
        kwargs: dict[str, Value],
        value: Value,
    ) -> Value:
        if len(self._known) > MOST_STEPS:
            raise UnrecordableError(name)
        operands = tuple(self.operand(one) for one in (*args, *kwargs.values()))
        if name == "pow" and (power := POWERS.get(_constant(operands[1]))):
            name, operands = power, operands[:1]
        if not kwargs:
            make = PLAIN.get(name, make)
        self._known.setdefault(id(value), Step(name, make, operands, tuple(kwargs), value))
        return value


def lifted(value: Value) -> Value:
    """A plain number as a tensor, all else as it is."""
    return torch.tensor(value, dtype=torch.float64) if isinstance(value, float) else value


def _called(function: Callable[..., Value], *args: Value, **kwargs: Value) -> Value:
    return function(*args, **kwargs)


def _changes(name: str, kwargs: dict[str, Value]) -> bool:
    in_place = name.endswith("_") and not name.endswith("__")
    return in_place or bool(AUGMENTED.fullmatch(name)) or "out" in kwargs


def _constant(operand: Operand) -> float:
    return operand if isinstance(operand, int | float) else 0.0
