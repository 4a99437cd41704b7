from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.tutor.cli.conftest import Tutor
from tutor.course.verdict import Status, Verdict
from tutor.errors import BlockedError
from tutor.grading.grader import Grader
from tutor.learning.regrading import Ended, regrade
from tutor.learning.watch import Sight, Watch

RIGHT = "def cfg_combine(u, c, scale):\n    return u + scale * (c - u)\n"
BAD = "# bad\n"
PASSED = Verdict("cfg_combine", Status.PASSED, 5, 5)
Saves = Callable[..., None]


@pytest.fixture
def cfg_combine(tutor: Tutor, workspace: Path) -> Path:
    tutor("start")
    return workspace / "exercises" / "13_guidance" / "cfg_combine.py"


@pytest.fixture
def saves(cfg_combine: Path, monkeypatch: pytest.MonkeyPatch) -> Saves:
    """Lets a file be saved after each verdict; the last verdict is interrupted by ctrl-c."""

    def script(*contents: bytes) -> None:
        verdicts, left = iter(contents), iter(contents)
        monkeypatch.setattr(Grader, "warm", lambda _: None)

        def grade(_: Grader, exercise: object, source: str, **__: object) -> Verdict:
            if next(verdicts, None) is None:
                raise KeyboardInterrupt
            if source == BAD:
                raise BlockedError("the grader did not start", "run `tutor doctor`")
            return PASSED

        def told(*given: Any) -> Iterator[object]:
            for event in regrade(*given):
                yield event
                if isinstance(event, Ended):
                    cfg_combine.write_bytes(next(left))

        monkeypatch.setattr(Grader, "grade", grade)
        monkeypatch.setattr("tutor.cli.exercises.watching.regrade", told)

    return script


def test_a_watch_grades_what_is_begun_and_then_every_save(
    tutor: Tutor, cfg_combine: Path, saves: Saves
) -> None:
    saves(RIGHT.encode() + b"# again\n")
    cfg_combine.write_text(RIGHT, encoding="utf-8")

    ran = tutor("grade", "--watch")

    assert ran.code == 130
    assert ran.err == (
        "watching your files: every save is graded; ctrl-c ends it\n"
        "checking cfg_combine\n"
        "the verdict on cfg_combine above is old, graded just now\n"
        "checking cfg_combine\n\n"
    )


def test_a_watch_prints_verdicts_apart_and_keeps_them(
    tutor: Tutor, cfg_combine: Path, saves: Saves
) -> None:
    saves(RIGHT.encode() + b"# again\n")
    cfg_combine.write_text(RIGHT, encoding="utf-8")

    ran = tutor("grade", "--watch")

    assert ran.out == "cfg_combine: passed, 5 of 5 points\n\n"
    assert "✓ cfg_combine                  passed\n" in tutor("list").out


def test_a_watch_leaves_alone_what_is_not_begun(
    tutor: Tutor, cfg_combine: Path, saves: Saves, monkeypatch: pytest.MonkeyPatch
) -> None:
    look, looks = Watch.look, iter(range(20))

    def counted(watch: Watch) -> Sight | None:
        if next(looks, None) is None:
            raise KeyboardInterrupt
        return look(watch)

    monkeypatch.setattr(Watch, "look", counted)
    saves()

    ran = tutor("grade", "--watch")

    assert ran.err == "watching your files: every save is graded; ctrl-c ends it\n\n"


def test_a_watch_outlives_a_save_that_cannot_be_graded(
    tutor: Tutor, cfg_combine: Path, saves: Saves
) -> None:
    saves(RIGHT.encode(), RIGHT.encode() + b"# again\n")
    cfg_combine.write_text(BAD, encoding="utf-8")

    ran = tutor("grade", "--watch", "cfg_combine")

    assert "error: the grader did not start\n\nhint: run `tutor doctor`\n" in ran.err
    assert ran.out.count("cfg_combine: passed") == 1


def test_a_watch_tells_how_old_the_verdict_above_is(
    tutor: Tutor, cfg_combine: Path, saves: Saves, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tutor.cli.exercises.watching.age", lambda *_: "3 minutes ago")
    saves(RIGHT.encode() + b"# again\n")
    cfg_combine.write_text(RIGHT, encoding="utf-8")

    ran = tutor("grade", "--watch")

    assert "the verdict on cfg_combine above is old, graded 3 minutes ago\n" in ran.err


@pytest.mark.parametrize("report", [["--json"], ["--junit", "report.xml"]])
def test_a_watch_makes_no_report(tutor: Tutor, cfg_combine: Path, report: list[str]) -> None:
    ran = tutor("grade", "--watch", *report)

    assert ran.code == 2
    assert ran.err == (
        "error: a watch has no end to report at\n\nhint: leave out `--watch`, or the report\n"
    )
