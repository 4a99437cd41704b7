from pathlib import Path

import pytest

from tutor.course.reader import read_course
from tutor.errors import CourseError


def test_a_course_is_read_with_its_title(folder):
    folder.write("lessons/course.yaml", "title: Diffusion\ndescription: From noise to data.\n")
    folder.lesson("## One\n")

    course = folder.read()

    assert (course.title, course.description) == ("Diffusion", "From noise to data.")
    assert [lesson.id for lesson in course.lessons] == ["02_forward_process"]


def test_all_faults_are_reported_at_once_by_path_and_line(folder):
    folder.lesson("## One\n```quiz choice\nWhy?\n```\n\n## One\n", front="minuts: 3\n")
    folder.lesson("Words.\n", name="03_other")
    folder.write("lessons/course.yaml", "titel: Diffusion\n")

    with pytest.raises(CourseError) as caught:
        folder.read()

    assert str(caught.value).split("\n") == [
        "lessons/02_forward_process.md:2: the front matter has an unknown key `minuts`",
        "lessons/02_forward_process.md:2: the front matter has no `title`",
        "lessons/02_forward_process.md:5: a quiz without an id",
        "lessons/02_forward_process.md:5: fewer than two options",
        "lessons/02_forward_process.md:9: line 4 has a step with the same link `one`",
        "lessons/03_other.md:4: text before the first step",
        "lessons/course.yaml:1: the file has an unknown key `titel`",
        "lessons/course.yaml:1: the file has no `title`",
    ]
    assert caught.value.hint == "did you mean `minutes`?"


def test_a_course_without_its_title_file_is_reported(folder):
    folder.lesson("## One\n")
    (folder.root / "lessons/course.yaml").unlink()

    faults = folder.faults()

    assert faults == [
        ("lessons/course.yaml: this file is missing", "write it with a line `title: …`")
    ]


def test_a_fault_outside_the_current_directory_is_named_from_the_course_on(folder):
    with pytest.raises(CourseError) as caught:
        read_course(folder.root, seen_from=Path("/elsewhere"))

    assert str(caught.value) == "course/lessons: no lessons here"


def test_a_fault_below_the_current_directory_is_named_from_there(folder, monkeypatch):
    monkeypatch.chdir(folder.root / "lessons")
    folder.write("lessons/03.md", "")

    with pytest.raises(CourseError) as caught:
        read_course(Path(".."))

    assert str(caught.value) == "03.md:1: the file's name is not `NN_name.md`"
