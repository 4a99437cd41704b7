"""The options of a choice question: `- [x]` right, `- [ ]` wrong, each explained by `> `."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tutor.course.question import ChoiceQuestion, Option, Question
from tutor.course.reading.entries import (
    Grammar,
    entries_start,
    read_entries,
    report_unexplained,
)
from tutor.course.reading.faults import Report

OPTIONS = Grammar(
    name="option",
    mark=re.compile(r"- \[[ xX]\](?: |$)"),
    almost=re.compile(r"\s*[-*+]?\s*\[\s*[xX]?\s*\]"),
    stray="neither an option nor its explanation",
    remedy="start an option with `- [x] ` or `- [ ] `, its explanation with `  > `",
)


def options_start(lines: Sequence[str]) -> int:
    """Index of the first line that is, or was meant to be, an option; their number for none."""
    return entries_start(lines, OPTIONS)


def read_choice(
    shared: Question, lines: Sequence[str], first_line: int, report: Report
) -> ChoiceQuestion:
    """The question with its options, all of which are explained."""
    options = []
    for number, entry in enumerate(read_entries(lines, first_line, OPTIONS, report), 1):
        if not entry.explanation:
            report_unexplained(number, entry.line, OPTIONS, report)
        right = entry.mark != "- [ ]"
        options.append(
            Option(entry.text, right, entry.explanation, entry.misconception, entry.line)
        )
    if len(options) < 2:
        report(shared.line, "fewer than two options", "write each as `- [x] text` or `- [ ] text`")
    elif not any(option.right for option in options):
        report(shared.line, "no option is right", "mark the right one with `- [x]`")
    return ChoiceQuestion(shared.id, shared.prompt, shared.teaches, shared.line, tuple(options))
