"""What stands between the two `---` at the top of a lesson."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf
from typing import NamedTuple

from tutor.course.question import Symbol
from tutor.course.reading.faults import Report
from tutor.course.reading.fields import Field, Section, read_section


class FrontMatter(NamedTuple):
    """The lesson's own words about itself, and where its text starts."""

    title: str
    minutes: int
    needs: tuple[Field, ...]
    teaches: tuple[str, ...]
    symbols: Mapping[str, Symbol]
    text_from: int
    """Index of the line after the closing `---`."""


def read_front_matter(lines: Sequence[str], report: Report) -> FrontMatter:
    """As far as it can be read; what is missing is empty."""
    nothing = FrontMatter("", 0, (), (), {}, 0)
    if not lines or lines[0].rstrip() != "---":
        report(1, "the lesson has no front matter", "start it with `---`, `title: …`, `---`")
        return nothing
    end = next((i for i in range(1, len(lines)) if lines[i].rstrip() == "---"), None)
    if end is None:
        report(1, "the front matter is not closed", "add a line `---` after its last key")
        steps = (i for i, line in enumerate(lines) if line.startswith("## "))
        return nothing._replace(text_from=next(steps, len(lines)))
    front = read_section("the front matter", "\n".join(lines[1:end]), 2, report)
    if front is None:
        return nothing._replace(text_from=end + 1)
    front.only("title", "minutes", "needs", "teaches", "symbols")
    return FrontMatter(
        title=front.text("title", required=True),
        minutes=round(front.number("minutes")),
        needs=front.texts("needs"),
        teaches=tuple(str(field.value) for field in front.texts("teaches")),
        symbols=_symbols(front),
        text_from=end + 1,
    )


def _symbols(front: Section) -> dict[str, Symbol]:
    declared = front.section("symbols")
    if declared is None:
        return {}
    sections = ((name, declared.section(name)) for name in declared.fields)
    return {name: _symbol(name, section) for name, section in sections if section}


def _symbol(name: str, section: Section) -> Symbol:
    section.only("range", "show")
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
