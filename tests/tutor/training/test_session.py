import os
import signal
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from tutor.errors import BlockedError, TrainingError, WorkspaceError
from tutor.sandbox.isolation import attainable
from tutor.sandbox.profile import KERNEL
from tutor.training import session
from tutor.training.checkpoint import Checkpoint, read, write
from tutor.training.events import Advance, Finished, Report, Samples, Started

SOLUTIONS = Path(__file__).parents[3] / "solutions"
LONG = 120
ABOUT = {"T": 100, "classes": 2, "shape": {}}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "models" / "model.safetensors"


def said(refusal):
    with pytest.raises(TrainingError) as caught:
        refusal()
    return str(caught.value), caught.value.hint


def test_a_run_stopped_in_the_middle_keeps_a_model_that_draws(sources, path):
    events = []
    with session.train(sources, checkpoint=path, device="cpu", steps=100_000) as run:
        for event in run:
            events.append(event)
            if isinstance(event, Advance) and event.step == 25:
                run.stop()

    drawn = list(session.sample(path, sources, n=20, steps=4, label=1, device="cpu"))

    assert isinstance(events[0], Started)
    assert events[0].isolation == attainable(KERNEL).name
    assert isinstance(events[1], Samples)
    assert isinstance(events[-1], Finished)
    assert events[-1].checkpoint == path
    assert events[-1].report.interrupted
    assert events[-1].report.steps == read(path).about["report"]["steps"] >= 25
    assert [frame.step for frame in drawn] == [0, 1, 2, 3, 4]
    assert drawn[-1].xy.shape == (20, 2)
    assert drawn[-1].xy.dtype == np.float64


@pytest.mark.isolation
def test_no_thread_stays_outside_the_fence(sources, path):
    with session.train(sources, checkpoint=path, device="cpu", steps=100_000) as run:
        next(run)
        threads = Path(f"/proc/{run._child._process.pid}/task").iterdir()
        modes = [
            (thread / "status").read_text().partition("Seccomp:\t")[2][0] for thread in threads
        ]

    assert len(modes) >= 2
    assert set(modes) == {"2"}


def test_a_run_that_is_left_keeps_its_model_and_leaves_nothing_behind(sources, path):
    with session.train(sources, checkpoint=path, device="cpu", steps=100_000) as run:
        next(run)

    assert read(path).about["report"]["interrupted"]
    assert list(path.parent.iterdir()) == [path]
    assert list(run) == []


PROGRAM = """
import sys
from pathlib import Path
from tutor.training import session

sources = {path.stem: path.read_text() for path in Path(sys.argv[1]).rglob("*.py")}
run = session.train(sources, checkpoint=Path(sys.argv[2]), device="cpu", steps=100_000)
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
    child = Said(
        {"event": "Trained", "report": report, "checkpoint": {"weights": {}, "about": ABOUT}}
    )
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

    run = session.train(wrong, checkpoint=path, device="cpu")

    assert said(lambda: list(run)) == (
        "q_sample.py:2: NameError: name 'x_0' is not defined",
        "mend it and pass `tutor grade q_sample`",
    )
    assert list(path.parent.iterdir()) == []


def test_assertions_of_a_learner_hold_whatever_their_python_is_told(sources, path, monkeypatch):
    monkeypatch.setenv("PYTHONOPTIMIZE", "1")
    wrong = {**sources, "alpha_bar": "def alpha_bar(betas):\n    assert False, 'heard'\n"}

    run = session.train(wrong, checkpoint=path, device="cpu")

    assert said(lambda: list(run))[0] == "alpha_bar.py:2: AssertionError: heard"


@pytest.mark.parametrize(
    ("absent", "message", "hint"),
    [
        (["q_sample"], "`tutor train` needs `q_sample`", "pass it first: `tutor grade q_sample`"),
        (
            ["alpha_bar", "ddim_step"],
            "`tutor train` needs `alpha_bar` and `ddim_step`",
            "pass them first: `tutor grade alpha_bar ddim_step`",
        ),
    ],
    ids=["one", "two"],
)
def test_a_function_not_yet_passed_is_named(sources, path, absent, message, hint):
    passed = {slug: text for slug, text in sources.items() if slug not in absent}

    assert session.missing(passed) == absent
    assert said(lambda: session.train(passed, checkpoint=path)) == (message, hint)


def test_guidance_is_needed_only_to_guide(sources):
    passed = {slug: text for slug, text in sources.items() if slug != "cfg_combine"}

    assert session.missing(passed) == []
    assert session.missing(passed, guided=True) == ["cfg_combine"]


def test_an_unknown_point_set_is_told_before_a_process_is_started(sources, path):
    assert said(lambda: session.train(sources, checkpoint=path, data="moons")) == (
        "there is no point set called `moons`",
        "choose one of two-moons, swiss-roll, eight-gaussians, two-clusters, dinosaur",
    )


@pytest.mark.parametrize("seed", [-1, 2**63, 10**20])
def test_a_seed_that_torch_cannot_take_is_told(sources, path, seed):
    complaint = (f"the seed must lie from 0 to 2**63 − 1, but is {seed}", "choose another seed")
    write(path, Checkpoint({}, ABOUT))

    assert said(lambda: session.train(sources, checkpoint=path, seed=seed)) == complaint
    assert said(lambda: session.sample(path, sources, seed=seed)) == complaint


@pytest.mark.parametrize(
    ("steps", "message", "hint"),
    [
        (0, "0 steps are too few to train", "give at least 1"),
        (1_000_001, "1000001 steps are too many to train", "give at most 1,000,000"),
    ],
)
def test_too_few_and_too_many_steps_are_told_before_room_is_claimed(
    sources, path, steps, message, hint
):
    assert said(lambda: session.train(sources, checkpoint=path, steps=steps)) == (message, hint)
    assert not path.parent.exists()


def test_room_is_given_back_where_the_process_cannot_start(sources, path, monkeypatch):
    monkeypatch.setattr("sys.executable", "/nowhere/python")

    with pytest.raises(BlockedError) as caught:
        session.train(sources, checkpoint=path)

    assert str(caught.value) == "the training cannot be started: no such file or directory"
    assert caught.value.hint == "run `tutor doctor`"
    assert list(path.parent.iterdir()) == []


def test_a_place_that_cannot_hold_the_model_is_told_before_a_process_is_started(sources, tmp_path):
    (tmp_path / "models").write_text("a file, where a folder should be")

    with pytest.raises(WorkspaceError, match="the model cannot be kept here: file exists"):
        session.train(sources, checkpoint=tmp_path / "models" / "model.safetensors")


@pytest.mark.parametrize(
    ("choices", "message", "hint"),
    [
        ({"steps": 101}, "steps must lie from 1 to 100, but is 101", "change `--steps`"),
        ({"steps": 0}, "steps must lie from 1 to 100, but is 0", "change `--steps`"),
        ({"eta": 1.5}, "eta must lie from 0 to 1, but is 1.5", "change `--eta`"),
        ({"eta": float("nan")}, "eta must lie from 0 to 1, but is nan", "change `--eta`"),
        (
            {"scale": float("nan")},
            "scale must lie from -1000 to 1000, but is nan",
            "change `--scale`",
        ),
        (
            {"scale": float("-inf")},
            "scale must lie from -1000 to 1000, but is -inf",
            "change `--scale`",
        ),
        (
            {"label": 10**20},
            f"there is no class {10**20}: the model knows the classes 0 to 1",
            "leave the class out",
        ),
        (
            {"label": -1},
            "there is no class -1: the model knows the classes 0 to 1",
            "leave the class out",
        ),
    ],
)
def test_choices_out_of_range_are_told(sources, path, choices, message, hint):
    write(path, Checkpoint({}, ABOUT))

    assert said(lambda: session.sample(path, sources, **choices)) == (message, hint)


def test_a_class_of_a_model_without_classes_is_told(sources, path):
    write(path, Checkpoint({}, {**ABOUT, "classes": 0}))

    assert said(lambda: session.sample(path, sources, label=0)) == (
        "there is no class 0: the model knows no classes",
        "leave the class out",
    )


def test_guiding_without_cfg_combine_names_it(sources, path):
    write(path, Checkpoint({}, ABOUT))
    passed = {slug: text for slug, text in sources.items() if slug != "cfg_combine"}

    assert said(lambda: session.sample(path, passed, scale=2.0)) == (
        "`tutor sample` needs `cfg_combine`",
        "pass it first: `tutor grade cfg_combine`",
    )


def test_a_defect_of_ours_is_nobodys_mistake(sources, path):
    write(path, Checkpoint({}, ABOUT))

    with pytest.raises(BlockedError) as caught:
        list(session.sample(path, sources, device="cpu"))

    assert str(caught.value).startswith("the training broke off: RuntimeError: Error(s) in loading")
    assert caught.value.hint == "try again, perhaps with `--device cpu`; if it stays, report it"


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
