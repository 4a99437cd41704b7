"""A small course whose secrets are words that stand nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor.course.course import Course
from tutor.course.reader import read_course

LESSON = """---
title: Doubling
minutes: 5
teaches: [twice]
symbols:
  x: {range: [0, 1]}
  y: {range: [0, 1]}
---

## Why

<!-- note: NOTE_OF_AUTHORS -->
Twice is more than once, $2x > x$.

$$
x + x
$$

```quiz choice id=which teaches=twice
Which is more?

- [ ] once  {too-few}
  > EXPLAINED_WRONG
- [x] twice
  > EXPLAINED_RIGHT
```

```quiz choice id=both teaches=twice
Which are even?

- [x] two
  > EXPLAINED_TWO
- [x] four
  > EXPLAINED_FOUR
- [ ] three
  > EXPLAINED_THREE
```

```quiz number id=much teaches=twice
How much is twice 61728?

answer: 123456
because: EXPLAINED_NUMBER
wrong:
  - is: 987654
    misconception: too-few
```

```quiz formula id=how teaches=twice
Write it with x and y.

answer: x + x + y*y*y
because: EXPLAINED_FORMULA
```

```quiz order id=then teaches=twice
In order.

1. take it
2. add it
   > EXPLAINED_ORDER
```

## Write it

````markdown
```quiz choice id=shown
```
````

```exercise double
points: 10
hints: [Look]
```
"""

MISCONCEPTIONS = """too-few: {title: counts once, why: ASKED_ABOUT, see: 01_twice#why}
squares: {title: squares it, why: OF_CODE_ALONE, see: 01_twice#why}
"""

STUB = '''"""Twice."""


def double(x, by=2):
    """Twice x."""
    raise NotImplementedError("write double")
'''

SOLUTION = '''"""Twice."""


def double(x, by=2):
    """Twice x."""
    solved_secretly = x * by
    return solved_secretly
'''

HIDDEN_TEST = '''"""HIDDEN_DOCSTRING"""

import torch

from tutor.grading.checks import mistake, public, same

ONES = torch.ones(3)
HIDDEN_CONSTANT = torch.zeros(3)


@mistake("KNOWN_MISTAKE", id="squares")
def squared(x, by=2):
    return x * x


@public
def test_twice_one_is_two(learner):
    """Twice 1 is 2"""
    same(learner.double(ONES), ONES + 1)  # COMMENT


def test_hidden(learner, reference):
    """HIDDEN_CHECK"""
    same(learner.double(ONES * 3), reference.double(ONES * 3))
'''

SECRETS = (
    "NOTE_OF_AUTHORS",
    "EXPLAINED_",
    "123456",
    "987654",
    "x + x + y*y*y",
    "add it",
    "OF_CODE_ALONE",
    "ASKED_ABOUT",
    "counts once",
    "solved_secretly",
    "HIDDEN_",
    "KNOWN_MISTAKE",
    "COMMENT",
    "- [x]",
    "answer:",
)


def write_course(root: Path) -> Path:
    files = {
        "lessons/course.yaml": 'title: Twice\ndescription: "All of it: doubled"\n',
        "lessons/misconceptions.yaml": MISCONCEPTIONS,
        "lessons/01_twice.md": LESSON,
        "exercises/01_twice/double.py": STUB,
        "solutions/01_twice/double.py": SOLUTION,
        "tests/exercises/01_twice/test_double.py": HIDDEN_TEST,
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_course(tmp_path / "course")


@pytest.fixture
def course(root: Path) -> Course:
    return read_course(root)
