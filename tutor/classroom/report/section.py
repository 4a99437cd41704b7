"""A section of a report, for any face, and how its numbers are said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from tutor.classroom.report.plots import Bars, Cloud, Plot

NONE = "–"
"""Where there is no number, or none that may be shown."""
NEEDS_RECORDS = (
    "Tries, time and questions are in the records of learners: collect what `tutor export json "
    "PATH` writes, and name their folder with `--records DIR`."
)


@dataclass(frozen=True)
class Table:
    """Rows under headings; of the columns, the first names the row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    """Columns that are set flush right."""
    narrow: int | None = None
    """Columns that are enough where there is little room."""


@dataclass(frozen=True)
class Code:
    """Something to be copied."""

    says: str
    text: str


@dataclass(frozen=True)
class Section:
    """One question that a teacher has, and the answer."""

    title: str
    says: tuple[str, ...]
    plots: tuple[Plot, ...] = ()
    table: Table | None = None
    codes: tuple[Code, ...] = ()
    at_first: int | None = None
    """Rows of the table that are enough where there is little room."""


def table(
    head: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    *numbers: int,
    narrow: int | None = None,
) -> Table | None:
    """None without a row. numbers: columns that are flush right."""
    return Table(head, tuple(rows), frozenset(numbers), narrow) if rows else None


def drawn(plot: Bars | Cloud) -> tuple[Plot, ...]:
    """The plot, if there is anything in it."""
    return (plot,) if (plot.bars if isinstance(plot, Bars) else plot.dots) else ()


def share(part: int, whole: int) -> str:
    """In percent, rounded down, so that only all of them read as 100."""
    return f"{floor(100 * part / whole)} %" if whole else NONE


def middle(median: float | None) -> str:
    """With as many digits as mean something."""
    return NONE if median is None else f"{median:.3g}"


def count(count: int | None) -> str:
    """Of learners."""
    return NONE if count is None else str(count)


def signed(number: float) -> str:
    """A correlation."""
    return f"{number:+.2f}".replace("-", "−")


def many(count: int, one: str, more: str = "") -> str:
    """The noun for so many."""
    return one if count == 1 else more or f"{one}s"
