"""A course of one exercise, a class of three, and a grader that runs nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tutor.cli.conftest import Tutor
from tutor.course.course import Exercise
from tutor.course.verdict import Finding, Status, Verdict
from tutor.errors import BlockedError
from tutor.grading.grader import Grader

Graded = list[str]

COURSE = {
    "lessons/course.yaml": "title: One function\n",
    "lessons/01_jump.md": (
        "---\ntitle: The jump\n---\n\n## Jump\n\nWrite it.\n\n"
        "```exercise q_sample\npoints: 10\nhints:\n  - Halve it.\n```\n"
    ),
    "exercises/01_jump/q_sample.py": "def q_sample(x):\n    raise NotImplementedError\n",
    "solutions/01_jump/q_sample.py": "def q_sample(x):\n    return x / 2\n",
    "tests/exercises/01_jump/test_q_sample.py": (
        "import torch\n\nfrom tutor.grading.checks import mistake, same\n\n\n"
        '@mistake("You doubled it.", id="doubled")\ndef doubled(x):\n    return 2 * x\n\n\n'
        "def test_halves(learner, reference, generator):\n"
        '    """Half of each number"""\n'
        "    x = torch.randn(2, 3, generator=generator)\n"
        "    same(learner.q_sample(x), reference.q_sample(x))\n"
    ),
}


@pytest.fixture
def graded(monkeypatch: pytest.MonkeyPatch) -> Graded:
    """Files pass, fail, block or stop the run as they say, without being run; which were."""
    sources: Graded = []

    def grade(_: Grader, exercise: Exercise, source: str, **__: object) -> Verdict:
        sources.append(source)
        if source == "stops":
            raise KeyboardInterrupt
        if source == "blocks":
            raise BlockedError("the grader is gone")
        status = Status.PASSED if source == "right" else Status.FAILED
        points = exercise.points if source == "right" else 0.0
        found = Finding("right", status, points, out_of=exercise.points)
        return Verdict(exercise.slug, status, points, exercise.points, (found,), isolation="kernel")

    monkeypatch.setattr(Grader, "grade", grade)
    monkeypatch.setattr(Grader, "warm", lambda _: None)
    return sources


@pytest.fixture(autouse=True)
def course(tutor: Tutor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course of one exercise, which says what is right with the values of its solution."""
    root = tmp_path / "course"
    for place, text in COURSE.items():
        path = root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.setenv("TUTOR_COURSE", str(root))
    return root


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """Three learners: one right, one wrong, one who handed in nothing."""
    for name, source in {"ada": "right", "bob": "wrong"}.items():
        (tmp_path / "class" / name).mkdir(parents=True)
        (tmp_path / "class" / name / "q_sample.py").write_text(source, encoding="utf-8")
    (tmp_path / "class" / "cyd").mkdir()
    return tmp_path / "class"


@pytest.fixture
def points(tmp_path: Path) -> Callable[[], dict[str, float | None]]:
    """What each learner has for q_sample by now."""

    def read() -> dict[str, float | None]:
        book = json.loads((tmp_path / "graded" / "gradebook.json").read_text(encoding="utf-8"))
        return {one["id"]: one["exercises"][0]["points"] for one in book["learners"]}

    return read
