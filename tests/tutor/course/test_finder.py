from pathlib import Path

import pytest

from tutor.course import finder
from tutor.course.finder import find_course
from tutor.errors import TutorError


@pytest.fixture
def course(folder):
    folder.lesson(
        "## One\n```exercise q_sample\npoints: 1\nhints: [Think.]\n```\n", name="02_forward_process"
    )
    folder.exercise("q_sample")
    folder.lesson("## One\n", name="09_sampling")
    folder.lesson("## One\n", name="12_fast_sampling")
    return folder.read()


def test_the_course_that_is_asked_for_comes_before_the_one_in_the_environment(folder, tmp_path):
    environ = {"TUTOR_COURSE": str(tmp_path / "other")}

    assert find_course(folder.root, environ) == folder.root


def test_the_course_in_the_environment_comes_before_the_one_that_ships(folder):
    assert find_course(None, {"TUTOR_COURSE": str(folder.root)}) == folder.root


def test_a_wheel_carries_the_course_inside_the_package(tmp_path):
    shipped = tmp_path / "tutor/courses/diffusion"
    shipped.mkdir(parents=True)

    assert find_course(None, {}, package=tmp_path / "tutor") == shipped


def test_a_checkout_has_the_course_beside_the_package(tmp_path):
    assert find_course(None, {}, package=tmp_path / "tutor") == tmp_path


def test_this_checkout_is_found_without_being_asked_for():
    assert (find_course(None, {}) / "lessons" / "course.yaml").is_file()


def test_a_folder_that_is_no_course_is_refused(tmp_path):
    with pytest.raises(TutorError) as caught:
        find_course(tmp_path, {})

    assert str(caught.value) == f"`{tmp_path}` is no course: it has no folder `lessons`"
    assert caught.value.hint == (
        "name the folder that holds lessons/, exercises/, solutions/ and tests/"
    )


@pytest.mark.parametrize("text", ["2", "02", "02_forward_process", "forward"])
def test_a_lesson_is_found_by_number_id_or_part_of_it(course, text):
    assert finder.lesson(course, text).id == "02_forward_process"


def test_a_part_that_several_lessons_share_is_refused(course):
    with pytest.raises(TutorError) as caught:
        finder.lesson(course, "sampling")

    assert str(caught.value) == (
        "`sampling` fits several lessons: `09_sampling`, `12_fast_sampling`"
    )
    assert caught.value.hint == "write more of the name"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("forward_proces2", "did you mean `02_forward_process`?"),
        ("99", "run `tutor list` to see all lessons"),
        ("", "run `tutor list` to see all lessons"),
    ],
)
def test_an_unknown_lesson_is_refused_with_the_nearest_name(course, text, hint):
    with pytest.raises(TutorError) as caught:
        finder.lesson(course, text)

    assert str(caught.value) == f"no lesson is called `{text}`"
    assert caught.value.hint == hint


def test_an_exercise_is_found_by_its_name(course):
    assert finder.exercise(course, "q_sample").slug == "q_sample"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("qsample", "did you mean `q_sample`?"),
        ("Q_Sample", "did you mean `q_sample`?"),
        ("nothing", "run `tutor list` to see all exercises"),
    ],
)
def test_an_unknown_exercise_is_refused_with_the_nearest_name(course, text, hint):
    with pytest.raises(TutorError) as caught:
        finder.exercise(course, text)

    assert str(caught.value) == f"no exercise is called `{text}`"
    assert caught.value.hint == hint


def test_a_course_named_relatively_is_found_absolutely(folder, monkeypatch):
    monkeypatch.chdir(folder.root)

    assert find_course(Path(), {}) == folder.root
