"""A verdict as text: what passed, the first failure and why, and which mistake it was."""

from __future__ import annotations

from textwrap import indent

from tutor.course.course import Course
from tutor.course.verdict import Finding, Status, Verdict
from tutor.tui.places import lesson_of, linked

MARKS = {Status.PASSED: "✓", Status.FAILED: "✗", Status.BLOCKED: "!", Status.NOT_STARTED: "·"}
ASCII_MARKS = {"✓": "+", "✗": "x", "·": "."}


def verdict_text(verdict: Verdict, course: Course, unicode: bool = True) -> str:
    """The whole verdict; only the first failure is shown in full."""
    lines = [f"{verdict.subject}: {_outcome(verdict)}"]
    lines += [f"  {MARKS[one.status]} {one.name}" for one in verdict.findings]
    if (first := verdict.first_failure) and first.message:
        lines += ["", *_explained(first, len(verdict.findings))]
    if verdict.mistake:
        lines += ["", f"This looks like a known mistake: {verdict.mistake.why}"]
        if step := where(verdict.mistake.see, course):
            lines.append(f"Read again: {step}")
    if verdict.printed:
        lines += ["", "Your code printed:", indent(verdict.printed.rstrip(), "  ")]
    text = "\n".join([*lines, ""])
    return text if unicode else "".join(ASCII_MARKS.get(c, c if c.isascii() else "?") for c in text)


def _outcome(verdict: Verdict) -> str:
    match verdict.status:
        case Status.NOT_STARTED:
            return f"not started: open it with `tutor edit {verdict.subject}`"
        case Status.BLOCKED:
            return "blocked: this is no fault of your code, and no mark is given"
    points = f"{verdict.points:g} of {verdict.out_of:g} points"
    return f"{verdict.status}, {points}, isolation {verdict.isolation}"


def _explained(finding: Finding, of: int) -> list[str]:
    head = [f"{finding.name}:"] if of > 1 else []
    return [*head, indent(finding.message, "  ")]


def where(see: str, course: Course) -> str:
    """The command that shows the step `see` points to; empty if there is none."""
    place = linked(course, see)
    lesson = lesson_of(course, place.lesson) if place else None
    if place is None or lesson is None:
        return ""
    step = lesson.steps[place.step]
    return f"`tutor read {lesson.number} --step {place.step + 1}` ({step.title})"
