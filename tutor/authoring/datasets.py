"""Whether the datasets of a teacher's own can be learned: each draws once, behind its fence."""

from __future__ import annotations

import re
from pathlib import Path

from tutor.diffusion.datasets import OWN
from tutor.errors import Fault
from tutor.training.session import look_at

_PLACED = re.compile(rf"{re.escape(OWN)}:(\d+): (.*)", re.DOTALL)


def check_datasets(file: Path) -> list[Fault]:
    """What is wrong with the file, at the line of each function that draws wrong."""
    try:
        source = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return [Fault(file, line, "this is not UTF-8", "save the file as UTF-8")]
    found = []
    for wrong in look_at(source):
        placed = _PLACED.fullmatch(str(wrong))
        line, what = (int(placed[1]), placed[2]) if placed else (1, str(wrong))
        found.append(Fault(file, line, what, wrong.hint))
    return found
