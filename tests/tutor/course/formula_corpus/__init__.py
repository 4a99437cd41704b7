"""Forty formulas, each in forms that are right and in forms that learners might write by mistake.

The forms were written down before anything could name a mistake in them. Of the wrong ones the
first version named the cause in 174 of 230, without any having been looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from tutor.course.formula import read
from tutor.course.formula.parts import names_in
from tutor.course.question import Symbol

FOLDER = Path(__file__).parent
TOPICS = ("forward", "posterior", "conversions", "sampling", "guidance", "schedules")


@dataclass(frozen=True)
class Asked:
    """One formula of the corpus."""

    name: str
    answer: str
    right: tuple[str, ...]
    wrong: tuple[str, ...]
    symbols: Mapping[str, Symbol]
    """Those that its forms are made of."""


def corpus() -> list[Asked]:
    """All formulas, by topic."""
    return [one for topic in TOPICS for one in _topic(topic)]


def _topic(topic: str) -> Iterator[Asked]:
    declared = {
        name: Symbol(name, low, high, show) for name, (low, high, show) in _read("symbols").items()
    }
    for name, asked in _read(topic).items():
        answer, right, wrong = asked["answer"], asked["right"], asked["wrong"]
        used = {one for form in (answer, *wrong) for one in names_in(read(form, declared))}
        symbols = {one.name: one for one in declared.values() if one in used}
        yield Asked(name, answer, tuple(right), tuple(wrong), symbols)


def _read(name: str) -> dict:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
