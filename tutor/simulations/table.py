"""A frame in plain words, for a screen reader, a pipe and a terminal that draws nothing."""

from __future__ import annotations

from tutor.simulations.frame import Frame


def table(frame: Frame, title: str = "") -> str:
    """Title, numbers as `label: value`, and what is to be seen, each on a line of its own."""
    lines = [title] if title else []
    lines += [f"{readout.label}: {readout.value}" for readout in frame.readouts]
    lines += [frame.says] if frame.says else []
    lines += [f"predictions: {frame.source}"] if frame.source else []
    return "\n".join(lines)
