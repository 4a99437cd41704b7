"""The functions that drive a run: how they are made, called and blamed.

The learner's have passed their hidden tests, but on other inputs; what they raise or return here
is told with their own line, never with one of ours. Where there is none of theirs, ours is called.
What a run asks of each of them stands in `demands`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from torch import Tensor

from tutor.errors import TrainingError
from tutor.sandbox.defaults import keep_defaults
from tutor.training.device import gave_out, too_little_memory
from tutor.training.driving import DRIVING
from tutor.training.reference import REFERENCE
from tutor.training.source import execute, place, raised


@dataclass(frozen=True)
class Function:
    """One function, the learner's or ours."""

    slug: str
    run: Callable[..., Any]
    learners: bool = True

    def __call__(self, *args: object, like: Tensor, **options: object) -> Tensor:
        """What it returns, once that is a tensor of the shape, dtype and device of `like`."""
        value = self.returned(*args, **options)
        if not isinstance(value, Tensor):
            raise self.wrong(f"returned `{type(value).__name__}`, not a tensor")
        for what, wanted, seen in (
            ("shape ", tuple(like.shape), tuple(value.shape)),
            ("", like.dtype, value.dtype),
            ("a tensor on ", like.device, value.device),
        ):
            if wanted != seen:
                raise self.wrong(f"must return {what}{wanted}, but returned {seen}")
        return value

    def returned(self, *args: object, **options: object) -> object:
        """What it returns, whatever that is."""
        if not self.learners:
            return self.run(*args, **options)
        try:
            with keep_defaults(), _beside(args):
                return self.run(*args, **options)
        except TrainingError:  # of another function that this one calls
            raise
        except (Exception, SystemExit) as error:
            raise self._failed(error) from error

    def wrong(self, what: str) -> TrainingError:
        """What is wrong with it, and what to do."""
        return TrainingError(f"`{self.slug}` {what}", mend(self.slug))

    def _failed(self, error: BaseException) -> BaseException:
        """What to say of an exception that it let through."""
        if gave_out(error):
            return error
        if too_little_memory(error):
            return TrainingError(
                f"{place(_file(self.slug), error)}: there is too little free memory",
                "end what else uses it, choose `--device cpu`, or make smaller tensors there",
            )
        return TrainingError(raised(_file(self.slug), error), mend(self.slug))


Functions = Mapping[str, Function]


def load(sources: Mapping[str, str]) -> dict[str, Function]:
    """One function per slug: the learner's, each in a module of its own, where there is a source.

    Those after it may import its module. The loops of the capstone are the learner's or not there:
    ours are no functions but the iterators `trainer.fit` and `sampler.sample`.
    """
    functions = {}
    for slug in DRIVING:
        if slug in sources:
            functions[slug] = Function(slug, _defined(slug, sources[slug]))
        elif slug in REFERENCE:
            functions[slug] = Function(slug, REFERENCE[slug], learners=False)
    return functions


def learners(functions: Functions) -> set[str]:
    """Slugs of those that are the learner's."""
    return {slug for slug, function in functions.items() if function.learners}


def mend(slug: str) -> str:
    """The way back to a function that works."""
    return f"mend it and pass `tutor grade {slug}`"


def _defined(slug: str, source: str) -> Callable[..., Any]:
    module = execute(slug, _file(slug), source, mend(slug))
    function: Callable[..., Any] | None = getattr(module, slug, None)
    if not callable(function):
        raise TrainingError(f"{_file(slug)}:1: there is no function `{slug}`", mend(slug))
    return function


def _beside(args: tuple[object, ...]) -> AbstractContextManager[object]:
    """Where a function is given tensors on a GPU, those it makes without a device lie there too."""
    devices = [one.device for one in args if isinstance(one, Tensor)]
    return devices[0] if devices and devices[0].type != "cpu" else nullcontext()


def _file(slug: str) -> str:
    return f"{slug}.py"
