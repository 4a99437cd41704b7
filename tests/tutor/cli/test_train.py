from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.tutor.cli.conftest import Tutor
from tutor.cli.train import card
from tutor.course.finder import find_course
from tutor.course.reader import read_course
from tutor.course.verdict import Status, Verdict
from tutor.learning.progress import Progress
from tutor.learning.workspace import Workspace
from tutor.training.events import Report

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def passed(tutor: Tutor, workspace: Path) -> Path:
    """A workspace in which all five functions stand and have passed."""
    tutor("start")
    course, place = read_course(find_course(None, {})), Workspace(workspace)
    progress = Progress(place.progress_file, NOW)
    for exercise in course.exercises.values():
        source = exercise.solution.read_text(encoding="utf-8")
        place.file(exercise).write_text(source, encoding="utf-8")
        progress.record_attempt(Verdict(exercise.slug, Status.PASSED, 1, 1), source, NOW)
    progress.close()
    return workspace


def test_training_says_which_exercises_are_missing(tutor: Tutor) -> None:
    tutor("start")

    ran = tutor("train")

    assert ran.code == 2
    assert ran.err == (
        "error: `tutor train` needs `alpha_bar`, `q_sample`, `training_loss` "
        "and `ddim_step`\n\n"
        "hint: pass them first: `tutor grade alpha_bar q_sample training_loss ddim_step`\n"
    )


def test_a_function_that_changed_since_it_passed_is_not_used(tutor: Tutor, passed: Path) -> None:
    file = passed / "exercises" / "02_forward_process" / "q_sample.py"
    file.write_text(file.read_text(encoding="utf-8") + "\n# more\n", encoding="utf-8")

    ran = tutor("train")

    assert ran.code == 2
    assert ran.err == (
        "warning: `q_sample` has changed since it passed: grade it again with "
        "`tutor grade q_sample`\n"
        "error: `tutor train` needs `q_sample`\n\n"
        "hint: pass it first: `tutor grade q_sample`\n"
    )


def test_five_passed_functions_train_a_model_that_draws(tutor: Tutor, passed: Path) -> None:
    trained = tutor("train", "--steps", "100", "--device", "cpu")
    drawn = tutor("sample", "--steps", "10", "--class", "1", "--scale", "2")

    assert trained.code == 0
    assert "with your alpha_bar, q_sample, training_loss, ddim_step" in " ".join(
        trained.out.split()
    )
    assert re.search(r"^step 100 of 100, loss 0\.\d+$", trained.out, re.MULTILINE)
    assert re.search(r"^score +0\.\d\d ", trained.out, re.MULTILINE)
    assert (passed / ".tutor" / "models" / "model.safetensors").exists()
    assert drawn.code == 0
    assert drawn.out.startswith("step 10 of 10: 256 points, spread ")


def test_sampling_before_training_says_what_to_do(tutor: Tutor, passed: Path) -> None:
    ran = tutor("sample")

    assert ran.code == 2
    assert ran.err.endswith("there is no trained model yet\n\nhint: train one: `tutor train`\n")


def test_the_card_gives_each_number_its_meaning() -> None:
    report = Report(1400, False, 3.25, 0.317, 0.5, 0.313, 0.98, -0.0006, 0.023, 0.027)

    assert card(report) == (
        "trained 1,400 steps in 3.2 s\n"
        "\n"
        "held-out loss      0.317   best possible 0.313, untrained 0.500\n"
        "score               0.98   1 is the best possible, 0 is untrained\n"
        "energy distance  -0.0006   about 0 for fresh data\n"
        "stray               2.3%   of the samples lie off the data; 1 % of fresh data do\n"
        "missed              2.7%   of the data have no sample near; 1 % for fresh data"
    )


def test_the_card_of_an_interrupted_run_says_so() -> None:
    report = Report(300, True, 1.0, 0.4, 0.5, 0.3, 0.5, 0.0, 0.0, 0.0)

    assert card(report).startswith("stopped after 300 steps in 1.0 s\n")


def test_a_film_shows_every_step_in_a_terminal(tutor: Tutor, passed: Path) -> None:
    tutor("train", "--steps", "20", "--device", "cpu")
    environ = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}

    screen, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "tutor", "sample", "--film", "--steps", "5"],
        stdout=terminal,
        env=environ,
    ):
        os.close(terminal)
        shown = b"".join(iter(lambda: read_some(screen), b"")).decode()
    os.close(screen)

    steps = re.findall(r"step (\d) of 5", shown)
    assert list(dict.fromkeys(steps)) == ["0", "1", "2", "3", "4", "5"]


def read_some(terminal: int) -> bytes:
    """What a terminal shows next; nothing once its program has ended."""
    try:
        return os.read(terminal, 1 << 16)
    except OSError:
        return b""
