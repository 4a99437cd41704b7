import subprocess
import sys
from dataclasses import asdict

import pytest

from tests.tutor.training.told import said
from tutor.errors import BlockedError
from tutor.training import session
from tutor.training.child import Child
from tutor.training.events import Started
from tutor.training.wishes import Training

LONG = 120


def test_a_process_that_dies_is_told(sources, path):
    wrong = {**sources, "alpha_bar": "import os\n\n\ndef alpha_bar(betas):\n    os._exit(3)\n"}

    run = session.train(wrong, Training(device="cpu"), checkpoint=path)

    assert said(lambda: list(run)) == (
        "the training ended without a word (exit code 3)",
        "look for an exit in your functions, or for too little memory",
    )


def test_a_torch_that_cannot_be_imported_is_not_the_learners(sources, path, tmp_path, monkeypatch):
    broken = (
        "import sys\nprint('x' * 100_000, file=sys.stderr)\nraise ImportError('no libcudart')\n"
    )
    (tmp_path / "torch.py").write_text(broken)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    run = session.train(sources, Training(device="cpu"), checkpoint=path)

    with pytest.raises(BlockedError) as caught:
        list(run)
    assert str(caught.value) == "the training cannot be started: ImportError: no libcudart"
    assert caught.value.hint == "run `tutor doctor`"


def test_a_process_that_dies_before_it_is_asked_is_told(monkeypatch):
    monkeypatch.setattr("tutor.training.child.start", dead)

    child = Child("train", {"functions": {}, "filling": "x" * 500_000})

    with pytest.raises(BlockedError) as caught:
        child.receive(LONG)
    assert str(caught.value) == "the training cannot be started: exit code 1"


def dead(descriptor, environ):
    process = subprocess.Popen([sys.executable, "-c", "exit(1)"], stderr=subprocess.PIPE)
    process.wait()
    return process


def test_a_process_that_is_never_ready_is_not_the_learners(monkeypatch):
    monkeypatch.setattr("tutor.training.child.start", mute)
    child = Child("train", {})

    with pytest.raises(BlockedError) as caught:
        child.receive(0.1)
    assert str(caught.value) == "the training cannot be started: it was not ready after 0.1 seconds"


def mute(descriptor, environ):
    return subprocess.Popen(
        ["cat"], stdin=descriptor, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def test_functions_too_long_to_be_sent_are_told(sources, path):
    long = {**sources, "q_sample": sources["q_sample"] + "#" * (1 << 20)}

    assert said(lambda: session.train(long, Training(), checkpoint=path)) == (
        "the training cannot be given more than 1 MB of text",
        "make your functions shorter",
    )
    assert list(path.parent.iterdir()) == []


def test_another_package_of_our_name_is_not_run(sources, path, tmp_path, monkeypatch):
    (tmp_path / "tutor.py").write_text("raise ImportError('another')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr("sysconfig.get_path", {}.get)

    with session.train(sources, Training(device="cpu"), checkpoint=path) as run:
        assert isinstance(next(run), Started)


def test_no_function_runs_unfenced_where_the_device_is_wrong(sources, path):
    loud = {**sources, "alpha_bar": "raise ValueError('I ran')\n"}

    run = session.train(loud, Training(device="tpu"), checkpoint=path)

    assert said(lambda: list(run))[0] == "no device called `tpu` computes here"


def test_an_endless_loop_is_given_up(sources, path):
    wrong = "def training_loss(*arguments):\n    while True:\n        pass\n"
    options = {"datasets": "", "wish": asdict(Training(device="cpu")), "resumed": None}
    child = Child("train", {"functions": {**sources, "training_loss": wrong}, **options})
    child.receive(LONG)
    child.receive(LONG)

    assert said(lambda: child.receive(0.2)) == (
        "no sign of life for 0.2 seconds",
        "look for an endless loop in your functions",
    )
