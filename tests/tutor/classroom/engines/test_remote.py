"""A process of a cluster grades only as whoever asks would, and only while the run goes on."""

from __future__ import annotations

from socket import gethostname
from unittest.mock import Mock

import pytest

from tutor.classroom.engines import remote
from tutor.classroom.engines.remote import Place, Run
from tutor.classroom.job import Grade, Job, bundles, grader_hash
from tutor.course.course import Course
from tutor.course.verdict import Status
from tutor.errors import BlockedError, TutorError
from tutor.grading.grader import Grader

GRADE = Grade(Status.PASSED, 8.0, 8.0, "{}")


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Place:
    """A process whose grader passes everything."""
    place = Place()
    monkeypatch.setattr(remote, "HERE", place)
    monkeypatch.setattr(Grader, "warm", lambda _: None)
    monkeypatch.setattr("tutor.classroom.engines.local.grade_one", lambda *_, **__: GRADE)
    return place


def job(course: Course) -> Job:
    return Job("halve", bundles(course, grader_hash())["halve"][0], b"def halve(x): ...")


def run(course: Course) -> Run:
    return Run("1", course.root, trusting=True)


def test_what_fits_is_graded(place, course):
    assert remote.grade(run(course), job(course)) == GRADE


def test_another_version_of_an_exercise_ends_the_run(place, course):
    with pytest.raises(TutorError) as caught:
        remote.grade(run(course), Job("halve", "f" * 64, b""))

    assert str(caught.value) == (f"{gethostname()} has another version of `halve` or of the tutor")
    assert caught.value.hint == (
        "install the same course, tutor, Python, torch and pytest on all machines"
    )


def test_a_machine_without_the_course_says_which_it_is(place, course, tmp_path):
    with pytest.raises(TutorError) as caught:
        remote.grade(Run("1", tmp_path / "elsewhere", trusting=True), job(course))

    assert str(caught.value) == (
        f"{gethostname()}: `{tmp_path / 'elsewhere'}` is no course: it has no folder `lessons`"
    )
    assert caught.value.hint


def test_a_machine_that_cannot_read_its_tutor_says_what_to_do(place, course, monkeypatch):
    monkeypatch.setattr(remote, "grader_hash", Mock(side_effect=OSError("gone")))

    with pytest.raises(TutorError) as caught:
        remote.grade(run(course), Job("halve", "f" * 64, b""))

    assert str(caught.value) == f"{gethostname()}: gone"
    assert caught.value.hint == "install the same course and tutor on all machines"


def test_a_job_that_comes_after_the_end_starts_nothing(place, course):
    remote.grade(run(course), job(course))
    remote.dismiss(run(course))

    outcome = remote.grade(run(course), job(course))

    assert isinstance(outcome, BlockedError)
    assert str(outcome) == "the run is over"
    assert place.hired is None


def test_the_next_run_has_a_grader_of_its_own(place, course):
    remote.grade(run(course), job(course))
    first = place.hired
    remote.grade(Run("2", course.root, trusting=True), job(course))

    remote.dismiss(run(course))

    assert place.hired is not first
    assert place.hired is not None


def test_what_is_blocked_is_an_answer(place, course, monkeypatch):
    def grade_one(*_: object, **__: object) -> Grade:
        raise BlockedError("the jail is gone")

    monkeypatch.setattr("tutor.classroom.engines.local.grade_one", grade_one)

    outcome = remote.grade(run(course), job(course))

    assert isinstance(outcome, BlockedError)
    assert str(outcome) == "the jail is gone"


def test_a_machine_without_a_fence_says_which_it_is(place, course, monkeypatch):
    def refuse() -> None:
        raise TutorError("this machine cannot fence in what a class wrote", "see `tutor doctor`")

    monkeypatch.setattr(remote, "require_a_fence", refuse)

    with pytest.raises(TutorError) as caught:
        remote.grade(Run("1", course.root, trusting=False), job(course))

    assert str(caught.value) == f"{gethostname()}: this machine cannot fence in what a class wrote"
    assert caught.value.hint == "see `tutor doctor`"
