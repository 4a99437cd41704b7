"""From the lines of a lesson to its pieces: headings, fences of ours, formulas, and prose between.

What stands inside a piece is no concern of the scanner. Ordinary fences stay in the prose, comments
go. It is written by hand because every later message needs the line, and a Markdown parser knows no
`$$`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tutor.course.names import nearest
from tutor.course.reading.faults import Report

OURS = ("sim", "quiz", "derive", "exercise")
"""The words after three backticks that open a block of a lesson."""

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})\s*([^`]*)$")
_HEADING = re.compile(r"(#{1,2})\s+(.*?)\s*#*\s*$")
_CODE = re.compile(r"(`+).*?\1")


class Heading(NamedTuple):
    """A `#` or `##` line."""

    level: int
    title: str
    line: int


class Fence(NamedTuple):
    """A block of ours, as written."""

    word: str
    arguments: str
    """What follows the word on the opening line."""
    body: tuple[str, ...]
    line: int
    """Of the opening; the body starts on the next."""


class Display(NamedTuple):
    """The LaTeX between two `$$`."""

    latex: str
    line: int
    """Where the LaTeX starts."""


class Text(NamedTuple):
    """Markdown without any of the others."""

    text: str
    line: int


class Comment(NamedTuple):
    """A note between authors, which ends up nowhere."""


Piece = Heading | Fence | Display | Text


def scan(lines: Sequence[str], start: int, report: Report) -> Iterator[Piece]:
    """The pieces from index `start` on, in order; line numbers count from 1."""
    prose: list[str] = []
    at = start
    while at < len(lines):
        piece, after = _piece(lines, at, report)
        if piece is None:
            prose += lines[at:after]
        elif isinstance(piece, Comment):
            prose += [""] * (after - at)
        else:
            yield from _text(prose, at)
            prose = []
            yield piece
        at = after
    yield from _text(prose, at)


def _piece(lines: Sequence[str], at: int, report: Report) -> tuple[Piece | Comment | None, int]:
    """The piece that starts here, None for prose; and the index after it."""
    line = lines[at]
    if opening := _FENCE.match(line):
        return _fence(lines, at, opening, report)
    if line.lstrip().startswith("$$"):
        return _display(lines, at, report)
    if line.lstrip().startswith("<!--"):
        return _comment(lines, at, report)
    if heading := _HEADING.match(line):
        return Heading(len(heading[1]), heading[2], at + 1), at + 1
    if "$$" in line and "$$" in _CODE.sub("", line):
        report(at + 1, "`$$` in the middle of a line", "put the formula on lines of its own")
    if "<!--" in line and "<!--" in _CODE.sub("", line):
        report(at + 1, "a comment in the middle of a line", "put it on a line of its own")
    return None, at + 1


def _text(prose: list[str], after: int) -> Iterator[Text]:
    """The prose that ends before index `after`, without blank lines around it."""
    written = [number for number, line in enumerate(prose) if line.strip()]
    if written:
        first, last = written[0], written[-1]
        yield Text("\n".join(prose[first : last + 1]), after - len(prose) + first + 1)


def _fence(
    lines: Sequence[str], at: int, opening: re.Match[str], report: Report
) -> tuple[Piece | None, int]:
    marks, info = opening[1], opening[2].strip()
    end, closed = _end_of_fence(lines, at, marks)
    if not closed:
        report(at + 1, f"this {marks} block is not closed", f"add a line with {marks} at its end")
    word, _, arguments = info.partition(" ")
    after = end + 1 if closed else end
    if word in OURS:
        return Fence(word, arguments.strip(), tuple(lines[at + 1 : end]), at + 1), after
    if near := nearest(word, OURS, likeness=0.75):
        report(at + 1, f"unknown block `{word}`", f"did you mean `{near}`?")
        return Fence(near, arguments.strip(), tuple(lines[at + 1 : end]), at + 1), after
    return None, after


def _end_of_fence(lines: Sequence[str], at: int, marks: str) -> tuple[int, bool]:
    """Index of the closing line, and whether there is one.

    A fence of as many marks that carries a word opens a block: the one before was left open.
    Without any closing line the block is taken to end at the next step.
    """
    for index in range(at + 1, len(lines)):
        fence = _FENCE.match(lines[index])
        if fence and fence[1].startswith(marks):
            return index, not fence[2].strip()
    steps = (i for i in range(at + 1, len(lines)) if lines[i].startswith("## "))
    return next(steps, len(lines)), False


def _comment(lines: Sequence[str], at: int, report: Report) -> tuple[Comment, int]:
    """A comment ends at the next `-->`; without one it is taken to be a line long."""
    for index in range(at, len(lines)):
        _, closing, rest = lines[index].partition("-->")
        if closing:
            if rest.strip():
                report(index + 1, "text after the closing `-->`", "put it on a line of its own")
            return Comment(), index + 1
    report(at + 1, "this `<!--` is not closed", "add `-->` at the end of the comment")
    return Comment(), at + 1


def _display(lines: Sequence[str], at: int, report: Report) -> tuple[Display, int]:
    """A formula ends at the next `$$`; a blank line before it means that it was left open."""
    first = lines[at].lstrip()[2:]
    written: list[str] = []
    for index, line in enumerate([first, *lines[at + 1 :]], at):
        latex, closing, rest = line.partition("$$")
        if index > at and not line.strip():
            break
        written.append(latex)
        if closing:
            if rest.strip():
                report(index + 1, "text after the closing `$$`", "put it on a line of its own")
            return _formula(written, at), index + 1
    report(at + 1, "this `$$` is not closed", "add `$$` at the end of the formula")
    return _formula(written, at), at + len(written)


def _formula(written: list[str], at: int) -> Display:
    skipped = 0 if written[0].strip() or len(written) == 1 else 1
    return Display("\n".join(written[skipped:]).strip(), at + 1 + skipped)
