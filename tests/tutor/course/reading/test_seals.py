import json

import pytest

from tutor.course.question import Option, OrderQuestion
from tutor.course.reading.seals import sealed_texts
from tutor.course.sealed import sealed_option
from tutor.course.sealing import question_key, seal

LESSON = "lessons/02_forward_process.md"
BOXES = [
    sealed_option(one, "why", "ab12")
    for one in (Option("yes", True, "It is.", "", 1), Option("no", False, "It is.", "slip", 3))
]
CHOICE = f"""## One
```quiz choice id=why sealed=ab12 right=one shows=slip
Why?

- [ ] yes
  > {BOXES[0]}
- [ ] no
  > {BOXES[1]}
```
"""
ORDER = "1. draw t\n2. look up\n   > It needs t.\n"


def order(word: str) -> str:
    return f"## One\n```quiz order id=jump sealed=ab12\nIn order.\n\nsealed: {word}\n```\n"


def test_a_sealed_choice_is_read(folder):
    folder.lesson(CHOICE)

    question = folder.read().lessons[0].questions[0]

    assert [one.text for one in question.options] == ["yes", "no"]
    assert [one.right for one in question.options] == [True, False]
    assert question.options[1].misconception == "slip"
    assert question.shows == ("slip",)
    assert not question.several


def test_a_learner_is_told_beforehand_that_several_are_right(folder):
    folder.lesson(CHOICE.replace("right=one", "right=several"))

    question = folder.read().lessons[0].questions[0]

    assert question.several


def test_a_sealed_question_of_another_kind_is_opened(folder):
    folder.lesson(order(seal(ORDER, question_key("ab12", "jump"))))

    question = folder.read().lessons[0].questions[0]

    assert isinstance(question, OrderQuestion)
    assert question.prompt == "In order."
    assert [(one.text, one.rank) for one in question.items] == [("draw t", 1), ("look up", 2)]


@pytest.mark.parametrize("word", ["", "AAAA", seal(ORDER, question_key("ab12", "leap"))])
def test_a_damaged_seal_is_reported(folder, word):
    folder.lesson(order(word))

    assert folder.faults()[0] == (
        f"{LESSON}:5: this question is sealed, and its seal is damaged",
        "get the file again",
    )


def test_a_course_for_learners_needs_no_solutions(folder):
    folder.write("lessons/course.yaml", "title: Diffusion\nfor: learners\n")
    folder.lesson("## One\n```exercise jump\npoints: 1\nhints: [Look]\n```\n")
    folder.write("exercises/02_forward_process/jump.py", "")

    course = folder.read()

    assert course.handed_out
    assert course.exercises["jump"].points == 1


def test_a_course_is_for_nobody_else(folder):
    folder.write("lessons/course.yaml", "title: Diffusion\nfor: everybody\n")
    folder.lesson("## One\n")

    assert folder.faults() == [
        ("lessons/course.yaml:2: `for` is not `learners`: `everybody`", "remove the line")
    ]


def test_a_sealed_misconception_is_opened(folder):
    sealed = sealed_texts("counts once", "Twice: that is more", "ab12", "too-few")
    keys = {"see": "02_forward_process#one", **sealed}
    folder.write("lessons/misconceptions.yaml", f"too-few: {json.dumps(keys)}\n")
    folder.lesson("## One\n")

    found = folder.read().misconceptions["too-few"]

    assert (found.title, found.why) == ("counts once", "Twice: that is more")


def test_a_misconception_under_another_name_does_not_open(folder):
    keys = {"see": "02_forward_process#one", **sealed_texts("t", "w", "ab12", "too-few")}
    folder.write("lessons/misconceptions.yaml", f"too-many: {json.dumps(keys)}\n")
    folder.lesson("## One\n")

    assert folder.faults() == [
        (
            "lessons/misconceptions.yaml:1: this misconception is sealed, and its seal is damaged",
            "get the file again",
        )
    ]
