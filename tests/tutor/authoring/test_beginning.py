"""What a teacher begins with: files that agree with each other."""

import pytest

from tutor.authoring.beginning import begin_course, begin_exercise, begin_lesson
from tutor.authoring.check import check
from tutor.course.reader import read_course
from tutor.errors import TutorError


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "my-course"
    begin_course(root)
    return root


def faults(root, *, prove=False) -> list[str]:
    return [str(fault) for fault in check(root, prove=prove, seen_from=root)]


def refused(begin, *what) -> TutorError:
    with pytest.raises(TutorError) as caught:
        begin(*what)
    return caught.value


def test_a_new_course_has_no_faults(tmp_path):
    written = begin_course(tmp_path / "my-course")

    assert [str(path.relative_to(tmp_path)) for path in written] == [
        "my-course/lessons/course.yaml",
        "my-course/lessons/01_a_first_lesson.md",
    ]
    assert read_course(tmp_path / "my-course").title == "My course"
    assert faults(tmp_path / "my-course") == []


def test_an_empty_folder_becomes_a_course(tmp_path):
    assert begin_course(tmp_path)


@pytest.mark.parametrize("there", ["a file", "a folder with something in it"])
def test_what_is_there_never_becomes_a_course(tmp_path, there):
    taken = tmp_path / "taken"
    if there == "a file":
        taken.write_text("mine", encoding="utf-8")
    else:
        (taken / "mine").mkdir(parents=True)

    error = refused(begin_course, taken)

    assert str(error) == f"there is something at `{taken}` already"
    assert error.hint == (
        "name a new or an empty folder; `--lesson` and `--exercise` add to a course"
    )


def test_a_lesson_comes_after_all_others_and_builds_on_the_last(root):
    (root / "lessons/01_a_first_lesson.md").rename(root / "lessons/09_a_first_lesson.md")

    (path,) = begin_lesson(root, "Noise, and more")

    lesson = read_course(root).lessons[-1]
    assert path.name == "10_noise_and_more.md"
    assert (lesson.title, lesson.needs) == ("Noise, and more", ("09_a_first_lesson",))
    assert faults(root) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ('Über "noise": and #1', "02_uber_noise_and_1"),
        ("no", "02_no"),
        ("yes: no", "02_yes_no"),
        ("- [x] {{slug}} \\", "02_x_slug"),
    ],
)
def test_a_title_may_hold_any_sign(root, title, name):
    begin_lesson(root, title)

    lesson = read_course(root).lessons[-1]
    assert (lesson.id, lesson.title) == (name, title)
    assert faults(root) == []


def test_two_lessons_may_have_one_title(root):
    begin_lesson(root, "A first lesson")

    assert [one.id for one in read_course(root).lessons] == [
        "01_a_first_lesson",
        "02_a_first_lesson",
    ]
    assert faults(root) == []


def test_a_title_without_letters_is_no_name_of_a_file(root):
    error = refused(begin_lesson, root, "扩散")

    assert str(error) == "no file can be called after `扩散`"
    assert error.hint == "use a title with letters from a to z"


def test_an_exercise_lacks_nothing_but_more_known_mistakes(root):
    written = begin_exercise(root, "mix_in", None)

    place = "01_a_first_lesson"
    assert [str(path.relative_to(root)) for path in written] == [
        f"exercises/{place}/mix_in.py",
        f"solutions/{place}/mix_in.py",
        f"tests/exercises/{place}/test_mix_in.py",
        "lessons/misconceptions.yaml",
        f"lessons/{place}.md",
    ]
    assert faults(root, prove=True) == [
        f"tests/exercises/{place}/test_mix_in.py:1: "
        "1 known mistake, where an exercise has at least 5"
    ]


def test_an_exercise_goes_where_it_is_told_and_leaves_what_is_there(root):
    begin_lesson(root, "Second")
    first = root / "lessons/01_a_first_lesson.md"
    before = first.read_text(encoding="utf-8")

    begin_exercise(root, "mix_in", "first")

    course = read_course(root)
    assert course.exercises["mix_in"].lesson == "01_a_first_lesson"
    assert first.read_text(encoding="utf-8").startswith(before)
    assert faults(root) == []


@pytest.mark.parametrize(
    "declared",
    [
        pytest.param("{}\n", id="none, in so many words"),
        pytest.param("# none yet\n", id="a comment"),
        pytest.param("\n", id="nothing"),
        pytest.param(
            "# one\na:\n  title: t\n  why: w\n  see: 01_a_first_lesson#one-idea", id="one"
        ),
    ],
)
def test_its_misconception_is_added_to_those_there_are(root, declared):
    path = root / "lessons/misconceptions.yaml"
    path.write_text(declared, encoding="utf-8")

    begin_exercise(root, "mix_in", None)

    known = read_course(root).misconceptions
    assert known["mix-in-weights-swapped"].see == "01_a_first_lesson#write-mix_in"
    assert ("a" in known) is ("one" in declared and "none" not in declared)
    assert path.read_text(encoding="utf-8").startswith(declared.strip("{}\n"))


def test_a_misconception_that_is_still_declared_is_not_declared_twice(root):
    begin_exercise(root, "mix_in", None)
    declared = root / "lessons/misconceptions.yaml"
    before = declared.read_text(encoding="utf-8")
    for path in root.rglob("*mix_in.py"):
        path.unlink()
    page = root / "lessons/01_a_first_lesson.md"
    page.write_text(page.read_text(encoding="utf-8").partition("\n## Write")[0], encoding="utf-8")

    begin_exercise(root, "mix_in", None)

    assert declared.read_text(encoding="utf-8") == before
    assert faults(root) == []


@pytest.mark.parametrize("declared", ["{a: {title: t, why: w, see: s}}\n", "- a\n", "a: [\n"])
def test_misconceptions_in_another_form_are_left_alone_and_so_is_the_rest(root, declared):
    path = root / "lessons/misconceptions.yaml"
    path.write_text(declared, encoding="utf-8")

    error = refused(begin_exercise, root, "mix_in", None)

    assert str(error) == f"nothing can be added to `{path}`"
    assert error.hint == "write each misconception as a block of its own"
    assert path.read_text(encoding="utf-8") == declared
    assert not (root / "exercises").exists()


@pytest.mark.parametrize("slug", ["mix-in", "2d", "class", "", "../up", "Ünder", "_a"])
def test_an_exercise_is_called_as_a_function_may_be(root, slug):
    error = refused(begin_exercise, root, slug, None)

    assert str(error) == f"`{slug}` cannot be the name of a function"
    assert error.hint == "use letters from a to z, digits and `_`, as `q_sample`"


def test_an_exercise_that_is_there_is_not_begun_again(root):
    begin_exercise(root, "mix_in", None)

    error = refused(begin_exercise, root, "mix_in", None)

    assert str(error) == "the exercise `mix_in` is already in 01_a_first_lesson"
    assert error.hint == "choose another name"


def test_a_file_that_is_there_is_not_overwritten(root):
    taken = root / "solutions/01_a_first_lesson/mix_in.py"
    taken.parent.mkdir(parents=True)
    taken.write_text("mine", encoding="utf-8")

    error = refused(begin_exercise, root, "mix_in", None)

    assert str(error) == f"`{taken}` is already there"
    assert error.hint == "choose another name, or remove it"
    assert taken.read_text(encoding="utf-8") == "mine"
    assert not (root / "exercises").exists()


def test_an_exercise_needs_a_lesson(root):
    (root / "lessons/01_a_first_lesson.md").unlink()

    error = refused(begin_exercise, root, "mix_in", None)

    assert str(error) == "there is no lesson that could hold the exercise"
    assert error.hint == 'begin one: `--lesson "Its title"`'


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    course = tmp_path / "file" / "course"

    error = refused(begin_course, course)

    assert str(error) == f"`{course}/lessons/course.yaml` cannot be written: not a directory"
    assert error.hint == "give yourself the right to write there"


def test_a_file_that_is_not_utf_8_is_told(root):
    path = root / "lessons/misconceptions.yaml"
    path.write_bytes(b"# na\xefve\n")

    error = refused(begin_exercise, root, "mix_in", None)

    assert str(error).startswith(f"`{path}` cannot be read: 'utf-8' codec")
    assert error.hint == "save it as UTF-8"
