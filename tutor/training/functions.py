"""The learner's functions in the process that trains: how they are made, called and blamed.

They have passed their hidden tests, but on other inputs; what they raise or return here is told
with their own line, never with one of ours.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import torch
from torch import Tensor

from tutor.errors import TrainingError
from tutor.sandbox.defaults import keep_defaults
from tutor.training.trainer import Loss, Model


@dataclass(frozen=True)
class Function:
    """One function of the learner's."""

    slug: str
    call: Callable[..., Any]

    def __call__(self, *args: object, shape: tuple[int, ...], **options: object) -> Tensor:
        """What it returns, once that is a tensor of the shape it must have."""
        try:
            with keep_defaults():
                value = self.call(*args, **options)
        except (Exception, SystemExit) as error:
            raise TrainingError(raised(self.slug, error), mend(self.slug)) from error
        if not isinstance(value, Tensor):
            raise TrainingError(
                f"`{self.slug}` returned `{type(value).__name__}`, not a tensor", mend(self.slug)
            )
        if tuple(value.shape) != shape:
            raise TrainingError(
                f"`{self.slug}` must return shape {shape}, but returned {tuple(value.shape)}",
                mend(self.slug),
            )
        return value


Functions = Mapping[str, Function]


def load(sources: Mapping[str, str]) -> dict[str, Function]:
    """Make the functions, each in a module of its own, which those after it may import."""
    return {slug: Function(slug, _defined(slug, source)) for slug, source in sources.items()}


def finite(slug: str, value: Tensor) -> Tensor:
    """The value, if it holds neither nan nor infinity; waits for the device."""
    if not bool(torch.isfinite(value).all()):
        raise TrainingError(f"`{slug}` returned nan or infinity", mend(slug))
    return value


def signal_shares(functions: Functions, betas: Tensor) -> Tensor:
    """ᾱ as the learner computes it from betas, (T,), in the network's single precision."""
    shares = functions["alpha_bar"](betas, shape=tuple(betas.shape))
    return finite("alpha_bar", shares).float()


def objective(functions: Functions) -> Loss:
    """The learner's loss, as long as it is a number that the network can learn from."""

    def loss(model: Model, x0: Tensor, t: Tensor, noise: Tensor, alpha_bar: Tensor) -> Tensor:
        value = functions["training_loss"](model, x0, t, noise, alpha_bar, shape=())
        if not value.requires_grad:
            raise TrainingError(
                "`training_loss` returned a loss without a gradient",
                "keep the model's answer a tensor: no `.detach()`, `.item()` or `.numpy()`",
            )
        return value

    return loss


def raised(slug: str, error: BaseException) -> str:
    """What an exception says, at the last line of the learner's that it went through."""
    name = _file(slug)
    lines = [at.lineno for at in traceback.extract_tb(error.__traceback__) if at.filename == name]
    line = error.lineno if isinstance(error, SyntaxError) else next(reversed(lines), None)
    text = first_line(error)
    return f"{name}:{line or 1}: {type(error).__name__}{': ' * bool(text)}{text}"


def first_line(error: BaseException) -> str:
    """What an exception says, on one line that is safe to print."""
    text = str(error.msg if isinstance(error, SyntaxError) else error)
    line = next(iter(text.strip().splitlines()), "")
    return "".join(c if c.isprintable() else " " for c in line)[:200]


def mend(slug: str) -> str:
    """The way back to a function that works."""
    return f"mend it and pass `tutor grade {slug}`"


def _defined(slug: str, source: str) -> Callable[..., Any]:
    module = ModuleType(slug)
    sys.modules[slug] = module  # dataclasses and imports between the learner's files look there
    try:
        with keep_defaults():
            exec(compile(source, _file(slug), "exec", dont_inherit=True), module.__dict__)  # noqa: S102, the point of it
    except (Exception, SystemExit) as error:
        raise TrainingError(raised(slug, error), mend(slug)) from error
    function: Callable[..., Any] | None = getattr(module, slug, None)
    if not callable(function):
        raise TrainingError(f"{_file(slug)}:1: there is no function `{slug}`", mend(slug))
    return function


def _file(slug: str) -> str:
    return f"{slug}.py"
