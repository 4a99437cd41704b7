"""Whether every formula of a course can be set, in the narrowest terminal too.

The reader leaves the text of lessons alone; here each `$…$` and `$$…$$` is parsed and laid out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tutor import typeset
from tutor.course.course import (
    Block,
    ExerciseBlock,
    Formula,
    Lesson,
    Misconception,
    Prose,
    SimulationBlock,
)
from tutor.course.derivation import Derivation
from tutor.course.prediction import Prediction
from tutor.course.question import FormulaQuestion, NumberQuestion, Question, WrongForm
from tutor.course.reading.faults import Report
from tutor.course.reading.references import answers_of

_WIDTHS = (76, 48)
"""Columns that are left for a formula in a terminal of 80, and in one of 60."""

_CODE = re.compile(r"^(`{3,}|~{3,}).*?^\1|(`+).+?\2", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"(?<!\\)\$(?=\S)([^$\n]+)(?<=\S)\$(?!\d)")
_LONE = re.compile(r"(?<!\\)\$")


class _Passage(NamedTuple):
    """Markdown in which formulas may stand, and the line from which on to look for them."""

    text: str
    line: int


def check_lesson(lesson: Lesson, lines: Sequence[str], report: Report) -> None:
    """Report what cannot be set. lines: of the lesson's file."""
    for term in lesson.terms:
        _check_formula(term.show, term.line, lines, report)
        words = f"{term.says}\n{term.shape}\n{term.values}"
        _check_passages([_Passage(words, term.line)], lines, report)
    for step in lesson.steps:
        _check_passages([_Passage(step.title, step.line)], lines, report)
        for block in step.blocks:
            if isinstance(block, Formula):
                _check_formula(block.latex, block.line, lines, report)
            _check_passages(_passages(block), lines, report)


def check_misconception(one: Misconception, lines: Sequence[str], report: Report) -> None:
    """Report what cannot be set in its title and reason. lines: of `misconceptions.yaml`."""
    _check_passages([_Passage(one.title, one.line), _Passage(one.why, one.line)], lines, report)


def _passages(block: Block) -> Iterator[_Passage]:
    """Everything in a block that the learner reads as Markdown."""
    if isinstance(block, Prose):
        text = _CODE.sub(lambda code: "\n" * code[0].count("\n"), block.text)
        yield from (_Passage(line, at) for at, line in enumerate(text.split("\n"), block.line))
    if isinstance(block, Derivation):
        yield from (_Passage(one.reason, one.line) for one in block.premises)
        yield from (_Passage(one.reason, one.line) for one in block.lines)
    if isinstance(block, SimulationBlock):
        yield from _foretold(block.prediction)
    if isinstance(block, ExerciseBlock):
        yield from (_Passage(hint, block.line) for hint in block.hints)
    if isinstance(block, Question):
        yield _Passage(block.prompt, block.line)
        for one in answers_of(block):
            text = "" if isinstance(one, WrongForm) else one.text
            yield _Passage(f"{text}\n{one.explanation}", one.line)
    if isinstance(block, FormulaQuestion | NumberQuestion):
        yield _Passage(block.explanation, block.answer_line)


def _foretold(prediction: Prediction | None) -> Iterator[_Passage]:
    if prediction:
        yield _Passage(prediction.question, prediction.line)
        yield from (_Passage(one.text, one.line) for one in prediction.outcomes)


def _check_passages(passages: Iterable[_Passage], lines: Sequence[str], report: Report) -> None:
    for passage in passages:
        text = _CODE.sub("", passage.text)
        for formula in _INLINE.finditer(text):
            line = _line_of(formula[0], lines, passage.line)
            if node := _parsed(formula[1], line, lines, report):
                _check_width(typeset.inline(node).split(), min(_WIDTHS), line, report)
        if _LONE.search(_INLINE.sub("", text)):
            line = _line_of("$", lines, passage.line)
            hint = "write a formula as `$x$`, without blanks inside, and a dollar as `\\$`"
            report(line, "`$` that is part of no formula", hint)


def _line_of(written: str, lines: Sequence[str], start: int) -> int:
    """The first line from `start` on that holds it; `start` where YAML spells it otherwise."""
    return next((n for n, line in enumerate(lines[start - 1 :], start) if written in line), start)


def _check_formula(latex: str, line: int, lines: Sequence[str], report: Report) -> None:
    if node := _parsed(latex, line, lines, report):
        for width in _WIDTHS:
            _check_width(typeset.block(node, width), width, line, report)


def _parsed(latex: str, line: int, lines: Sequence[str], report: Report) -> typeset.Node | None:
    try:
        node = typeset.parse(latex)
    except typeset.LatexError as error:
        at = line + error.line - 1
        column = _column_of(latex, error, lines[at - 1 : at])
        what = f"{error} at column {column}, in `{' '.join(latex.split())[:40]}`"
        report(at, what, error.hint or "mend the formula")
        return None
    _check_width(typeset.ascii(node).split(), min(_WIDTHS), line, report)
    return node


def _column_of(latex: str, error: typeset.LatexError, line: Sequence[str]) -> int:
    """In its line of the file; in the formula where YAML spells that otherwise."""
    written = latex.split("\n")[error.line - 1]
    start = line[0].find(written) if line else -1
    return max(start, 0) + error.column


def _check_width(pieces: Iterable[str], width: int, line: int, report: Report) -> None:
    """pieces: what cannot be broken any further."""
    widest = max(map(typeset.cell_width, pieces), default=0)
    if widest > width:
        what = f"the formula is {widest} columns wide where {width} are left"
        report(line, what, "write it as two formulas")
