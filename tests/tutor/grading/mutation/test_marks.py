from __future__ import annotations

import pytest

from tutor.grading.mutation.marks import Mark, as_mark, marks
from tutor.grading.mutation.mutants import Mutant

MUTANT = Mutant(3, "(1 - a) ** 0.5", "1 - a", "…")


@pytest.fixture
def declared(tmp_path):
    """The marks of a hidden test."""

    def read(text: str) -> list[Mark]:
        path = tmp_path / "test_it.py"
        path.write_text(text, encoding="utf-8")
        return marks(path)

    return read


def test_marks_are_read_without_running_the_hidden_test(declared):
    text = (
        'import gone\n\nequivalent("a", "b", because="c")\n\nchecks.equivalent(\n    "d", "e"\n)\n'
    )

    assert declared(text) == [Mark(3, "a", "b", "c"), Mark(5, "d", "e", "")]


def test_a_line_that_is_proposed_means_the_mutant_it_is_proposed_for(declared):
    quoted = Mutant(3, "f('a', \"b\")", "f('', \"b\")", "…")

    proposed = declared(as_mark(quoted) + "\n")

    assert [one.means(quoted) for one in proposed] == [True]
    assert not proposed[0].means(MUTANT)


def test_the_layout_of_a_mark_does_not_count():
    assert Mark(1, "(1-a)**.5", "1-a", "").means(MUTANT)


def test_both_sides_of_a_mark_count():
    assert not Mark(1, "(1 - a) ** 0.5", "1 + a", "").means(MUTANT)
    assert not Mark(1, "(2 - a) ** 0.5", "1 - a", "").means(MUTANT)


def test_the_first_line_of_a_statement_can_be_marked():
    mutant = Mutant(3, "if a:", "if not a:", "…")

    assert Mark(1, "if a:", "if not a:", "").means(mutant)
