"""A frame drawn with a learner's functions beside the one drawn with the reference's."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np

from tutor.simulations.frame import Bitmap, Frame, Mark, Panel, Readout, Tone

_ENOUGH = 1e-3
"""Differences that no drawing shows: a learner may compute in single precision."""


def compared(yours: Frame, right: Frame) -> Frame:
    """The panel that the functions drew, twice, and every number that differs, twice.

    Where there is room for one panel only, it is the learner's.
    """
    mine, theirs = yours.panels[0], right.panels[0]
    same = _same_panel(mine, theirs) and yours.readouts == right.readouts
    return Frame(
        panels=(
            replace(mine, title=f"yours: {mine.title}", marks=tuple(map(_yours, mine.marks))),
            replace(theirs, title=f"right: {theirs.title}"),
        ),
        readouts=tuple(map(_both, yours.readouts, right.readouts)),
        says="Yours agrees here." if same else "Yours differs here.",
        source=yours.source,
    )


def _yours(mark: Mark) -> Mark:
    """The mark in the learner's tone, unless it only stands behind the others."""
    if isinstance(mark, Bitmap) or mark.tone is Tone.MUTED:
        return mark
    return replace(mark, tone=Tone.YOURS)


def _both(yours: Readout, right: Readout) -> Readout:
    if yours.value == right.value:
        return yours
    return replace(yours, value=f"{yours.value}, right {right.value}")


def _same_panel(one: Panel, other: Panel) -> bool:
    return len(one.marks) == len(other.marks) and all(map(_same_mark, one.marks, other.marks))


def _same_mark(one: Mark, other: Mark) -> bool:
    return type(one) is type(other) and all(
        _same(getattr(one, field.name), getattr(other, field.name)) for field in fields(one)
    )


def _same(one: object, other: object) -> bool:
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        close = one.shape == other.shape and np.allclose(one, other, 0, _ENOUGH, equal_nan=True)
        return bool(close)
    return one == other
