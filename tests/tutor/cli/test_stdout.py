"""What becomes of the command where its output, its folder or its home is gone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

LIST = [sys.executable, "-m", "tutor", "list"]


@pytest.fixture(autouse=True)
def _fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUTOR_WORKSPACE", str(tmp_path / "none"))


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)

    with os.fdopen(writing, "w") as stdout:
        run = subprocess.run(LIST, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False)

    assert (run.returncode, run.stderr) == (0, "")


def test_a_full_disk_under_stdout_is_said() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as stdout:
        run = subprocess.run(LIST, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False)

    assert run.returncode == 2
    assert run.stderr == (
        "error: stdout cannot be written: no space left on device\n\n"
        "hint: make room, or print elsewhere\n"
    )


def test_a_closed_stdout_is_said() -> None:
    shell = f"exec '{sys.executable}' -m tutor list >&-"

    run = subprocess.run(["sh", "-c", shell], stderr=subprocess.PIPE, text=True, check=False)

    assert run.returncode == 2
    assert run.stderr == (
        "error: there is no stdout to write to\n\nhint: do not close it with `>&-`\n"
    )


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    shell = f"cd '{gone}' && rmdir '{gone}' && exec '{sys.executable}' -P -m tutor list"

    run = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=False)

    assert run.returncode == 2
    assert run.stderr.endswith(
        "error: the folder you are in is gone\n\nhint: change to another, as `cd`\n"
    )
