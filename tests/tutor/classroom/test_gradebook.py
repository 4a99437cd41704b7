"""The book as a table of learners and exercises."""

from __future__ import annotations

from tests.tutor.classroom.conftest import ADA, BOB, NOW, TAUGHT, Counter, submission
from tutor.classroom.gradebook import read_gradebook
from tutor.classroom.session import grade_due


def take_and_grade(book, *found) -> None:
    list(book.take(found, NOW))
    list(grade_due(book, book.due(), [Counter()], lambda: NOW))


def table(book) -> dict[str, list[tuple[str, str, float | None]]]:
    return {
        row.learner.id: [(one.exercise, one.status, one.points) for one in row.entries]
        for row in read_gradebook(book).rows
    }


def test_an_exercise_that_nobody_handed_in_is_no_column(book):
    take_and_grade(book, ADA, submission(ADA, "q_sample", "right"), BOB)

    assert table(book) == {
        "12345": [("q_sample", "passed", 10.0)],
        "bob": [("q_sample", "missing", None)],
    }
    assert read_gradebook(book).exercises == (("q_sample", 10.0),)


def test_a_mark_makes_a_column_and_counts_instead_of_a_grade(book):
    take_and_grade(book, ADA, submission(ADA, "q_sample", "right"))

    book.mark(ADA.key, "q_sample", 7.0, "late", NOW)
    book.mark(ADA.key, "alpha_bar", 4.0, "", NOW)

    assert table(book) == {"12345": [("alpha_bar", "marked", 4.0), ("q_sample", "marked", 7.0)]}
    assert read_gradebook(book).rows[0].points == 11.0


def test_the_grade_of_a_changed_exercise_counts_no_more(book):
    take_and_grade(book, ADA, submission(ADA, "q_sample", "right"))

    book.teach({**TAUGHT, "q_sample": ("c" * 64, 20.0)})

    assert table(book) == {"12345": [("q_sample", "ungraded", None)]}
    assert read_gradebook(book).out_of == 20.0


def test_a_sum_is_not_told_as_long_as_something_has_no_mark(book):
    found = submission(ADA, "q_sample", "breaks"), submission(ADA, "alpha_bar", "wrong")
    take_and_grade(book, ADA, *found, BOB, submission(BOB, "alpha_bar", "wrong"))

    sums = {row.learner.id: row.points for row in read_gradebook(book).rows}

    assert sums == {"12345": None, "bob": 0.0}


def test_a_book_without_a_learner_is_an_empty_table(book):
    gradebook = read_gradebook(book)

    assert (gradebook.rows, gradebook.exercises, gradebook.out_of) == ((), (), 0)
