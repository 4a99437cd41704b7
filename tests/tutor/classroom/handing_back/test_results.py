"""`results.json` for each learner, as Gradescope reads it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.tutor.classroom.conftest import ADA, BOB, NOW, submission
from tutor.classroom.book import Book
from tutor.classroom.handing_back.everything import hand_back, page_name
from tutor.classroom.job import Grade
from tutor.course.course import Course
from tutor.course.verdict import Finding, Mistake, Status, Verdict
from tutor.grading.report import as_json

FAILED = Verdict(
    "q_sample",
    Status.FAILED,
    2.5,
    10.0,
    (
        Finding("=first <b>", Status.FAILED, 0.0, "expected 1, seen 2", 0.5, 7.5),
        Finding("second", Status.PASSED, 2.5, "", 0.25, 2.5),
    ),
    Mistake("x", "Take the root.", "01_halves#gone"),
    0.75,
    "printed",
    "kernel",
    7,
)


def written(book: Book, folder: Path) -> dict[str, object] | None:
    """What Ada gets."""
    hand_back(book, Course(folder, "", "", (), {}, {}), folder)
    path = folder / "results" / f"{page_name(ADA)}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def hand_in(book: Book) -> None:
    list(book.take((ADA, submission(ADA, "q_sample", "def q_sample(): 1\n")), NOW))
    grade = Grade(FAILED.status, FAILED.points, FAILED.out_of, as_json([FAILED]))
    book.grade(book.job(*book.due()[0]), grade, NOW)


def test_each_check_is_a_test_with_its_points(book, tmp_path):
    hand_in(book)

    told = written(book, tmp_path)

    assert told is not None
    assert (told["score"], told["execution_time"]) == (2.5, 0.75)
    assert told["output"] == (
        "q_sample: 2.5 of 10 points\nThis looks like a known mistake: Take the root."
    )
    assert told["extra_data"] == {"q_sample": {"seed": 7, "isolation": "kernel"}}
    assert told["tests"] == [
        {
            "number": "1.1",
            "name": "q_sample: =first <b>",
            "score": 0.0,
            "max_score": 7.5,
            "status": "failed",
            "output": "expected 1, seen 2",
            "tags": ["q_sample"],
        },
        {
            "number": "1.2",
            "name": "q_sample: second",
            "score": 2.5,
            "max_score": 2.5,
            "status": "passed",
            "output": "",
            "tags": ["q_sample"],
        },
    ]
    formats = {told[name] for name in ("output_format", "test_output_format", "test_name_format")}
    assert formats == {"text"}


def test_what_was_not_handed_in_is_worth_nothing(book, tmp_path):
    hand_in(book)
    list(book.take((BOB, submission(BOB, "alpha_bar", "def alpha_bar(): 1\n")), NOW))
    passed = Verdict("alpha_bar", Status.PASSED, 5.0, 5.0)
    book.grade(book.job(*book.due()[0]), Grade(passed.status, 5, 5, as_json([passed])), NOW)

    told = written(book, tmp_path)

    assert told is not None
    assert [(one["name"], one["score"], one["max_score"]) for one in told["tests"]] == [
        ("alpha_bar: nothing that could be graded was handed in", 0.0, 5.0),
        ("q_sample: =first <b>", 0.0, 7.5),
        ("q_sample: second", 2.5, 2.5),
    ]


def test_a_teachers_own_mark_stands_with_its_reason(book, tmp_path):
    hand_in(book)
    book.mark(ADA.key, "q_sample", 6.25, "right idea", NOW)

    told = written(book, tmp_path)

    assert told is not None
    assert told["score"] == 6.25
    (test,) = told["tests"]
    assert (test["name"], test["score"], test["max_score"], test["status"], test["output"]) == (
        "q_sample: marked by your teacher",
        6.25,
        10.0,
        "failed",
        "right idea",
    )


def test_a_mark_that_is_missing_leaves_no_results_of_an_earlier_run(book, tmp_path):
    hand_in(book)
    before = written(book, tmp_path)
    list(book.take((ADA, submission(ADA, "q_sample", "def q_sample(): 2\n")), NOW))

    assert before is not None
    assert written(book, tmp_path) is None
