import pytest

LESSON = "lessons/02_forward_process.md"
BLOCK = "```exercise q_sample\npoints: 10\nhints: [Think.]\n```\n"


def test_an_exercise_is_a_block_and_three_files(folder):
    folder.lesson(f"## One\n\n## Two\n{BLOCK}")
    folder.exercise("q_sample")

    exercise = folder.read().exercises["q_sample"]

    assert (exercise.lesson, exercise.step) == ("02_forward_process", 1)
    assert (exercise.points, exercise.hints) == (10, ("Think.",))
    root = folder.root
    assert exercise.stub == root / "exercises/02_forward_process/q_sample.py"
    assert exercise.solution == root / "solutions/02_forward_process/q_sample.py"
    assert exercise.hidden_test == root / "tests/exercises/02_forward_process/test_q_sample.py"


@pytest.mark.parametrize(
    ("missing", "title"),
    [
        ("exercises/02_forward_process/q_sample.py", "stub"),
        ("solutions/02_forward_process/q_sample.py", "solution"),
        ("tests/exercises/02_forward_process/test_q_sample.py", "hidden test"),
    ],
)
def test_a_missing_file_is_reported_at_the_block(folder, missing, title):
    folder.lesson(f"## One\n{BLOCK}")
    folder.exercise("q_sample")
    (folder.root / missing).unlink()

    faults = folder.faults()

    assert faults == [(f"{LESSON}:5: `q_sample` has no {title}", f"write it as `{missing}`")]


@pytest.mark.parametrize(
    ("orphan", "title"),
    [
        ("exercises/02_forward_process/ddim_step.py", "stub"),
        ("solutions/02_forward_process/ddim_step.py", "solution"),
        ("tests/exercises/02_forward_process/test_ddim_step.py", "hidden test"),
    ],
)
def test_a_file_without_a_block_is_reported(folder, orphan, title):
    folder.lesson("## One\n")
    folder.write(orphan, "")

    faults = folder.faults()

    assert faults == [
        (
            f"{orphan}:1: no lesson has the exercise of this {title}",
            "add ```exercise ddim_step to a lesson, or remove the file",
        )
    ]


def test_a_file_in_the_folder_of_another_lesson_is_reported(folder):
    folder.lesson(f"## One\n{BLOCK}")
    folder.exercise("q_sample")
    folder.write("exercises/03_other/q_sample.py", "")

    faults = folder.faults()

    assert faults == [
        (
            "exercises/03_other/q_sample.py:1: the exercise of this stub is in 02_forward_process",
            "move it to `exercises/02_forward_process/q_sample.py`",
        )
    ]


def test_a_misspelt_file_is_offered_the_name_of_the_block(folder):
    folder.lesson(f"## One\n{BLOCK}")
    folder.exercise("q_sample")
    folder.write("exercises/02_forward_process/q_smaple.py", "")

    faults = folder.faults()

    assert [hint for _, hint in faults] == ["did you mean `q_sample`?"]


def test_what_is_no_exercise_may_lie_beside_them(folder):
    folder.lesson("## One\n")
    for name in ["exercises/02_forward_process/__init__.py", "tests/exercises/a/conftest.py"]:
        folder.write(name, "")

    assert folder.faults() == []


def test_an_exercise_that_two_lessons_hold_is_reported_at_the_second(folder):
    folder.lesson(f"## One\n{BLOCK}")
    folder.lesson(f"## One\n{BLOCK}", name="03_other")
    folder.exercise("q_sample")

    faults = folder.faults()

    assert faults == [
        (
            "lessons/03_other.md:5: the exercise `q_sample` is already in 02_forward_process",
            "give this one another name",
        )
    ]
