"""What a learner's code may write where namespaces give it a place for that."""

from __future__ import annotations

import pytest

from tests.tutor.grading.conftest import SOLUTION
from tutor.grading.grader import Grader
from tutor.sandbox.limits import Limits
from tutor.sandbox.profile import FULL

pytestmark = pytest.mark.isolation

LOCKED = """
import os
os.mkdir("locked")
open("locked/file", "w").close()
os.chmod("locked", 0)
def halve(x): return x / 2
"""


@pytest.fixture(scope="module")
def grader(course):
    with Grader(course, limits=Limits(seconds=5.0), profile=FULL) as grader:
        yield grader


@pytest.mark.parametrize(
    "use",
    [
        "open('figure.txt', 'w').write('x')",
        "tempfile.NamedTemporaryFile()",
        "(pathlib.Path.home() / '.cache' / 'matplotlib').mkdir(parents=True)",
        "torch.save(torch.ones(2), 'model.pt'); torch.load('model.pt')",
        "torch.compile(lambda x: x, backend='eager')(torch.ones(1))",
    ],
)
def test_what_needs_a_place_to_write_finds_one(grade, use):
    verdict = grade(f"import pathlib, tempfile, torch\n{use}\n{SOLUTION}")

    assert verdict.passed, verdict.first_failure


def test_nothing_of_one_run_is_seen_by_the_next(grade):
    look = f"import os\nprint(os.listdir('.'))\nopen('mine', 'w').close()\n{SOLUTION}"

    seen = [grade(look).printed for _ in range(2)]

    assert seen == ["[]\n", "[]\n"]


def test_what_refuses_to_be_removed_costs_a_jail_and_no_verdict(grade):
    assert grade(LOCKED).passed
    assert grade(LOCKED).passed
    assert grade(SOLUTION).passed
