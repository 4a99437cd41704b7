import pytest
import torch

from tutor.errors import TrainingError
from tutor.training import device


@pytest.fixture
def works(monkeypatch):
    """Let only these kinds compute."""
    return lambda *kinds: monkeypatch.setattr(device, "computes", lambda name: name in kinds)


def test_the_fastest_kind_that_computes_is_taken(works):
    works("mps", "cpu")

    place = device.choose(None)

    assert place.device.type == "mps"
    assert place.why == "cuda cannot be used here"


def test_the_cpu_is_taken_where_nothing_else_computes(works):
    works("cpu")

    place = device.choose(None)

    assert place.device.type == "cpu"
    assert place.why == "cuda and mps cannot be used here"


def test_what_was_asked_for_is_taken(works):
    works("cuda", "cpu")

    place = device.choose("cpu")

    assert (place.device.type, place.why) == ("cpu", "as you asked")


@pytest.mark.parametrize("name", ["tpu", "cuda:7", "meta"])
def test_a_device_that_does_not_compute_is_named_with_those_that_do(name, monkeypatch):
    monkeypatch.setattr(device, "available", lambda: ("cuda", "cpu"))

    with pytest.raises(TrainingError) as caught:
        device.choose(name)

    assert str(caught.value) == f"no device called `{name}` computes here"
    assert caught.value.hint == "choose `cuda` or `cpu`"


def test_the_cpu_always_computes():
    assert device.available()[-1] == "cpu"


@pytest.mark.parametrize(
    "error",
    [
        torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB."),
        MemoryError(),
        RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 4 bytes"),
    ],
    ids=["cuda", "numpy", "cpu"],
)
def test_every_way_to_say_that_memory_is_short_is_known(error):
    assert device.too_little_memory(error)
    assert not device.gave_out(error)


def test_a_device_that_gave_out_is_known_by_what_it_says():
    assert device.gave_out(RuntimeError("CUDA error: an illegal memory access was encountered"))
    assert not device.gave_out(RuntimeError("mat1 and mat2 shapes cannot be multiplied"))
