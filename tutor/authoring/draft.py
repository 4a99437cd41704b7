"""A course that is being written, as learners would see it: faults where broken blocks are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from tutor.authoring.check import check
from tutor.authoring.ledger import Ledger
from tutor.course.course import Block, Course, Lesson, Prose, Step
from tutor.course.reader import read_what_is_sound
from tutor.course.reading.files import read_lines
from tutor.course.reading.scanner import Display, Heading, Piece, scan
from tutor.errors import Fault, TutorError

NO_STEP = Step("Nothing to read yet", "nothing-to-read-yet", (), 1)


class _Span(NamedTuple):
    """The lines of one block, from the first up to where the next begins."""

    start: int
    end: int

    def holds(self, line: int) -> bool:
        return self.start <= line < self.end


def draft(root: Path, ledger: Ledger) -> Course:
    """The course with a text in the place of each block that has an error; no exercise is run.

    ledger: as for `check`. TutorError if there is no lesson.
    """
    root = root.resolve()
    faults = check(root, prove=False, ledger=ledger, seen_from=root)
    course, _ = read_what_is_sound(root, seen_from=root)
    if not course.lessons:
        raise TutorError("there is no lesson to show", "run `tutor course check`")
    lessons = tuple(
        _marked(one, [f for f in faults if root / f.path == one.path]) for one in course.lessons
    )
    kept = {block.slug for lesson in lessons for block in lesson.exercises}
    exercises = {slug: one for slug, one in course.exercises.items() if slug in kept}
    return replace(course, lessons=lessons, exercises=exercises)


def _marked(lesson: Lesson, faults: Sequence[Fault]) -> Lesson:
    if not faults and lesson.steps:
        return lesson
    lines = read_lines(lesson.path, _unheard) or ()
    steps = lesson.steps or (NO_STEP,)
    ends = [*(step.line for step in steps[1:]), len(lines) + 1]
    starts = [0, *ends[:-1]]  # what stands above the first step is told in it
    places = [_Span(start, end) for start, end in zip(starts, ends, strict=True)]
    marked = tuple(
        replace(step, blocks=tuple(_blocks(step, place, lines, faults)))
        for step, place in zip(steps, places, strict=True)
    )
    return replace(lesson, steps=marked)


def _blocks(
    step: Step, place: _Span, lines: Sequence[str], faults: Sequence[Fault]
) -> Iterator[Block]:
    """What a step shows: what is wrong above its first block, then each block or its faults."""
    here = [fault for fault in faults if place.holds(fault.line)]
    pieces = scan(lines, step.line, _unheard)
    begin = [_start(one, lines) for one in pieces if not isinstance(one, Heading)]
    begin = [start for start in begin if place.holds(start)]
    top = _Span(place.start, min([*begin, place.end]))
    yield from _told([one for one in here if top.holds(one.line)])
    for span in (_Span(*ends) for ends in pairwise([*begin, place.end])):
        wrong = [one for one in here if span.holds(one.line)]
        if any(not one.warning for one in wrong):
            yield from _told(wrong)
            yield _source(lines, span)
        else:
            yield from (block for block in step.blocks if span.holds(block.line))
            yield from _told(wrong)


def _start(piece: Piece, lines: Sequence[str]) -> int:
    """Its first line, which of a formula may be the `$$` above it."""
    above = lines[piece.line - 2].strip() if piece.line > 1 else ""
    return piece.line - 1 if isinstance(piece, Display) and above == "$$" else piece.line


def _told(faults: Sequence[Fault]) -> Iterator[Prose]:
    for fault in faults:
        kind = "warning" if fault.warning else "error"
        place = f" in line {fault.line}" if fault.line else ""
        hint = f"\n>\n> hint: {fault.hint}" if fault.hint else ""
        yield Prose(f"> **{kind}**{place}: {fault.what}{hint}", fault.line)


def _source(lines: Sequence[str], span: _Span) -> Prose:
    """A block as it is written."""
    written = "\n".join(lines[span.start - 1 : span.end - 1]).rstrip()
    return Prose(f"~~~~~~text\n{written}\n~~~~~~", span.start)


def _unheard(line: int, what: str, hint: str, *, warning: bool = False) -> None:
    """Faults that have been told already."""
