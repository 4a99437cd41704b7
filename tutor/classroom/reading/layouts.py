"""Whose is an entry on top? What Canvas, Moodle, Gradescope and GitHub put into its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from tutor.classroom.reading.tree import File, Top, UnfitError
from tutor.classroom.submission import Learner, Origin, printable

CANVAS = re.compile(
    r"(?:(?P<name>\w*?)_)??(?P<late>LATE_)?(?P<id>\d+|anon_\w{5})"
    r"_(?:(?P<attachment>\d+)_(?P<file>.+)|(?P<online>text|link)\.html)",
    re.DOTALL,
)
"""`lib/content_zipper.rb` of canvas-lms; what was uploaded anew has `-1`, `-2` at its end."""
MOODLE = re.compile(
    r"(?P<name>[^_]+)_(?P<id>\d+)_assignsubmission_(?P<kind>file|onlinetext)_?(?P<file>.+)?",
    re.DOTALL,
)
"""`mod/assign/locallib.php` of moodle: a folder for each learner, or each file with its name."""
GRADESCOPE = "submission_metadata.yml"
GRADESCOPE_EXPORT = re.compile(r"assignment_\w+_export")
SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Plain values only; the one in C is thirty times as fast."""
LARGEST_METADATA = 64 << 20


@dataclass(frozen=True)
class Claim:
    """An entry on top that is somebody's."""

    learners: tuple[Learner, ...]
    """More than one for a group."""
    file: str | None = None
    """What the learner called it, where it is one file; None for a folder."""


@dataclass(frozen=True)
class Layout:
    """What is known of a download besides the names of its entries."""

    prefix: str | None = None
    """Of repositories on GitHub, as `<assignment>` in `<assignment>-<username>`."""
    gradescope: Mapping[str, tuple[Learner, ...]] | None = None
    """Who handed in each folder of an export of Gradescope."""

    def claim(self, top: Top) -> Claim | None:
        """Whose it is; None if nobody's."""
        if self.gradescope is not None:
            found = self.gradescope.get(top.name)
            return Claim(found) if found else None
        if self.prefix is not None:
            return _github(top, self.prefix)
        return _moodle(top) or _canvas(top) or _plain(top)


def submitters(metadata: File) -> dict[str, tuple[Learner, ...]]:
    """Who handed in each folder, by what Gradescope wrote; UnfitError if it is not readable."""
    try:
        content = yaml.load(metadata.whole(LARGEST_METADATA), SAFE)  # noqa: S506  it is
        return {
            str(folder): tuple(map(_submitter, about[":submitters"]))
            for folder, about in content.items()
        }
    except (yaml.YAMLError, AttributeError, KeyError, TypeError, ValueError):
        raise UnfitError("this is not the metadata that Gradescope writes") from None


def _submitter(about: Mapping[str, Any]) -> Learner:
    email, name = printable(about.get(":email") or ""), printable(about[":name"])
    number = printable(str(about.get(":sid") or ""))
    return Learner(Origin.GRADESCOPE, number or email or name, name, email)


def _canvas(top: Top) -> Claim | None:
    found = None if top.is_folder else CANVAS.fullmatch(top.name)
    if not found:
        return None
    name = printable(found["name"] or found["id"])
    file = found["file"] or f"{found['online']}.html"
    return Claim((Learner(Origin.CANVAS, found["id"], name),), file)


def _moodle(top: Top) -> Claim | None:
    found = MOODLE.fullmatch(top.name)
    if not found:
        return None
    learner = Learner(Origin.MOODLE, found["id"], printable(found["name"]))
    return Claim((learner,), None if top.is_folder else found["file"] or top.name)


def _github(top: Top, prefix: str) -> Claim | None:
    if not top.is_folder or not top.name.startswith(f"{prefix}-"):
        return None
    name = printable(top.name.removeprefix(f"{prefix}-"))
    return Claim((Learner(Origin.GITHUB, name, name),)) if name else None


def _plain(top: Top) -> Claim | None:
    """A folder, or a zip of one, with the name of its learner."""
    stem, _, suffix = top.name.rpartition(".")
    if not top.is_folder and (suffix.lower() != "zip" or not stem):
        return None
    name = printable(top.name if top.is_folder else stem)
    return Claim((Learner(Origin.FOLDER, name, name),), None if top.is_folder else top.name)
