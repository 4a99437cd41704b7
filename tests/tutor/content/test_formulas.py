"""Every formula of every lesson: it fits, in Unicode and in ASCII, and its symbols are known."""

import re
from pathlib import Path

import pytest

from tutor.course.course import Formula
from tutor.course.glossary import formulas, known_in, undeclared
from tutor.course.reader import read_course
from tutor.typeset import (
    ascii,  # noqa: A004 - read as `typeset.ascii`
    ascii_block,
    block,
    cell_width,
    formulas_in,
    inline,
    parse,
)

COURSE = read_course(Path(__file__).parents[3])
LESSONS = [pytest.param(one, id=one.id) for one in COURSE.lessons]


def displayed(lesson):
    blocks = (block for step in lesson.steps for block in step.blocks)
    return [one.latex for one in blocks if isinstance(one, Formula)]


def all_inline(lesson):
    """Wherever it stands in the file: prose, questions, answers, hints, the glossary."""
    text = lesson.path.read_text("utf-8").replace("\\\\", "\\")
    open_blocks = re.sub(r"^```.*$", "", text, flags=re.MULTILINE)
    return formulas_in(re.sub(r"\$\$.*?\$\$", "", open_blocks, flags=re.DOTALL))


@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.parametrize("width", [76, 48])
def test_every_displayed_formula_fits(lesson, width):
    for latex in displayed(lesson):
        node = parse(latex)

        assert max(map(cell_width, block(node, width))) <= width
        assert max(map(len, ascii_block(node, width))) <= width


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_formula_in_the_text_can_be_broken_to_fit(lesson):
    for latex in all_inline(lesson):
        node = parse(latex)

        assert max(map(cell_width, inline(node).split())) <= 48
        assert max(map(len, ascii(node).split())) <= 48


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_formula_has_ascii_words(lesson):
    for latex in [*displayed(lesson), *all_inline(lesson)]:
        words = ascii(parse(latex))

        assert words.isascii()
        assert "?" not in words


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_symbol_is_explained_by_then(lesson):
    latex = formulas(block for step in lesson.steps for block in step.blocks)

    assert undeclared(latex, known_in(COURSE, lesson.id)) == []


def test_the_formulas_of_the_course_are_found():
    assert sum(len(displayed(lesson)) for lesson in COURSE.lessons) > 40
    assert sum(len(all_inline(lesson)) for lesson in COURSE.lessons) > 600
