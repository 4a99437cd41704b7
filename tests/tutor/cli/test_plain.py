"""The tutor without a screen, as it is heard."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.tutor.cli.conftest import Ran, Tutor
from tests.tutor.cli.forward import COURSE, FORWARD, STEPS
from tutor.course.question import Question
from tutor.course.verdict import Status, Verdict
from tutor.learning.progress import Progress
from tutor.simulations import catalogue

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
FIRST = COURSE.lessons[0]
NAMED = f"{FIRST.number} {FIRST.title}, step 1 of {len(FIRST.steps)}: {FIRST.steps[0].title}."


@pytest.mark.parametrize("option", [[], ["--plain"]], ids=["by itself", "asked for"])
def test_without_a_screen_the_lessons_are_numbered_and_the_way_on_is_named(
    tutor: Tutor, workspace: Path, option: list[str]
) -> None:
    ran = tutor(*option)

    assert ran.code == 0
    assert f"your files are in `{workspace}`\n" in ran.out
    length = f"{FORWARD.minutes} minutes: 0 of {STEPS} steps read, "
    assert f"\nLesson 02, The forward process, {length}" in ran.out
    assert f"Enter goes to {NAMED}" in ran.out
    assert ran.out.endswith(
        f"You go on at {NAMED}\n"
        f"`tutor --plain` goes on there; `tutor read {FIRST.number}` reads it whole.\n"
    )


def test_a_lesson_is_read_step_by_step(tutor: Tutor) -> None:
    ran = tutor(stdin="2\nq\n\nq\n")

    assert ran.out.index(f"## Step 1 of {STEPS}: Destroy first") < ran.out.index(
        f"## Step 2 of {STEPS}: "
    )


def test_the_next_start_goes_on_where_the_last_one_ended(tutor: Tutor) -> None:
    tutor(stdin="2\nq\n\nq\nq\n")

    ran = tutor(stdin="\nq\nq\n")

    assert f"Enter goes to 02 The forward process, step 2 of {STEPS}" in ran.out
    assert f"1 of {STEPS} steps read" in ran.out
    assert f"## Step 2 of {STEPS}: " in ran.out


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        pytest.param("b", f"## Step 1 of {STEPS}: ", id="back"),
        pytest.param("l", "Enter goes to 02 The forward process, step 2", id="lessons"),
    ],
)
def test_the_way_is_not_only_forwards(tutor: Tutor, typed: str, heard: str) -> None:
    before = "2\nq\n\nq\n"

    ran = tutor(stdin=f"{before}{typed}\n")

    assert heard.rstrip(".") in ran.out.split(f"## Step 2 of {STEPS}: ")[1]


def test_a_question_stands_where_it_is_asked_and_explains_the_answer(tutor: Tutor) -> None:
    ran = tutor(stdin="2\n3\nq\n")

    asked, said = ran.out.split("number (q to leave it for later): ")
    assert "Question:\nWhat does the forward process do to a picture?\n  1. " in asked
    assert said.startswith("\nRight.\n")


def test_a_question_that_was_answered_right_is_not_asked_again(tutor: Tutor) -> None:
    tutor(stdin="2\n3\nq\n")

    ran = tutor(stdin="2\nq\n")

    assert "Question, which you have answered right:\nWhat does the forward process" in ran.out


def test_any_command_can_be_typed_on_the_way(tutor: Tutor) -> None:
    ran = tutor(stdin="hint q_sample\ntutor list\nq\n")

    assert "alpha_bar[t]" in ran.out
    assert re.search(r"q_sample +not started", ran.out)


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        pytest.param("lst", "error: there is no command `lst`", id="a word that is no command"),
        pytest.param("hint 'q", "error: `hint 'q` has an open quote", id="an open quote"),
        pytest.param("hint nothing", "error: ", id="a command that fails"),
    ],
)
def test_what_cannot_be_done_is_said_and_the_walk_goes_on(
    tutor: Tutor, typed: str, complaint: str
) -> None:
    ran = tutor(stdin=f"{typed}\n2\nq\n")

    assert complaint in ran.err
    assert f"## Step 1 of {STEPS}: " in ran.out


def test_a_number_is_that_of_a_lesson_as_everywhere(tutor: Tutor) -> None:
    ran = tutor(stdin="5\nq\n")

    assert (
        "The number of a lesson, as 18, goes to its first step that you have not read.\n" in ran.out
    )
    assert "You go on at 05 Training the denoiser, step 1 of" in ran.out


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        pytest.param(line, typed, id=line or "the walk")
        for line, typed in [
            ("", "2\nq\n\nhint q_sample\n"),
            ("quiz 2", "1\n\n1\n"),
            *((f"read {number}", "") for number in (2, 5, 9, 13, 18)),
        ]
    ],
)
def test_a_terminal_never_has_to_break_a_line(
    tutor: Tutor, monkeypatch: pytest.MonkeyPatch, line: str, typed: str
) -> None:
    tutor("start")
    monkeypatch.setattr("tutor.cli.desk.room", lambda _: 60)

    ran = tutor("--plain", *line.split(), stdin=typed)

    code = "    "
    prose = [one for one in ran.out.splitlines() if not one.startswith(code)]
    assert len(prose) > 20
    assert [one for one in prose if len(one) > 60] == []


def test_a_number_that_is_no_lesson_is_said(tutor: Tutor) -> None:
    ran = tutor(stdin="99\nq\n")

    assert "error: no lesson is called `99`\n\nhint: run `tutor list`" in ran.err


def test_one_letter_reaches_the_exercise_of_a_step(tutor: Tutor, workspace: Path) -> None:
    tutor("start")
    progress = Progress(workspace / ".tutor" / "progress.db", NOON)
    progress.remember_place("13_guidance", 5)
    progress.close()
    lesson = next(one for one in COURSE.lessons if one.id == "13_guidance")
    asked = lesson.steps[5].blocks
    left = "q\n" * sum(isinstance(one, Question) for one in asked)

    ran = tutor(stdin=f"\n{left}h\nq\n")

    assert "; e to edit cfg_combine, g to grade it, h for a hint: " in ran.out
    trail = Progress(workspace / ".tutor" / "progress.db", NOON).trail("cfg_combine")
    assert [one.kind for one in trail] == ["hint"]


BOXES = range(0x2500, 0x25A0)
BRAILLE = range(0x2800, 0x2900)


def drawn(ran: Ran) -> set[str]:
    """Every mark in what was printed that a picture or a frame is made of."""
    return {mark for mark in ran.out + ran.err if ord(mark) in BOXES or ord(mark) in BRAILLE}


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(line, id=line.replace("  ", " "))
        for line in [
            "",
            "list",
            "doctor",
            "start",
            "hint q_sample",
            "solution q_sample --give-up",
            "reset q_sample",
            "grade --all",
            "quiz 2",
            "quiz 9",
            *(f"read {number}" for number in (2, 5, 9, 13, 18)),
            "simulate",
            *(f"simulate {name}" for name in catalogue.names()),
        ]
    ],
)
def test_nothing_that_is_printed_plainly_is_drawn(
    tutor: Tutor, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = Verdict("q_sample", Status.BLOCKED, 0, 10)
    monkeypatch.setattr("tutor.grading.grader.Grader.grade", lambda *_, **__: blocked)
    tutor("start")

    ran = tutor(*line.split(), "--plain")

    assert ran.out
    assert drawn(ran) == set()


@pytest.mark.parametrize("data", ["two-moons", "digits"], ids=["points", "pictures"])
def test_nothing_of_a_model_is_drawn_plainly_neither_in_training_nor_of_its_samples(
    tutor: Tutor, data: str
) -> None:
    tutor("start")

    trained = tutor("train", "--data", data, "--steps", "25", "--device", "cpu", "--plain")
    sampled = tutor("sample", "--steps", "2", "--film", "--plain")

    assert (trained.code, sampled.code) == (0, 0)
    assert "step 25 of 25" in trained.out
    assert "step 2 of 2" in sampled.out
    assert drawn(trained) | drawn(sampled) == set()
