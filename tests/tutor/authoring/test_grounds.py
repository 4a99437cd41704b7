"""What a finding rests on: all that it depends on, and nothing else."""

import subprocess
import sys

import pytest

from tutor.authoring import grounds
from tutor.sandbox import bubblewrap
from tutor.sandbox.profile import BASIC

PLACE = "02_forward_process"
TWO = (
    "## One\n```exercise twice\npoints: 1\nhints: [Think.]\n```\n"
    "```exercise thrice\npoints: 1\nhints: [Think.]\n```\n"
)


@pytest.fixture
def course(folder):
    folder.lesson(TWO)
    folder.exercise("twice")
    folder.exercise("thrice")
    return folder


def of_twice(folder) -> str:
    course = folder.read()
    return grounds.of_exercise(course, course.exercises["twice"])


def of_lesson(folder) -> str:
    return grounds.of_lesson(folder.read().lessons[0])


def test_a_proof_rests_on_the_same_ground_twice(course):
    assert of_twice(course) == of_twice(course)


@pytest.mark.parametrize(
    "name",
    [
        f"exercises/{PLACE}/twice.py",
        f"solutions/{PLACE}/twice.py",
        f"tests/exercises/{PLACE}/test_twice.py",
        f"tests/exercises/{PLACE}/conftest.py",
        f"tests/exercises/{PLACE}/_drawn.py",
        "tests/exercises/numbers.npz",
        f"solutions/{PLACE}/_shared.py",
    ],
)
def test_a_proof_rests_on_its_files_and_on_what_lies_beside_hidden_tests(course, name):
    before = of_twice(course)

    course.write(name, "changed = True\n")

    assert of_twice(course) != before


@pytest.mark.parametrize(
    "name",
    [
        f"exercises/{PLACE}/thrice.py",
        f"solutions/{PLACE}/thrice.py",
        f"tests/exercises/{PLACE}/test_thrice.py",
        f"tests/exercises/{PLACE}/__pycache__/test_twice.cpython-311.pyc",
        "lessons/misconceptions.yaml",
    ],
)
def test_a_proof_does_not_rest_on_the_files_of_another(course, name):
    before = of_twice(course)

    course.write(name, "{}\n")

    assert of_twice(course) == before


def test_a_proof_rests_on_what_its_block_says_of_time_and_points(course):
    before = of_twice(course)

    course.lesson(TWO.replace("points: 1", "points: 2\nseconds: 20", 1))
    dearer = of_twice(course)
    course.lesson(TWO.replace("[Think.]", "[Think, and think again.]", 1))

    assert dearer != before
    assert of_twice(course) == before


def test_a_proof_rests_on_how_code_is_fenced_in(course, monkeypatch):
    before = of_twice(course)

    monkeypatch.setattr(bubblewrap, "wanted", lambda: BASIC)

    assert of_twice(course) != before


def test_no_content_moves_from_one_file_into_another(course):
    course.write(f"exercises/{PLACE}/twice.py", "a\nb\n")
    course.write(f"solutions/{PLACE}/twice.py", "c\n")
    before = of_twice(course)

    course.write(f"exercises/{PLACE}/twice.py", "a\n")
    course.write(f"solutions/{PLACE}/twice.py", "b\nc\n")

    assert of_twice(course) != before


def test_a_lesson_rests_on_its_text(course):
    before = of_lesson(course)

    course.lesson(TWO + "More.\n")

    assert of_lesson(course) != before


def test_a_lesson_saved_since_it_was_read_rests_on_neither_text(course):
    read = course.read().lessons[0]
    before = grounds.of_lesson(read)
    course.lesson(TWO + "More.\n")

    between = grounds.of_lesson(read)

    assert between not in (before, of_lesson(course))


@pytest.mark.parametrize("changed", ["our source", "a library", "Python"])
def test_everything_rests_on_our_source_and_on_all_that_is_installed(
    course, tmp_path, monkeypatch, changed
):
    package, site = tmp_path / "package", tmp_path / "site"
    (package / "grading").mkdir(parents=True)
    (package / "grading" / "compare.py").write_text("RTOL = 1e-9\n")
    (site / "torch-2.13.0.dist-info").mkdir(parents=True)
    monkeypatch.setattr(grounds, "PACKAGE", package)
    monkeypatch.setattr(sys, "path", [str(site)])
    monkeypatch.setattr(sys, "version", "3.11.2")

    def seen() -> tuple[str, str]:
        grounds._machinery.cache_clear()
        return of_lesson(course), of_twice(course)

    before = seen()
    match changed:
        case "our source":
            (package / "grading" / "compare.py").write_text("RTOL = 1e-3\n")
        case "a library":
            (site / "torch-2.13.0.dist-info").rename(site / "torch-2.14.0.dist-info")
        case "Python":
            monkeypatch.setattr(sys, "version", "3.12.0")
    after = seen()

    assert not set(before) & set(after)
    grounds._machinery.cache_clear()


def test_nothing_rests_on_the_parts_that_no_check_loads(course, tmp_path, monkeypatch):
    monkeypatch.setattr(grounds, "PACKAGE", tmp_path / "package")
    (tmp_path / "package" / "tui").mkdir(parents=True)
    grounds._machinery.cache_clear()
    before = of_lesson(course)

    (tmp_path / "package" / "tui" / "app.py").write_text("TITLE = 'another'\n")
    grounds._machinery.cache_clear()

    assert of_lesson(course) == before
    grounds._machinery.cache_clear()


def test_no_check_loads_the_parts_that_nothing_rests_on():
    code = (
        "import sys\n"
        "import tutor.authoring.check, tutor.grading.template\n"
        "import tutor.grading.jail, tutor.grading.worker\n"
        "print(*{name.split('.')[1] for name in sys.modules if name.startswith('tutor.')})\n"
    )

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "grading" in ran.stdout.split()
    assert not grounds.APART & set(ran.stdout.split())
