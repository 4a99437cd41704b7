"""The guide for teachers, carried out: every command, every change of a file, every output."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

GUIDE = Path(__file__).parents[4] / "docs" / "a-first-exercise.md"
BLOCK = re.compile(
    r"(?:^<!-- (?P<how>\w+): (?P<path>\S+) -->\n)?^```(?P<kind>\w+)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


class Block(NamedTuple):
    """Something to do, or what is seen then."""

    how: str
    path: str
    kind: str
    text: str


def blocks() -> Iterator[Block]:
    for found in BLOCK.finditer(GUIDE.read_text(encoding="utf-8")):
        yield Block(found["how"] or "", found["path"] or "", found["kind"], found["text"])


def edit(folder: Path, block: Block) -> None:
    path = folder / block.path
    match block.how:
        case "write":
            assert not path.exists()
            path.write_text(block.text, encoding="utf-8")
        case "append":
            before = path.read_text(encoding="utf-8")
            path.write_text(before + block.text, encoding="utf-8")
        case "change":
            change(path, block.text)
        case how:
            raise AssertionError(f"what is `{how}`?")


def change(path: Path, diff: str) -> None:
    """A diff whose lines all belong together."""
    old, new = ("".join(f"{s[1:]}\n" for s in diff.splitlines() if s[0] == sign) for sign in "-+")
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def ran(line: str, folder: Path, home: Path) -> str:
    """What a command of the guide prints; it has nothing to complain of."""
    program, *words = shlex.split(line)
    assert program == "tutor"
    result = subprocess.run(
        [sys.executable, "-m", "tutor", *words],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stderr == ""
    return result.stdout


def fits(seen: str, told: str) -> bool:
    """Whether it is what the guide shows; a line `…` there stands for any others."""
    pattern = re.escape(told).replace(re.escape("…\n"), r"(.*\n)*?")
    return re.fullmatch(pattern, seen) is not None


def test_the_guide_leads_to_a_checked_exercise(tmp_path: Path) -> None:
    folder, seen, told = tmp_path, "", []

    for block in blocks():
        if block.kind == "sh":
            for line in block.text.splitlines():
                if line.startswith("cd "):
                    folder /= line.removeprefix("cd ")
                else:
                    seen = ran(line, folder, tmp_path)
        elif block.kind == "text":
            assert fits(seen, block.text), f"{block.text}\nis told, but this was seen:\n{seen}"
            told.append(block.text)
        else:
            edit(folder, block)

    assert len(told) == 6
    assert told[-2].startswith("the course is sound (")


def test_no_line_of_the_guide_is_left_out() -> None:
    fences = re.findall(r"^```\w+$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)

    assert len(fences) == len(list(blocks()))
    assert {block.kind for block in blocks() if not block.how} == {"sh", "text"}
