from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.tutor.learning.conftest import NOW
from tests.tutor.learning.review.course import course
from tutor.course.verdict import Mistake, Status, Verdict
from tutor.learning.progress import Progress
from tutor.learning.review.memory import DESK, Memory, remembered, replay
from tutor.learning.review.misled import treats


@pytest.fixture
def progress(tmp_path: Path) -> Iterator[Progress]:
    progress = Progress(tmp_path / "progress.db", NOW)
    yield progress
    progress.close()


def answer(progress: Progress, name: str, days: float, right: bool = True) -> None:
    mistake = None if right else Mistake("roots", "why")
    status = Status.PASSED if right else Status.FAILED
    verdict = Verdict(name, status, float(right), 1, mistake=mistake)
    progress.record_answer(name, "hash", verdict, (0,), NOW + timedelta(days=days))


def some_weeks(progress: Progress, start: int = 0) -> None:
    for one in range(start, start + 30):
        answer(progress, f"{one % 3 + 1}-{one % 4 + 1}", one, right=one % 5 > 0)


def whole(progress: Progress) -> Memory:
    """Replayed from the first entry."""
    memory = Memory()
    replay(memory, progress.history(), treats(course()), seed=0)
    return memory


def test_what_was_kept_and_what_came_since_is_the_whole_log_replayed(progress: Progress) -> None:
    for start in (0, 30, 60):
        some_weeks(progress, start)
        if start == 30:
            progress.record_hint("q_sample", 1, NOW)

        assert remembered(progress, course()) == whole(progress)


def test_without_anything_new_nothing_is_replayed(
    progress: Progress, monkeypatch: pytest.MonkeyPatch
) -> None:
    some_weeks(progress)
    before = remembered(progress, course())
    monkeypatch.setattr("tutor.learning.review.memory.reviewed", lambda *_: pytest.fail("replayed"))

    assert remembered(progress, course()) == before


@pytest.mark.parametrize("lost", ["gone", "of another course", "of another seed"])
def test_a_desk_that_is_lost_or_another_costs_nothing(progress: Progress, lost: str) -> None:
    some_weeks(progress)
    remembered(progress, course(misled={"1-1": "signs"} if "course" in lost else None),
               seed=1 if "seed" in lost else 0)  # fmt: skip
    if lost == "gone":
        progress.leave(DESK, {})

    assert remembered(progress, course()) == whole(progress)


def test_the_memory_outlives_the_process(progress: Progress, tmp_path: Path) -> None:
    some_weeks(progress)
    before = remembered(progress, course())
    progress.close()

    again = Progress(tmp_path / "progress.db", NOW)

    assert remembered(again, course()) == before
    again.close()


def test_an_edited_question_keeps_its_schedule(progress: Progress) -> None:
    answer(progress, "1-1", 0)
    before = remembered(progress, course()).cards["1-1"]

    edited = replace(course(), title="Edited")

    assert remembered(progress, edited).cards["1-1"] == before
