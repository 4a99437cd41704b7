"""What several machines have graded, brought together in one book; twice is as good as once."""

from __future__ import annotations

from pathlib import Path

from tutor.classroom.book import Book
from tutor.errors import TutorError

DIFFERENT = """
SELECT theirs.slug FROM other.exercise AS theirs JOIN exercise AS ours USING (slug)
WHERE theirs.bundle <> ours.bundle ORDER BY theirs.place LIMIT 1
"""
MERGE = (
    "INSERT OR IGNORE INTO exercise SELECT * FROM other.exercise",
    "INSERT OR REPLACE INTO learner SELECT * FROM other.learner",
    "INSERT OR IGNORE INTO source SELECT * FROM other.source",
    "INSERT OR IGNORE INTO grade SELECT * FROM other.grade",
    """INSERT INTO submission SELECT * FROM other.submission WHERE true
    ON CONFLICT (learner, exercise) DO UPDATE
    SET source = excluded.source, path = excluded.path, at = excluded.at
    WHERE excluded.at > submission.at""",
    """INSERT INTO mark SELECT * FROM other.mark WHERE true
    ON CONFLICT (learner, exercise) DO UPDATE
    SET points = excluded.points, because = excluded.because, at = excluded.at
    WHERE excluded.at > mark.at""",
    """INSERT OR IGNORE INTO event (at, kind, subject, body)
    SELECT at, kind, subject, body FROM other.event ORDER BY id""",
)


def merge(book: Book, other: Path) -> int:
    """Add another book to this one; how many grades came with it."""
    if not other.is_file():
        raise TutorError(f"`{other}` is not there", "name the books that `--shard` has written")
    if other.samefile(book.path):
        raise TutorError(
            f"`{other}` is the book that the others are brought into",
            "leave it out, or choose another folder with `--to DIR`",
        )
    Book(other).close()  # says what is wrong with it, and brings in what a kill has left
    before = _grades(book)
    book.rows("ATTACH ? AS other", str(other))
    try:
        for (slug,) in book.rows(DIFFERENT):
            raise TutorError(
                f"`{other}` was graded with another version of `{slug}` or of the tutor",
                "grade all parts anew with the same course and the same tutor",
            )
        with book.writing() as connection:
            for statement in MERGE:
                connection.execute(statement)
    finally:
        book.rows("DETACH other")
    return _grades(book) - before


def _grades(book: Book) -> int:
    ((count,),) = book.rows("SELECT count(*) FROM grade")
    return int(count)
