"""What an author shows of a hidden test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor.errors import CourseError
from tutor.handout.public_checks import public_checks

HIDDEN = '''"""HIDDEN"""

from __future__ import annotations

import math
import os.path

import pytest
from tutor.grading import checks
from tutor.grading.checks import mistake, same

SIZE: int = 4
KEPT_BACK = 5
ROOTS = [math.sqrt(learner) for learner in range(SIZE)]


def batch(generator):
    # no comment
    return SIZE


@pytest.fixture
def two(seed):
    return batch(seed)


@checks.public
@checks.worth(2)
def test_fixtures_come_along(learner, two):
    """Two"""
    same(os.path.sep, two)


def test_hidden(learner, reference):
    """HIDDEN"""
    assert KEPT_BACK
'''


@pytest.fixture
def test_file(tmp_path: Path) -> Path:
    (tmp_path / "test_double.py").write_text(HIDDEN, encoding="utf-8")
    return tmp_path / "test_double.py"


def test_a_public_check_comes_with_all_it_leads_to_and_nothing_else(test_file: Path) -> None:
    assert public_checks(test_file) == (
        "from __future__ import annotations\n"
        "import os.path\n"
        "import pytest\n"
        "from tutor.grading import checks\n"
        "from tutor.grading.checks import same\n"
        "SIZE: int = 4\n"
        "\n"
        "def batch(generator):\n"
        "    return SIZE\n"
        "\n"
        "@pytest.fixture\n"
        "def two(seed):\n"
        "    return batch(seed)\n"
        "\n"
        "@checks.public\n"
        "@checks.worth(2)\n"
        "def test_fixtures_come_along(learner, two):\n"
        '    """Two"""\n'
        "    same(os.path.sep, two)\n"
    )


def test_a_hidden_test_without_public_checks_stays_hidden(test_file: Path) -> None:
    test_file.write_text(HIDDEN.replace("@checks.public\n", ""), encoding="utf-8")

    assert public_checks(test_file) == ""


def test_a_public_check_that_needs_the_solution_is_a_fault_where_it_is_written(
    test_file: Path,
) -> None:
    test_file.write_text(HIDDEN.replace("two(seed)", "two(seed, reference)"), encoding="utf-8")

    with pytest.raises(CourseError) as caught:
        public_checks(test_file)

    assert str(caught.value) == (
        f"{test_file}:23: a public check needs the solution: `two` asks `reference`"
    )
    hint = "compare with numbers that the check itself knows, or leave it hidden"
    assert caught.value.hint == hint
