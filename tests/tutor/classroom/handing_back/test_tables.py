"""Points as spreadsheets of Canvas and Moodle, which run nothing and change nothing else."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.tutor.classroom.handing_back.conftest import row
from tutor.classroom.gradebook import Gradebook, Row
from tutor.classroom.handing_back.canvas import as_canvas
from tutor.classroom.handing_back.filled import filled
from tutor.classroom.handing_back.spreadsheet import number, words
from tutor.classroom.submission import Learner, Origin
from tutor.errors import TutorError

CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,q_sample (98765),Essay (98766),Current Score
    Points Possible,,,,,10,20,(read only)
"Lovelace, Ada",101,30001,ada,Sec 1,1,18,90
"Ross, Bob",102,30002,bob,Sec 1,,17,85
"Day, Cyd",103,30003,cyd,Sec 2,2,,
"Lee, Dan",104,30004,dan,Sec 2,3,,
"""
MOODLE = """\
\ufeffIdentifier,"Full name",Status,Grade,"Maximum Grade","Last modified (grade)",\
"Feedback comments"
"Participant 101","Ada Lovelace",Submitted,,15.00,-,
"Participant 102",=cmd(),Submitted,,15.00,-,
"Participant 103",Cyd,Submitted,7,15.00,"Monday, 2 November 2026, 8:00 PM",before
"Participant 109","Zoe",,,15.00,-,
"""


def comment(row: Row) -> str:
    return f"for {row.learner.id}"


@pytest.fixture
def download(tmp_path: Path):
    def written(text: str) -> Path:
        path = tmp_path / "download.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(text.splitlines()))


def test_canvas_gets_its_own_columns(canvas):
    table = cells(as_canvas(canvas))

    assert table[0] == [
        *("Student", "ID", "SIS User ID", "SIS Login ID", "Section", "alpha_bar", "q_sample")
    ]
    assert table[1] == ["    Points Possible", "", "", "", "", "5", "10"]
    assert table[2] == ["Ada, Lovelace", "101", "", "", "", "5", "10"]
    assert table[3] == ["'=cmd()", "102", "", "", "", "5", "3.33"]


def test_who_has_no_mark_at_all_has_no_row_in_canvas(canvas):
    assert [line[1] for line in cells(as_canvas(canvas))[2:]] == ["101", "102", "103"]


def test_who_is_not_of_canvas_is_known_to_it_by_their_login():
    learner = Learner(Origin.FOLDER, "ada", "ada", "")
    book = Gradebook((), (row(learner, ("passed", 5.0), ("passed", 10.0)),))

    assert cells(as_canvas(book))[2][:5] == ["ada", "", "", "ada", ""]


def test_a_gradebook_of_canvas_is_filled_and_else_left_alone(canvas, download):
    text, odd = filled(download(CANVAS), canvas, comment)

    expected = cells(CANVAS)
    expected[2][5], expected[3][5], expected[4][5] = "10", "3.33", "10"
    assert cells(text) == expected
    assert odd == []


def test_canvas_knows_others_by_what_the_school_calls_them(download):
    learners = Learner(Origin.FOLDER, "bob", "b"), Learner(Origin.FOLDER, "101", "not Ada")
    marks = ("passed", 5.0), ("passed", 10.0)
    learners = (*learners, Learner(Origin.GITHUB, "day-c", "Cyd", "30003"))
    book = Gradebook((("q_sample", 10.0),), tuple(row(one, *marks) for one in learners))

    text, odd = filled(download(CANVAS), book, comment)

    assert [line[5] for line in cells(text)[2:]] == ["1", "10", "10", "3"]
    assert [str(one) for one in odd] == ["101: this learner is not in `download.csv`"]


def test_a_gradebook_without_a_column_of_ours_is_refused(canvas, download):
    path = download(CANVAS.replace("q_sample (98765)", "Week 2 (98765)"))

    with pytest.raises(TutorError) as caught:
        filled(path, canvas, comment)

    assert str(caught.value) == f"no column of `{path}` is called like an exercise"
    assert caught.value.hint == "call an assignment of Canvas `alpha_bar`"


def test_a_class_without_a_grade_fills_nothing(download):
    with pytest.raises(TutorError) as caught:
        filled(download(CANVAS), Gradebook((), ()), comment)

    assert caught.value.hint == "grade something first"


def test_semicolons_part_cells_in_some_languages(canvas, download):
    path = download("Student;ID;SIS Login ID;q_sample (9)\nAda;101;ada;\n")

    text, _ = filled(path, canvas, comment)

    assert cells(text)[1] == ["Ada", "101", "ada", "10"]


def test_a_worksheet_of_moodle_is_filled_and_else_left_alone(moodle, download):
    text, odd = filled(download(MOODLE), moodle, comment)

    expected = cells(MOODLE.removeprefix("\ufeff"))
    expected[1][3], expected[1][6] = "15", "for 101"
    expected[2][3], expected[2][6] = "8.33", "for 102"
    assert cells(text) == expected
    assert [str(one) for one in odd] == ["104: this learner is not in `download.csv`"]


def test_points_that_would_mean_something_else_in_moodle_are_not_written(moodle, download):
    path = download(MOODLE.replace("15.00", "100.00"))

    with pytest.raises(TutorError) as caught:
        filled(path, moodle, comment)

    assert str(caught.value) == (
        f"`{path}` has a maximum of 100.00, but the exercises are worth 15"
    )
    assert caught.value.hint == (
        "let the assignment count as many points in Moodle, and download it anew"
    )


def test_a_scale_of_moodle_takes_no_points(moodle, download):
    path = download(MOODLE.replace("15.00", "Satisfactory"))

    with pytest.raises(TutorError) as caught:
        filled(path, moodle, comment)

    assert str(caught.value) == (
        f"`{path}` has a maximum of Satisfactory, but the exercises are worth 15"
    )


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", MOODLE.replace("Grade", "Note")])
def test_another_table_is_refused(canvas, download, text):
    path = download(text)

    with pytest.raises(TutorError) as caught:
        filled(path, canvas, comment)

    assert str(caught.value) == (
        f"`{path}` is neither a gradebook of Canvas nor a grading worksheet of Moodle"
    )
    assert caught.value.hint == "download it anew; Moodle must speak English for that"


def test_a_table_that_is_not_there_is_said(canvas, tmp_path):
    with pytest.raises(TutorError) as caught:
        filled(tmp_path / "no.csv", canvas, comment)

    assert str(caught.value) == f"`{tmp_path / 'no.csv'}` cannot be read"
    assert caught.value.hint == "name a CSV file in UTF-8"


@pytest.mark.parametrize("name", ["=1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\n@a", "|x", "%x"])
def test_what_a_spreadsheet_would_calculate_becomes_text(name):
    assert words(name).startswith(("'", "\\"))


def test_an_ordinary_name_stays_as_it_is():
    assert words("Zoë O'Neil-Smith, Jr.") == "Zoë O'Neil-Smith, Jr."


@pytest.mark.parametrize(
    ("points", "written"),
    [(None, ""), (10.0, "10"), (10 / 3, "3.33"), (9.999, "9.99"), (0.1 + 0.2, "0.3"), (0.0, "0")],
)
def test_points_are_rounded_down_to_the_cent(points, written):
    assert number(points) == written
