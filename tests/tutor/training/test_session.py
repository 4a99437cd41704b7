import os
import signal
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from tutor.errors import BlockedError, TrainingError, TutorError, WorkspaceError
from tutor.sandbox.isolation import attainable
from tutor.sandbox.profile import KERNEL
from tutor.training import session
from tutor.training.checkpoint import Checkpoint, read, write
from tutor.training.events import Advance, Finished, Report, Samples, Started
from tutor.training.wishes import Sampling, Training

SOLUTIONS = Path(__file__).parents[3] / "solutions"
LONG = 120
ABOUT = {
    "T": 100,
    "classes": ["upper", "lower"],
    "example": [2],
    "data": "two-moons",
    "trained": 25,
}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "models" / "model.safetensors"


def said(refusal):
    with pytest.raises(TrainingError) as caught:
        refusal()
    return str(caught.value), caught.value.hint


def test_a_run_stopped_in_the_middle_keeps_a_model_that_draws(sources, path):
    events = []
    with session.train(sources, Training(device="cpu", steps=100_000), checkpoint=path) as run:
        for event in run:
            events.append(event)
            if isinstance(event, Advance) and event.step == 25:
                run.stop()

    drawn = list(session.sample(path, sources, Sampling(n=20, steps=4, label="1", device="cpu")))

    assert isinstance(events[0], Started)
    assert events[0].isolation == attainable(KERNEL).name
    assert isinstance(events[1], Samples)
    assert isinstance(events[-1], Finished)
    assert events[-1].checkpoint == path
    assert events[-1].report.interrupted
    assert events[-1].report.steps == read(path).about["report"]["steps"] >= 25
    assert [frame.step for frame in drawn] == [0, 1, 2, 3, 4]
    assert drawn[-1].x.shape == (20, 2)
    assert drawn[-1].x.dtype == np.float64


@pytest.mark.isolation
def test_no_thread_stays_outside_the_fence(sources, path):
    with session.train(sources, Training(device="cpu", steps=100_000), checkpoint=path) as run:
        next(run)
        threads = Path(f"/proc/{run._child._process.pid}/task").iterdir()
        modes = [
            (thread / "status").read_text().partition("Seccomp:\t")[2][0] for thread in threads
        ]

    assert len(modes) >= 2
    assert set(modes) == {"2"}


def test_a_run_that_is_left_keeps_its_model_and_leaves_nothing_behind(sources, path):
    with session.train(sources, Training(device="cpu", steps=100_000), checkpoint=path) as run:
        next(run)

    assert read(path).about["report"]["interrupted"]
    assert list(path.parent.iterdir()) == [path]
    assert list(run) == []


PROGRAM = """
import sys
from pathlib import Path
from tutor.training import session
from tutor.training.wishes import Training

sources = {path.stem: path.read_text() for path in Path(sys.argv[1]).rglob("*.py")}
run = session.train(sources, Training(device="cpu", steps=100_000), checkpoint=Path(sys.argv[2]))
last = next(run)
try:
    print("started", flush=True)
    for last in run:
        pass
except KeyboardInterrupt:
    run.stop()
    for last in run:
        pass
print(type(last).__name__, last.report.interrupted)
"""


def test_ctrl_c_in_the_terminal_keeps_the_model(path):
    terminal = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(SOLUTIONS), str(path)],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    terminal.stdout.readline()

    os.killpg(terminal.pid, signal.SIGINT)  # as a terminal does: to all in front
    printed, _ = terminal.communicate()

    assert printed == "Finished True\n"
    assert read(path).about["report"]["interrupted"]


class Said:
    """A process that has said all it had to say."""

    def __init__(self, *messages):
        self.messages = list(messages)

    def receive(self, patience):
        return self.messages.pop(0)

    def ask_to_stop(self):
        pass

    def end(self):
        pass


def test_ctrl_c_while_the_model_is_written_does_not_lose_it(path, monkeypatch):
    report = {field.name: 0.5 for field in fields(Report)}
    kept = {"weights": {}, "about": ABOUT}
    child = Said({"event": "Trained", "report": report, "checkpoint": kept, "right": None})
    run = session.TrainingRun(child, path, LONG)
    monkeypatch.setattr("os.fsync", lambda file: signal.raise_signal(signal.SIGINT))
    with pytest.raises(KeyboardInterrupt):
        next(run)
    monkeypatch.undo()

    run.stop()
    end = next(run)

    assert end == Finished(Report(**report), path)
    assert read(path).about == ABOUT


def test_a_message_that_is_no_event_is_told(path):
    run = session.TrainingRun(Said({"event": "Surprise"}), path, LONG)

    assert said(lambda: next(run)) == (
        "the training said something that is no event of ours",
        "train again",
    )


def test_a_learners_error_ends_the_run_with_their_line(sources, path):
    wrong = {**sources, "q_sample": "def q_sample(x0, t, noise, alpha_bar):\n    return x_0\n"}

    run = session.train(wrong, Training(device="cpu"), checkpoint=path)

    assert said(lambda: list(run)) == (
        "q_sample.py:2: NameError: name 'x_0' is not defined",
        "mend it and pass `tutor grade q_sample`",
    )
    assert list(path.parent.iterdir()) == []


def test_assertions_of_a_learner_hold_whatever_their_python_is_told(sources, path, monkeypatch):
    monkeypatch.setenv("PYTHONOPTIMIZE", "1")
    wrong = {**sources, "alpha_bar": "def alpha_bar(betas):\n    assert False, 'heard'\n"}

    run = session.train(wrong, Training(device="cpu"), checkpoint=path)

    assert said(lambda: list(run))[0] == "alpha_bar.py:2: AssertionError: heard"


def test_an_unknown_dataset_is_told_before_a_process_is_started(sources, path):
    with pytest.raises(TutorError) as caught:
        session.train(sources, Training(data="moons"), checkpoint=path)

    assert str(caught.value) == "there is no dataset called `moons`"
    assert caught.value.hint == (
        "choose one of two-moons, swiss-roll, eight-gaussians, two-clusters, dinosaur, digits, "
        "shapes"
    )


@pytest.mark.parametrize("seed", [-1, 2**63, 10**20])
def test_a_seed_that_torch_cannot_take_is_told(sources, path, seed):
    complaint = (f"the seed must lie from 0 to 2**63 − 1, but is {seed}", "choose another seed")
    write(path, Checkpoint({}, ABOUT))

    assert said(lambda: session.train(sources, Training(seed=seed), checkpoint=path)) == complaint
    assert said(lambda: session.sample(path, sources, Sampling(seed=seed))) == complaint


@pytest.mark.parametrize(
    ("wish", "message", "hint"),
    [
        (Training(steps=0), "0 steps are too few to train", "give at least 1"),
        (
            Training(steps=1_000_001),
            "1000001 steps are too many to train",
            "give at most 1,000,000",
        ),
        (
            Training(seconds=0.0),
            "0 seconds are no time to train in",
            "give more than 0 and at most a day, 86400",
        ),
        (
            Training(seconds=float("nan")),
            "nan seconds are no time to train in",
            "give more than 0 and at most a day, 86400",
        ),
        (
            Training(steps=10, seconds=1.0),
            "steps and seconds are two ways to say how long",
            "give `--steps` or `--seconds`",
        ),
        (Training(threads=0), "0 threads cannot compute", "give at least 1"),
    ],
)
def test_a_wish_that_cannot_be_met_is_told_before_room_is_claimed(
    sources, path, wish, message, hint
):
    assert said(lambda: session.train(sources, wish, checkpoint=path)) == (message, hint)
    assert not path.parent.exists()


def test_room_is_given_back_where_the_process_cannot_start(sources, path, monkeypatch):
    monkeypatch.setattr("sys.executable", "/nowhere/python")

    with pytest.raises(BlockedError) as caught:
        session.train(sources, Training(), checkpoint=path)

    assert str(caught.value) == "the training cannot be started: no such file or directory"
    assert caught.value.hint == "run `tutor doctor`"
    assert list(path.parent.iterdir()) == []


def test_a_place_that_cannot_hold_the_model_is_told_before_a_process_is_started(sources, tmp_path):
    (tmp_path / "models").write_text("a file, where a folder should be")

    with pytest.raises(WorkspaceError, match="the model cannot be kept here: file exists"):
        session.train(sources, Training(), checkpoint=tmp_path / "models" / "model.safetensors")


@pytest.mark.parametrize(
    ("choices", "message", "hint"),
    [
        ({"steps": 101}, "`--steps` must lie from 1 to 100, but is 101", "choose another"),
        ({"steps": 0}, "`--steps` must lie from 1 to 100, but is 0", "choose another"),
        ({"n": 0}, "`-n` must lie from 1 to 524288, but is 0", "choose another"),
        ({"n": 524_289}, "`-n` must lie from 1 to 524288, but is 524289", "choose another"),
        ({"eta": 1.5}, "`--eta` must lie from 0 to 1, but is 1.5", "choose another"),
        ({"eta": float("nan")}, "`--eta` must lie from 0 to 1, but is nan", "choose another"),
        (
            {"scale": float("nan")},
            "`--scale` must lie from -1000 to 1000, but is nan",
            "choose another",
        ),
        (
            {"scale": float("-inf")},
            "`--scale` must lie from -1000 to 1000, but is -inf",
            "choose another",
        ),
        (
            {"label": "2"},
            "there is no class `2`",
            "choose one of `upper`, `lower`",
        ),
        ({"label": "-1"}, "there is no class `-1`", "choose one of `upper`, `lower`"),
        ({"label": "uper"}, "there is no class `uper`", "did you mean `upper`?"),
        (
            {"sampler": "euler"},
            "there is no sampler called `euler`",
            "choose one of `ddim`, `ddpm`, `heun`, `dpm++`",
        ),
    ],
)
def test_choices_out_of_range_are_told(sources, path, choices, message, hint):
    write(path, Checkpoint({}, ABOUT))

    assert said(lambda: session.sample(path, sources, Sampling(**choices))) == (message, hint)


def test_a_class_of_a_model_without_classes_is_told(sources, path):
    write(path, Checkpoint({}, {**ABOUT, "data": "dinosaur", "classes": []}))

    assert said(lambda: session.sample(path, sources, Sampling(label="0"))) == (
        "there is no class `0`: the model knows no classes",
        "leave `--class` out",
    )


def test_a_run_cannot_go_on_with_other_data(sources, path):
    write(path, Checkpoint({}, ABOUT))
    wish = Training(data="digits", resume=True)

    assert said(lambda: session.train(sources, wish, checkpoint=path)) == (
        "the model you have learned `two-moons`, not `digits`",
        "leave `--data` out, or train a new one: `tutor train --data digits`",
    )


def test_functions_of_the_learner_and_ours_train_together(sources, path):
    only = {"q_sample": sources["q_sample"]}

    with session.train(only, Training(device="cpu", steps=25), checkpoint=path) as run:
        started, *_, end = list(run)

    assert started.functions == ("q_sample",)
    assert "training_loss" in started.ours
    assert end.report.steps == 25


def test_a_model_of_another_network_is_told(sources, path):
    write(path, Checkpoint({"read.weight": np.ones((3, 3), np.float32)}, ABOUT))

    assert said(lambda: list(session.sample(path, sources, Sampling(device="cpu")))) == (
        "the model you have is of another network than `two-moons` is learned by now",
        "train it anew: `tutor train --data two-moons`",
    )


def test_a_defect_of_ours_is_nobodys_mistake(sources, path):
    write(path, Checkpoint({}, {**ABOUT, "example": [2, 2]}))

    with pytest.raises(BlockedError) as caught:
        list(session.sample(path, sources, Sampling(device="cpu")))

    assert str(caught.value) == (
        "the training broke off: ValueError: no network for examples of shape (2, 2)"
    )
    assert caught.value.hint == "try again, perhaps with `--device cpu`; if it stays, report it"


def test_data_that_are_not_there_are_told_before_a_process_is_started(sources, path):
    with pytest.raises(TutorError) as caught:
        session.train(sources, Training(data="three-moons"), checkpoint=path)

    assert str(caught.value) == "there is no dataset called `three-moons`"
    assert not path.parent.exists()


def test_the_process_with_the_screen_loads_no_torch():
    program = "import sys, tutor.training.session; print('torch' in sys.modules)"

    ran = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )

    assert ran.stdout == "False\n"
