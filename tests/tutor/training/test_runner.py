import socket

import pytest
import torch

from tutor.training import runner

OPTIONS = {"functions": {}, "datasets": "", "resumed": None, "wish": {"device": "cpu"}}


@pytest.fixture
def answers(monkeypatch):
    """All that is answered to a request for training when it fails with that error."""

    def told(error):
        def fails(options, stopped):
            raise error

        monkeypatch.setattr(runner, "_fenced", lambda device, connection: ("none", lambda: False))
        monkeypatch.setattr(runner, "_train", fails)
        request = {"task": "train", "options": OPTIONS}
        with socket.socket() as connection:
            return list(runner._answers(request, connection))

    return told


def test_too_little_memory_is_told_with_the_way_out(answers):
    assert answers(torch.OutOfMemoryError("CUDA out of memory.")) == [
        {
            "event": "Failed",
            "message": "the device has too little free memory",
            "hint": "end what else uses it, or choose another one: `--device cpu`",
        }
    ]


def test_a_device_that_gives_out_is_told_with_the_way_to_the_fault(answers):
    assert answers(RuntimeError("CUDA error: device-side assert triggered\nmore")) == [
        {
            "event": "Broken",
            "what": "the device gave out: CUDA error: device-side assert triggered",
            "hint": "train with `--device cpu`, which also tells whether a function is at fault",
        }
    ]
