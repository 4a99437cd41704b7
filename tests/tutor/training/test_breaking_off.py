"""A run that cannot begin or breaks off says whose mistake it is."""

import numpy as np
import pytest

from tests.tutor.training.told import ABOUT, said
from tutor.errors import BlockedError, WorkspaceError
from tutor.training import session
from tutor.training.checkpoint import Checkpoint, write
from tutor.training.wishes import Sampling, Training


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
