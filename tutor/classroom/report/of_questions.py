"""What a report says of questions: which are hard, and whose key is probably wrong."""

from __future__ import annotations

from tutor.classroom.report import keys
from tutor.classroom.report.figures import OfQuestion, Report, Suspect
from tutor.classroom.report.plots import Bar, Bars, Cloud, Dot, Part, Tone
from tutor.classroom.report.section import (
    NEEDS_RECORDS,
    NONE,
    Section,
    count,
    drawn,
    middle,
    share,
    signed,
    table,
)

HARDEST = 10
"""Questions that are drawn; the table has all."""
DRAWN = "Each question: how many got it right at once, and r"


def questions(report: Report) -> Section:
    """The hardest first."""
    if not report.records:
        return Section("Questions", (NEEDS_RECORDS,))
    if not report.questions:
        return Section("Questions", ("Nobody has answered a question as it stands now.",))
    says = "First answers to each question as it stands now. Tries and minutes are medians."
    known = [
        (one.at_once / one.answered, one)
        for one in report.questions
        if one.answered and one.at_once is not None
    ]
    known.sort(key=lambda pair: (pair[0], pair[1].id))
    bars = tuple(_bar(right, one) for right, one in known[:HARDEST])
    legend = ((Tone.RIGHT, "right at once"), (Tone.NOTHING, "not right at once"))
    hardest = Bars("The questions that fewest got right at once", bars, legend)
    hidden = (one for one in report.questions if one.answered is None)
    rows = [_row(one) for one in (*(one for _, one in known), *hidden)]
    head = ("question", "answered", "right at once", "tries", "minutes", "r", "asks")
    every = table(head, rows, 1, 2, 3, 4, 5, narrow=6)
    return Section("Questions", (says,), drawn(hardest), every, at_first=HARDEST)


def _bar(right: float, one: OfQuestion) -> Bar:
    parts = tuple(
        Part(part, tone) for part, tone in ((right, Tone.RIGHT), (1 - right, Tone.NOTHING)) if part
    )
    return Bar(f"{one.lesson} {one.id}", parts, f"{one.at_once} of {one.answered}")


def _row(one: OfQuestion) -> tuple[str, ...]:
    at_once = NONE
    if one.at_once is not None and one.answered:
        at_once = f"{one.at_once} ({share(one.at_once, one.answered)})"
    return (
        f"{one.lesson} {one.id}",
        count(one.answered),
        at_once,
        middle(one.tries),
        middle(one.minutes),
        NONE if one.correlation is None else signed(one.correlation),
        one.prompt,
    )


def suspects(report: Report) -> Section:
    """Whose key is probably wrong, with the caution that a small class needs."""
    numbers = {one.id: number for number, one in enumerate(report.suspects, 1)}
    dots = tuple(
        Dot(
            one.at_once / one.answered,
            one.correlation,
            Tone.WRONG if one.id in numbers else Tone.RIGHT,
            one.id,
            numbers.get(one.id, 0),
        )
        for one in report.questions
        if one.correlation is not None and one.at_once is not None and one.answered
    )
    says = [
        "Where r is below zero, those who get the other questions right get this one wrong.",
        _caution(report, len(dots)),
    ]
    if dots and not report.suspects:
        says.append("There is none.")
    rows = [_suspect(numbers[one.id], one) for one in report.suspects]
    head = ("question", "right at once", "r", "95 %", "n", "others said", "asks")
    cloud = Cloud(DRAWN, "right at once", "r, with the other questions", dots)
    every = table(head, rows, 1, 2, 3, 4, narrow=6)
    return Section("Is a key wrong?", tuple(says), drawn(cloud), every)


def _caution(report: Report, judged: int) -> str:
    if not judged:
        return (
            f"It takes {keys.LEAST} learners who answered a question and "
            f"{keys.LEAST_REST} others: there are not that many yet."
        )
    most = max(one.answered or 0 for one in report.questions)
    accused = judged * keys.falsely_accused(most)
    if not accused:
        return f"In a class this big, hardly one of {judged} right keys looks so by chance."
    return (
        f"In a class this small, about {max(round(accused), 1)} of {judged} right keys look so by "
        "chance: read the question before you change it."
    )


def _suspect(number: int, one: Suspect) -> tuple[str, ...]:
    return (
        f"{number}: {one.lesson} {one.id}",
        f"{one.at_once} of {one.answered}",
        signed(one.correlation),
        f"{signed(one.low)} to {signed(one.high)}",
        str(one.of),
        one.instead or NONE,
        one.prompt,
    )
