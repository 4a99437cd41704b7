"""Questions of a course that was handed out, with what is right sealed; `tutor.handout` seals them.

Options stay sealed until they are chosen. The other kinds are opened here: no answer to them could
be a key, as many forms are right.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from tutor.course.question import Question
from tutor.course.reading.choices import OPTIONS
from tutor.course.reading.entries import read_entries
from tutor.course.reading.faults import Report
from tutor.course.reading.fields import Section
from tutor.course.reading.scanner import Fence
from tutor.course.sealed import SealedChoice, SealedOption
from tutor.course.sealing import question_key, seal, unseal

SEALED = "sealed: "
_AGAIN = "get the file again"


def read_sealed_choice(
    shared: Question,
    attributes: Mapping[str, str],
    lines: Sequence[str],
    first_line: int,
    report: Report,
) -> SealedChoice:
    """The question; an option's box stands where its explanation would."""
    options = tuple(
        SealedOption(shared.id, attributes["sealed"], one.text, one.explanation, one.line)
        for one in read_entries(lines, first_line, OPTIONS, report)
    )
    several = attributes.get("right") == "several"
    shows = tuple(filter(None, attributes.get("shows", "").split(",")))
    return SealedChoice(
        shared.id, shared.prompt, shared.teaches, shared.line, options, several, shows
    )


def opened_texts(keys: Section, identity: str) -> tuple[str, str]:
    """Title and reason of a misconception."""
    try:
        told = unseal(keys.text("sealed"), question_key(keys.text("salt"), identity))
    except ValueError:
        keys.report(keys.line, "this misconception is sealed, and its seal is damaged", _AGAIN)
        return "", ""
    title, why = json.loads(told)
    return title, why


def sealed_texts(title: str, why: str, salt: str, identity: str) -> dict[str, str]:
    """The keys that stand for a title and a reason."""
    told = json.dumps([title, why], ensure_ascii=False)
    return {"sealed": seal(told, question_key(salt, identity)), "salt": salt}


def opened(fence: Fence, salt: str, question: str, report: Report) -> Fence:
    """The block as its author wrote it."""
    *public, last = fence.body or ("",)
    try:
        told = unseal(last.removeprefix(SEALED), question_key(salt, question))
    except ValueError:
        report(fence.line, "this question is sealed, and its seal is damaged", _AGAIN)
        return fence
    return fence._replace(body=(*public, *told.split("\n")))
