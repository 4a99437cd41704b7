"""Whether a learner's module has the function that is asked for; runs in the learner's process.

Each answer is a reply of `worker`, None where nothing is amiss.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable

import torch

from tutor.sandbox import wire

MOST_NAMES = 50

Reply = dict[str, wire.Value]


def missing(module: types.ModuleType, name: str) -> Reply:
    """That it is not there, and what is."""
    own = {
        known: value
        for known, value in vars(module).items()
        if getattr(value, "__module__", None) == module.__name__
    }
    classes = [known for known, value in own.items() if inspect.isclass(value)]
    return {
        "missing": name,
        "defined": [known for known, value in own.items() if inspect.isfunction(value)][
            :MOST_NAMES
        ],
        "inside": next((known for known in classes if name in vars(own[known])), ""),
    }


def no_function(module: types.ModuleType, name: str) -> Reply | None:
    """That what bears the name is no plain function."""
    value = getattr(module, name, None)
    what = ""
    if inspect.iscoroutinefunction(value) or inspect.isasyncgenfunction(value):
        what = "`async`"
    elif inspect.isgeneratorfunction(value):
        what = "a generator"
    elif inspect.isclass(value):
        what = "a class"
    elif not callable(value):
        what = _described(value)
    return {"is": what, "name": name} if what else None


def parameters(
    function: Callable[..., object], args: tuple[wire.Value, ...], kwargs: Reply
) -> Reply | None:
    """That it cannot be called with these arguments."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):  # some functions in C do not tell their signature
        return None
    try:
        signature.bind(*args, **kwargs)
    except TypeError:
        return {"takes": str(signature)}
    return None


def _described(value: object) -> str:
    if isinstance(value, int | float | complex):
        return f"a number ({type(value).__name__})"
    if isinstance(value, torch.Tensor):
        return "a tensor"
    return f"of type `{type(value).__name__}`"
