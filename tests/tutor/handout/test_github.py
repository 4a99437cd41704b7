"""A template for repositories: what a push runs there, and what it never holds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.tutor.handout.conftest import SECRETS, SOLUTION, STUB
from tutor.course.course import Course
from tutor.handout.github import template
from tutor.handout.pack import write

TOLD = {
    "CLASSROOM": "ml",
    "ASSIGNMENT": "hw1",
    "SUBMISSION_TAG": "main",
    "COMMIT_URL": "https://example.org/commit/1",
    "RELEASE_URL": "https://example.org/release/1",
    "REVIEW_URL": "https://example.org/commit/1",
    "COMMITTED_AT": "2026-11-21T07:00:00Z",
}


@pytest.fixture
def repository(course: Course, tmp_path: Path) -> Path:
    write(template(course, [], "salt"), tmp_path / "repository")
    return tmp_path / "repository"


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder with the `tutor` that is tested, as the workflow would have installed it."""
    program = tmp_path / "bin" / "tutor"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m tutor "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return program.parent


def pushed(
    repository: Path, programs: Path, **told: str
) -> tuple[subprocess.CompletedProcess[str], Path]:
    """What the step `Grade` of the workflow does."""
    done = subprocess.run(
        [str(repository / "grader" / "grade.sh")],
        env={
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(programs),
            "PYTHONPATH": str(Path(__file__).parents[3]),
            "PYTHONUTF8": "1",
            **TOLD,
            **told,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return done, repository / "result.json"


@pytest.mark.parametrize(
    ("source", "score"),
    [
        pytest.param(SOLUTION.replace("solved_secretly", "mine"), 1, id="right"),
        pytest.param(SOLUTION.replace("x * by", "x"), 0, id="wrong"),
        pytest.param(STUB, 0, id="not begun"),
        pytest.param("def double(", 0, id="no Python"),
    ],
)
def test_a_push_is_graded_and_ends_well(
    repository: Path, programs: Path, source: str, score: int
) -> None:
    (repository / "exercises" / "01_twice" / "double.py").write_text(source, encoding="utf-8")

    done, result = pushed(repository, programs)

    assert done.returncode == 0, done.stderr
    assert json.loads(result.read_text(encoding="utf-8")) == {
        "schema": "classroom50/result/v1",
        "classroom": "ml",
        "assignment": "hw1",
        "submission": "main",
        "commit": "https://example.org/commit/1",
        "release": "https://example.org/release/1",
        "review": "https://example.org/commit/1",
        "datetime": "2026-11-21T07:00:00Z",
        "score": score,
        "max-score": 1,
        "tests": [{"test-name": "double", "passed": bool(score), "score": score, "max-score": 1}],
    }


def test_a_push_without_any_of_the_files_has_no_result(repository: Path, programs: Path) -> None:
    (repository / "exercises" / "01_twice" / "double.py").unlink()

    done, result = pushed(repository, programs)

    assert done.returncode == 1
    assert "no exercise was handed in" in done.stderr
    assert not result.exists()


def test_the_time_is_that_of_the_commit(repository: Path, programs: Path) -> None:
    git = ["git", "-C", str(repository), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    at = {**os.environ, "GIT_COMMITTER_DATE": "2026-11-02T20:00:00+0200"}
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "one"], check=True, env=at)

    _, result = pushed(repository, programs, COMMITTED_AT="")

    assert json.loads(result.read_text("utf-8"))["datetime"] == "2026-11-02T18:00:00Z"


def test_what_the_runner_has_to_tell_is_asked_for(repository: Path, programs: Path) -> None:
    done, result = pushed(repository, programs, CLASSROOM="")

    assert done.returncode == 1
    assert "`CLASSROOM` is not set" in done.stderr
    assert not result.exists()


def test_a_result_that_was_pushed_does_not_count(repository: Path, programs: Path) -> None:
    (repository / "result.json").write_text("{}", encoding="utf-8")
    (programs / "tutor").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")

    done, result = pushed(repository, programs)

    assert done.returncode == 1
    assert not result.exists()


def test_no_secret_is_in_the_repository(course: Course) -> None:
    pack = template(course, [], "salt")

    told = b"".join(part.content for name, part in pack.items() if not name.endswith(".whl"))
    assert [secret for secret in SECRETS if secret.encode() in told] == []


def test_the_template_has_the_course_the_stubs_and_what_grades(repository: Path) -> None:
    files = [path for path in repository.rglob("*") if path.is_file()]

    assert sorted(path.relative_to(repository).as_posix() for path in files) == [
        ".github/workflows/grade.yml",
        ".gitignore",
        "README.md",
        "course/exercises/01_twice/double.py",
        "course/lessons/01_twice.md",
        "course/lessons/course.yaml",
        "course/lessons/misconceptions.yaml",
        "course/tests/exercises/01_twice/test_double.py",
        "exercises/01_twice/double.py",
        "grader/diffusion_tutor-0.1.0-py3-none-any.whl",
        "grader/exercises.txt",
        "grader/grade.sh",
    ]
    readme = (repository / "README.md").read_text(encoding="utf-8")
    assert readme.startswith("# Twice\n")
    assert "\n- `01_twice/double.py`\n" in readme


def test_the_workflow_runs_the_script_at_every_push_and_may_only_read(repository: Path) -> None:
    workflow = yaml.safe_load(
        (repository / ".github" / "workflows" / "grade.yml").read_text(encoding="utf-8")
    )

    [job] = workflow["jobs"].values()
    steps = {step.get("name", step.get("uses")): step for step in job["steps"]}
    assert workflow[True] == "push"  # YAML 1.1 takes `on` for a truth value
    assert workflow["permissions"] == {"contents": "read"}
    assert steps["Grade"]["run"] == "grader/grade.sh"
    assert {*steps["Grade"]["env"], "COMMITTED_AT"} == TOLD.keys()
    assert steps["actions/upload-artifact@v6"]["with"]["path"] == "result.json"
    assert "secrets" not in str(workflow)


def test_the_same_course_and_salt_make_the_same_template(course: Course) -> None:
    assert template(course, [], "salt") == template(course, [], "salt")
    assert template(course, [], "salt") != template(course, [], "pepper")
