"""What is due, asked on stdin. What was learned lies long before whatever day it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.tutor.cli.conftest import Tutor
from tests.tutor.cli.forward import COURSE, FORWARD, STEPS
from tutor.course.verdict import Mistake, Status, Verdict
from tutor.learning.progress import Progress

SPRING = datetime(2025, 3, 1, 12, tzinfo=UTC)
FIRST, SECOND = FORWARD.questions[:2]
SEE = "02_forward_process#the-jump"
JUMP = next(i for i, step in enumerate(FORWARD.steps, 1) if step.anchor == "the-jump")


@pytest.fixture
def progress(tutor: Tutor, workspace: Path) -> Progress:
    """The record of a workspace; it writes through."""
    tutor("start")
    return Progress(workspace / ".tutor" / "progress.db", SPRING)


def answered(progress: Progress, name: str, mistake: Mistake | None = None, day: int = 0) -> None:
    status = Status.FAILED if mistake else Status.PASSED
    verdict = Verdict(name, status, 0, 1, mistake=mistake)
    progress.record_answer(name, "old", verdict, (0,), SPRING + timedelta(days=day))


def test_before_anything_was_learned_nothing_is_due(tutor: Tutor, progress: Progress) -> None:
    ran = tutor("review")

    assert ran.code == 0
    assert ran.out == (
        "Nothing to review yet: what you answer, and what you pass, comes back here.\n"
    )


def test_what_was_answered_long_ago_is_asked_again(tutor: Tutor, progress: Progress) -> None:
    answered(progress, FIRST.id)

    ran = tutor("review", stdin="3\n")

    assert ran.code == 0
    assert ran.out.startswith("1 due today\n")
    assert "## 1 of 1: 02 The forward process\n" in ran.out
    assert "This question was reworded since you last answered it.\n" in ran.out
    assert ran.out.endswith("\n1 of 1 right\n")


def test_what_was_reviewed_is_not_due_any_more(tutor: Tutor, progress: Progress) -> None:
    answered(progress, FIRST.id)
    tutor("review", stdin="3\n")

    ran = tutor("review")

    assert ran.out.startswith("Nothing is due today. The next is in ")


def test_a_wrong_answer_leads_to_the_step_that_explains_it(
    tutor: Tutor, progress: Progress
) -> None:
    answered(progress, FIRST.id)

    ran = tutor("review", stdin="1\n\n")

    assert ran.code == 1
    assert "read again: `tutor read 02 --step 1` (Destroy first)\n" in ran.out
    assert ran.out.endswith("\n0 of 1 right\n")


def test_a_review_that_is_stopped_leaves_the_rest_due(tutor: Tutor, progress: Progress) -> None:
    answered(progress, FIRST.id)
    answered(progress, SECOND.id)

    tutor("review", stdin="q\n")

    assert tutor("review", stdin="q\n").out.startswith("2 due today\n")


@pytest.fixture
def given_up(progress: Progress, workspace: Path) -> Path:
    """Where q_sample is to be written once more."""
    progress.record_give_up("q_sample", SPRING)
    return workspace / "review" / "02_forward_process" / "q_sample.py"


def test_an_exercise_comes_back_from_blank_beside_the_first(
    tutor: Tutor, given_up: Path, workspace: Path
) -> None:
    first = workspace / "exercises" / "02_forward_process" / "q_sample.py"
    first.write_text("mine", encoding="utf-8")

    ran = tutor("review", stdin="\n")

    assert ran.code == 1
    assert f"Write q_sample once more, from blank, in `{given_up}`.\n" in ran.out
    assert "def q_sample(" in ran.out
    assert "NotImplementedError" in given_up.read_text(encoding="utf-8")
    assert first.read_text(encoding="utf-8") == "mine"


def test_it_is_graded_as_usual_and_recorded_apart(
    tutor: Tutor, given_up: Path, progress: Progress
) -> None:
    tutor("review", stdin="q\n")
    solution = COURSE.exercises["q_sample"].solution
    given_up.write_text(solution.read_text(encoding="utf-8"), encoding="utf-8")

    ran = tutor("review", stdin="g\n")

    assert ran.code == 0
    assert "q_sample: passed, " in ran.out
    assert [one.kind for one in progress.trail("q_sample")] == ["give-up", "blank", "recoding"]
    assert progress.best("q_sample") is None


def test_hints_and_the_solution_are_to_be_had_there_too(
    tutor: Tutor, given_up: Path, progress: Progress
) -> None:
    ran = tutor("review", stdin="h\nh\ns\n")

    assert "`alpha_bar[t]` has shape (B,)." in ran.out
    assert "the next hint comes after your next attempt, or in 60 seconds\n" in ran.out
    assert "def q_sample(" in ran.out
    assert [one.kind for one in progress.trail("q_sample")][1:] == ["blank", "hint", "give-up"]


def test_the_walk_says_what_is_due_and_r_asks_it(tutor: Tutor, progress: Progress) -> None:
    for day in (0, 5):
        answered(progress, FIRST.id, Mistake("weights-not-sqrt", "why", SEE), day)

    ran = tutor("--plain", stdin="r\n3\nq\n")

    assert "\nReview: 1 due today.\n" in ran.out
    assert (
        "\nMistaken most often: uses a share of variance where its square root belongs (2 times). "
        f"Read 02 The forward process, step {JUMP} of {STEPS}: The jump.\n"
    ) in ran.out
    assert "\n1 of 1 right\n" in ran.out


def test_misconceptions_are_listed_with_the_step_to_read(tutor: Tutor, progress: Progress) -> None:
    for day in (0, 5):
        answered(progress, FIRST.id, Mistake("weights-not-sqrt", "why", SEE), day)
    answered(progress, SECOND.id, Mistake("noise-is-blur", "why"))

    ran = tutor("list", "--misconceptions", "--plain")

    assert ran.out == (
        "uses a share of variance where its square root belongs (2 times). "
        f"Read 02 The forward process, step {JUMP} of {STEPS}: The jump.\n"
        "takes noise for blur (once). "
        f"Read 02 The forward process, step 1 of {STEPS}: Destroy first.\n"
    )


@pytest.mark.parametrize("started", [True, False], ids=["in a workspace", "before there is one"])
def test_where_none_shows_that_is_said(tutor: Tutor, started: bool) -> None:
    if started:
        tutor("start")

    ran = tutor("list", "--misconceptions")

    assert ran.out == "No misconception shows in your answers and your code.\n"
