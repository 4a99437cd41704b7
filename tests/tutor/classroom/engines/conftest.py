"""The tiny course of one exercise, with a lesson, so that other processes can read it."""

from __future__ import annotations

import pytest

from tests.tutor.grading.conftest import course_at
from tutor.course.course import Course
from tutor.course.reader import read_course

LESSON = """\
---
title: Halves
---

## Halves

Write it.

```exercise halve
points: 8
hints:
  - Divide.
```
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    root = tmp_path_factory.mktemp("course")
    course_at(root)
    (root / "lessons").mkdir()
    (root / "lessons" / "course.yaml").write_text("title: Halves\n", encoding="utf-8")
    (root / "lessons" / "01_halves.md").write_text(LESSON, encoding="utf-8")
    return read_course(root)
