"""The items of an order question: `1.`, `2.`, … as they belong, each explained by `> `."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tutor.course.question import Item, OrderQuestion, Question
from tutor.course.reading.entries import (
    Entry,
    Grammar,
    entries_start,
    read_entries,
    report_unexplained,
)
from tutor.course.reading.faults import Report

_ITEMS = Grammar(
    name="item",
    mark=re.compile(r"[0-9]{1,2}\.(?: |$)"),
    almost=re.compile(r"\s*[0-9]{1,2}[.)](?:\s|$)"),
    stray="neither an item nor its explanation",
    remedy="start an item with `1. `, `2. `, …, its explanation with `   > `",
)


def items_start(lines: Sequence[str]) -> int:
    """Index of the first line that is, or was meant to be, an item; their number for none."""
    return entries_start(lines, _ITEMS)


def read_order(
    shared: Question, lines: Sequence[str], first_line: int, report: Report
) -> OrderQuestion:
    """The question with its items; all are explained but those that may stand first."""
    entries = read_entries(lines, first_line, _ITEMS, report)
    ranks = [int(entry.mark.rstrip(".")) for entry in entries]
    for number, (entry, rank) in enumerate(zip(entries, ranks, strict=True), 1):
        _check_rank(number, rank, ranks, entry, report)
        if rank > 1 and not entry.explanation:
            report_unexplained(number, entry.line, _ITEMS, report)
    if len(set(ranks)) < 2:
        report(shared.line, "fewer than two things to put in order", "write each as `1. text`")
    items = tuple(
        Item(entry.text, rank, entry.explanation, entry.misconception, entry.line)
        for entry, rank in zip(entries, ranks, strict=True)
    )
    return OrderQuestion(shared.id, shared.prompt, shared.teaches, shared.line, items)


def _check_rank(number: int, rank: int, ranks: Sequence[int], entry: Entry, report: Report) -> None:
    """Each counts one further than the one before, or the same where either may come first."""
    before = ranks[number - 2] if number > 1 else 0
    if rank not in {before + 1, before or 1}:
        hint = f"number it {before + 1}" + (
            f", or {before} if either may come first" if before else ""
        )
        report(
            entry.line,
            f"`{rank}.` follows `{before}.`" if before else f"the first is `{rank}.`",
            hint,
        )
