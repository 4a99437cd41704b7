from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tutor.course.course import Course, Exercise

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course of two exercises whose stubs lie on the disk."""
    root = tmp_path / "course"
    exercises = {}
    for lesson, slug in [("02_forward", "q_sample"), ("13_guidance", "cfg_combine")]:
        stub = root / "exercises" / lesson / f"{slug}.py"
        stub.parent.mkdir(parents=True)
        stub.write_text(f"def {slug}():\n    raise NotImplementedError\n", encoding="utf-8")
        exercises[slug] = Exercise(slug, lesson, 0, 10, (), stub, stub, stub)
    return Course(root, "A course", "", (), exercises, {})
