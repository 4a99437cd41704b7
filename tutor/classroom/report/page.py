"""The report as a page for a browser; each plot has its numbers in a table behind it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from tutor.classroom.report.figures import Report
from tutor.classroom.report.plots import Bars, Plot
from tutor.classroom.report.section import Section, Table
from tutor.classroom.report.sections import in_short, sections, who_may_read
from tutor.classroom.report.svg import drawn, legend
from tutor.classroom.web import page

FOLDED = 12
"""Rows of a table that stand open where there is no plot."""


def as_page(report: Report) -> str:
    """One page, whole."""
    return page(f"{report.course}: report of a class", "\n".join(_body(report)))


def _body(report: Report) -> Iterator[str]:
    yield f"<header>\n<h1>{escape(report.course)}</h1>"
    yield f'<p class="soft">Report of a class, {report.made:%d %B %Y}. '
    yield f"{_text(who_may_read(report))}</p>"
    yield '<ul class="short">'
    for count, words in in_short(report):
        yield f"<li><b>{escape(count)}</b> {escape(words)}</li>"
    yield "</ul>"
    told = list(sections(report))
    yield '<nav aria-label="Sections">'
    for number, section in enumerate(told, 1):
        yield f'<a href="#s{number}">{escape(section.title)}</a>'
    yield "</nav>\n</header>\n<main>"
    for number, section in enumerate(told, 1):
        yield from _section(section, f"s{number}")
    yield "</main>"


def _section(section: Section, name: str) -> Iterator[str]:
    yield f'<section id="{name}" aria-labelledby="{name}-title">'
    yield f'<h2 id="{name}-title">{escape(section.title)}</h2>'
    yield from (f"<p>{_text(line)}</p>" for line in section.says)
    for number, plot in enumerate(section.plots, 1):
        yield from _figure(plot, f"{name}-{number}")
    if section.table:
        yield from _folded(section.table, folded=_is_folded(section))
    for code in section.codes:
        yield f'<p class="label">{_text(code.says)}</p>'
        yield f'<pre tabindex="0"><code>{escape(code.text)}</code></pre>'
    yield "</section>"


def _figure(plot: Plot, name: str) -> Iterator[str]:
    yield f"<figure>\n<figcaption>{escape(plot.title)}</figcaption>"
    if isinstance(plot, Bars):
        if plot.legend:
            yield f'<div class="keys">{legend(plot, name)}</div>'
        yield drawn(plot, name)
    else:
        yield f'<div class="axis">↑ {escape(plot.up)}</div>'
        yield drawn(plot, name)
        yield f'<div class="axis across">{escape(plot.across)} →</div>'
    yield "</figure>"


def _is_folded(section: Section) -> bool:
    table = section.table
    suspects = any(not isinstance(plot, Bars) for plot in section.plots)
    return table is not None and not suspects and bool(section.plots or len(table.rows) > FOLDED)


def _folded(table: Table, *, folded: bool) -> Iterator[str]:
    if folded:
        rows = "1 row" if len(table.rows) == 1 else f"{len(table.rows)} rows"
        yield f"<details>\n<summary>The table, {rows}</summary>"
    yield '<div class="wide" tabindex="0" role="group" aria-label="Table">\n<table>'
    heads = (
        f'<th scope="col"{_kind(table, column)}>{escape(name)}</th>'
        for column, name in enumerate(table.head)
    )
    yield f"<thead><tr>{''.join(heads)}</tr></thead>\n<tbody>"
    for first, *others in table.rows:
        cells = (
            f"<td{_kind(table, column)}>{escape(text)}</td>"
            for column, text in enumerate(others, 1)
        )
        yield f'<tr><th scope="row">{escape(first)}</th>{"".join(cells)}</tr>'
    yield "</tbody>\n</table>\n</div>"
    if folded:
        yield "</details>"


def _kind(table: Table, column: int) -> str:
    return ' class="number"' if column in table.numbers else ' class="text"' if column else ""


def _text(line: str) -> str:
    """What stands between backticks as code."""
    parts = escape(line).split("`")
    if len(parts) % 2 == 0:
        return escape(line)
    return "".join(f"<code>{one}</code>" if n % 2 else one for n, one in enumerate(parts))
