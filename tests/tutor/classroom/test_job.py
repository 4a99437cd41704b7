"""One grade: what it depends on, and what is none."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.tutor.grading.conftest import course_at
from tutor.classroom.job import Grade, Job, bundle, bundles, grade_one, grader_hash
from tutor.course.course import Course
from tutor.course.verdict import Finding, Status, Verdict
from tutor.errors import BlockedError

PASSED = Verdict("halve", Status.PASSED, 8.0, 8.0, seconds=0.5, isolation="full", seed=7)


class Answering:
    """A grader that gives the verdict it was made with, and keeps what it was asked."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        self.asked: list[tuple[str, str, int]] = []

    def grade(self, exercise: object, source: str, *, filename: str, seed: int) -> Verdict:
        self.asked.append((source, filename, seed))
        return self.verdict


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return course_at(tmp_path / "course")


def job(source: bytes, *, about: str = "0000002a" + "0" * 56) -> Job:
    return Job("halve", about, source)


def graded(course: Course, verdict: Verdict, source: bytes = b"x", **options: bool) -> Grade:
    return grade_one(job(source), course, Answering(verdict), **{"trusting": False, **options})


def test_a_grade_is_what_the_grader_says_as_programs_read_it(course):
    grade = graded(course, PASSED)

    assert (grade.status, grade.points, grade.out_of) == (Status.PASSED, 8.0, 8.0)
    assert json.loads(grade.verdict)["exercises"][0]["seed"] == 7


def test_all_of_a_class_are_asked_for_the_same_numbers_under_the_same_name(course):
    grader = Answering(PASSED)

    for source in (b"a", b"\xef\xbb\xbfb"):
        grade_one(job(source), course, grader, trusting=False)

    assert grader.asked == [("a", "halve.py", 42), ("b", "halve.py", 42)]


def test_what_is_no_text_fails_at_its_line_without_being_run(course):
    grader = Answering(PASSED)

    grade = grade_one(job(b"# one\n# na\xefve\n"), course, grader, trusting=False)

    assert (grade.status, grade.points, grade.out_of) == (Status.FAILED, 0.0, 8.0)
    assert "halve.py:2: this is not UTF-8 text" in grade.verdict
    assert grader.asked == []


def test_a_blocked_verdict_is_no_grade(course):
    findings = (Finding("the grader", Status.BLOCKED, 0.0, "the grader ended before it was done"),)
    blocked = Verdict("halve", Status.BLOCKED, 0.0, 8.0, findings)

    with pytest.raises(BlockedError) as caught:
        graded(course, blocked)

    assert str(caught.value) == "the grader ended before it was done"


@pytest.mark.parametrize(
    ("said", "why"),
    [("a check broke", "a check broke"), ("", "the grader could not finish")],
    ids=["a check that says why", "a check that says nothing"],
)
def test_a_check_that_is_blocked_after_others_says_why_there_is_no_grade(course, said, why):
    findings = (
        Finding("first", Status.PASSED, 4.0, "well done"),
        Finding("second", Status.BLOCKED, 0.0, said),
    )

    with pytest.raises(BlockedError) as caught:
        graded(course, Verdict("halve", Status.BLOCKED, 0.0, 8.0, findings))

    assert str(caught.value) == why


def test_a_grade_from_behind_a_weak_fence_is_none_unless_the_class_is_trusted(course):
    weak = replace(PASSED, isolation="basic")

    with pytest.raises(BlockedError) as caught:
        graded(course, weak)

    assert str(caught.value) == "the code was not fenced in strongly enough"
    assert graded(course, weak, trusting=True).points == 8.0
    assert graded(course, replace(PASSED, isolation="kernel")).points == 8.0


def test_an_exercise_that_is_as_it_was_has_the_same_bundle(course, tmp_path):
    again = course_at(tmp_path / "elsewhere")

    assert bundle(course.exercises["halve"], "v1") == bundle(again.exercises["halve"], "v1")


@pytest.mark.parametrize("part", ["stub", "solution", "hidden_test"])
def test_a_changed_part_of_an_exercise_is_another_bundle(course, part):
    exercise = course.exercises["halve"]
    before = bundle(exercise, "v1")

    getattr(exercise, part).write_text("# changed\n", encoding="utf-8")

    assert bundle(exercise, "v1") != before


def test_other_points_limits_or_graders_are_another_bundle(course):
    exercise = course.exercises["halve"]

    bundles = {
        bundle(exercise, "v1"),
        bundle(exercise, "v2"),
        bundle(replace(exercise, points=9.0), "v1"),
        bundle(replace(exercise, seconds=9.0), "v1"),
        bundle(replace(exercise, slug="half"), "v1"),
    }

    assert len(bundles) == 5


def test_a_grader_is_known_by_its_sources_wherever_they_lie(tmp_path):
    for place in ("a", "b"):
        (tmp_path / place / "grading").mkdir(parents=True)
        (tmp_path / place / "grading" / "x.py").write_text("1", encoding="utf-8")

    first, second = (grader_hash([tmp_path / place / "grading"]) for place in ("a", "b"))
    (tmp_path / "b" / "grading" / "x.py").write_text("2", encoding="utf-8")
    changed = grader_hash([tmp_path / "b" / "grading"])
    (tmp_path / "a" / "grading" / "x.py").rename(tmp_path / "a" / "grading" / "y.py")
    renamed = grader_hash([tmp_path / "a" / "grading"])

    assert first == second
    assert len({first, changed, renamed}) == 3
    assert grader_hash() == grader_hash()


def test_an_exercise_with_a_lost_part_grades_nobody(tmp_path):
    course = course_at(tmp_path)
    course.exercises["halve"].solution.unlink()

    with pytest.raises(BlockedError) as caught:
        bundles(course, "v1")

    assert str(caught.value) == (
        f"{tmp_path / 'solutions/01_halves/halve.py'}: this part of an exercise cannot be read"
    )
    assert caught.value.hint == "check the course: `tutor course check`"
