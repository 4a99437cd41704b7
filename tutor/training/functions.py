"""The functions that drive a run: how they are made, called and blamed.

The learner's have passed their hidden tests, but on other inputs; what they raise or return here
is told with their own line, never with one of ours. Where there is none of theirs, ours is called.
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
from tutor.training.reference import REFERENCE
from tutor.training.trainer import Drop, Loss, Model


@dataclass(frozen=True)
class Function:
    """One function, the learner's or ours."""

    slug: str
    run: Callable[..., Any]
    learners: bool = True

    def __call__(self, *args: object, shape: tuple[int, ...], **options: object) -> Tensor:
        """What it returns, once that is a tensor of the shape it must have."""
        value = self.returned(*args, **options)
        if not isinstance(value, Tensor):
            raise self.wrong(f"returned `{type(value).__name__}`, not a tensor")
        if tuple(value.shape) != shape:
            raise self.wrong(f"must return shape {shape}, but returned {tuple(value.shape)}")
        return value

    def returned(self, *args: object, **options: object) -> object:
        """What it returns, whatever that is."""
        if not self.learners:
            return self.run(*args, **options)
        try:
            with keep_defaults():
                return self.run(*args, **options)
        except (Exception, SystemExit) as error:
            raise TrainingError(raised(self.slug, error), mend(self.slug)) from error

    def wrong(self, what: str) -> TrainingError:
        """What is wrong with it, and what to do."""
        return TrainingError(f"`{self.slug}` {what}", mend(self.slug))


Functions = Mapping[str, Function]


def load(sources: Mapping[str, str]) -> dict[str, Function]:
    """One function per slug: the learner's, each in a module of its own, where there is a source.

    Those after it may import its module.
    """
    return {
        slug: Function(slug, _defined(slug, sources[slug]))
        if slug in sources
        else Function(slug, ours, learners=False)
        for slug, ours in REFERENCE.items()
    }


def finite(function: Function, value: Tensor) -> Tensor:
    """The value, if it holds neither nan nor infinity; waits for the device."""
    if not bool(torch.isfinite(value).all()):
        raise function.wrong("returned nan or infinity")
    return value


def signal_shares(functions: Functions, betas: Tensor) -> Tensor:
    """ᾱ of betas, (T,), in the network's single precision."""
    alpha_bar = functions["alpha_bar"]
    return finite(alpha_bar, alpha_bar(betas, shape=tuple(betas.shape))).float()


def objective(functions: Functions) -> Loss:
    """The loss, as long as it is a number that the network can learn from."""
    training_loss = functions["training_loss"]

    def loss(model: Model, x0: Tensor, t: Tensor, noise: Tensor, alpha_bar: Tensor) -> Tensor:
        value = training_loss(model, x0, t, noise, alpha_bar, shape=())
        if not value.requires_grad:
            raise TrainingError(
                "`training_loss` returned a loss without a gradient",
                "keep the model's answer a tensor: no `.detach()`, `.item()` or `.numpy()`",
            )
        return value

    return loss


def dropping(functions: Functions) -> Drop:
    """How classes are hidden, as long as labels come of it."""
    drop_condition = functions["drop_condition"]

    def drop(labels: Tensor, none: Tensor, share: float, generator: torch.Generator) -> Tensor:
        pair = drop_condition.returned(labels, none, share, generator)
        if not (isinstance(pair, tuple) and len(pair) == 2 and isinstance(pair[0], Tensor)):
            raise drop_condition.wrong("must return the labels and which of them were dropped")
        if pair[0].shape != labels.shape or pair[0].dtype != labels.dtype:
            raise drop_condition.wrong("must return labels of the shape and dtype of those it got")
        return pair[0]

    return drop


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
