"""A run from its start to a model that draws, also where it is stopped on the way."""

import os
import signal
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from tests.tutor.training.told import ABOUT, said
from tutor.sandbox.isolation import attainable
from tutor.sandbox.profile import KERNEL
from tutor.training import session
from tutor.training.checkpoint import read
from tutor.training.events import Advance, Finished, Report, Samples, Started
from tutor.training.wishes import Sampling, Training

SOLUTIONS = Path(__file__).parents[3] / "solutions"
LONG = 120


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


def test_functions_of_the_learner_and_ours_train_together(sources, path):
    only = {"q_sample": sources["q_sample"]}

    with session.train(only, Training(device="cpu", steps=25), checkpoint=path) as run:
        started, *_, end = list(run)

    assert started.functions == ("q_sample",)
    assert "training_loss" in started.ours
    assert end.report.steps == 25


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
