from __future__ import annotations

import os

import pytest

from tutor.sandbox.profile import Namespaces
from tutor.sandbox.scratch import empty, environment


def test_whatever_a_run_has_left_is_removed_and_nothing_it_points_to(tmp_path):
    outside, scratch = tmp_path / "kept", tmp_path / "scratch"
    (outside / "inside").mkdir(parents=True)
    (scratch / "cache" / "deep").mkdir(parents=True)
    (scratch / "cache" / "deep" / "file").touch()
    (scratch / "link").symlink_to(outside)
    os.mkfifo(scratch / "pipe")

    empty(scratch)

    assert list(scratch.iterdir()) == []
    assert (outside / "inside").is_dir()


def test_what_refuses_to_go_is_an_error(tmp_path, monkeypatch):
    (tmp_path / "stays").touch()
    monkeypatch.setattr("pathlib.Path.unlink", refused)

    with pytest.raises(PermissionError):
        empty(tmp_path)


def refused(*_: object) -> None:
    raise PermissionError


@pytest.mark.parametrize("name", ["HOME", "TMPDIR", "MPLCONFIGDIR", "TORCHINDUCTOR_CACHE_DIR"])
def test_libraries_that_want_to_write_are_sent_to_scratch_if_there_is_one(name):
    assert environment(Namespaces.OWN)[name] == "/scratch"
    assert environment(Namespaces.NONE).get(name, "/") == "/"
