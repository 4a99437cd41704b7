from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tutor.cli import main


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Tutor = Callable[..., Ran]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return tmp_path / "workspace"


@pytest.fixture
def tutor(
    workspace: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Tutor:
    """Run the command in this process, with a workspace of its own and nothing of the user's."""
    for name in ("TUTOR_COURSE", "VISUAL", "EDITOR", "NO_COLOR", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TUTOR_WORKSPACE", str(workspace))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)

    def run(*line: str, stdin: str = "") -> Ran:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        code = main(line)
        return Ran(code, *capsys.readouterr())

    return run
