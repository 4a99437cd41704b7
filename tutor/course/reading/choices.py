"""The options of a choice question: `- [x]` right, `- [ ]` wrong, each explained by `> `."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tutor.course.question import Option
from tutor.course.reading.faults import Report

_OPTION = re.compile(r"- \[([ xX])\] (.*)$")
_ALMOST = re.compile(r"\s*[-*+]?\s*\[\s*[xX]?\s*\]")
_MISCONCEPTION = re.compile(r"^(.*?)\s*\{([^{}\s$\\]+)\}$", re.DOTALL)


@dataclass
class _Draft:
    """An option while its lines are being read."""

    right: bool
    line: int
    text: list[str]
    explanation: list[str] = field(default_factory=list)


def read_options(lines: Sequence[str], first_line: int, report: Report) -> tuple[Option, ...]:
    """All options, from the first `- [` on."""
    drafts: list[_Draft] = []
    for line, written in enumerate(lines, first_line):
        if option := _OPTION.match(written):
            drafts.append(_Draft(option[1] != " ", line, [option[2].strip()]))
        elif written.strip() and not (drafts and _continues(drafts[-1], written)):
            report(
                line,
                f"neither an option nor its explanation: `{written.strip()[:40]}`",
                "start an option with `- [x] ` or `- [ ] `, its explanation with `  > `",
            )
    return tuple(_option(number, draft, report) for number, draft in enumerate(drafts, 1))


def options_start(lines: Sequence[str]) -> int:
    """Index of the first line that is, or was meant to be, an option; their number for none."""
    return next((i for i, line in enumerate(lines) if _ALMOST.match(line)), len(lines))


def _continues(draft: _Draft, written: str) -> bool:
    """Add a line to its option, if it belongs to it."""
    if not written.startswith("  ") or _ALMOST.match(written):
        return False
    if written.strip().startswith(">"):
        draft.explanation.append(written.strip()[1:].strip())
    elif draft.explanation:
        return False
    else:
        draft.text.append(written.strip())
    return True


def _option(number: int, draft: _Draft, report: Report) -> Option:
    text, misconception = " ".join(draft.text), ""
    if marked := _MISCONCEPTION.match(text):
        text, misconception = marked[1], marked[2]
    if not text:
        report(draft.line, f"option {number} has no text", "write the answer after the brackets")
    explanation = " ".join(line for line in draft.explanation if line)
    if not explanation:
        report(
            draft.line,
            f"option {number} has no explanation",
            "add a line that starts with `>` under the option",
        )
    return Option(text, draft.right, explanation, misconception, draft.line)
