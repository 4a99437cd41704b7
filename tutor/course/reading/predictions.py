"""The keys of a simulation that ask for a prediction; whether it has an answer is not seen here."""

from __future__ import annotations

from tutor.course.prediction import Outcome, Prediction
from tutor.course.reading.fields import Section

KEYS = ("predict", "answer", "options", "at", "between", "within")
"""No simulation has settings of these names."""
MOST_OUTCOMES = 9
"""Each has a key of one digit."""


def read_prediction(keys: Section) -> Prediction | None:
    """None where nothing is to be foretold."""
    question = keys.text("predict")
    if not question:
        for key in KEYS[1:]:
            if key in keys.fields:
                hint = "add a line that starts `predict: `, or remove it"
                keys.report(keys.line_of(key), f"`{key}` without a question", hint)
        return None
    answer, outcomes = keys.text("answer"), _outcomes(keys)
    if bool(answer) == ("options" in keys.fields):
        what = "two answers" if answer else "no answer"
        hint = "write `answer: t where share < 0.5`, `answer: share`, or `options`"
        keys.report(keys.line_of("predict"), f"this prediction has {what}", hint)
        return None
    return Prediction(
        question,
        answer,
        outcomes,
        _at(keys),
        _between(keys),
        keys.number("within"),
        keys.line_of("predict"),
    )


def _outcomes(keys: Section) -> tuple[Outcome, ...]:
    outcomes = []
    for option in keys.sections("options", "option"):
        option.only("is", "when")
        text, when = option.text("is", required=True), option.text("when", required=True)
        outcomes.append(Outcome(text, when, option.line))
    if "options" in keys.fields and not 2 <= len(outcomes) <= MOST_OUTCOMES:
        what = f"{len(outcomes)} options, where 2 to {MOST_OUTCOMES} can be chosen from"
        keys.report(keys.line_of("options"), what, "give each an `is` and a `when`")
    return tuple(outcomes)


def _at(keys: Section) -> dict[str, str]:
    section = keys.section("at")
    return {name: section.text(name) for name in section.fields} if section else {}


def _between(keys: Section) -> tuple[float, float] | None:
    written = keys.texts("between")
    if not written:
        return None
    try:
        low, high = (float(str(one.value)) for one in written)
    except ValueError:
        low = high = 0
    if low < high:
        return low, high
    keys.report(
        keys.line_of("between"), "`between` is no range", "write two numbers, as `between: [0, 2]`"
    )
    return None
