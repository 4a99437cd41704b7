"""Each lesson treats what the inventory gives it, and says where in a note beside the text.

What is often told wrong has a question or a step that puts it right.
"""

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
PUT_RIGHT = yaml.safe_load((HERE / "errata.yaml").read_text("utf-8"))
QUESTIONS = {one.id: one for lesson in FIRST_HALF.values() for one in lesson.questions}
STEPS = {f"{one.id}#{step.anchor}" for one in FIRST_HALF.values() for step in one.steps}
DISAGREEING = [
    pytest.param(question, id=name)
    for name, question in QUESTIONS.items()
    if name.startswith("disagree-")
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


@pytest.mark.parametrize("place", sorted(set(PUT_RIGHT.values())))
def test_what_is_often_told_wrong_is_put_right(place):
    assert place in STEPS or place in QUESTIONS


def test_at_least_twelve_of_them_are_asked_as_sources_that_disagree():
    asked = {place for place in PUT_RIGHT.values() if place.startswith("disagree-")}

    assert len(asked) >= 12


@pytest.mark.parametrize("question", DISAGREEING)
def test_of_sources_that_disagree_a_number_tells_which_is_right(question):
    assert isinstance(question, ChoiceQuestion)
    (right,) = (option for option in question.options if option.right)

    assert re.search(r"\d", right.text + right.explanation)
