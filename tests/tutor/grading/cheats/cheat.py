"""One hostile file: what it tries, what must come of it, and what it takes to hold it."""

from __future__ import annotations

from dataclasses import dataclass

NOT_HALVED = "expected "
"""How the sentence about a wrong number begins: the trick did not work."""


@dataclass(frozen=True)
class Cheat:
    """A file handed in for `halve`, which is to return x / 2.

    Where a trick would give the answer away, or do harm, the file returns the right value if it
    worked, so that a pass proves a hole. SOLUTION, HIDDEN_TEST and ROOT stand for the places of
    the course, PACKAGE for that of the grader, FIRST_HALF and SECOND_HALF for those of a word that
    is written nowhere but in the solution and the hidden test.
    """

    source: str
    says: str = NOT_HALVED
    """What the message of the first failed check contains. Empty: nothing fails, all is well."""
    held_by: tuple[str, ...] = ()
    """Parts of the fence, `namespaces`, `files` or `calls`, any of which holds it.

    None: the trusted side alone does, with the limits.
    """


FILES = ("namespaces", "files")
CALLS = ("calls",)
OTHERS = ("namespaces", "calls")
ANY = ("namespaces", "files", "calls")
