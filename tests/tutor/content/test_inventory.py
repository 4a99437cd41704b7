"""Each lesson treats what the inventory gives it, and says where in a note beside the text."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from tutor.course.question import ChoiceQuestion
from tutor.course.reader import read_course

HERE = Path(__file__).parent
COURSE = read_course(HERE.parents[2])
FIRST_HALF = {one.number: one for one in COURSE.lessons if one.number <= "10"}
ASSIGNED = {
    number: rows.split()
    for number, rows in yaml.safe_load((HERE / "inventory.yaml").read_text("utf-8")).items()
}
DISAGREEING = [
    pytest.param(question, id=question.id)
    for lesson in FIRST_HALF.values()
    for question in lesson.questions
    if question.id.startswith("disagree-")
]
NOTE = re.compile(r"^<!-- rows: ([^>]*) -->$", re.MULTILINE)


def text_of(number):
    return FIRST_HALF[number].path.read_text("utf-8")


def noted(number):
    return {row for note in NOTE.findall(text_of(number)) for row in note.split()}


@pytest.mark.parametrize("number", sorted(ASSIGNED.keys() & FIRST_HALF.keys()))
def test_what_a_lesson_must_treat_is_noted_in_it(number):
    missing = [row for row in ASSIGNED[number] if row not in noted(number)]

    assert missing == []


@pytest.mark.parametrize("number", sorted(FIRST_HALF))
def test_a_note_stands_in_the_step_that_it_speaks_of(number):
    lines = [line for line in text_of(number).splitlines() if line.strip()]

    below = [line for note, line in pairwise([*lines, "## End"]) if NOTE.match(note)]

    assert below
    assert not [line for line in below if line.startswith("## ")]


def test_sources_that_disagree_are_asked_about_often():
    assert len(DISAGREEING) >= 12


@pytest.mark.parametrize("question", DISAGREEING)
def test_of_sources_that_disagree_a_number_tells_which_is_right(question):
    assert isinstance(question, ChoiceQuestion)
    (right,) = (option for option in question.options if option.right)

    assert re.search(r"\d", right.text + right.explanation)
