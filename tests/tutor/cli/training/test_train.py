from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from tests.tutor.cli.conftest import Tutor
from tutor.cli.parser import build_parser
from tutor.course.finder import find_course
from tutor.course.reader import read_course
from tutor.course.verdict import Status, Verdict
from tutor.diffusion.datasets import names
from tutor.learning.progress import Progress
from tutor.learning.workspace import Workspace

NIGHT = """import numpy as np

from tutor.diffusion.datasets import dataset


@dataset("night", (1, 8, 8), ("new moon",))
def night(n, generator):
    stars = np.full((n, 1, 8, 8), -1.0)
    stars[generator.random(stars.shape) < 0.1] = 1.0
    return stars, np.zeros(n, np.int64)
"""
NOW = datetime(2026, 3, 1, tzinfo=UTC)
YOURS = (
    "yours: cosine_beta_schedule, alpha_bar, q_sample, training_loss, capstone_train, ema_update, "
    "ddim_step, cfg_combine, capstone_sample not needed here: drop_condition, since your "
    "capstone_train hides the labels itself"
)
DRAWN_BY = "yours: cosine_beta_schedule, alpha_bar, ddim_step, cfg_combine, capstone_sample\n"


@pytest.fixture
def passed(tutor: Tutor, workspace: Path) -> Path:
    """A workspace in which all functions stand and have passed."""
    tutor("start")
    course, place = read_course(find_course(None, {})), Workspace(workspace)
    progress = Progress(place.progress_file, NOW)
    for exercise in course.exercises.values():
        source = exercise.solution.read_text(encoding="utf-8")
        place.file(exercise).write_text(source, encoding="utf-8")
        progress.record_attempt(Verdict(exercise.slug, Status.PASSED, 1, 1), source, NOW)
    progress.close()
    return workspace


def test_training_needs_no_function_of_the_learner(tutor: Tutor) -> None:
    tutor("start")

    ran = tutor("train", "--steps", "25", "--device", "cpu")

    assert ran.code == 0
    assert "\nyours: none yet\nthe tutor's, until you pass them: cosine_beta_schedule," in ran.out


def test_a_function_that_changed_since_it_passed_is_not_used(tutor: Tutor, passed: Path) -> None:
    file = passed / "exercises" / "02_forward_process" / "q_sample.py"
    file.write_text(file.read_text(encoding="utf-8") + "\n# more\n", encoding="utf-8")

    ran = tutor("train", "--steps", "25", "--device", "cpu")

    assert ran.err == (
        "warning: `q_sample` was changed after it passed, and is not used: pass it again with "
        "`tutor grade q_sample`\n"
    )
    assert "\nthe tutor's, until you pass them: q_sample\n" in ran.out


def test_a_mistake_is_trained_on_purpose_beside_right_functions(tutor: Tutor, passed: Path) -> None:
    file = passed / "exercises" / "05_training" / "training_loss.py"
    source = file.read_text(encoding="utf-8")
    file.write_text(source.replace("signal.sqrt() *", "signal *"), encoding="utf-8")

    ran = tutor("train", "--steps", "200", "--device", "cpu", "--with-mistakes")

    assert ran.code == 0
    assert ran.out.startswith("not passed, and tried all the same: `training_loss`\n")
    assert YOURS in " ".join(ran.out.split())
    scores = re.search(r"^score +(\S+) +(\S+) ", ran.out, re.MULTILINE)
    assert scores
    assert float(scores[1]) < float(scores[2]) - 0.1


def test_a_course_brings_datasets_of_its_own(tutor: Tutor, tmp_path: Path) -> None:
    course = tmp_path / "course"
    shutil.copytree(Path(__file__).parents[4] / "lessons", course / "lessons")
    for folder in ("exercises", "solutions"):
        shutil.copytree(Path(__file__).parents[4] / folder, course / folder)
    shutil.copytree(Path(__file__).parents[4] / "tests/exercises", course / "tests/exercises")
    own = course / "lessons" / "datasets.py"
    own.write_text(NIGHT, encoding="utf-8")
    tutor("start", "--course", str(course))

    asked = ("--course", str(course), "--data", "night", "--steps", "25", "--device", "cpu")
    trained = tutor("train", *asked)
    drawn = tutor("sample", "--course", str(course), "--steps", "2", "--class", "new moon")
    own.write_text(NIGHT.replace("np.full", "np.fill"), encoding="utf-8")
    broken = tutor("train", *asked)

    assert trained.code == drawn.code == 0
    assert "\nstep 2 of 2: pictures 32, contrast 0." in drawn.out
    assert broken.code == 2
    assert broken.err.startswith(
        "error: lessons/datasets.py:8: AttributeError: module 'numpy' has no attribute 'fill'\n"
    )


def test_passed_functions_train_a_model_that_draws(tutor: Tutor, passed: Path) -> None:
    trained = tutor("train", "--steps", "100", "--device", "cpu")
    drawn = tutor("sample", "--steps", "10", "--class", "1", "--scale", "2")

    assert trained.code == 0
    assert YOURS in " ".join(trained.out.split())
    assert re.search(r"^step 100 of 100, loss 0\.\d+$", trained.out, re.MULTILINE)
    assert re.search(r"^score +0\.\d\d ", trained.out, re.MULTILINE)
    assert (passed / ".tutor" / "models" / "model.safetensors").exists()
    assert drawn.code == 0
    assert drawn.out.startswith(f"{DRAWN_BY}step 10 of 10: points 256, spread ")


def test_steps_that_the_learners_loop_cannot_take_are_the_tutors(
    tutor: Tutor, passed: Path
) -> None:
    tutor("train", "--steps", "1", "--device", "cpu")

    ran = tutor("sample", "--steps", "30")

    assert " ".join(ran.out.split()).startswith(
        "yours: cosine_beta_schedule, alpha_bar, ddim_step not needed here: capstone_sample, "
        "since it takes only steps that divide the levels, as 20, 25 or 50 do step 30 of 30: "
    )


def test_a_sampler_of_the_tutors_says_nothing_of_functions(tutor: Tutor, passed: Path) -> None:
    tutor("train", "--steps", "1", "--device", "cpu")

    ran = tutor("sample", "--sampler", "heun", "--steps", "5")

    assert ran.out.startswith("step 5 of 5: ")


def test_sampling_before_training_says_what_to_do(tutor: Tutor, passed: Path) -> None:
    ran = tutor("sample")

    assert ran.code == 2
    assert ran.err.endswith("there is no trained model yet\n\nhint: train one: `tutor train`\n")


def test_samples_are_saved_as_a_picture_and_as_a_film(
    tutor: Tutor, passed: Path, tmp_path: Path
) -> None:
    tutor("train", "--steps", "20", "--device", "cpu", "--data", "digits")
    still, film = tmp_path / "one.png", tmp_path / "all.gif"

    said = [
        tutor("sample", "--steps", "4", "--class", "7", "--save", str(path)).out
        for path in (still, film)
    ]

    assert said[0].endswith(f"saved as `{still}`\n")
    with Image.open(still) as picture, Image.open(film) as frames:
        assert picture.width >= 400
        assert frames.n_frames == 5


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("one.bmp", "cannot save as `.bmp`", "give a name that ends in `.png`, or in `.gif`"),
        ("nowhere/one.png", "there is no folder `nowhere`", "make it, or choose another"),
    ],
)
def test_a_file_that_cannot_be_saved_is_told_before_anything_is_drawn(
    tutor: Tutor, passed: Path, name: str, message: str, hint: str
) -> None:
    ran = tutor("sample", "--save", name)

    assert ran.code == 2
    assert message in ran.err
    assert f"hint: {hint}" in ran.err


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


def test_the_help_names_every_dataset_there_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")

    with pytest.raises(SystemExit):
        build_parser().parse_args(["train", "--help"])

    assert set(names()) <= set(re.findall(r"[\w-]+", capsys.readouterr().out))
