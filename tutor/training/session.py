"""Training and sampling with the learner's own functions, as the screen and the command see it.

The functions travel as text into a fresh process; events come back. No torch is imported here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tutor.diffusion.datasets import find
from tutor.errors import TrainingError, TutorError
from tutor.training import checkpoint as checkpoints
from tutor.training.checkpoint import Checkpoint
from tutor.training.child import Child, Message
from tutor.training.driving import Drivers, driving, in_sampling
from tutor.training.events import Advance, Event, Finished, Report, Samples, Started
from tutor.training.wishes import DATA, Sampling, Training

PATIENCE = 120.0
"""Seconds without a word before a run is given up; a first start of CUDA takes tens of them."""
LAST_PATIENCE = 30.0
"""Seconds to end in good order once asked to stop; pictures take some to be judged."""
LOOKING = 60.0
"""Seconds for all datasets of a course to draw as much as a training needs."""
ROOM = 4 << 20
"""Bytes claimed for a model beforehand, several times what one takes."""


def train(
    functions: Mapping[str, str],
    wish: Training,
    *,
    checkpoint: Path,
    datasets: str = "",
    patience: float = PATIENCE,
) -> TrainingRun:
    """Start a run; iterate over it for its events, the last of which is `Finished`.

    functions: the learner's sources by slug; ours stand in for the rest. datasets: source of a
    teacher's own. Everything that can be known to fail is said here, before a process is started.
    """
    wish.check()
    resumed = checkpoints.read(checkpoint) if wish.resume else None
    if resumed is not None:
        wish = wish.going_on_from(resumed)
    if not datasets:  # else only those who run the source know what there is
        find(wish.data or DATA)
    options = {
        "functions": driving(functions),
        "datasets": datasets,
        "wish": asdict(wish),
        "resumed": resumed and {"weights": resumed.weights, "about": resumed.about},
    }
    checkpoints.reserve(checkpoint, ROOM)
    try:
        child = Child("train", options)
    except BaseException:
        checkpoints.discard(checkpoint)
        raise
    return TrainingRun(child, checkpoint, patience)


class TrainingRun:
    """A run under way: its own iterator, and a context that leaves no process behind.

    Ctrl-c in the middle of a loop over it is no end: call `stop` and go on with the loop.
    """

    def __init__(self, child: Child, checkpoint: Path, patience: float) -> None:
        self._child = child
        self._checkpoint = checkpoint
        self._patience = patience
        self._pending: Message | None = None
        self._over = False

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Event:
        if self._over:
            raise StopIteration
        try:
            # Kept until it is dealt with: ctrl-c while a model is written must not lose it.
            self._pending = self._pending or self._child.receive(self._patience)
            event = self._event(self._pending)
        except TutorError:
            self._end()
            raise
        self._pending = None
        if isinstance(event, Finished):
            self._end()
        return event

    def stop(self) -> None:
        """Ask for an end: the model so far is kept, and `Finished` says so."""
        self._patience = min(self._patience, LAST_PATIENCE)
        self._child.ask_to_stop()

    def close(self) -> None:
        """Stop, keep the model so far, and leave nothing running."""
        if not self._over:
            self.stop()
            for _ in self:
                pass

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _event(self, message: Message) -> Event:
        match message:
            case {"event": "Started", **fields}:
                return Started(**fields)
            case {"event": "Advance", **fields}:
                return Advance(**fields)
            case {"event": "Samples", **fields}:
                return Samples(**fields)
            case {"event": "Trained", "report": report, "checkpoint": kept, "right": right}:
                checkpoints.write(self._checkpoint, Checkpoint(**kept))
                beside = None if right is None else Report(**right)
                return Finished(Report(**report), self._checkpoint, beside)
        raise TrainingError("the training said something that is no event of ours", "train again")

    def _end(self) -> None:
        self._over = True
        self._child.end()
        checkpoints.discard(self._checkpoint)


def sample(
    checkpoint: Path,
    functions: Mapping[str, str],
    wish: Sampling,
    *,
    patience: float = PATIENCE,
) -> Film:
    """Draw from the model in that file: the noise first, the examples last."""
    kept = checkpoints.read(checkpoint)
    wish.check(kept)
    drivers = in_sampling(
        functions,
        sampler=wish.sampler,
        guided=wish.scale != 1,
        even=kept.about["T"] % wish.steps == 0,
    )
    options: dict[str, Any] = {
        "functions": driving(functions),
        "weights": kept.weights,
        "about": kept.about,
        "wish": {**asdict(wish), "label": wish.class_of(kept)},
    }
    return Film(drivers, _states(options, patience))


@dataclass(frozen=True)
class Film:
    """The states of a sampler, to be iterated over once, and who drives it."""

    drivers: Drivers
    states: Iterator[Samples]

    def __iter__(self) -> Iterator[Samples]:
        return self.states


def _states(options: Message, patience: float) -> Iterator[Samples]:
    """The states of a sampler; its process lives from the first that is asked for to the last."""
    child = Child("sample", options)
    try:
        while (message := child.receive(patience))["event"] == "Samples":
            del message["event"]
            yield Samples(**message)
    finally:
        child.end()


def look_at(datasets: str, *, patience: float = LOOKING) -> list[TutorError]:
    """What is wrong with the datasets of that source, each of which draws once."""
    child = Child("look", {"datasets": datasets, "wish": {"device": "cpu"}})
    try:
        told = child.receive(patience)["faults"]
    except TrainingError as error:
        return [error]
    finally:
        child.end()
    return [TrainingError(what, hint) for what, hint in told]
