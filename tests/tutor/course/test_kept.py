"""A course that is taken up as it was last read, and when it is read again."""

import os
import shutil

import pytest

import tutor.course.reader
from tutor.course.kept import kept_course
from tutor.course.reader import read_course
from tutor.errors import CourseError


@pytest.fixture
def readings(monkeypatch):
    """Which folders were read, in order."""
    read = []

    def counted(root):
        read.append(root)
        return read_course(root)

    monkeypatch.setattr(tutor.course.reader, "read_course", counted)
    return read


@pytest.fixture
def course(folder):
    folder.lesson("## One\nWords.\n```exercise twice\npoints: 1\nhints: [Add.]\n```\n")
    folder.exercise("twice")
    return folder


def test_what_was_read_is_read_no_second_time(course, tmp_path, readings):
    first = kept_course(course.root, tmp_path / "kept")
    again = kept_course(course.root, tmp_path / "kept")

    assert again == first == read_course(course.root)
    assert readings == [course.root]


def save_a_lesson(course):
    course.lesson("## One\nOther.\n```exercise twice\npoints: 1\nhints: [Add.]\n```\n")


def save_as_long_a_lesson_with_its_time_set_back(course):
    lesson = course.root / "lessons/02_forward_process.md"
    before = lesson.stat()
    lesson.write_text(lesson.read_text("utf-8").replace("Words", "Other"), encoding="utf-8")
    os.utime(lesson, ns=(before.st_atime_ns, before.st_mtime_ns))


def add_a_lesson(course):
    course.lesson("## One\n", name="03_other")


def rename_the_course(course):
    course.write("lessons/course.yaml", "title: Flow\n")


def declare_a_misconception(course):
    course.misconception("sum-not-product")


CHANGES = {
    "a lesson saved": save_a_lesson,
    "a lesson of the same length and time": save_as_long_a_lesson_with_its_time_set_back,
    "a lesson added": add_a_lesson,
    "another title": rename_the_course,
    "a misconception more": declare_a_misconception,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_course_that_has_changed_is_read_again(course, tmp_path, readings, change):
    before = kept_course(course.root, tmp_path / "kept")
    change(course)

    after = kept_course(course.root, tmp_path / "kept")

    assert after != before
    assert after == read_course(course.root)


@pytest.mark.parametrize("part", ["exercises", "solutions", "tests/exercises"])
def test_a_file_of_an_exercise_that_is_gone_is_a_fault_at_once(course, tmp_path, part):
    kept_course(course.root, tmp_path / "kept")
    shutil.rmtree(course.root / part / "02_forward_process")

    with pytest.raises(CourseError, match="`twice` has no"):
        kept_course(course.root, tmp_path / "kept")


def test_a_file_that_belongs_to_no_exercise_is_a_fault_at_once(course, tmp_path):
    kept_course(course.root, tmp_path / "kept")
    course.write("solutions/02_forward_process/thrice.py", "")

    with pytest.raises(CourseError, match="no lesson has the exercise of this solution"):
        kept_course(course.root, tmp_path / "kept")


def test_faults_are_reported_each_time(course, tmp_path):
    course.lesson("Words.\n", name="03_other")

    for _ in range(2):
        with pytest.raises(CourseError, match="text before the first step"):
            kept_course(course.root, tmp_path / "kept")


def test_a_course_that_is_saved_while_it_is_read_is_not_kept(course, tmp_path, monkeypatch):
    def slowly(root):
        read = read_course(root)
        course.lesson("## Two\n", name="03_other")
        return read

    monkeypatch.setattr(tutor.course.reader, "read_course", slowly)

    kept_course(course.root, tmp_path / "kept")

    assert not (tmp_path / "kept").exists()


DAMAGES = {
    "empty": lambda content: b"",
    "cut off": lambda content: content[:-20],
    "one letter changed": lambda content: content.replace(b"Words", b"Wards"),
    "without its seal": lambda content: content[32:],
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_as_good_as_none(course, tmp_path, readings, damage):
    kept_course(course.root, tmp_path / "kept")
    file = tmp_path / "kept/course.pickle"
    file.write_bytes(damage(file.read_bytes()))

    again = kept_course(course.root, tmp_path / "kept")

    assert again == read_course(course.root)
    assert len(readings) == 2


def test_what_somebody_else_has_written_is_not_taken_up(course, tmp_path, readings, monkeypatch):
    kept_course(course.root, tmp_path / "kept")
    monkeypatch.setattr(os, "geteuid", lambda: 4321)

    kept_course(course.root, tmp_path / "kept")

    assert len(readings) == 2


def test_a_course_without_exercises_is_kept_too(folder, tmp_path, readings):
    folder.lesson("## One\n")

    kept_course(folder.root, tmp_path / "kept")
    kept_course(folder.root, tmp_path / "kept")

    assert len(readings) == 1


def test_a_course_that_was_handed_out_is_not_kept(course, tmp_path, readings):
    course.write("lessons/course.yaml", "title: Diffusion\nfor: learners\n")

    kept_course(course.root, tmp_path / "kept")
    kept_course(course.root, tmp_path / "kept")

    assert readings == [course.root, course.root]
    assert not (tmp_path / "kept").exists()
