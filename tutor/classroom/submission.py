"""Who handed in what, and what could not be made sense of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Origin(StrEnum):
    """Whose names the ids of learners are."""

    FOLDER = "folder"
    CANVAS = "canvas"
    MOODLE = "moodle"
    GRADESCOPE = "gradescope"
    GITHUB = "github"


@dataclass(frozen=True)
class Learner:
    """Somebody who handed something in."""

    origin: Origin
    id: str
    """By which their origin knows them; printable."""
    name: str
    email: str = ""

    @property
    def key(self) -> str:
        """By which a class knows them: no two origins share one."""
        return f"{self.origin}/{self.id}"


@dataclass(frozen=True)
class Submission:
    """One learner's file for one exercise."""

    learner: Learner
    exercise: str
    path: str
    """Where it was found, as a person reads it."""
    source: bytes


@dataclass(frozen=True)
class Oddity:
    """Something in the submissions that needs the teacher's eyes."""

    path: str
    what: str

    def __str__(self) -> str:
        return f"{printable(self.path)}: {printable(self.what)}"


def printable(text: str) -> str:
    """The text in one line; what cannot be printed is escaped, as in a literal of Python."""
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)
