"""Files that are wrong in the same way, and for which no known mistake is named.

A class is asked for the same numbers, because the seed belongs to the exercise. What a check says
of a wrong output, the smallest input and both answers, is therefore the same for two functions
that do the same, however they are written. A cluster is all files of which all checks say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tutor.classroom.report.graded import ByFile, Graded

OUTPUT = re.compile(r"\bexpected .+, seen ", re.DOTALL)
"""How a check speaks of a wrong output."""

Said = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Alike:
    """Files of one exercise of which the checks say the same."""

    exercise: str
    files: tuple[str, ...]
    """Hashes of them."""
    said: Said
    """The checks that failed, each with what it said."""


def alike(graded: ByFile) -> Iterator[Alike]:
    """All that are wrong by an output of theirs and have no name."""
    found: dict[tuple[str, Said], list[str]] = {}
    for (exercise, source), verdict in graded.items():
        if said := _unnamed(verdict):
            found.setdefault((exercise, said), []).append(source)
    for (exercise, said), sources in found.items():
        yield Alike(exercise, tuple(sorted(sources)), said)


def _unnamed(verdict: Graded) -> Said:
    """What its checks say, without lines of the file; nothing if it has a name or no output."""
    if verdict.passed or verdict.mistakes:
        return ()
    said = tuple(
        (check, message if OUTPUT.search(message) else message.partition("\n")[0])
        for check, message in verdict.failed
    )
    return said if any(OUTPUT.search(message) for _, message in said) else ()
