"""A download as a stream of learners, submissions and oddities; never all of it in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from tutor.classroom.reading.archive import Archive
from tutor.classroom.reading.choosing import choose
from tutor.classroom.reading.folder import Folder
from tutor.classroom.reading.layouts import (
    GRADESCOPE,
    GRADESCOPE_EXPORT,
    Claim,
    Layout,
    submitters,
)
from tutor.classroom.reading.tree import File, Top, Tree, UnfitError
from tutor.classroom.submission import Learner, Oddity, Submission
from tutor.errors import TutorError

Entry = tuple[Top, Claim]


def read_class(
    paths: Iterable[Path], slugs: Collection[str], prefix: str | None = None
) -> Iterator[Learner | Submission | Oddity]:
    """All that is handed in; each learner comes before what is theirs.

    slugs: of the exercises that count. prefix: of repositories on GitHub.
    """
    for path in paths:
        tree = tree_of(path)
        try:
            yield from _read(list(tree.tops()), slugs, prefix)
        finally:
            tree.close()


def tree_of(path: Path) -> Tree:
    """The folder or archive that a teacher named; TutorError if there is none."""
    if path.is_dir():
        return Folder(path)
    if not path.exists():
        raise TutorError(f"`{path}` is not there", "name a folder, or a zip as it was downloaded")
    return Archive.named(path)


def _read(
    tops: list[Top | Oddity], slugs: Collection[str], prefix: str | None
) -> Iterator[Learner | Submission | Oddity]:
    match tops:
        case [Top() as only] if GRADESCOPE_EXPORT.fullmatch(only.name):
            tops = list(only.inner())
    layout = Layout(prefix)
    metadata = next((one for one in tops if isinstance(one, Top) and one.name == GRADESCOPE), None)
    if metadata:
        tops.remove(metadata)
        try:
            (file,) = (one for one in metadata.files() if isinstance(one, File))
            layout = Layout(gradescope=submitters(file))
        except (UnfitError, ValueError) as error:
            yield Oddity(metadata.name, str(error))
    yield from _of_each(tops, layout, slugs)


def _of_each(
    tops: Iterable[Top | Oddity], layout: Layout, slugs: Collection[str]
) -> Iterator[Learner | Submission | Oddity]:
    """All entries of one learner, or group, together: Canvas hands out each file by itself."""
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for top in tops:
        if isinstance(top, Oddity):
            yield top
        elif claim := layout.claim(top):
            groups.setdefault(tuple(one.key for one in claim.learners), []).append((top, claim))
        else:
            yield Oddity(top.name, "this could not be matched to a learner; it is not graded")
    origins = {entries[0][1].learners[0].origin for entries in groups.values()}
    if not origins:
        yield Oddity("all", "no learner was found")
    if len(origins) > 1:
        mix = ", ".join(sorted(origins))
        yield Oddity("all", f"a mix of layouts: {mix}; who is in two of them is two learners")
    for entries in groups.values():
        yield from _of_one(entries, slugs)


def _of_one(
    entries: list[Entry], slugs: Collection[str]
) -> Iterator[Learner | Submission | Oddity]:
    learners = entries[0][1].learners
    yield from learners
    for found in choose(_named(entries), slugs, entries[0][0].name):
        if isinstance(found, Oddity):
            yield found
            continue
        for learner in learners:
            yield Submission(learner, found.exercise, found.path, found.source)


def _named(entries: Iterable[Entry]) -> Iterator[tuple[str, File] | Oddity]:
    """Their files, each with the name that the learner gave it."""
    for top, claim in entries:
        for file in top.files():
            if isinstance(file, Oddity):
                yield file
            else:
                yield (claim.file or file.name, file)
