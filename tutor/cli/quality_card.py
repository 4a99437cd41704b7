"""The card at the end of a training: each measure with what it means, in words for a learner."""

from __future__ import annotations

from tutor.training.events import Report


def card(report: Report, right: Report | None = None) -> str:
    """What became of a run, in numbers with their meaning; beside it a run of right functions."""
    end = "stopped after" if report.interrupted else "trained"
    lines = [f"{end} {report.steps:,} steps in {report.seconds:.1f} s", ""]
    theirs = dict.fromkeys(_values(report), "") if right is None else _values(right)
    if right is not None:
        lines.append(f"{'':<16} {'yours':>7} {'right':>7}")
    for name, value in _values(report).items():
        beside = "" if right is None else f" {theirs[name]:>7}"
        lines.append(f"{name:<16} {value:>7}{beside}   {_meanings(report)[name]}")
    return "\n".join(lines)


def _values(report: Report) -> dict[str, str]:
    """The measures that mean something here, as they are read."""
    values = {
        "held-out loss": f"{report.loss:.3f}",
        "score": None if report.score is None else f"{report.score:.2f}",
        "energy distance": f"{report.energy:.4f}",
        "sliced distance": f"{report.sliced:.3f}",
        "stray": f"{report.stray:.1%}",
        "missed": f"{report.missed:.1%}",
        "obeyed": None if report.obeyed is None else f"{report.obeyed:.1%}",
        "diversity": f"{report.diversity:.0%}",
        "novelty": f"{report.novelty:.2f}",
    }
    return {name: value for name, value in values.items() if value is not None}


def _meanings(report: Report) -> dict[str, str]:
    best = "" if report.best is None else f"best possible {report.best:.3f}, "
    return {
        "held-out loss": f"{best}untrained {report.untrained:.3f}",
        "score": "1 is the best possible, 0 is untrained",
        "energy distance": f"about 0 for fresh data; {report.energy_floor:.4f} in this draw",
        "sliced distance": f"fresh data have {report.sliced_floor:.3f} here",
        "stray": "of the samples lie off the data; 1 % of fresh data do",
        "missed": "of the data have no sample near; 1 % for fresh data",
        "obeyed": "of the samples are of the class asked for",
        "diversity": "of the data's; near 0 if all samples of a class are alike",
        "novelty": "1 as far from the training data as fresh data, 0 a copy",
    }
