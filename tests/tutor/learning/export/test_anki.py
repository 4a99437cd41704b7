from __future__ import annotations

import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.tutor.learning.conftest import NOW
from tests.tutor.learning.review.course import course, question
from tutor.course.course import Course
from tutor.course.question import FormulaQuestion, Item, NumberQuestion, OrderQuestion, Tolerance
from tutor.learning.export.anki import back, front, write_deck
from tutor.learning.export.html import as_html


def notes(taught: Course, folder: Path) -> dict[str, str]:
    """What a deck holds: fields by GUID."""
    path = folder / "deck.apkg"
    write_deck(taught, path, NOW)
    with zipfile.ZipFile(path) as package:
        package.extract("collection.anki2", folder)
    connection = sqlite3.connect(folder / "collection.anki2")
    found = dict(connection.execute("SELECT guid, flds FROM notes").fetchall())
    connection.close()
    return found


def reworded(taught: Course) -> Course:
    """Every question asked in other words."""
    return replace(
        taught,
        lessons=tuple(
            replace(lesson, steps=tuple(
                replace(step, blocks=tuple(replace(one, prompt="New?") for one in step.blocks))
                for step in lesson.steps
            ))
            for lesson in taught.lessons
        ),
    )  # fmt: skip


def test_a_note_keeps_its_guid_when_its_text_changes(tmp_path: Path) -> None:
    before = notes(course(), tmp_path)

    after = notes(reworded(course()), tmp_path)

    assert len(before) == 12
    assert after.keys() == before.keys()
    assert all(fields.startswith("New?") for fields in after.values())


def test_questions_of_another_course_are_other_notes(tmp_path: Path) -> None:
    other = replace(course(), title="Another")

    assert not notes(course(), tmp_path).keys() & notes(other, tmp_path).keys()


def test_a_choice_shows_its_options_and_then_the_right_one_with_its_reason() -> None:
    asked = question("it")

    assert front(asked) == "Is it so?<ol><li>yes</li><li>no</li></ol>"
    assert back(asked) == "<ol><li>yes<br><br>Because.</li></ol>"


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        pytest.param(
            NumberQuestion("n", "?", (), 1, "1/2", Tolerance(0, False), (), "Half."),
            "<code>1/2</code><br><br>Half.", id="number",
        ),
        pytest.param(
            FormulaQuestion("f", "?", (), 1, "1-2", (), "So.", {}),
            "<code>1 − 2</code><br><br>So.", id="formula",
        ),
        pytest.param(
            OrderQuestion("o", "?", (), 1, (Item("a", 1, "", "", 1), Item("b", 2, "", "", 2))),
            "<ol><li>a</li><li>b</li></ol>", id="order",
        ),
    ],
)  # fmt: skip
def test_each_kind_says_what_is_right(asked, answer):
    assert back(asked) == answer


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        pytest.param("a < b & c", "a &lt; b &amp; c", id="signs of HTML"),
        pytest.param(r"$\bar\alpha_t < 1$", r"\(\bar\alpha_t &lt; 1\)", id="a formula"),
        pytest.param("$$x$$", r"\[x\]", id="a displayed formula"),
        pytest.param("`a*b*c`", "<code>a*b*c</code>", id="code"),
        pytest.param("**so** *far*", "<b>so</b> <i>far</i>", id="stress"),
        pytest.param("one\n\ntwo", "one<br><br>two", id="paragraphs"),
    ],
)
def test_markdown_becomes_html(markdown, html):
    assert as_html(markdown) == html
