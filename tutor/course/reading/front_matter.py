"""What stands between the two `---` at the top of a lesson."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tutor.course.reading.faults import Report
from tutor.course.reading.fields import Field, read_section
from tutor.course.reading.symbols import Declared, read_symbols


class FrontMatter(NamedTuple):
    """The lesson's own words about itself, and where its text starts."""

    title: str
    minutes: int
    needs: tuple[Field, ...]
    teaches: tuple[str, ...]
    symbols: Declared
    text_from: int
    """Index of the line after the closing `---`."""


def read_front_matter(lines: Sequence[str], report: Report) -> FrontMatter:
    """As far as it can be read; what is missing is empty."""
    nothing = FrontMatter("", 0, (), (), Declared({}, ()), 0)
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
        symbols=read_symbols(front),
        text_from=end + 1,
    )
