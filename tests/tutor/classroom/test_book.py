"""The file that a class is kept in."""

from __future__ import annotations

import sqlite3

import pytest

from tests.tutor.classroom.conftest import ADA, BOB, NOW, TAUGHT, Counter, submission
from tutor.classroom.book import Book, BookError
from tutor.classroom.merging import merge
from tutor.classroom.session import grade_due
from tutor.errors import TutorError


def grade_all(book, part=lambda source: True) -> None:
    due = [one for one in book.due() if part(one[2])]
    list(grade_due(book, due, [Counter()], lambda: NOW))


@pytest.fixture
def shards(tmp_path) -> list:
    """The same two submissions in two books, of which each has graded one."""
    paths = [tmp_path / "1.db", tmp_path / "2.db"]
    for path, mine in zip(paths, ("right", "wrong"), strict=True):
        book = Book(path)
        book.teach(TAUGHT)
        found = (ADA, submission(ADA, "q_sample", "right"), submission(BOB, "q_sample", "wrong"))
        list(book.take(found, NOW))
        jobs = [one for one in book.due() if book.job(*one).source == mine.encode()]
        list(grade_due(book, jobs, [Counter()], lambda: NOW))
        book.close()
    return paths


def test_a_second_process_cannot_write_in_the_book(book, tmp_path, monkeypatch):
    monkeypatch.setattr("tutor.classroom.book.PATIENCE", 0.01)

    with pytest.raises(BookError) as caught:
        Book(tmp_path / "book.db")

    assert str(caught.value) == (
        f"the book `{tmp_path / 'book.db'}` cannot be read or written: database is locked"
    )
    assert caught.value.hint == "wait until the other `tutor class` is done"


def test_a_file_that_is_no_book_is_said_and_left_as_it_is(tmp_path):
    path = tmp_path / "book.db"
    path.write_text("grades of 1998\n" * 99, encoding="utf-8")

    with pytest.raises(BookError) as caught:
        Book(path)

    assert str(caught.value) == (
        f"the book `{path}` cannot be read or written: file is not a database"
    )
    assert caught.value.hint == "it is no book: choose another folder with `--to DIR`"
    assert path.read_text(encoding="utf-8").startswith("grades of 1998")


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(BookError) as caught:
        Book(tmp_path / "file" / "book.db")

    assert str(caught.value).endswith("book.db` cannot be read or written: file exists")


def test_a_book_of_another_version_is_not_touched(tmp_path):
    path = tmp_path / "book.db"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()

    with pytest.raises(BookError) as caught:
        Book(path)

    assert str(caught.value).endswith("another version of the tutor wrote it")
    assert caught.value.hint == "use that version, or choose another folder with `--to DIR`"


def test_a_full_disk_is_said_and_what_was_graded_is_kept(book):
    list(book.take((ADA, submission(ADA, "q_sample", "right")), NOW))
    grade_all(book)
    (pages,) = book.rows("PRAGMA page_count")[0]
    book.rows(f"PRAGMA max_page_count = {pages}")
    large = (BOB, submission(BOB, "q_sample", "".join(map(str, range(9999)))))

    with pytest.raises(BookError) as caught:
        list(book.take(large, NOW))

    assert str(caught.value).endswith("cannot be read or written: database or disk is full")
    assert caught.value.hint == (
        "make room, or choose another folder; what was graded before is kept"
    )
    assert book.rows("SELECT key FROM learner") == [(ADA.key,)]
    assert book.rows("SELECT count(*) FROM grade") == [(1,)]


def test_shards_together_are_the_whole(book, shards):
    counts = [merge(book, path) for path in shards]

    assert counts == [1, 1]
    assert book.due() == []
    assert book.rows("SELECT count(*) FROM submission") == [(2,)]


def test_merging_twice_adds_nothing(book, shards):
    tables = ("grade", "event", "submission", "source", "learner")

    def counts() -> list:
        return [book.rows(f"SELECT count(*) FROM {table}") for table in tables]

    for path in shards:
        merge(book, path)
    once = counts()
    again = [merge(book, path) for path in shards]

    assert again == [0, 0]
    assert counts() == once


def test_of_two_submissions_the_later_counts(book, shards, tmp_path):
    later = Book(tmp_path / "later.db")
    list(later.take((submission(ADA, "q_sample", "new"),), NOW.replace(hour=21)))
    later.close()

    for path in (tmp_path / "later.db", *shards):
        merge(book, path)

    assert book.rows(
        "SELECT source.packed IS NOT NULL, submission.at FROM submission JOIN source"
        " ON source.hash = submission.source WHERE learner = ?",
        ADA.key,
    ) == [(1, "2026-11-02T21:00:00+00:00")]


@pytest.mark.parametrize(("hour", "kept"), [(19, 7.0), (21, 9.0)])
def test_of_two_marks_the_later_counts(book, tmp_path, hour, kept):
    book.mark(ADA.key, "q_sample", 7.0, "", NOW)
    other = Book(tmp_path / "other.db")
    other.mark(ADA.key, "q_sample", 9.0, "", NOW.replace(hour=hour))
    other.close()

    merge(book, tmp_path / "other.db")

    assert book.rows("SELECT points FROM mark") == [(kept,)]


def test_parts_of_another_course_are_not_merged(book, shards):
    book.teach({**TAUGHT, "q_sample": ("9" * 64, 10.0)})

    with pytest.raises(TutorError) as caught:
        merge(book, shards[0])

    assert str(caught.value) == (
        f"`{shards[0]}` was graded with another version of `q_sample` or of the tutor"
    )
    assert caught.value.hint == "grade all parts anew with the same course and the same tutor"


def test_a_book_is_not_merged_into_itself(book):
    with pytest.raises(TutorError) as caught:
        merge(book, book.path)

    assert str(caught.value) == f"`{book.path}` is the book that the others are brought into"
    assert caught.value.hint == "leave it out, or choose another folder with `--to DIR`"


def test_what_is_no_book_is_not_merged(book, tmp_path):
    (tmp_path / "x.db").write_text("no book" * 999, encoding="utf-8")

    with pytest.raises(BookError) as caught:
        merge(book, tmp_path / "x.db")
    with pytest.raises(TutorError) as missing:
        merge(book, tmp_path / "y.db")

    assert str(caught.value) == (
        f"the book `{tmp_path / 'x.db'}` cannot be read or written: file is not a database"
    )
    assert str(missing.value) == f"`{tmp_path / 'y.db'}` is not there"
    assert missing.value.hint == "name the books that `--shard` has written"
