"""The page that each learner gets: what is theirs is shown, and never set or run."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.tutor.classroom.conftest import ADA, NOW, submission
from tests.tutor.classroom.web import Page
from tutor.classroom.gradebook import Entry, Row, read_gradebook
from tutor.classroom.handing_back.everything import page_name
from tutor.classroom.handing_back.feedback import Feedback, Told, feedback
from tutor.classroom.handing_back.markdown import as_markdown
from tutor.classroom.handing_back.page import as_page
from tutor.classroom.job import Grade
from tutor.classroom.submission import Learner, Origin
from tutor.course.course import Course
from tutor.course.verdict import Status

TOLD = Told(
    exercise="q_sample",
    outcome="not right yet",
    points="2.5 of 10 points",
    because="",
    checks=((False, "x_t = √ᾱ_t·x_0 + √(1−ᾱ_t)·noise"), (True, "any shape")),
    failure="expected 1, seen 2",
    mistakes=("Take the root. Read again: 02 The forward process.",),
    code="def q_sample(x):\n    return x\n",
    printed="",
)
PAGE = Feedback("Ada", "2.5 of 15 points", (TOLD,))
HOSTILE = '</pre><script>alert(1)</script>\n```\n# Title [x](javascript:1) <img src=x onerror=y>"'


def hostile() -> Feedback:
    told = replace(
        TOLD,
        because=HOSTILE,
        checks=((False, HOSTILE),),
        failure=HOSTILE,
        code=HOSTILE,
        printed=HOSTILE,
    )
    return Feedback(HOSTILE, "", (told,))


def test_what_a_learner_is_told_is_what_the_book_says(book, tmp_path):
    verdict = json.dumps(
        {
            "exercises": [
                {
                    "checks": [
                        {"name": "first", "status": "passed", "message": ""},
                        {"name": "second", "status": "failed", "message": "expected 1, seen 2"},
                        {"name": "third", "status": "failed", "message": "expected 3, seen 4"},
                    ],
                    "mistake": {"id": "x", "why": "Take the root.", "see": "01_halves#gone"},
                    "also": {"id": "y", "why": "Turn the sign.", "see": ""},
                    "printed": "hello",
                }
            ]
        }
    )
    grade = Grade(Status.FAILED, 2.5, 10.0, verdict)
    list(book.take((ADA, submission(ADA, "q_sample", "def f():\x1b[2J\n")), NOW))
    book.grade(book.job(*book.due()[0]), grade, NOW)
    course = Course(tmp_path, "", "", (), {}, {})

    told = feedback(read_gradebook(book).rows[0], book, course)

    assert told == Feedback(
        "lovelaceada",
        "2.5 of 10 points",
        (
            Told(
                exercise="q_sample",
                outcome="not right yet",
                points="2.5 of 10 points",
                because="",
                checks=((True, "first"), (False, "second"), (False, "third")),
                failure="expected 1, seen 2",
                mistakes=("Take the root.", "Turn the sign."),
                code="def f():\N{REPLACEMENT CHARACTER}[2J\n",
                printed="hello",
            ),
        ),
    )


def test_what_is_no_text_is_not_shown(book, tmp_path):
    list(book.take((ADA, replace(submission(ADA, "q_sample", ""), source=b"\xff\xfe\x00")), NOW))

    (told,) = feedback(
        read_gradebook(book).rows[0], book, Course(tmp_path, "", "", (), {}, {})
    ).exercises

    assert told.code == ""


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("passed", "passed"),
        ("failed", "not right yet"),
        ("not_started", "not begun: this is the stub"),
        ("missing", "nothing that could be graded was handed in"),
        ("ungraded", "no mark yet, through no fault of yours"),
        ("marked", "marked by your teacher"),
    ],
)
def test_each_outcome_has_words_for_a_learner(book, tmp_path, status, words):
    row = Row(ADA, (Entry("q_sample", 10.0, status, None, "", ""),))

    (told,) = feedback(row, book, Course(tmp_path, "", "", (), {}, {})).exercises

    assert told.outcome == words


def test_markdown_says_all_there_is():
    assert as_markdown(PAGE) == (
        "# Ada\n\n**2.5 of 15 points**\n\n"
        "## q\\_sample: not right yet\n\n**2.5 of 10 points**\n\n"
        "- ✗ `x_t = √ᾱ_t·x_0 + √(1−ᾱ_t)·noise`\n- ✓ `any shape`\n\n"
        "This looks like a known mistake: Take the root. Read again: 02 The forward process.\n\n"
        "```\nexpected 1, seen 2\n```\n\n"
        "```python\ndef q_sample(x):\n    return x\n```\n"
    )


def test_a_page_says_all_there_is():
    page = as_page(PAGE)

    for text in ("Ada", "2.5 of 15", "</span> x_t = √ᾱ_t", "Take the root.", "expected 1, seen 2"):
        assert text in page
    assert '<span class="mark" role="img" aria-label="failed">✗</span>' in page
    assert '<pre tabindex="0"><code>def q_sample(x):\n    return x\n</code></pre>' in page


def test_a_page_has_no_element_of_a_learner():
    page = Page(as_page(hostile()))

    assert {"script", "img"} & {name for name, _ in page.elements} == set()
    assert len(page.all("pre")) == 3


def test_markdown_leaves_what_is_a_learners_as_it_is():
    text = as_markdown(hostile())

    assert "````python\n</pre><script>" in text
    assert text.count("\n# ") == 3  # in the three blocks of code, between four backticks
    assert "\\[x\\](javascript:1)" in text.splitlines()[0]


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b", "CON", "é" * 300, "=1", ".", "a\nb"])
def test_a_page_lies_in_its_folder_whatever_its_learner_is_called(name):
    file = page_name(Learner(Origin.FOLDER, name, name))

    assert file[-9] == "-"
    assert len(file) < 80
    assert not set(file) - set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@.-_")


def test_learners_whose_names_look_alike_have_pages_of_their_own():
    names = {
        page_name(Learner(Origin.FOLDER, one, one)).lower() for one in ("ada", "Ada", "a/a", "a a")
    }

    assert len(names) == 4
