"""Training and sampling with the learner's own functions, as the screen and the command see it.

The functions travel as text into a fresh process; events come back. No torch is imported here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tutor.diffusion.datasets import names
from tutor.errors import TrainingError, TutorError
from tutor.training import checkpoint as checkpoints
from tutor.training.checkpoint import Checkpoint
from tutor.training.child import Child, Message
from tutor.training.events import Advance, Event, Finished, Report, Samples, Started

NEEDED = ("alpha_bar", "q_sample", "training_loss", "ddim_step")
"""Functions without which there is no training, in the order in which they are taught."""
GUIDANCE = "cfg_combine"

PATIENCE = 120.0
"""Seconds without a word before a run is given up; a first start of CUDA takes tens of them."""
LAST_PATIENCE = 20.0
"""Seconds to end in good order once asked to stop."""
SEEDS = range(2**63)
MOST_STEPS = 1_000_000
"""Hundreds of times what this network needs."""
STRONGEST = 1000
"""Guidance far beyond any in use, and far from the end of float32."""
ROOM = 1 << 20
"""Bytes claimed for a model beforehand, several times what one takes."""


def driving(functions: Mapping[str, str]) -> dict[str, str]:
    """Those of the sources that training and sampling run, in the order they are taught."""
    return {slug: functions[slug] for slug in (*NEEDED, GUIDANCE) if slug in functions}


def missing(functions: Mapping[str, str], guided: bool = False) -> list[str]:
    """The exercises still to be passed before these sources can train, or sample with guidance."""
    needed = (*NEEDED, GUIDANCE) if guided else NEEDED
    return [slug for slug in needed if slug not in functions]


def train(
    functions: Mapping[str, str],
    *,
    checkpoint: Path,
    data: str = "two-moons",
    device: str | None = None,
    steps: int | None = None,
    seed: int = 0,
    patience: float = PATIENCE,
) -> TrainingRun:
    """Start a run; iterate over it for its events, the last of which is `Finished`.

    functions: sources by slug, as the learner passed them. Everything that can be known to fail
    is said here, before a process is started.
    """
    _require("tutor train", missing(functions))
    if data not in names():
        raise TrainingError(
            f"there is no point set called `{data}`", f"choose one of {', '.join(names())}"
        )
    if steps is not None and steps < 1:
        raise TrainingError(f"{steps} steps are too few to train", "give at least 1")
    if steps is not None and steps > MOST_STEPS:
        raise TrainingError(f"{steps} steps are too many to train", f"give at most {MOST_STEPS:,}")
    _check_seed(seed)
    options = {
        "functions": driving(functions),
        "data": data,
        "device": device,
        "steps": steps,
        "seed": seed,
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
            case {"event": "Trained", "report": report, "checkpoint": kept}:
                checkpoints.write(self._checkpoint, Checkpoint(**kept))
                return Finished(Report(**report), self._checkpoint)
        raise TrainingError("the training said something that is no event of ours", "train again")

    def _end(self) -> None:
        self._over = True
        self._child.end()
        checkpoints.discard(self._checkpoint)


def sample(
    checkpoint: Path,
    functions: Mapping[str, str],
    *,
    n: int = 256,
    steps: int = 50,
    eta: float = 0.0,
    label: int | None = None,
    scale: float = 1.0,
    seed: int = 0,
    device: str | None = None,
    patience: float = PATIENCE,
) -> Iterator[Samples]:
    """Draw from the model in that file: the noise first, the points last, `steps` + 1 in all.

    label: what to draw; every class in turn for None. scale: guidance, 1 for none.
    """
    kept = checkpoints.read(checkpoint)
    _require("tutor sample", missing(functions, guided=scale != 1.0))
    T = int(kept.about["T"])
    ranges = (("steps", steps, 1, T), ("eta", eta, 0, 1), ("scale", scale, -STRONGEST, STRONGEST))
    for name, value, low, high in ranges:
        if not low <= value <= high:
            raise TrainingError(
                f"{name} must lie from {low} to {high}, but is {value}", f"change `--{name}`"
            )
    _check_seed(seed)
    _check_label(label, int(kept.about["classes"]))
    options: dict[str, Any] = {
        "functions": driving(functions),
        "weights": kept.weights,
        "about": kept.about,
        "choices": {"steps": steps, "eta": eta, "scale": scale},
        "n": n,
        "label": label,
        "seed": seed,
        "device": device,
    }
    return _film(options, steps, patience)


def _film(options: Message, steps: int, patience: float) -> Iterator[Samples]:
    """The states of a sampler; its process lives from the first that is asked for to the last."""
    child = Child("sample", options)
    try:
        for _ in range(steps + 1):
            message = child.receive(patience)
            del message["event"]
            yield Samples(**message)
    finally:
        child.end()


def _check_seed(seed: int) -> None:
    if seed not in SEEDS:
        raise TrainingError(
            f"the seed must lie from 0 to 2**63 − 1, but is {seed}", "choose another seed"
        )


def _check_label(label: int | None, classes: int) -> None:
    if label is not None and label not in range(classes):
        known = f"the classes 0 to {classes - 1}" if classes else "no classes"
        raise TrainingError(
            f"there is no class {label}: the model knows {known}", "leave the class out"
        )


def _require(command: str, absent: list[str]) -> None:
    if absent:
        *others, last = (f"`{slug}`" for slug in absent)
        all_of_them = f"{', '.join(others)} and {last}" if others else last
        raise TrainingError(
            f"`{command}` needs {all_of_them}",
            f"pass {'it' if len(absent) == 1 else 'them'} first: `tutor grade {' '.join(absent)}`",
        )
