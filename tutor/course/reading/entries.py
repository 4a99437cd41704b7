"""The lines under a question: each entry has a mark, a text, and below it an explanation by `> `.

What a mark means, and which entries need an explanation, is the kind of question's to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from tutor.course.reading.faults import Report

_MISCONCEPTION = re.compile(r"(.*?)\s*\{([^{}\s$\\]+)\}")


class Grammar(NamedTuple):
    """How the entries of one kind of question are marked."""

    name: str
    """What faults call an entry, as `option`."""
    mark: re.Pattern[str]
    """Matches at the start of an entry, with the blank after the mark."""
    almost: re.Pattern[str]
    """Matches too what was meant to be a mark."""
    stray: str
    """What a line is that belongs to no entry."""
    remedy: str


class Entry(NamedTuple):
    """One of them, as written."""

    mark: str
    text: str
    explanation: str
    misconception: str
    line: int


def entries_start(lines: Sequence[str], grammar: Grammar) -> int:
    """Index of the first line that is, or was meant to be, an entry; their number for none."""
    return next((i for i, line in enumerate(lines) if grammar.almost.match(line)), len(lines))


def read_entries(
    lines: Sequence[str], first_line: int, grammar: Grammar, report: Report
) -> tuple[Entry, ...]:
    """All entries, from the first of them on."""
    starts = [index for index, line in enumerate(lines) if grammar.mark.match(line)]
    for index in range(starts[0] if starts else len(lines)):
        _report_stray(lines[index], first_line + index, grammar, report)
    return tuple(
        _entry(number, lines[start:end], first_line + start, grammar, report)
        for number, (start, end) in enumerate(pairwise([*starts, len(lines)]), 1)
    )


def _entry(
    number: int, lines: Sequence[str], first_line: int, grammar: Grammar, report: Report
) -> Entry:
    """One entry: its line, lines that continue it, lines that explain it."""
    marked = grammar.mark.match(lines[0])
    mark = marked[0] if marked else ""
    text, explanation = [lines[0][len(mark) :].strip()], []
    for line, written in enumerate(lines[1:], first_line + 1):
        belongs = written.startswith("  ") and not grammar.almost.match(written)
        if belongs and written.lstrip().startswith(">"):
            explanation.append(written.strip()[1:].strip())
        elif belongs and not explanation:
            text.append(written.strip())
        else:
            _report_stray(written, line, grammar, report)
    words, misconception = _apart(" ".join(text).strip())
    if not words:
        report(
            first_line, f"{grammar.name} {number} has no text", f"write it after `{mark.strip()}`"
        )
    return Entry(mark.strip(), words, " ".join(explanation).strip(), misconception, first_line)


def report_unexplained(number: int, line: int, grammar: Grammar, report: Report) -> None:
    """Say that an entry lacks the explanation it needs."""
    hint = f"add a line that starts with `>` under the {grammar.name}"
    report(line, f"{grammar.name} {number} has no explanation", hint)


def _apart(text: str) -> tuple[str, str]:
    """What the learner reads, and the id in the braces at its end."""
    marked = _MISCONCEPTION.fullmatch(text)
    return (marked[1], marked[2]) if marked else (text, "")


def _report_stray(written: str, line: int, grammar: Grammar, report: Report) -> None:
    if written.strip():
        report(line, f"{grammar.stray}: `{written.strip()[:40]}`", grammar.remedy)
