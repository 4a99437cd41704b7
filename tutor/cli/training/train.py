"""`tutor train` and `tutor sample`: the small model, driven by the learner's functions."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from dataclasses import fields
from pathlib import Path
from typing import TypeVar

from tutor.cli.desk import Desk
from tutor.cli.lines import fitted, room
from tutor.cli.training import picture_file
from tutor.cli.training.board import Board
from tutor.cli.training.quality_card import card
from tutor.diffusion.datasets import OWN
from tutor.learning.passed import begun_functions, passed_functions
from tutor.learning.workspace import read_source
from tutor.training import session
from tutor.training.driving import Drivers
from tutor.training.events import Event, Finished, Samples
from tutor.training.wishes import Sampling, Training

Wish = TypeVar("Wish", Training, Sampling)
NOBODY = Drivers((), ())
"""Where a sampler of the tutor's draws without guidance."""
FRAME = 1 / 12
"""Seconds between two pictures of a film: slow enough to follow, fast enough to flow."""


def train(arguments: Namespace, desk: Desk) -> int:
    """Train until the end or ctrl-c, which keeps the model so far."""
    wish = _wish(Training, arguments)
    functions = _functions(desk, mistakes=wish.beside)
    began = time.perf_counter()
    with (
        session.train(
            functions, wish, checkpoint=_checkpoint(desk), datasets=_datasets(desk)
        ) as run,
        Board(desk.plain, desk.unicode) as board,
    ):
        last = _follow(run, board)
    if isinstance(last, Finished):
        besides = time.perf_counter() - began - last.report.seconds
        print(card(last.report, last.right, desk.columns, besides=besides))
        kept = f"\nyour model is kept in `{last.checkpoint}`\ndraw from it with `tutor sample`"
        print(fitted(kept, desk.room))
    return 0


def sample(arguments: Namespace, desk: Desk) -> int:
    """Draw from the trained model, as a film or as its last picture."""
    if arguments.save is not None:
        picture_file.check(arguments.save)
    wish = _wish(Sampling, arguments)
    film = session.sample(_checkpoint(desk), _functions(desk), wish)
    seen: list[Samples] = []
    with Board(desk.plain, desk.unicode) as board:
        if film.drivers != NOBODY:
            board.tell(film.drivers)
        for state in film:
            seen.append(state)
            if arguments.film and not desk.plain:
                board.draw(state, wish.steps)
                time.sleep(FRAME)
        board.draw(seen[-1], seen[-1].step)
    if arguments.save is not None:
        picture_file.save(arguments.save, seen)
        print(f"saved as `{arguments.save}`")
    return 0


def _wish(kind: type[Wish], arguments: Namespace) -> Wish:
    """What the options ask for: each fills the field of its name."""
    return kind(**{field.name: getattr(arguments, field.name) for field in fields(kind)})


def _follow(run: session.TrainingRun, board: Board) -> Event | None:
    """Show all events and return the last; ctrl-c asks for an end in good order."""
    last = None
    while True:
        try:
            for last in run:
                board.show(last)
        except KeyboardInterrupt:
            run.stop()
        else:
            return last


def _functions(desk: Desk, *, mistakes: bool = False) -> dict[str, str]:
    """The learner's functions that passed, and on purpose those that did not."""
    workspace = desk.made_workspace()
    passed = passed_functions(desk.course, workspace, desk.progress)
    if mistakes:
        begun = begun_functions(desk.course, workspace)
        tried = ", ".join(f"`{slug}`" for slug in begun if slug not in passed.sources)
        said = f"not passed, and tried all the same: {tried or 'none, all you began have passed'}"
        print(fitted(said, desk.room))
        return {**begun, **passed.sources}
    for slug in passed.changed:
        remedy = f"pass it again with `tutor grade {slug}`"
        said = f"warning: `{slug}` was changed after it passed, and is not used: {remedy}"
        print(fitted(said, room(sys.stderr)), file=sys.stderr)
    return passed.sources


def _datasets(desk: Desk) -> str:
    """The source of the datasets that the course brings; empty if there are none."""
    file = desk.course.root / OWN
    return read_source(file) if file.exists() else ""


def _checkpoint(desk: Desk) -> Path:
    return desk.workspace.models / "model.safetensors"
