"""The options of a choice question: `- [x]` right, `- [ ]` wrong, each explained by `> `."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tutor.course.question import Option
from tutor.course.reading.faults import Report

_OPTION = re.compile(r"- \[[ xX]\]( |$)")
_ALMOST = re.compile(r"\s*[-*+]?\s*\[\s*[xX]?\s*\]")
_MISCONCEPTION = re.compile(r"(.*?)\s*\{([^{}\s$\\]+)\}")


def options_start(lines: Sequence[str]) -> int:
    """Index of the first line that is, or was meant to be, an option; their number for none."""
    return next((i for i, line in enumerate(lines) if _ALMOST.match(line)), len(lines))


def read_options(lines: Sequence[str], first_line: int, report: Report) -> tuple[Option, ...]:
    """All options, from the first of them on."""
    starts = [index for index, line in enumerate(lines) if _OPTION.match(line)]
    for index in range(starts[0] if starts else len(lines)):
        _report_stray(lines[index], first_line + index, report)
    return tuple(
        _option(number, lines[start:end], first_line + start, report)
        for number, (start, end) in enumerate(pairwise([*starts, len(lines)]), 1)
    )


def _option(number: int, lines: Sequence[str], first_line: int, report: Report) -> Option:
    """One option: its line, lines that continue it, lines that explain it."""
    text, explanation = [lines[0][len("- [x]") :].strip()], []
    for line, written in enumerate(lines[1:], first_line + 1):
        belongs = written.startswith("  ") and not _ALMOST.match(written)
        if belongs and written.lstrip().startswith(">"):
            explanation.append(written.strip()[1:].strip())
        elif belongs and not explanation:
            text.append(written.strip())
        else:
            _report_stray(written, line, report)
    words, misconception = _apart(" ".join(text).strip())
    if not words:
        report(first_line, f"option {number} has no text", "write the answer after the brackets")
    if not any(explanation):
        hint = "add a line that starts with `>` under the option"
        report(first_line, f"option {number} has no explanation", hint)
    right = not lines[0].startswith("- [ ]")
    return Option(words, right, " ".join(explanation).strip(), misconception, first_line)


def _apart(text: str) -> tuple[str, str]:
    """What the learner reads, and the id in the braces at its end."""
    marked = _MISCONCEPTION.fullmatch(text)
    return (marked[1], marked[2]) if marked else (text, "")


def _report_stray(written: str, line: int, report: Report) -> None:
    if written.strip():
        report(
            line,
            f"neither an option nor its explanation: `{written.strip()[:40]}`",
            "start an option with `- [x] ` or `- [ ] `, its explanation with `  > `",
        )
