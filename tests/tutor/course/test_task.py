from tests.tutor.tui.course import STUB
from tutor.course.task import Task, read_task


def test_the_task_is_the_head_and_the_docstring_of_the_function():
    assert read_task(STUB, "q_sample") == Task(
        "def q_sample(x0: Tensor, t: Tensor, noise: Tensor, alpha_bar: Tensor) -> Tensor",
        "Jump from x_0 to x_t in one step. Ho et al. 2020, Eq. 4.\n\n"
        "x0: clean batch, shape (B, *S). t: int64 in 0..T-1, shape (B,).",
    )


def test_a_head_on_several_lines_stays_as_it_is_written():
    stub = 'def f(\n    a: int,\n) -> int:\n    """Add."""\n'

    assert read_task(stub, "f").signature == "def f(\n    a: int,\n) -> int"


def test_a_stub_without_the_function_shows_what_its_file_says():
    assert read_task('"""Fill in."""\n', "f") == Task("", "Fill in.")


def test_a_stub_that_is_no_python_is_shown_whole():
    assert read_task("def f(:\n", "f") == Task("", "def f(:")
