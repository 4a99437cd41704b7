"""What learners get: everything to learn with, and nothing that tells what is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tutor.handout.conftest import SECRETS, SOLUTION, write_course
from tutor.course.course import Course
from tutor.course.judge import judge
from tutor.course.reader import read_course
from tutor.course.sealed import SealedChoice
from tutor.course.verdict import Status
from tutor.errors import TutorError
from tutor.grading.grader import Grader
from tutor.handout.learners import learners_half
from tutor.handout.pack import write
from tutor.learning.review.misled import treats

ANSWERS = {
    "which": [(0,), (1,)],
    "both": [(0,), (0, 1), (0, 2), (0, 1, 2)],
    "much": ["123456", "987654", "5"],
    "how": ["2*x + y^3", "x"],
    "then": [(0, 1), (1, 0)],
}


@pytest.fixture
def packed(course: Course, tmp_path: Path) -> Course:
    write(learners_half(course, "salt"), tmp_path / "packed")
    return read_course(tmp_path / "packed")


def test_no_secret_is_in_any_byte_of_the_pack(course: Course) -> None:
    content = b"\n".join(part.content for part in learners_half(course, "salt").values())

    assert [secret for secret in SECRETS if secret.encode() in content] == []


def test_every_secret_is_in_the_course_that_was_packed(root: Path) -> None:
    content = b"\n".join(path.read_bytes() for path in root.rglob("*") if path.is_file())

    assert [secret for secret in SECRETS if secret.encode() not in content] == []


def test_the_pack_has_lessons_stubs_and_public_checks(course: Course) -> None:
    assert sorted(learners_half(course, "salt")) == [
        "exercises/01_twice/double.py",
        "lessons/01_twice.md",
        "lessons/course.yaml",
        "lessons/misconceptions.yaml",
        "tests/exercises/01_twice/test_double.py",
    ]


def test_what_lies_beside_the_lessons_goes_with_them(root: Path) -> None:
    (root / "lessons" / "bibliography.yaml").write_text("{}\n", encoding="utf-8")
    (root / "lessons" / "datasets.py").write_text("DATASETS = {}\n", encoding="utf-8")
    (root / "lessons" / "plans.txt").write_text("for me\n", encoding="utf-8")

    pack = learners_half(read_course(root), "salt")

    assert pack["lessons/bibliography.yaml"].content == b"{}\n"
    assert pack["lessons/datasets.py"].content == b"DATASETS = {}\n"
    assert "lessons/plans.txt" not in pack


def test_the_same_course_and_salt_make_the_same_bytes(course: Course, tmp_path: Path) -> None:
    again = read_course(write_course(tmp_path / "again"))

    assert learners_half(course, "salt") == learners_half(again, "salt")
    assert learners_half(course, "salt") != learners_half(course, "pepper")


def test_every_answer_is_judged_as_in_the_whole_course(course: Course, packed: Course) -> None:
    plain = {one.id: one for one in course.lessons[0].questions}
    sealed = {one.id: one for one in packed.lessons[0].questions}

    for identity, answers in ANSWERS.items():
        for answer in answers:
            whole = judge(plain[identity], answer, course.misconceptions)
            assert judge(sealed[identity], answer, packed.misconceptions) == whole
    assert ANSWERS.keys() == plain.keys() == sealed.keys()


def test_the_course_reads_as_before(course: Course, packed: Course) -> None:
    before, after = course.lessons[0], packed.lessons[0]

    assert (packed.title, packed.description) == ("Twice", "All of it: doubled")
    assert (before.title, before.teaches, before.symbols) == (
        after.title,
        after.teaches,
        after.symbols,
    )
    assert [one.prompt for one in after.questions] == [one.prompt for one in before.questions]
    assert [" ".join(type(b).__name__ for b in step.blocks) for step in after.steps] == [
        "Prose Formula SealedChoice SealedChoice NumberQuestion FormulaQuestion OrderQuestion",
        "Prose ExerciseBlock",
    ]


def test_reading_a_course_opens_no_option(packed: Course) -> None:
    choices = [one for one in packed.lessons[0].questions if isinstance(one, SealedChoice)]

    assert len(choices) == 2
    assert not any("right" in vars(option) for one in choices for option in one.options)


def test_the_review_knows_what_a_sealed_question_treats(course: Course, packed: Course) -> None:
    assert treats(packed) == treats(course) == {"which": ("too-few",), "much": ("too-few",)}


def test_a_block_with_code_in_it_stays_whole(root: Path, tmp_path: Path) -> None:
    lesson, code = root / "lessons" / "01_twice.md", "```python\nprint(2)\n```"
    text = lesson.read_text(encoding="utf-8")
    asked = text.replace("```quiz number", "````quiz number").replace(
        "    misconception: too-few\n```", "    misconception: too-few\n````"
    )
    lesson.write_text(asked.replace("How much is", f"{code}\nHow much is"), encoding="utf-8")

    write(learners_half(read_course(root), "salt"), tmp_path / "packed")

    question = read_course(tmp_path / "packed").lessons[0].questions[2]
    assert question.prompt == f"{code}\nHow much is twice 61728?"


def test_misconceptions_of_questions_go_along_and_those_of_code_stay(packed: Course) -> None:
    assert [*packed.misconceptions] == ["too-few"]
    assert packed.misconceptions["too-few"].why == "ASKED_ABOUT"


@pytest.mark.parametrize("salt", ["", "a b", "ü", "x" * 65])
def test_what_cannot_stand_in_a_lesson_is_no_salt(course: Course, salt: str) -> None:
    with pytest.raises(TutorError) as caught:
        learners_half(course, salt)

    assert str(caught.value) == f"`{salt}` is no salt"
    assert caught.value.hint == "use up to 64 letters, digits, `.`, `_` and `-`"


def test_what_was_handed_out_is_not_packed_again(packed: Course) -> None:
    with pytest.raises(TutorError) as caught:
        learners_half(packed, "salt")

    assert str(caught.value) == f"`{packed.root}` is a course that was handed out"
    assert caught.value.hint == "pack the course that it came from"


def test_a_right_answer_passes_the_public_checks_and_gets_no_mark(packed: Course) -> None:
    with Grader(packed) as grader:
        verdict = grader.grade(packed.exercises["double"], SOLUTION, filename="double.py")

    assert verdict.status is Status.BLOCKED
    assert [(one.name, one.status, one.message) for one in verdict.findings] == [
        ("Your function can be called as it will be", Status.PASSED, ""),
        ("Twice 1 is 2", Status.PASSED, ""),
        ("The hidden checks", Status.BLOCKED, "your teacher has them: hand your file in"),
    ]
    assert (verdict.points, verdict.out_of) == (0.0, 10.0)


def test_a_wrong_answer_fails_a_public_check(packed: Course) -> None:
    with Grader(packed) as grader:
        verdict = grader.grade(
            packed.exercises["double"], SOLUTION.replace("x * by", "x"), filename="double.py"
        )

    assert verdict.status is Status.FAILED
    assert verdict.first_failure
    assert verdict.first_failure.name == "Twice 1 is 2"
    assert verdict.first_failure.message.startswith("expected 2")
    assert verdict.points == 0
