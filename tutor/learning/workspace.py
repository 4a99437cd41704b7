"""The learner's folder: where their files lie, and how they are made, read and reset.

A workspace holds `exercises/<lesson>/<slug>.py`, one for each exercise, `review/` with those that
are written once more, and `.tutor/` with what the tutor keeps. Nothing the learner wrote is ever
overwritten without a copy.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tutor.course.course import Course, Exercise
from tutor.errors import WorkspaceError

LARGEST_SOURCE = 1 << 20
"""Bytes; no function of this course needs a hundredth of it."""


@dataclass(frozen=True)
class Workspace:
    """A folder of stubs being turned into solutions."""

    root: Path

    @property
    def hidden(self) -> Path:
        """What the tutor keeps, and by which a folder is known to be a workspace."""
        return self.root / ".tutor"

    @property
    def progress_file(self) -> Path:
        """The record of answers and attempts."""
        return self.hidden / "progress.db"

    @property
    def models(self) -> Path:
        """Where trained models are kept."""
        return self.hidden / "models"

    @property
    def exists(self) -> bool:
        """Whether it has been made."""
        return self.hidden.is_dir()

    def file(self, exercise: Exercise) -> Path:
        """Where the learner writes this exercise."""
        return self.root / "exercises" / exercise.lesson / f"{exercise.slug}.py"

    def review_file(self, exercise: Exercise) -> Path:
        """Where it is written once more, from blank; the first version stays where it is."""
        return self.root / "review" / exercise.lesson / f"{exercise.slug}.py"


def find_workspace(
    explicit: Path | None, environ: Mapping[str, str], cwd: Path, home: Path
) -> Workspace:
    """The workspace named, else `TUTOR_WORKSPACE`, else the one around cwd, else one in home.

    It need not exist yet.
    """
    named = explicit or (Path(found) if (found := environ.get("TUTOR_WORKSPACE")) else None)
    if named is not None:
        return Workspace(Path(os.path.abspath(named.expanduser())))  # noqa: PTH100 keeps symlinks
    around = (Workspace(folder) for folder in [cwd, *cwd.parents])
    return next((one for one in around if one.exists), Workspace(home / "diffusion-tutor"))


def make_workspace(workspace: Workspace, course: Course) -> list[Path]:
    """Create what is missing and return the stubs that were added; change nothing that is there."""
    added = []
    with _explained(workspace.root):
        workspace.hidden.mkdir(parents=True, exist_ok=True)
        for exercise in course.exercises.values():
            file = workspace.file(exercise)
            if not file.exists():
                file.parent.mkdir(parents=True, exist_ok=True)
                with _written_beside(file, exercise.stub.read_bytes()) as fresh:
                    fresh.replace(file)
                added.append(file)
    return added


def read_source(path: Path) -> str:
    """The text of a learner's file."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_SOURCE + 1)  # not all: it may have no end
        if len(content) > LARGEST_SOURCE:
            raise WorkspaceError(f"`{path}` is larger than 1 MB", "grade a file of Python source")
        return content.decode("utf-8-sig")
    except FileNotFoundError:
        raise WorkspaceError(
            f"`{path}` is not there", f"bring the stub back with `tutor reset {path.stem}`"
        ) from None
    except IsADirectoryError:
        raise WorkspaceError(f"`{path}` is a folder", "name a file of Python source") from None
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise WorkspaceError(
            f"{path}:{line}: this is not UTF-8 text", "save the file as UTF-8 in your editor"
        ) from None
    except OSError as error:
        raise WorkspaceError(
            f"`{path}` cannot be read: {_reason(error)}", "give yourself the right to read it"
        ) from None


def reset(
    workspace: Workspace, exercise: Exercise, now: datetime, file: Path | None = None
) -> Path | None:
    """Put the stub back and return where the learner's version was kept; None if there was none.

    file: where, if not where the exercise was first written.
    """
    file, kept = file or workspace.file(exercise), None
    with _explained(workspace.root):
        file.parent.mkdir(parents=True, exist_ok=True)
        with _written_beside(file, exercise.stub.read_bytes()) as fresh:
            if file.exists():
                kept = file.with_name(f"{file.stem}.{now:%Y%m%d-%H%M%S}.bak")
                file.replace(kept)
            fresh.replace(file)
    return kept


def forget(workspace: Workspace) -> None:
    """Delete all that the tutor keeps; the learner's files stay, and so does the workspace."""
    with _explained(workspace.root):
        shutil.rmtree(workspace.hidden)
        workspace.hidden.mkdir()


@contextmanager
def _written_beside(path: Path, content: bytes) -> Iterator[Path]:
    """The content in a file of its own, whole before anything is moved: the disk may be full."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(content)
        yield beside
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def _explained(root: Path) -> Iterator[None]:
    """Say what a failing disk means for the learner."""
    try:
        yield
    except OSError as error:
        raise WorkspaceError(
            f"the workspace `{root}` cannot be written: {_reason(error)}",
            "make room or give yourself the right to write, or choose another folder with "
            "`--workspace DIR`",
        ) from None


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
