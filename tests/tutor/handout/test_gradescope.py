"""The autograder, run as Gradescope runs it: unpacked in a folder, as two scripts, with no names.

What pip would download is linked from the environment of these tests; the tutor itself comes from
the zip alone.
"""

from __future__ import annotations

import json
import os
import shutil
import site
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.tutor.handout.conftest import SECRETS, SOLUTION, write_course
from tutor.course.course import Course
from tutor.course.reader import read_course
from tutor.errors import TutorError
from tutor.handout.gradescope import autograder
from tutor.handout.pack import write, zipped

PATH = os.pathsep.join([str(Path(sys.executable).parent), "/usr/sbin:/usr/bin:/sbin:/bin"])
OFFLINE = {"PIP_NO_DEPS": "1", "PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
SPY = """
import os, pathlib

def double(x, by=2):
    told = []
    for place in {places!r}:
        for root, _, files in os.walk(place):
            for name in files:
                try:
                    told.append(pathlib.Path(root, name).read_text())
                except Exception:
                    pass
    if told:
        raise ValueError("".join(told)[:200])
    raise ValueError("nothing to see")
"""


class Autograder:
    """`/autograder`, elsewhere."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.source = root / "source"
        for name in ("source", "submission", "results"):
            (root / name).mkdir(parents=True)

    def unpack(self, archive: Path) -> None:
        with ZipFile(archive) as opened:
            for entry in opened.infolist():
                path = Path(opened.extract(entry, self.source))
                path.chmod(entry.external_attr >> 16 & 0o777)
        shutil.copy(self.source / "run_autograder", self.root)

    def set_up(self) -> None:
        self._run("source/setup.sh", OFFLINE)
        [there] = (self.root / "venv" / "lib").glob("python*/site-packages")
        [here] = [Path(one) for one in site.getsitepackages() if (Path(one) / "torch").is_dir()]
        for one in here.iterdir():
            if "diffusion_tutor" not in one.name and not (there / one.name).exists():
                _link(one, there / one.name)

    def grade(self, **environ: str) -> tuple[str, dict[str, object]]:
        """What it printed, and what it handed over."""
        printed = self._run("run_autograder", environ)
        return printed, json.loads((self.root / "results" / "results.json").read_text("utf-8"))

    def submit(self, source: str, name: str = "double.py") -> None:
        for old in (self.root / "submission").iterdir():
            old.unlink()
        (self.root / "submission" / name).write_text(source, encoding="utf-8")

    def _run(self, script: str, environ: dict[str, str]) -> str:
        done = subprocess.run(
            [str(self.root / script)],
            env={"PATH": PATH, "AUTOGRADER_ROOT": str(self.root), **environ},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout


def _link(one: Path, other: Path) -> None:
    if one.is_dir():
        shutil.copytree(one, other, copy_function=os.link)
    else:
        os.link(one, other)


@pytest.fixture(scope="module")
def gradescope(tmp_path_factory: pytest.TempPathFactory) -> Autograder:
    """An autograder that is built once, as there."""
    place = tmp_path_factory.mktemp("gradescope")
    write(autograder(read_course(write_course(place / "course")), []), place / "grader.zip")
    made = Autograder(place / "autograder")
    made.unpack(place / "grader.zip")
    made.set_up()
    return made


@pytest.mark.isolation
def test_a_right_submission_gets_all_points(gradescope: Autograder) -> None:
    gradescope.submit(SOLUTION.replace("solved_secretly", "mine"))

    _, results = gradescope.grade()

    assert results["score"] == 10.0
    tests = results["tests"]
    assert isinstance(tests, list)
    assert [(one["name"], one["score"], one["max_score"], one["status"]) for one in tests] == [
        ("double: Twice 1 is 2", 5.0, 5.0, "passed"),
        ("double: HIDDEN_CHECK", 5.0, 5.0, "passed"),
    ]


@pytest.mark.isolation
def test_a_wrong_one_is_told_its_mistake(gradescope: Autograder) -> None:
    gradescope.submit("def double(x, by=2):\n    return x * x\n")

    _, results = gradescope.grade()

    assert results["score"] == 0.0
    assert results["output"] == (
        "double: 0 of 10 points\nThis looks like a known mistake: KNOWN_MISTAKE"
    )


@pytest.fixture
def container(tmp_path: Path) -> str:
    """A PATH without bubblewrap, which containers seldom let work."""
    for name in ("bash", "cat", "cp", "env", "mkdir", "mv", "rm", "timeout"):
        (tmp_path / name).symlink_to(shutil.which(name) or name)
    return str(tmp_path)


@pytest.mark.isolation
def test_in_a_container_it_sees_no_more(gradescope: Autograder, container: str) -> None:
    gradescope.submit(SPY.format(places=[str(gradescope.source)]))

    _, results = gradescope.grade(PATH=container)

    assert "nothing to see" in json.dumps(results)
    assert '"isolation": "kernel"' in json.dumps(results)


@pytest.mark.isolation
def test_a_submission_sees_neither_solutions_nor_hidden_tests(gradescope: Autograder) -> None:
    places = [str(gradescope.source / "course" / name) for name in ("solutions", "tests")]
    gradescope.submit(SPY.format(places=places))

    _, results = gradescope.grade()

    assert "nothing to see" in json.dumps(results)
    assert "solved_secretly" not in json.dumps(results)


@pytest.mark.isolation
def test_solutions_are_for_the_one_who_grades_alone(gradescope: Autograder) -> None:
    inside = list((gradescope.source / "course").rglob("*"))

    assert inside
    assert [one for one in inside if one.stat().st_mode & 0o077] == []


@pytest.mark.isolation
@pytest.mark.parametrize(
    ("environ", "name", "told"),
    [
        pytest.param({}, "twice.py", "no exercise was handed in", id="nothing of that name"),
        pytest.param({"AUTOGRADER_SECONDS": "0.01"}, "double.py", "", id="out of time"),
    ],
)
def test_without_verdicts_there_are_results_without_a_score(
    gradescope: Autograder, environ: dict[str, str], name: str, told: str
) -> None:
    gradescope.submit(SOLUTION, name)

    printed, results = gradescope.grade(**environ)

    assert told in printed
    assert results == {
        "output": "This submission could not be graded, so it has no mark.\n"
        "The files must be called: double.py.\n"
        "If yours are, this is no fault of yours: tell your instructor, who can see the reason\n"
        "and run the autograder again.",
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {"graded": False},
    }


@pytest.mark.isolation
def test_a_tutor_that_is_gone_leaves_results_too(gradescope: Autograder) -> None:
    (gradescope.root / "results" / "results.json").write_text("of the one before", "utf-8")
    tutor = gradescope.root / "venv" / "bin" / "tutor"
    tutor.rename(tutor.with_name("gone"))

    _, results = gradescope.grade()

    tutor.with_name("gone").rename(tutor)
    assert results["extra_data"] == {"graded": False}


def test_the_zip_has_its_scripts_at_the_root_and_the_whole_course(course: Course) -> None:
    pack = autograder(course, [])

    assert [name for name in sorted(pack) if not name.startswith("course/")] == [
        "diffusion_tutor-0.1.0-py3-none-any.whl",
        "exercises.txt",
        "no_mark.json",
        "run_autograder",
        "setup.sh",
    ]
    assert pack["setup.sh"].executable
    assert pack["run_autograder"].executable
    content = b"".join(part.content for part in pack.values())
    assert [secret for secret in SECRETS if secret.encode() not in content] == []


def test_what_python_compiled_and_hidden_files_stay(course: Course) -> None:
    for name in ("__pycache__/a.pyc", ".secret", "helping.py"):
        path = course.root / "tests" / "exercises" / "01_twice" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("", encoding="utf-8")

    pack = autograder(course, [])

    assert [one for one in sorted(pack) if one.startswith("course/tests")] == [
        "course/tests/exercises/01_twice/helping.py",
        "course/tests/exercises/01_twice/test_double.py",
    ]


def test_an_assignment_can_ask_for_some_exercises(course: Course) -> None:
    assert autograder(course, ["double"])["exercises.txt"].content == b"double\n"


def test_the_same_course_makes_the_same_zip(course: Course, tmp_path: Path) -> None:
    again = read_course(write_course(tmp_path / "again"))

    assert zipped(autograder(course, [])) == zipped(autograder(again, []))


def test_a_course_without_exercises_has_nothing_to_grade(root: Path) -> None:
    lesson = root / "lessons" / "01_twice.md"
    text = lesson.read_text(encoding="utf-8").partition("```exercise")[0]
    lesson.write_text(text, encoding="utf-8")
    for path in root.rglob("*double.py"):
        path.unlink()

    with pytest.raises(TutorError) as caught:
        autograder(read_course(root), [])

    assert str(caught.value) == "this course has no exercise to grade"
    assert caught.value.hint == "begin one: `tutor course new --exercise NAME`"
