"""A block of lines `= formula | reason` to a derivation.

Whether the formulas can be read, and each line follows from the one before, is seen when the
course is proven.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tutor.course.derivation import Derivation, Line, Premise
from tutor.course.names import did_you_mean
from tutor.course.question import Symbol
from tutor.course.reading.faults import Report
from tutor.course.reading.scanner import Fence

_NAMED = re.compile(r"id=(\S+)")
_PREMISE = re.compile(r"where\s+(.*)")


def read_derivation(fence: Fence, symbols: Mapping[str, Symbol], report: Report) -> Derivation:
    """What can be read of it; the rest is reported."""
    named = _NAMED.fullmatch(fence.arguments)
    if named is None:
        report(fence.line, "a derivation without an id", "write ```derive id=some-name")
    written = [
        (text.strip(), number)
        for number, text in enumerate(fence.body, fence.line + 1)
        if text.strip()
    ]
    premises = [one for one in written if _PREMISE.fullmatch(one[0])]
    lines = [one for one in written if one not in premises]
    _check_start(lines, fence.line, report)
    known = (_premise(text, number, symbols, report) for text, number in premises)
    return Derivation(
        named[1] if named else "",
        tuple(one for one in known if one),
        tuple(_line(*one, index == 0, report) for index, one in enumerate(lines)),
        symbols,
        fence.line,
    )


def _check_start(lines: Sequence[tuple[str, int]], opening: int, report: Report) -> None:
    if not lines:
        hint = "write a formula, and under it lines `= formula | reason`"
        report(opening, "a derivation without lines", hint)
    elif lines[0][0].startswith("="):
        report(lines[0][1], "nothing comes before this `=`", "write the formula to set out from")
    elif len(lines) == 1 and "=" not in lines[0][0]:
        report(lines[0][1], "a derivation without a step", "go on with `= formula | reason`")


def _premise(
    written: str, number: int, symbols: Mapping[str, Symbol], report: Report
) -> Premise | None:
    said, _, reason = written.removeprefix("where").partition("|")
    name, sign, meaning = (part.strip() for part in said.partition("="))
    if not (name and sign and meaning):
        report(number, "`where` without an equation", "write it as `where name = formula`")
        return None
    if name not in symbols:
        hint = did_you_mean(name, symbols, "declare it under `symbols`, with its `range`")
        report(number, f"`{name}` is no symbol of this lesson", hint)
        return None
    return Premise(name, meaning, reason.strip(), number)


def _line(written: str, number: int, first: bool, report: Report) -> Line:
    said, _, reason = (part.strip() for part in written.partition("|"))
    left, sign, right = (part.strip() for part in said.partition("="))
    if "=" in right:
        report(number, "two `=` in one line", "write each step on a line of its own")
        right = right.partition("=")[0].strip()
    if sign and not right:
        report(number, "nothing stands after this `=`", "write the formula of this step")
    if not (first or sign):
        report(number, "a step without `=`", "start it with `=`")
        left, right = "", left
    if not reason and (sign or not first):
        report(number, "a step without a reason", "write it after `|`, as `= a + b | the sum`")
    return Line(left, right, reason, number)
