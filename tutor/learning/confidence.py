"""How sure a learner was of an answer, said with the answer: `!` for sure, `~` for a guess.

Errors that one was sure of are mended best by feedback (Butterfield and Metcalfe 2001), and a
guess that came out right is no knowledge yet. So both are told differently; the rest is not.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType


class Confidence(StrEnum):
    """What was said beside an answer, if anything was."""

    GUESS = "guess"
    SURE = "sure"


MARKS = MappingProxyType({"!": Confidence.SURE, "~": Confidence.GUESS})


def apart(text: str) -> tuple[str, Confidence | None]:
    """An answer typed on one line, and what its last sign says of it."""
    answer = text.strip()
    confidence = MARKS.get(answer[-1:])
    return (answer[:-1].strip(), confidence) if confidence else (answer, None)


def remark(confidence: Confidence | None, *, passed: bool) -> str:
    """What is said besides the verdict; mostly nothing."""
    if confidence is Confidence.SURE and not passed:
        return "You were sure of it. Read the question once more: which word speaks against it?"
    if confidence is Confidence.GUESS and passed:
        return "A good guess. Read why, so that next time you know."
    return ""
