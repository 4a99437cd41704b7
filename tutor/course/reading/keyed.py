"""The keys of questions that are answered by typing: `answer`, `because`, `wrong`, `within`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tutor.course.question import (
    FormulaQuestion,
    NumberQuestion,
    Question,
    Symbol,
    Tolerance,
    WrongForm,
)
from tutor.course.reading.faults import Report
from tutor.course.reading.fields import Section, read_section

_KEYS = ("answer", "because", "wrong")
_KEY = re.compile(r"([a-z_]+):(\s|$)")
_WITHIN = re.compile(r"([0-9]*\.?[0-9]+(?:e-?[0-9]+)?)\s*(%?)")
_EXACTLY = Tolerance(0.0, relative=False)


def keys_start(body: Sequence[str]) -> int:
    """Index of the first line `key: …`: one that we know, or any that begins a paragraph."""
    for index, line in enumerate(body):
        key = _KEY.match(line)
        opens = index == 0 or not body[index - 1].strip()
        if key and (opens or key[1] in _KEYS):
            return index
    return len(body)


def read_formula(
    shared: Question,
    symbols: Mapping[str, Symbol],
    body: Sequence[str],
    first_line: int,
    report: Report,
) -> FormulaQuestion | None:
    """A formula; whether it can be read is seen when the course is proven."""
    keys = read_section("the formula question", "\n".join(body), first_line, report)
    if keys is None:
        return None
    keys.only(*_KEYS, "derived")
    return FormulaQuestion(
        shared.id,
        shared.prompt,
        shared.teaches,
        shared.line,
        answer=keys.text("answer", required=True),
        wrong=_wrong_forms(keys, "wrong form"),
        explanation=keys.text("because", required=True),
        symbols=symbols,
        answer_line=keys.line_of("answer"),
        derived=keys.text("derived"),
    )


def read_number(
    shared: Question, body: Sequence[str], first_line: int, report: Report
) -> NumberQuestion | None:
    """A number and how far off it may be; none given, it must be met exactly."""
    keys = read_section("the number question", "\n".join(body), first_line, report)
    if keys is None:
        return None
    keys.only(*_KEYS, "within")
    return NumberQuestion(
        shared.id,
        shared.prompt,
        shared.teaches,
        shared.line,
        answer=keys.text("answer", required=True),
        within=_within(keys),
        wrong=_wrong_forms(keys, "wrong number"),
        explanation=keys.text("because", required=True),
        answer_line=keys.line_of("answer"),
    )


def _within(keys: Section) -> Tolerance:
    written = keys.text("within")
    if not written:
        return _EXACTLY
    found = _WITHIN.fullmatch(written)
    if found is None:
        keys.report(
            keys.line_of("within"),
            f"`within` is neither a share nor a number above 0: `{written}`",
            "write it as `within: 1%` or `within: 0.005`",
        )
        return _EXACTLY
    return Tolerance(float(found[1]) / (100 if found[2] else 1), relative=bool(found[2]))


def _wrong_forms(keys: Section, name: str) -> tuple[WrongForm, ...]:
    return tuple(_wrong_form(one) for one in keys.sections("wrong", name))


def _wrong_form(keys: Section) -> WrongForm:
    keys.only("is", "misconception", "because")
    misconception, explanation = keys.text("misconception"), keys.text("because")
    if not misconception and not explanation:
        keys.report(
            keys.line, f"{keys.name} has no explanation", "add `because: …` or `misconception: …`"
        )
    return WrongForm(keys.text("is", required=True), misconception, explanation, keys.line)
