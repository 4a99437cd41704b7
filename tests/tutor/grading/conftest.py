"""A tiny course of one exercise, and one warm grader for each module of tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor.course.course import Course, Exercise, Misconception
from tutor.grading.grader import Grader
from tutor.sandbox.limits import Limits

STUB = '''\
"""Halve a batch."""


def halve(x):
    """Return half of x."""
    raise NotImplementedError("write halve")
'''

SOLUTION = """\
def halve(x):
    return x / 2
"""

HIDDEN_TEST = '''\
import torch

from tutor.grading.checks import mistake, same, worth


def draw(generator):
    return torch.randn(2, 3, generator=generator, dtype=torch.float64)


def slope(module, x):
    """The derivative of its sum."""
    x = x.clone().requires_grad_()
    y = module.halve(x)
    assert isinstance(y, torch.Tensor) and y.requires_grad, "the result is cut off from x"
    return torch.autograd.grad(y.sum(), x)[0]


@worth(3)
def test_halves(learner, reference, generator):
    """Half of every number"""
    x = draw(generator)
    same(learner.halve(x), reference.halve(x))


def test_slope(learner, reference, generator):
    """Half of the slope"""
    x = draw(generator)
    same(learner.run(slope, x), slope(reference, x))


@mistake("Half is a quotient, not a difference.", id="minus-two")
def minus_two(x):
    return x - 2


@mistake("You doubled it.", id="doubled")
def doubled(x):
    return twice(x)


@mistake("You doubled it, and turned its sign round.", id="doubled-and-negative")
def doubled_and_negative(x):
    return -twice(x)


@mistake("Half of the absolute value.", id="absolute")
def absolute(x):
    return abs(x) / 2


@mistake("A whole number is left where you round.", id="rounded")
def rounded(x):
    if x.shape == (2, 3):
        raise IndexError("rounding goes wrong")
    return (x / 2).round()


def twice(x):
    return 2 * x
'''

PARTS = {
    "exercises/01_halves/halve.py": STUB,
    "solutions/01_halves/halve.py": SOLUTION,
    "tests/exercises/01_halves/test_halve.py": HIDDEN_TEST,
}


def course_at(root: Path, **changed: str) -> Course:
    """The course, with some of its parts (`stub`, `solution`, `hidden_test`) written anew."""
    for place, text in PARTS.items():
        part = {"exercises": "stub", "solutions": "solution"}.get(
            place.split("/")[0], "hidden_test"
        )
        path = root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(changed.get(part, text), encoding="utf-8")
    stub, solution, hidden_test = (root / place for place in PARTS)
    exercise = Exercise("halve", "01_halves", 0, 8.0, (), stub, solution, hidden_test)
    doubled = Misconception("doubled", "Twice is not half", "Because.", "01_halves#halves")
    return Course(root, "Halves", "", (), {"halve": exercise}, {"doubled": doubled})


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return course_at(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def exercise(course):
    return course.exercises["halve"]


@pytest.fixture(scope="module")
def grader(course):
    """Warm, and impatient: an endless loop takes a second."""
    with Grader(course, limits=Limits(seconds=1.0, memory=256 << 20)) as grader:
        yield grader


@pytest.fixture
def grade(grader, exercise):
    """The verdict on a learner's file."""

    def run(source, **options):
        return grader.grade(exercise, source, filename="halve.py", seed=1, **options)

    return run
