"""A gradebook of four: one with all, one with half, one without a mark, one with nothing."""

from __future__ import annotations

import pytest

from tutor.classroom.gradebook import MISSING, UNGRADED, Entry, Gradebook, Row
from tutor.classroom.submission import Learner, Origin

EXERCISES = (("alpha_bar", 5.0), ("q_sample", 10.0))


def row(learner: Learner, *marks: tuple[str, float | None]) -> Row:
    entries = (
        Entry(slug, out_of, status, points, "", "")
        for (slug, out_of), (status, points) in zip(EXERCISES, marks, strict=True)
    )
    return Row(learner, tuple(entries))


def a_class(origin: Origin) -> Gradebook:
    """The four, as one platform knows them."""
    passed, missing = ("passed", 5.0), (MISSING, None)
    rows = (
        row(Learner(origin, "101", "Ada, Lovelace"), passed, ("passed", 10.0)),
        row(Learner(origin, "102", "=cmd()"), passed, ("failed", 10 / 3)),
        row(Learner(origin, "103", "Cyd"), (UNGRADED, None), ("passed", 10.0)),
        row(Learner(origin, "104", "Dan"), missing, missing),
    )
    return Gradebook(EXERCISES, rows)


@pytest.fixture
def canvas() -> Gradebook:
    return a_class(Origin.CANVAS)


@pytest.fixture
def moodle() -> Gradebook:
    return a_class(Origin.MOODLE)
