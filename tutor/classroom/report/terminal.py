"""The report on a terminal: tables that fit, or sentences for a screen reader; no colour needed."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from tutor.classroom.report.figures import Report
from tutor.classroom.report.section import Section, Table
from tutor.classroom.report.sections import in_short, sections, who_may_read
from tutor.classroom.submission import printable

NARROWEST = 72
"""Columns under which a table says less than sentences."""
LONGEST = 34
"""Letters of what a row is called by, up to which it stays in one line."""


def show(report: Report, console: Console) -> None:
    """Print it in tables, or in sentences where those do not fit."""
    if console.width < NARROWEST:
        console.print(Text("\n".join(lines(report))))
        return
    console.print(Text(report.course, style="bold"))
    numbers = ", ".join(f"{number} {words}" for number, words in in_short(report))
    console.print(Text(f"{numbers}."))
    console.print(Text(who_may_read(report)))
    for section in sections(report):
        console.print()
        console.print(Text(section.title, style="bold underline"))
        for line in section.says:
            console.print(Text(line))
        if section.table:
            console.print(_grid(section.table, section.at_first))
        for line in _behind(section):
            console.print(Text(line))


def lines(report: Report) -> Iterator[str]:
    """Each row of each table as a line that says what each number counts."""
    yield report.course
    yield ", ".join(f"{number} {words}" for number, words in in_short(report)) + "."
    yield who_may_read(report)
    for section in sections(report):
        yield ""
        yield f"## {section.title}"
        yield from section.says
        if section.table:
            for first, *others in section.table.rows[: section.at_first]:
                facts = zip(section.table.head[1:], others, strict=True)
                told = ", ".join(f"{head} {text}" for head, text in facts if text != "–")
                yield f"- {first}: {told}" if told else f"- {first}"
        yield from _behind(section)


def _grid(table: Table, at_first: int | None) -> Grid:
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    for column, name in enumerate(table.head[: table.narrow]):
        number = column in table.numbers
        whole = number or (column == 0 and _is_short(table))
        grid.add_column(name, justify="right" if number else "left", no_wrap=whole, overflow="fold")
    for row in table.rows[:at_first]:
        grid.add_row(*(Text(printable(cell)) for cell in row[: table.narrow]))
    return grid


def _is_short(table: Table) -> bool:
    """Whether names may stand in one line: they are short, and another column can give way."""
    others = set(range(1, len(table.head[: table.narrow]))) - table.numbers
    return bool(others) and all(len(row[0]) <= LONGEST for row in table.rows)


def _behind(section: Section) -> Iterator[str]:
    """What the page has and a terminal has not."""
    if section.table and section.at_first and len(section.table.rows) > section.at_first:
        yield f"and {len(section.table.rows) - section.at_first} more, in the page"
    if section.codes:
        stubs = "a stub is" if len(section.codes) == 1 else f"{len(section.codes)} stubs are"
        yield f"{stubs} in the page"
