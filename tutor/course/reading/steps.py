"""From the pieces of a lesson to its steps: a `##` opens one, and what follows is its blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from tutor.course.course import Block, Formula, Prose, Step
from tutor.course.question import Symbol
from tutor.course.reading.blocks import read_exercise, read_simulation
from tutor.course.reading.derivations import read_derivation
from tutor.course.reading.faults import Report
from tutor.course.reading.quiz import read_quiz
from tutor.course.reading.scanner import Display, Fence, Heading, Piece, Text


def read_steps(
    pieces: Iterable[Piece], symbols: Mapping[str, Symbol], report: Report
) -> tuple[Step, ...]:
    """All steps. A `#` heading is not used: the title is in the front matter."""
    steps: list[Step] = []
    astray = False
    for piece in pieces:
        if isinstance(piece, Heading):
            if piece.level == 2:
                steps.append(_open(piece, steps, report))
        elif steps:
            block = _block(piece, symbols, report)
            if block is not None:
                steps[-1] = replace(steps[-1], blocks=(*steps[-1].blocks, block))
        elif not astray:
            astray = True
            report(piece.line, "text before the first step", "start a step with a line `## Title`")
    if not steps and not astray:
        report(1, "the lesson has no steps", "start a step with a line `## Title`")
    return tuple(steps)


def anchor_of(title: str) -> str:
    """The title as a link target: lower case, words joined by `-`, signs left out."""
    return "-".join(re.sub(r"[^\w\s-]", "", title.lower()).split())


def _open(heading: Heading, steps: list[Step], report: Report) -> Step:
    anchor = anchor_of(heading.title)
    if not anchor:
        report(heading.line, "a step without a title", "write it as `## Title`")
    for step in steps:
        if step.anchor == anchor:
            report(
                heading.line,
                f"line {step.line} has a step with the same link `{anchor}`",
                "give this one another title",
            )
    return Step(heading.title, anchor, (), heading.line)


def _block(
    piece: Fence | Display | Text, symbols: Mapping[str, Symbol], report: Report
) -> Block | None:
    if isinstance(piece, Text):
        return Prose(piece.text, piece.line)
    if isinstance(piece, Display):
        return Formula(piece.latex, piece.line)
    if piece.word == "sim":
        return read_simulation(piece, report)
    if piece.word == "exercise":
        return read_exercise(piece, report)
    if piece.word == "derive":
        return read_derivation(piece, symbols, report)
    return read_quiz(piece, symbols, report)
