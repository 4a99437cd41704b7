"""`misconceptions.yaml`: each wrong idea declared once, with the step that treats it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from tutor.course.course import Misconception
from tutor.course.names import did_you_mean
from tutor.course.reading.faults import Report
from tutor.course.reading.fields import Section, read_section
from tutor.course.reading.files import read_lines
from tutor.course.reading.seals import opened_texts


def read_misconceptions(
    path: Path, steps: Collection[str], report: Report
) -> dict[str, Misconception] | None:
    """By id; None where the file cannot be read. A course needs none.

    steps: every `lesson#anchor` of the course.
    """
    if not path.exists():
        return {}
    lines = read_lines(path, report)
    declared = lines and read_section("the file", "\n".join(lines), 1, report)
    if not declared:
        return None
    sections = ((identity, declared.section(identity)) for identity in declared.fields)
    return {identity: _read(identity, keys, steps) for identity, keys in sections if keys}


def _read(identity: str, keys: Section, steps: Collection[str]) -> Misconception:
    if "sealed" in keys.fields:
        keys.only("sealed", "salt", "see")
        title, why = opened_texts(keys, identity)
    else:
        keys.only("title", "why", "see")
        title, why = keys.text("title", required=True), keys.text("why", required=True)
    see = keys.text("see", required=True)
    if see and see not in steps:
        keys.report(
            keys.line_of("see"),
            f"`see` names no step: `{see}`",
            did_you_mean(see, steps, "write it as `02_forward_process#title-of-the-step`"),
        )
    return Misconception(identity, title, why, see, keys.line)
