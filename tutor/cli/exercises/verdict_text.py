"""A verdict as text: what passed, the first failure and why, and which mistake it was."""

from __future__ import annotations

from tutor.cli.lines import wrapped
from tutor.course.course import Course
from tutor.course.verdict import Finding, Mistake, Status, Verdict
from tutor.grading.handed_out import withheld
from tutor.learning.places import lesson_of, linked
from tutor.typeset import spelt

MARKS = {Status.PASSED: "✓", Status.FAILED: "✗", Status.BLOCKED: "!", Status.NOT_STARTED: "·"}
PRINTED_LINES, PRINTED_COLUMNS = 20, 200
"""Of what the learner's code printed; the rest would push the verdict off the screen."""


def verdict_text(verdict: Verdict, course: Course, unicode: bool = True, width: int = 80) -> str:
    """The whole verdict; only the first failure is shown in full."""
    lines = [f"{verdict.subject}: {_outcome(verdict)}"]
    lines += [f"  {MARKS[one.status]} {one.name}" for one in verdict.findings]
    if (first := verdict.first_failure) and first.message:
        lines += ["", *_explained(first, len(verdict.findings))]
    if verdict.mistake:
        lines += ["", *_named(verdict.mistake, verdict.also, course)]
    if verdict.status is Status.FAILED and verdict.seed is not None:
        lines += [
            "",
            f"The same inputs again: `tutor grade {verdict.subject} --seed {verdict.seed}`",
        ]
    pieces = [piece for line in lines for piece in wrapped(line, width)]
    if verdict.printed:
        pieces += ["", "Your code printed:", *_shortened(verdict.printed)]
    text = "\n".join([*pieces, ""])
    return text if unicode else spelt(text)


def where(see: str, course: Course) -> str:
    """The command that shows the step `see` points to; empty if there is none."""
    place = linked(course, see)
    lesson = lesson_of(course, place.lesson) if place else None
    if place is None or lesson is None:
        return ""
    step = lesson.steps[place.step]
    return f"`tutor read {lesson.number} --step {place.step + 1}` ({step.title})"


def _named(mistake: Mistake, also: Mistake | None, course: Course) -> list[str]:
    """What was thought wrong, and where it is taught."""
    if also is None:
        lines = [f"This looks like a known mistake: {mistake.why}"]
    else:
        lines = ["This looks like two known mistakes at once:"]
        lines += [f"  {number}. {one.why}" for number, one in enumerate((mistake, also), 1)]
    steps = [where(one.see, course) for one in (mistake, also) if one]
    return [*lines, *(f"Read again: {step}" for step in dict.fromkeys(steps) if step)]


def _outcome(verdict: Verdict) -> str:
    match verdict.status:
        case Status.NOT_STARTED:
            return f"not started: open it with `tutor edit {verdict.subject}`"
        case Status.BLOCKED if withheld(verdict):
            return "not graded here, and nothing is wrong so far"
        case Status.BLOCKED:
            return "blocked: this is no fault of your code, and no mark is given"
    points = f"{verdict.score} points"
    fenced = f" (isolation: {verdict.isolation})" if verdict.isolation else ""
    return f"{verdict.status}, {points}{fenced}"


def _explained(finding: Finding, of: int) -> list[str]:
    head = [f"{finding.name}:"] if of > 1 else []
    return [*head, *(f"  {line}" for line in finding.message.splitlines())]


def _shortened(printed: str) -> list[str]:
    lines = printed.rstrip().splitlines()
    shown = [f"  {line[:PRINTED_COLUMNS]}" for line in lines[:PRINTED_LINES]]
    hidden = len(printed.rstrip()) - sum(len(line) - 2 for line in shown) - len(shown) + 1
    return [*shown, f"  … and {hidden:,} characters more"] if hidden > 0 else shown
