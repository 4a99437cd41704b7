"""`tutor train` and `tutor sample`: the small model, driven by the learner's functions."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from pathlib import Path

from tutor.cli.board import Board
from tutor.cli.desk import Desk
from tutor.learning.passed import passed_functions
from tutor.training import session
from tutor.training.events import Event, Finished, Report

FRAME = 1 / 12
"""Seconds between two pictures of a film: slow enough to follow, fast enough to flow."""


def train(arguments: Namespace, desk: Desk) -> int:
    """Train until the end or ctrl-c, which keeps the model so far."""
    functions = _functions(desk)
    with (
        session.train(
            functions,
            checkpoint=_checkpoint(desk),
            data=arguments.data,
            device=arguments.device,
            steps=arguments.steps,
            seed=arguments.seed,
        ) as run,
        Board(desk.plain, desk.unicode) as board,
    ):
        last = _follow(run, board)
    if isinstance(last, Finished):
        print(card(last.report))
        print(f"\nyour model is kept in `{last.checkpoint}`\ndraw from it with `tutor sample`")
    return 0


def sample(arguments: Namespace, desk: Desk) -> int:
    """Draw points from the trained model, as a film or as its last picture."""
    frames = session.sample(
        _checkpoint(desk),
        _functions(desk),
        steps=arguments.steps,
        eta=arguments.eta,
        label=arguments.label,
        scale=arguments.scale,
        seed=arguments.seed,
        device=arguments.device,
    )
    with Board(desk.plain, desk.unicode) as board:
        for frame in frames:
            if arguments.film and not desk.plain:
                board.draw(frame, arguments.steps)
                time.sleep(FRAME)
        board.draw(frame, arguments.steps)
    return 0


def card(report: Report) -> str:
    """What became of a run, in numbers with their meaning."""
    loss = f"best possible {report.best:.3f}, untrained {report.untrained:.3f}"
    end = "stopped after" if report.interrupted else "trained"
    rows = [
        ("held-out loss", f"{report.loss:.3f}", loss),
        ("score", f"{report.score:.2f}", "1 is the best possible, 0 is untrained"),
        ("energy distance", f"{report.energy:.4f}", "about 0 for fresh data"),
        ("stray", f"{report.stray:.1%}", "of the samples lie off the data; 1 % of fresh data do"),
        ("missed", f"{report.missed:.1%}", "of the data have no sample near; 1 % for fresh data"),
    ]
    lines = [f"{name:<16} {value:>7}   {meaning}" for name, value, meaning in rows]
    return "\n".join([f"{end} {report.steps:,} steps in {report.seconds:.1f} s", "", *lines])


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


def _functions(desk: Desk) -> dict[str, str]:
    passed = passed_functions(desk.course, desk.made_workspace(), desk.progress)
    for slug in passed.changed:
        print(
            f"warning: `{slug}` has changed since it passed: grade it again with "
            f"`tutor grade {slug}`",
            file=sys.stderr,
        )
    return passed.sources


def _checkpoint(desk: Desk) -> Path:
    return desk.workspace.models / "model.safetensors"
