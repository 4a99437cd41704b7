"""The card at the end of a training: each measure with what it means, in words for a learner."""

from __future__ import annotations

from textwrap import fill, wrap

from tutor.training.events import Report

WIDTH = 80
"""Columns, where the terminal has more."""
NARROW = 24
"""Columns under which no meaning is squeezed; rather it stands below its number."""


def card(
    report: Report,
    right: Report | None = None,
    columns: int = WIDTH,
    *,
    besides: float | None = None,
) -> str:
    """What became of a run, in numbers with their meaning; beside it a run of right functions.

    columns: of the terminal. besides: seconds that went by before the first step and after the
    last; None not to speak of them.
    """
    width = min(columns, WIDTH)
    end = "stopped after" if report.interrupted else "trained"
    took = f"{end} {report.steps:,} steps in {report.seconds:.1f} s"
    if besides is not None:
        took += f", besides {besides:.1f} s to start and to judge"
    lines = [fill(took, width), ""]
    theirs = {} if right is None else _values(right)
    if right is not None:
        lines.append(f"{'':<15} {'yours':>7} {'right':>7}")
    for name, value in _values(report).items():
        beside = "" if right is None else f" {theirs[name]:>7}"
        lines += _row(f"{name:<15} {value:>7}{beside}", _meanings(report)[name], width)
    if report.warning:
        lines += ["", fill(f"little was learned: {report.warning}", width)]
    if report.crossed:
        lines += ["", fill(f"it draws badly: {report.crossed}", width)]
    return "\n".join(lines)


def _row(numbers: str, meaning: str, width: int) -> list[str]:
    """A meaning beside its numbers, or below them where there is no room."""
    first, margin = f"{numbers}   ", " " * 4
    if width - len(first) < NARROW:
        return [numbers, *wrap(meaning, width, initial_indent=margin, subsequent_indent=margin)]
    return wrap(meaning, width, initial_indent=first, subsequent_indent=" " * len(first))


def _values(report: Report) -> dict[str, str]:
    """The measures that mean something here, as they are read."""
    values = {
        "held-out loss": _short(report.loss, 3),
        "score": None if report.score is None else f"{report.score:.2f}",
        "energy distance": _short(report.energy, 4),
        "sliced distance": _short(report.sliced, 3),
        "stray": f"{report.stray:.1%}",
        "missed": f"{report.missed:.1%}",
        "obeyed": None if report.obeyed is None else f"{report.obeyed:.1%}",
        "diversity": f"{report.diversity:.0%}",
        "novelty": f"{report.novelty:.2f}",
    }
    return {name: value for name, value in values.items() if value is not None}


def _short(value: float, places: int) -> str:
    """A number in few columns; that of a run gone wrong may be very large."""
    return f"{value:.{places}f}" if abs(value) < 10 else f"{value:.2g}"


def _utmost(report: Report) -> str:
    """Whose loss is the mark that a score of 1 stands for."""
    return "best possible" if report.exact else "right functions"


def _meanings(report: Report) -> dict[str, str]:
    """What each says, and what it is for examples of the data themselves; in 50 columns."""
    best = "" if report.best is None else f", {_utmost(report)} {report.best:.3f}"
    obeyed = "" if report.obeyed_floor is None else f"; of data {report.obeyed_floor:.0%}"
    return {
        "held-out loss": f"untrained {report.untrained:.3f}{best}",
        "score": f"untrained 0, {_utmost(report)} 1",
        "energy distance": f"from the data; data have about 0, here {report.energy_floor:.4f}",
        "sliced distance": f"from the data; data have {report.sliced_floor:.3f}",
        "stray": "of what it draws is off the data; of data 1%",
        "missed": "of the data it never draws; of data 1%",
        "obeyed": f"of it is of the class asked for{obeyed}",
        "diversity": "of the data's variety; near 0 if all are alike",
        "novelty": "near 0 for copies of what it saw; data have 1",
    }
