"""What becomes of versions of a solution that are played one after the other."""

from __future__ import annotations

import pytest

from tests.tutor.grading.conftest import course_at
from tutor.errors import BlockedError
from tutor.grading.grader import Grader
from tutor.grading.versions import Fate, Played, play

RIGHT = "def halve(x):\n    return 0.5 * x\n"
WRONG = "def halve(x):\n    return 2 * x\n"
ENDLESS = """\
def halve(x):
    while True:
        try:
            x = x + 1
        except Exception:
            pass
"""
TOLD_APART_LATE = """\
from tutor.grading.checks import mistake, same


def test_two(learner):
    same(learner.halve(2.0), 1.0)


def test_three(learner):
    same(learner.halve(3.0), 1.5)


@mistake("You doubled it.", id="doubled")
def doubled(x):
    return 2 * x


@mistake("You squared it.", id="squared")
def squared(x):
    return x * x
"""


@pytest.fixture(scope="module")
def grader(course):
    with Grader(course, explicit=True) as grader:
        yield grader


@pytest.fixture
def played(grader, exercise):
    def run(*versions, to_the_end=False):
        return play(grader, exercise, versions, seed=1, to_the_end=to_the_end)

    return run


def test_versions_that_are_right_pass_and_others_fail(played):
    right, wrong, again = played(RIGHT, WRONG, RIGHT)

    assert right == again == Played(Fate.PASSED)
    assert wrong.fate is Fate.FAILED
    assert wrong.message.startswith("expected ")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (ENDLESS, "no end after 2 s"),
        ("def halve(x):\n    x /= 2\n    return x\n", "changed x"),
        ("def halve(x):\n    return y\n", "NameError"),
        ("def halve(x):\n    return object()\n", "a value of type `object`"),
    ],
    ids=["an endless loop", "a changed input", "an exception", "no value"],
)
def test_what_a_learner_would_not_get_through_with_fails(played, source, message):
    version, after = played(source, RIGHT)

    assert version.fate is Fate.FAILED
    assert message in version.message
    assert after.fate is Fate.PASSED


def test_a_version_that_ends_the_process_fails_and_the_others_are_played(played):
    ends = "import os\n\n\ndef halve(x):\n    os._exit(0)\n"

    fates = [one.fate for one in played(WRONG, ends, RIGHT, ends)]

    assert fates == [Fate.FAILED, Fate.FAILED, Fate.PASSED, Fate.FAILED]


def test_a_version_that_cannot_be_imported_is_none(played):
    version, after = played("import torch\ntorch.zeros(1)[5]\n", RIGHT)

    assert version.fate is Fate.UNLOADABLE
    assert "IndexError" in version.message
    assert after.fate is Fate.PASSED


def test_played_to_the_end_a_known_mistake_is_named(played):
    doubled, unknown = played(WRONG, "def halve(x):\n    return 3 * x\n", to_the_end=True)

    assert doubled.mistake == "doubled"
    assert unknown.mistake == ""


def test_a_mistake_is_named_by_all_checks_and_not_by_the_first_that_fails(grader, tmp_path):
    exercise = course_at(tmp_path, hidden_test=TOLD_APART_LATE).exercises["halve"]

    version = play(grader, exercise, [WRONG], seed=1, to_the_end=True)[0]

    assert version.mistake == "doubled"


def test_what_a_version_sets_for_all_of_torch_is_put_back(grader, tmp_path):
    plain = "def test_it():\n    import torch\n    assert torch.ones(1).dtype == torch.float32\n"
    exercise = course_at(tmp_path, hidden_test=plain).exercises["halve"]
    sets = "import torch\ntorch.set_default_dtype(torch.float64)\n"

    version = play(grader, exercise, [sets], seed=1, to_the_end=False)[0]

    assert version.fate is Fate.PASSED


def test_a_check_that_breaks_outweighs_one_that_fails(grader, tmp_path):
    both = (
        "def test_first(learner):\n    assert {5: 1}[int(learner.halve(10))]\n\n\n"
        "def test_second(learner):\n    assert learner.halve(10) == 5\n"
    )
    exercise = course_at(tmp_path, hidden_test=both).exercises["halve"]

    version = play(grader, exercise, [WRONG], seed=1, to_the_end=True)[0]

    assert version.fate is Fate.BLOCKED


def test_a_check_that_breaks_on_a_version_is_no_failure(grader, tmp_path):
    fragile = 'def test_it(learner):\n    """1"""\n    assert {5: 1}[int(learner.halve(10))]\n'
    exercise = course_at(tmp_path, hidden_test=fragile).exercises["halve"]

    version = play(grader, exercise, [WRONG], seed=1, to_the_end=False)[0]

    assert version.fate is Fate.BLOCKED
    assert "KeyError: 20" in version.message


def test_nothing_is_learned_where_the_solution_itself_does_not_pass(grader, tmp_path):
    fails = 'def test_it(learner):\n    """1"""\n    assert learner.halve(10) == 4, "not 4"\n'
    exercise = course_at(tmp_path, hidden_test=fails).exercises["halve"]

    with pytest.raises(BlockedError) as caught:
        play(grader, exercise, [RIGHT], seed=1, to_the_end=False)

    assert str(caught.value) == "the solution passes alone, but not beside others: not 4"


def test_a_hidden_test_that_remembers_what_it_has_seen_shows_nothing(grader, tmp_path):
    remembers = (
        'def test_it(learner, seen=[]):\n    seen.append(1)\n    assert len(seen) == 1, "2"\n'
    )
    exercise = course_at(tmp_path, hidden_test=remembers).exercises["halve"]

    with pytest.raises(BlockedError) as caught:
        play(grader, exercise, [WRONG], seed=1, to_the_end=False)

    assert str(caught.value) == "the solution passes alone, but not beside others: 2"


@pytest.mark.parametrize(
    ("hidden_test", "why"),
    [
        ("import nowhere_to_be_found\n", "the hidden test cannot be loaded"),
        ("nothing = 0\n", "the solution passes alone, but not beside others: the process ended"),
    ],
    ids=["it cannot be loaded", "it has no checks"],
)
def test_no_version_passes_a_hidden_test_without_checks(grader, tmp_path, hidden_test, why):
    exercise = course_at(tmp_path, hidden_test=hidden_test).exercises["halve"]

    with pytest.raises(BlockedError) as caught:
        play(grader, exercise, [RIGHT], seed=1, to_the_end=False)

    assert str(caught.value).startswith(why)
