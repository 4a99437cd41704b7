"""What is due is graded, and nothing else, whatever ended the run before."""

from __future__ import annotations

import pytest

from tests.tutor.classroom.conftest import ADA, BOB, NOW, TAUGHT, Counter, submission
from tutor.classroom.session import Shard, grade_due, shard
from tutor.classroom.submission import Oddity
from tutor.errors import TutorError

CLASS = (
    ADA,
    submission(ADA, "q_sample", "right"),
    submission(ADA, "alpha_bar", "wrong"),
    BOB,
    submission(BOB, "q_sample", "right, too"),
)


def graded(book, *, workers: int = 1) -> list[tuple[str, bytes]]:
    """What a run over all that is due has graded."""
    counter = Counter()
    list(grade_due(book, book.due(), [counter] * workers, lambda: NOW))
    return sorted((job.exercise, job.source) for job in counter.jobs)


def take(book, *found) -> list[Oddity]:
    return list(book.take(found, NOW))


def test_all_that_was_handed_in_is_graded_once(book):
    take(book, *CLASS)

    first, second = graded(book), graded(book)

    assert first == [("alpha_bar", b"wrong"), ("q_sample", b"right"), ("q_sample", b"right, too")]
    assert second == []


def test_what_two_handed_in_alike_is_graded_once(book):
    take(book, ADA, submission(ADA, "q_sample", "right"), BOB, submission(BOB, "q_sample", "right"))

    assert graded(book) == [("q_sample", b"right")]


def test_one_changed_file_is_one_grade(book):
    take(book, *CLASS)
    graded(book)

    take(book, BOB, submission(BOB, "q_sample", "changed"))

    assert graded(book) == [("q_sample", b"changed")]


def test_a_file_that_is_put_back_needs_no_grade(book):
    take(book, *CLASS)
    graded(book)
    take(book, submission(BOB, "q_sample", "changed"))
    graded(book)

    take(book, *CLASS)

    assert graded(book) == []


def test_a_changed_exercise_is_graded_anew_and_no_other(book):
    take(book, *CLASS)
    graded(book)

    book.teach({**TAUGHT, "alpha_bar": ("c" * 64, 10.0)})

    assert [(slug, bundle) for slug, bundle, _ in book.due()] == [("alpha_bar", "c" * 64)]


def test_a_run_that_ends_early_keeps_what_it_has_graded(book):
    take(book, *CLASS)
    run = grade_due(book, book.due(), [Counter()], lambda: NOW)

    next(run)
    run.close()

    assert len(book.due()) == 2
    assert len(graded(book)) == 2


def test_what_is_blocked_is_no_mark_and_is_tried_again(book):
    take(
        book, ADA, submission(ADA, "q_sample", "breaks"), BOB, submission(BOB, "q_sample", "breaks")
    )

    (oddity,) = grade_due(book, book.due(), [Counter()], lambda: NOW)

    assert str(oddity) == (
        "12345/q_sample.py and 1 equal to it: "
        "no mark could be given: the grader ended before it was done"
    )
    assert graded(book) == [("q_sample", b"breaks")]
    assert book.rows("SELECT count(*) FROM grade") == [(0,)]


def test_several_workers_grade_each_thing_once(book):
    take(book, *CLASS)

    assert len(graded(book, workers=3)) == 3


def test_what_goes_wrong_in_a_worker_is_raised_where_it_is_heard(book):
    take(book, *CLASS)
    broken = Counter()
    broken.grade = lambda job: 1 / 0

    with pytest.raises(ZeroDivisionError):
        list(grade_due(book, book.due(), [broken], lambda: NOW))


def test_everything_that_happens_is_written_down(book):
    take(book, *CLASS, Oddity("eve", "no exercise was handed in"))
    graded(book)
    book.mark(ADA.key, "q_sample", 9.0, "late", NOW)

    kinds = [kind for (kind,) in book.rows("SELECT kind FROM event ORDER BY id")]

    assert kinds == ["handed-in"] * 3 + ["odd"] + ["graded"] * 3 + ["marked"]


def test_what_was_handed_in_before_is_not_written_down_anew(book):
    take(book, *CLASS)

    list(book.take(CLASS, NOW.replace(hour=23)))

    assert book.rows("SELECT DISTINCT at FROM submission") == [("2026-11-02T20:00:00+00:00",)]
    assert book.rows("SELECT count(*) FROM event") == [(3,)]


@pytest.mark.parametrize("text", ["0/4", "5/4", "1", "a/b", "1/0", "-1/4"])
def test_a_part_that_is_none_is_refused(text):
    with pytest.raises(TutorError) as caught:
        shard(text)

    assert str(caught.value) == f"`{text}` is no part"
    assert caught.value.hint == "write it as `1/4` to `4/4`"


def test_each_source_is_in_one_of_the_parts():
    parts = [shard(f"{number}/3") for number in (1, 2, 3)]

    holders = [[part.number for part in parts if part.has(f"{n:08x}")] for n in range(6)]

    assert holders == [[1], [2], [3], [1], [2], [3]]
    assert Shard().has("ffffffff")
