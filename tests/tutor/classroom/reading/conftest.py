"""A download, from the names and contents of its files."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tutor.classroom.reading.reader import read_class
from tutor.classroom.submission import Learner, Oddity, Submission

SLUGS = ("alpha_bar", "q_sample")


@dataclass(frozen=True)
class Seen:
    """All that came out of a download."""

    learners: list[Learner]
    submissions: list[Submission]
    oddities: list[Oddity]

    @property
    def handed_in(self) -> dict[tuple[str, str], str]:
        """By key of the learner and exercise."""
        return {(one.learner.key, one.exercise): one.source.decode() for one in self.submissions}

    @property
    def lines(self) -> list[str]:
        return [str(one) for one in self.oddities]


def seen(*paths: Path, prefix: str | None = None) -> Seen:
    found = list(read_class(paths, SLUGS, prefix))
    return Seen(
        [one for one in found if isinstance(one, Learner)],
        [one for one in found if isinstance(one, Submission)],
        [one for one in found if isinstance(one, Oddity)],
    )


def folder_of(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def zip_of(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


@pytest.fixture(params=["folder", "zip"])
def download(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """The same files in a folder and in a zip."""

    def made(files: dict[str, str]) -> Path:
        if request.param == "zip":
            return zip_of(tmp_path / "download.zip", files)
        return folder_of(tmp_path / "download", files)

    return made
