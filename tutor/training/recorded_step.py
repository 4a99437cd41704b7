"""A step recorded once and then played, where that does what the step itself does.

A step of these networks starts hundreds of kernels that take a GPU less time than Python takes to
start them. A record, as a CUDA graph is one, starts them all at once. But it plays what it once
saw: it cannot know what Python would have decided on the way.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Protocol

import torch

from tutor.training.functions import Functions, learners
from tutor.training.source import first_line
from tutor.training.trainer import Batch, Step, Work
from tutor.training.waits import waits

WARM_UP = 3
"""Steps before one is recorded, in which libraries choose their algorithms and find memory."""
TRIED = 8
"""Steps that are done both ways before a run."""
APART = 0.1
"""How far both ways may end from each other, as a share of the way; rounding stays far below."""
SLOWER = "so steps run one operation after the other, which is slower"


class Recorder(Protocol):
    """A kind of record."""

    def aside(self) -> AbstractContextManager[None]:
        """Where steps are done before one is recorded."""

    def record(self, work: Callable[[], Step], generator: torch.Generator) -> Callable[[], Step]:
        """What plays the work again, without having done it; chance goes on as it would have.

        Each time the step told may lie in the same memory.
        """


class CudaGraphs:
    """The records of CUDA."""

    @contextmanager
    def aside(self) -> Iterator[None]:  # noqa: D102, as in Recorder
        usual = torch.cuda.current_stream()
        stream = torch.cuda.Stream()  # type: ignore[no-untyped-call]
        stream.wait_stream(usual)
        with torch.cuda.stream(stream):
            yield
        usual.wait_stream(stream)

    def record(self, work: Callable[[], Step], generator: torch.Generator) -> Callable[[], Step]:  # noqa: D102, as in Recorder
        graph = torch.cuda.CUDAGraph()
        with warnings.catch_warnings(action="ignore"):  # newer ones of torch register by themselves
            graph.register_generator_state(generator)
        with torch.cuda.graph(graph):
            step = work()

        def play() -> Step:
            graph.replay()
            return step

        return play


def recorder_for(device: torch.device) -> Recorder | None:
    """None where a step is not worth recording."""
    return CudaGraphs() if device.type == "cuda" else None


def steps(work: Work, recorder: Recorder | None) -> Iterator[Step]:
    """The plan's steps, in place; all but the first are played where there is a recorder."""
    count = work.plan.steps
    if recorder is None:
        yield from (work.step() for _ in range(count))
        return
    for _ in range(min(WARM_UP, count)):
        with recorder.aside():
            step = work.step()
        yield step
    if count > WARM_UP:
        play = recorder.record(work.step, work.generator)
        yield from (_copy(play()) for _ in range(count - WARM_UP))


def _copy(step: Step) -> Step:
    """The next one is played into the same memory."""
    batch = step.batch
    kept = Batch(*(part.clone() for part in (batch.x0, batch.label, batch.t, batch.noise)))
    return Step(kept, step.loss.clone())


@dataclass(frozen=True)
class Recording:
    """How the steps of a run are done."""

    recorder: Recorder | None
    says: str
    """What was found, for the learner; empty where there is nothing to record with."""


def decide(work: Callable[[], Work], functions: Functions, recorder: Recorder | None) -> Recording:
    """Try on fresh networks whether a record does what the steps do.

    work: makes the same untrained work each time.
    """
    if recorder is None:
        return Recording(None, "")
    if "capstone_train" in functions:
        return Recording(None, f"the loop is your own, and only ours can be recorded, {SLOWER}")
    files = [f"{slug}.py" for slug in learners(functions)]
    if found := waits(work().step, files):
        place = found[0]
        return Recording(
            None,
            f"{place}: here a step waits for a value of the device (`.item()`, `float`, `if` and "
            f"masks do), and what waits cannot be recorded, {SLOWER}",
        )
    try:
        same = _ends_alike(work, recorder)
    except Exception as error:  # whatever a library does not let record; the steps alone went well
        return Recording(None, f"a step cannot be recorded ({first_line(error)}), {SLOWER}")
    if not same:
        return Recording(None, f"a recorded step does something else than the step, {SLOWER}")
    return Recording(recorder, "a step is recorded once and played again, as a CUDA graph")


def _ends_alike(work: Callable[[], Work], recorder: Recorder) -> bool:
    """Whether both ways move the weights to the same place, but for rounding."""
    one, other = work(), work()
    start = one.adam.weights.clone()
    for _ in range(TRIED):
        one.step()
    for _, _ in zip(range(TRIED), steps(other, recorder), strict=False):
        pass
    moved = (one.adam.weights - start).abs().mean()
    apart = (one.adam.weights - other.adam.weights).abs().mean()
    return bool(apart <= APART * moved)
