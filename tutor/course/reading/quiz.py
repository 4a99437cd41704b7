"""A quiz block to a question: what all kinds share. What differs is a file for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tutor.course.names import did_you_mean
from tutor.course.question import Question, Symbol
from tutor.course.reading.choices import options_start, read_choice
from tutor.course.reading.faults import Report
from tutor.course.reading.keyed import keys_start, read_formula, read_number
from tutor.course.reading.orders import items_start, read_order
from tutor.course.reading.scanner import Fence
from tutor.course.reading.seals import opened, read_sealed_choice

ANSWERS_START: Mapping[str, Callable[[Sequence[str]], int]] = {
    "choice": options_start,
    "formula": keys_start,
    "number": keys_start,
    "order": items_start,
}
"""Of each kind, where the question ends."""


def read_quiz(fence: Fence, symbols: Mapping[str, Symbol], report: Report) -> Question | None:
    """The question; None, and a fault, where even its kind is unknown."""
    kind, _, rest = fence.arguments.partition(" ")
    if kind not in ANSWERS_START:
        what = f"unknown kind of question `{kind}`" if kind else "a quiz without a kind"
        report(fence.line, what, did_you_mean(kind, ANSWERS_START, _name_a_kind()))
        return None
    attributes = _attributes(rest, fence.line, report)
    identity = attributes.get("id", "")
    if not identity:
        report(fence.line, "a quiz without an id", f"write ```quiz {kind} id=some-name")
    teaches = tuple(one for one in attributes.get("teaches", "").split(",") if one)
    salt = attributes.get("sealed", "")
    if salt and kind != "choice":
        fence = opened(fence, salt, identity, report)
    split = ANSWERS_START[kind](fence.body)
    prompt = "\n".join(fence.body[:split]).strip()
    if not prompt:
        report(fence.line, "a quiz without a question", "write the question under the opening line")
    question = Question(identity, prompt, teaches, fence.line)
    body, first_line = fence.body[split:], fence.line + 1 + split
    match kind:
        case "choice" if salt:
            return read_sealed_choice(question, attributes, body, first_line, report)
        case "choice":
            return read_choice(question, body, first_line, report)
        case "order":
            return read_order(question, body, first_line, report)
        case "number":
            return read_number(question, body, first_line, report)
    return read_formula(question, symbols, body, first_line, report)


def _name_a_kind() -> str:
    *others, last = (f"```quiz {one}" for one in ANSWERS_START)
    return f"write {', '.join(others)} or {last}"


def _attributes(written: str, line: int, report: Report) -> dict[str, str]:
    known = ("id", "teaches", "sealed", "right", "shows")
    attributes: dict[str, str] = {}
    for word in written.split():
        name, _, value = word.partition("=")
        if name in known:
            attributes[name] = value
        else:
            hint = did_you_mean(name, known, "write only `id=…` and `teaches=…`")
            report(line, f"unknown attribute `{name}`", hint)
    return attributes
