"""The symbols of a lesson: which values formula answers are tried with, and what each one means."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from tutor.course.course import Step, Term
from tutor.course.names import did_you_mean
from tutor.course.question import Symbol
from tutor.course.reading.fields import Section

_MEANING = ("says", "shape", "values", "step")


class Declared(NamedTuple):
    """What a lesson says about its symbols, before its steps are known."""

    symbols: dict[str, Symbol]
    """Those that formula answers may use."""
    meanings: tuple[tuple[str, Section], ...]
    """Name and keys of those that the glossary explains."""


def read_symbols(front: Section) -> Declared:
    """What stands under `symbols`; a symbol may have values to try, a meaning, or both."""
    declared = front.section("symbols")
    names = declared.fields if declared else ()
    sections = [(name, declared.section(name)) for name in names] if declared else []
    known = [(name, section) for name, section in sections if section]
    for _, section in known:
        section.only("range", "show", *_MEANING)
    return Declared(
        {name: _symbol(name, one) for name, one in known if _is_for_answers(one)},
        tuple((name, one) for name, one in known if _is_explained(one)),
    )


def terms(declared: Declared, lesson: str, steps: Sequence[Step]) -> tuple[Term, ...]:
    """The entries of the glossary, each with the step that introduces it."""
    anchors = [step.anchor for step in steps]
    return tuple(
        Term(
            name=name,
            show=keys.text("show") or name,
            says=keys.text("says", required=True),
            shape=keys.text("shape"),
            values=keys.text("values"),
            lesson=lesson,
            step=_step(keys, anchors),
            line=keys.line,
        )
        for name, keys in declared.meanings
    )


def _is_explained(keys: Section) -> bool:
    return any(key in keys.fields for key in _MEANING)


def _is_for_answers(keys: Section) -> bool:
    return "range" in keys.fields or not _is_explained(keys)


def _step(keys: Section, anchors: Sequence[str]) -> int:
    """The first step where it is missing or unknown."""
    anchor = keys.text("step", required=True)
    if anchor in anchors:
        return anchors.index(anchor)
    if anchor:
        keys.report(
            keys.line_of("step"),
            f"{keys.name} names no step of this lesson: `{anchor}`",
            did_you_mean(anchor, anchors, "write its title with `-` between the words"),
        )
    return 0


def _symbol(name: str, section: Section) -> Symbol:
    low, high = _range(section)
    return Symbol(name, low, high, section.text("show") or name)


def _range(section: Section) -> tuple[float, float]:
    """Where faulty, from 0 to 1."""
    try:
        low, high = (float(str(field.value)) for field in section.texts("range"))
    except ValueError:
        low = high = 0.0
    if -inf < low < high < inf:
        return low, high
    section.report(
        section.line_of("range"),
        f"{section.name} has no range from a lower to a higher number",
        "write it as `range: [0.02, 0.98]`",
    )
    return 0.0, 1.0
