import errno
from pathlib import Path

import numpy as np
import pytest

from tutor.errors import WorkspaceError
from tutor.training import checkpoint
from tutor.training.checkpoint import Checkpoint

MODEL = Checkpoint(
    {"write.bias": np.array([1.5, 2.5], np.float32)},
    {"T": 100, "classes": [], "example": [2], "data": "dinosaur", "trained": 9},
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "models" / "model.safetensors"


def full(*args):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_what_is_written_is_read_again(path):
    checkpoint.write(path, MODEL)

    again = checkpoint.read(path)

    assert again.about == {
        "T": 100,
        "classes": [],
        "example": [2],
        "data": "dinosaur",
        "trained": 9,
    }
    np.testing.assert_array_equal(again.weights["write.bias"], [1.5, 2.5])
    assert list(path.parent.iterdir()) == [path]


def test_room_is_claimed_beforehand_and_given_back(path):
    checkpoint.reserve(path, 1000)
    claimed = [file.stat().st_size for file in path.parent.iterdir()]

    checkpoint.discard(path)

    assert claimed == [1000]
    assert list(path.parent.iterdir()) == []


def test_the_claimed_room_is_used(path):
    checkpoint.reserve(path, 100_000)

    checkpoint.write(path, MODEL)

    assert checkpoint.read(path).about == MODEL.about
    assert path.stat().st_size < 1000


def test_a_full_disk_is_told_and_leaves_the_old_model(path, monkeypatch):
    checkpoint.write(path, MODEL)
    monkeypatch.setattr("os.fsync", full)

    with pytest.raises(WorkspaceError) as caught:
        checkpoint.write(path, Checkpoint({}, {}))

    assert str(caught.value) == f"{path}: the model cannot be kept here: no space left on device"
    assert caught.value.hint == "make room there or give yourself permission, then train again"
    assert checkpoint.read(path).about == MODEL.about


def test_a_full_disk_is_told_before_anything_is_trained_and_left_as_it_was(path, monkeypatch):
    def half(self, content):
        with self.open("wb") as file:
            file.write(content[: len(content) // 2])
        full()

    monkeypatch.setattr(Path, "write_bytes", half)

    with pytest.raises(WorkspaceError, match="no space left on device"):
        checkpoint.reserve(path, 1000)

    assert list(path.parent.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "models").write_text("a file, where a folder should be")
    path = tmp_path / "models" / "model.safetensors"

    with pytest.raises(WorkspaceError) as caught:
        checkpoint.reserve(path, 1000)

    assert str(caught.value) == f"{path}: the model cannot be kept here: file exists"


def test_a_model_that_is_not_there_is_told_with_the_way_to_one(path):
    with pytest.raises(WorkspaceError) as caught:
        checkpoint.read(path)

    assert str(caught.value) == f"{path}: there is no trained model yet"
    assert caught.value.hint == "train one: `tutor train`"


@pytest.mark.parametrize("content", [b"", b"not a model", bytes(500)])
def test_a_file_that_is_no_model_is_told(path, content):
    path.parent.mkdir()
    path.write_bytes(content)

    with pytest.raises(WorkspaceError) as caught:
        checkpoint.read(path)

    assert str(caught.value) == f"{path}: this is no model of `tutor train`"
    assert caught.value.hint == "train it anew: `tutor train`"


def test_a_model_with_weights_that_are_no_numbers_is_told(path):
    checkpoint.write(path, Checkpoint({"write.bias": np.array([np.nan])}, MODEL.about))

    with pytest.raises(WorkspaceError, match="this is no model"):
        checkpoint.read(path)


def test_a_model_that_does_not_say_how_to_use_it_is_told(path):
    checkpoint.write(path, Checkpoint(MODEL.weights, {"T": 100}))

    with pytest.raises(WorkspaceError, match="this is no model"):
        checkpoint.read(path)


def test_a_model_of_another_version_is_told(path, monkeypatch):
    monkeypatch.setattr(checkpoint, "FORMAT", 1)
    checkpoint.write(path, MODEL)
    monkeypatch.undo()

    with pytest.raises(WorkspaceError) as caught:
        checkpoint.read(path)

    assert str(caught.value) == f"{path}: this model was kept by another version of the tutor"
    assert caught.value.hint == "train it anew: `tutor train`"
