"""Which of a learner's files count, and as which exercise."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from tutor.classroom.reading.archive import Archive
from tutor.classroom.reading.tree import File, UnfitError
from tutor.classroom.submission import Oddity, printable
from tutor.course.names import nearest

MOST_FILES = 1_000
"""Of one learner."""
AGAIN = re.compile(r"(?P<stem>.+?)(?:-| ?\()(?P<number>\d{1,4})\)?", re.DOTALL)
"""A file that was uploaded or downloaded anew: `q_sample-2`, `q_sample (1)`."""
SHOWN = 3
"""Names of files that are no exercise."""


@dataclass(frozen=True)
class Chosen:
    """The one file that counts for an exercise."""

    exercise: str
    path: str
    source: bytes


@dataclass
class _Sorted:
    """A learner's files by what they are meant as."""

    versions: dict[str, list[tuple[int, File]]] = field(default_factory=dict)
    """By exercise, each with how often it was uploaded before."""
    others: list[str] = field(default_factory=list)
    count: int = 0


def choose(
    named: Iterable[tuple[str, File] | Oddity], slugs: Collection[str], where: str
) -> Iterator[Chosen | Oddity]:
    """What counts, and what could not be made sense of.

    named: files, each with what the learner called it. where: they were found, for people.
    """
    files = _Sorted()
    for one in _unpacked(named):
        if isinstance(one, Oddity):
            yield one
            continue
        files.count += 1
        if files.count > MOST_FILES:
            yield Oddity(where, f"more than {MOST_FILES:,} files; none of them is graded")
            return
        _sort(*one, files, slugs)
    for exercise, versions in files.versions.items():
        yield from _newest(exercise, versions, where)
    if files.others:
        yield Oddity(where, _no_exercise(files.others, slugs))
    if not files.versions:
        yield Oddity(where, "no exercise was handed in")


def _unpacked(named: Iterable[tuple[str, File] | Oddity]) -> Iterator[tuple[str, File] | Oddity]:
    """The files, and in the place of archives what is in them; archives in those stay closed."""
    for one in named:
        if isinstance(one, Oddity) or not one[0].lower().endswith(".zip"):
            yield one
            continue
        try:
            inside = Archive.handed_in(one[1])
        except UnfitError as error:
            yield Oddity(one[1].path, str(error))
            continue
        for file in inside.files():
            yield file if isinstance(file, Oddity) else (file.name, file)


def _sort(name: str, file: File, files: _Sorted, slugs: Collection[str]) -> None:
    stem, _, suffix = name.rpartition(".")
    if suffix.lower() == "py":
        known, number = stem.lower(), 0
        if known not in slugs and (again := AGAIN.fullmatch(known)):
            known, number = again["stem"], int(again["number"])
        if known in slugs:
            files.versions.setdefault(known, []).append((number, file))
            return
    files.others.append(name)


def _newest(
    exercise: str, versions: list[tuple[int, File]], where: str
) -> Iterator[Chosen | Oddity]:
    """The one that was uploaded last, if there is one and it can be read."""
    last = max(number for number, _ in versions)
    newest = [file for number, file in versions if number == last]
    try:
        contents = {file.whole(): file for file in reversed(newest)}
    except UnfitError as error:
        yield Oddity(newest[0].path, f"{error}; it is not graded")
        return
    if len(contents) > 1:
        paths = " and ".join(f"`{file.path}`" for file in newest)
        yield Oddity(where, f"{paths} differ; none is graded as `{exercise}` until one is left")
        return
    ((source, file),) = contents.items()
    if len(newest) < len(versions):
        yield Oddity(file.path, f"the last of {len(versions)} uploads; the others do not count")
    if not source.strip():
        yield Oddity(file.path, "this file is empty")
    elif b"\0" in source or not _is_text(source):
        yield Oddity(file.path, "this is no text in UTF-8")
    yield Chosen(exercise, file.path, source)


def _is_text(source: bytes) -> bool:
    try:
        source.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _no_exercise(names: list[str], slugs: Collection[str]) -> str:
    shown = ", ".join(f"`{printable(name)}`" for name in names[:SHOWN])
    more = f" and {len(names) - SHOWN:,} more" if len(names) > SHOWN else ""
    meant = next(
        (near for one in names if one.endswith(".py") and (near := nearest(one[:-3], slugs))), None
    )
    return f"no exercise: {shown}{more}" + (f"; was `{meant}` meant?" if meant else "")
