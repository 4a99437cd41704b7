"""`docs/handing-out.md`, carried out on the course that the teachers' guide leads to."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.tutor.cli.teaching.test_guide import blocks, edit, ran

GUIDE = Path(__file__).parents[3] / "docs" / "handing-out.md"
SAID = re.compile(r"^```(sh|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where `my-course` lies, and what a class handed in."""
    ran("tutor course new my-course", tmp_path, tmp_path)
    ran("tutor course new --exercise mix_in", tmp_path / "my-course", tmp_path)
    for block in blocks():
        if block.how == "append":
            edit(tmp_path / "my-course", block)
    (tmp_path / "clones" / "hw1-ada").mkdir(parents=True)
    mine = "def mix_in(x, noise, share):\n    return (1 - share) * x + share * noise\n"
    (tmp_path / "clones" / "hw1-ada" / "mix_in.py").write_text(mine, encoding="utf-8")
    return tmp_path


def test_every_command_does_what_is_told(folder: Path) -> None:
    seen, told = "", 0

    for kind, text in SAID.findall(GUIDE.read_text(encoding="utf-8")):
        if kind == "text":
            assert seen == text
            told += 1
            continue
        for line in text.splitlines():
            seen = _done(line, folder)

    assert told == 3
    assert (folder / "mine" / "exercises" / "01_a_first_lesson" / "mix_in.py").is_file()
    assert "all is in `graded`" in seen


def _done(line: str, folder: Path) -> str:
    if line.startswith("unzip "):
        _, _, archive, _, to = shlex.split(line)
        with ZipFile(folder / archive) as opened:
            opened.extractall(folder / to)
        return ""
    result = subprocess.run(
        [sys.executable, "-m", "tutor", *shlex.split(line)[1:]],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout
