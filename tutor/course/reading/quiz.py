"""A quiz block to a question: what both kinds share, and the keys of a formula question."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tutor.course.names import did_you_mean
from tutor.course.question import (
    ChoiceQuestion,
    FormulaQuestion,
    Question,
    Symbol,
    WrongForm,
)
from tutor.course.reading.choices import options_start, read_options
from tutor.course.reading.faults import Report
from tutor.course.reading.fields import Section, read_section
from tutor.course.reading.scanner import Fence

_KINDS = ("choice", "formula")
_FORMULA_KEYS = ("answer", "because", "wrong")
_KEY = re.compile(r"([a-z_]+):(\s|$)")


def read_quiz(fence: Fence, symbols: Mapping[str, Symbol], report: Report) -> Question | None:
    """The question; None, and a fault, where even its kind is unknown."""
    kind, _, rest = fence.arguments.partition(" ")
    if kind not in _KINDS:
        kinds = " or ".join(f"```quiz {one}" for one in _KINDS)
        what = f"unknown kind of question `{kind}`" if kind else "a quiz without a kind"
        report(fence.line, what, did_you_mean(kind, _KINDS, f"write {kinds}"))
        return None
    attributes = _attributes(rest, fence.line, report)
    identity = attributes.get("id", "")
    if not identity:
        report(fence.line, "a quiz without an id", f"write ```quiz {kind} id=some-name")
    teaches = tuple(one for one in attributes.get("teaches", "").split(",") if one)
    split = options_start(fence.body) if kind == "choice" else _keys_start(fence.body)
    prompt = "\n".join(fence.body[:split]).strip()
    if not prompt:
        report(fence.line, "a quiz without a question", "write the question under the opening line")
    question = Question(identity, prompt, teaches, fence.line)
    body, first_line = fence.body[split:], fence.line + 1 + split
    if kind == "choice":
        return _choice(question, body, first_line, report)
    return _formula(question, symbols, body, first_line, report)


def _attributes(written: str, line: int, report: Report) -> dict[str, str]:
    known = ("id", "teaches")
    attributes: dict[str, str] = {}
    for word in written.split():
        name, _, value = word.partition("=")
        if name in known:
            attributes[name] = value
        else:
            hint = did_you_mean(name, known, "write only `id=…` and `teaches=…`")
            report(line, f"unknown attribute `{name}`", hint)
    return attributes


def _choice(
    shared: Question, body: Sequence[str], first_line: int, report: Report
) -> ChoiceQuestion:
    options = read_options(body, first_line, report)
    if len(options) < 2:
        report(shared.line, "fewer than two options", "write each as `- [x] text` or `- [ ] text`")
    elif not any(option.right for option in options):
        report(shared.line, "no option is right", "mark the right one with `- [x]`")
    return ChoiceQuestion(shared.id, shared.prompt, shared.teaches, shared.line, options)


def _keys_start(body: Sequence[str]) -> int:
    """Index of the first line `key: …`: one that we know, or any that begins a paragraph."""
    for index, line in enumerate(body):
        key = _KEY.match(line)
        opens = index == 0 or not body[index - 1].strip()
        if key and (opens or key[1] in _FORMULA_KEYS):
            return index
    return len(body)


def _formula(
    shared: Question,
    symbols: Mapping[str, Symbol],
    body: Sequence[str],
    first_line: int,
    report: Report,
) -> FormulaQuestion | None:
    keys = read_section("the formula question", "\n".join(body), first_line, report)
    if keys is None:
        return None
    keys.only(*_FORMULA_KEYS)
    return FormulaQuestion(
        shared.id,
        shared.prompt,
        shared.teaches,
        shared.line,
        answer=keys.text("answer", required=True),
        wrong=tuple(_wrong_form(one) for one in keys.sections("wrong", "wrong form")),
        explanation=keys.text("because", required=True),
        symbols=symbols,
        answer_line=keys.line_of("answer"),
    )


def _wrong_form(keys: Section) -> WrongForm:
    keys.only("is", "misconception", "because")
    misconception, explanation = keys.text("misconception"), keys.text("because")
    if not misconception and not explanation:
        keys.report(
            keys.line, f"{keys.name} has no explanation", "add `because: …` or `misconception: …`"
        )
    return WrongForm(keys.text("is", required=True), misconception, explanation, keys.line)
