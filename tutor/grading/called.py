"""Calling a function so that two processes see the same: seeded, and watched for changed inputs.

The worker calls the learner's function through this, and `diagnosis` the reference and each known
mistake.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import torch

from tutor.sandbox import wire
from tutor.sandbox.defaults import keep_defaults

GRADIENT_WANTED = b'"grad": true'


@dataclass(frozen=True)
class Outcome:
    """What a call led to: a value, or an exception."""

    value: wire.Value = None
    raised: str = ""
    """Name of the exception's type; empty if there was none."""
    changed: tuple[str, ...] = ()
    """Names of the parameters whose arguments were changed in place."""


def call(
    function: Callable[..., object],
    args: Sequence[wire.Value],
    kwargs: Mapping[str, wire.Value],
    seed: int,
) -> Outcome:
    """Call it with torch's generator at `seed`; what it raises is let through."""
    named = _named(function, args, kwargs)
    before = {name: _image(value) for name, value in named.items()}
    torch.default_generator.manual_seed(seed)
    with keep_defaults():
        value = function(*args, **kwargs)
    changed = tuple(name for name in named if _image(named[name]) != before[name])
    return Outcome(value, changed=changed)


def _named(
    function: Callable[..., object],
    args: Sequence[wire.Value],
    kwargs: Mapping[str, wire.Value],
) -> dict[str, wire.Value]:
    """The arguments by parameter; by position where the function does not tell."""
    try:
        return dict(inspect.signature(function).bind(*args, **kwargs).arguments)
    except (TypeError, ValueError):
        return {**{str(index): value for index, value in enumerate(args)}, **kwargs}


def _image(value: wire.Value) -> list[bytes]:
    """All bytes of a value, so that a NaN equals itself; wanting a gradient is no change."""
    try:
        _, head, *numbers = wire.encode(0, value)
    except wire.WireError:
        return []
    return [bytes(head).replace(GRADIENT_WANTED, b""), *map(bytes, numbers)]
