from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.tutor.learning.conftest import NOW
from tutor.course.course import Course
from tutor.course.verdict import Status, Verdict
from tutor.learning.progress import Progress
from tutor.learning.review.recoding import handed_out
from tutor.learning.workspace import Workspace, make_workspace

LATER = NOW + timedelta(days=9)


class Again:
    """Somebody who writes q_sample once more."""

    def __init__(self, root: Path, course: Course) -> None:
        self.workspace = Workspace(root)
        make_workspace(self.workspace, course)
        self.progress = Progress(self.workspace.progress_file, NOW)
        self.exercise = course.exercises["q_sample"]

    def hand_out(self) -> Path:
        return handed_out(self.workspace, self.exercise, self.progress, LATER)

    def graded(self, status: Status) -> None:
        self.progress.record_recoding(Verdict("q_sample", status, 0, 10), "", LATER)


@pytest.fixture
def again(tmp_path: Path, course: Course) -> Iterator[Again]:
    again = Again(tmp_path / "work", course)
    yield again
    again.progress.close()


def test_a_blank_one_is_handed_out_beside_what_was_written_first(again: Again) -> None:
    first = again.workspace.file(again.exercise)
    first.write_text("mine", encoding="utf-8")

    file = again.hand_out()

    assert file == again.workspace.root / "review" / "02_forward" / "q_sample.py"
    assert file.read_bytes() == again.exercise.stub.read_bytes()
    assert first.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("status", [None, Status.FAILED], ids=["not graded", "failed"])
def test_what_was_begun_is_gone_on_with(again: Again, status: Status | None) -> None:
    again.hand_out().write_text("half", encoding="utf-8")
    if status:
        again.graded(status)

    assert again.hand_out().read_text(encoding="utf-8") == "half"


@pytest.mark.parametrize("ending", ["passed", "given up"])
def test_what_was_finished_is_kept_beside_the_next_blank_one(again: Again, ending: str) -> None:
    again.hand_out().write_text("done", encoding="utf-8")
    if ending == "passed":
        again.graded(Status.PASSED)
    else:
        again.progress.record_give_up("q_sample", LATER)

    file = again.hand_out()

    assert file.read_bytes() == again.exercise.stub.read_bytes()
    assert [one.read_text(encoding="utf-8") for one in file.parent.glob("*.bak")] == ["done"]


def test_writing_it_again_leaves_the_first_verdict_in_force(again: Again) -> None:
    again.progress.record_attempt(Verdict("q_sample", Status.PASSED, 10, 10), "mine", NOW)
    again.graded(Status.FAILED)

    attempt = again.progress.last_attempt("q_sample")

    assert again.progress.best("q_sample") is Status.PASSED
    assert attempt is not None
    assert attempt.verdict.passed
