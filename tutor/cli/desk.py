"""What the commands share: where things are, opened when first asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from shutil import get_terminal_size

from tutor.cli.lines import room
from tutor.course.course import Course
from tutor.errors import ProgressError, WorkspaceError
from tutor.learning.progress import Progress
from tutor.learning.workspace import Workspace, find_workspace
from tutor.tui.launch import is_utf8


@dataclass
class Desk:
    """The course, the workspace and the record of progress of one run of the command."""

    course_option: Path | None
    workspace_option: Path | None
    plain_option: bool
    environ: Mapping[str, str]
    cwd: Path
    home: Path
    now: Callable[[], datetime]

    @cached_property
    def course(self) -> Course:
        """The course in force, read once and kept for the next command."""
        from tutor.course.caches import place
        from tutor.course.finder import find_course
        from tutor.course.kept import kept_course

        root = find_course(self.course_option, self.environ)
        return kept_course(root, place("course", root, self.environ, self.home))

    @cached_property
    def workspace(self) -> Workspace:
        """Where the learner's files are, or would be."""
        return find_workspace(self.workspace_option, self.environ, self.cwd, self.home)

    def made_workspace(self) -> Workspace:
        """The workspace, which must have been made."""
        if not self.workspace.exists:
            raise WorkspaceError(
                f"there is no workspace at `{self.workspace.root}`", "make one with `tutor start`"
            )
        return self.workspace

    @cached_property
    def progress(self) -> Progress:
        """The record of progress; needs a workspace."""
        progress = Progress(self.made_workspace().progress_file, self.now())
        if progress.notice:
            print(f"warning: {progress.notice}", file=sys.stderr)
        return progress

    @cached_property
    def progress_if_any(self) -> Progress | None:
        """The record of progress; None before there is a workspace, or where it cannot be opened.

        For what can be shown without it; a warning says that it is missing.
        """
        try:
            return self.progress if self.workspace.exists else None
        except ProgressError as error:
            print(f"warning: {error}", file=sys.stderr)
            return None

    @cached_property
    def plain(self) -> bool:
        """Whether to print for a screen reader, a dumb terminal or a pipe.

        Asked once: a picture that redraws puts a stream of its own in the place of stdout.
        """
        dumb = self.environ.get("TERM", "dumb") in {"", "dumb"}
        return self.plain_option or dumb or not sys.stdout.isatty() or not self.unicode

    @cached_property
    def unicode(self) -> bool:
        """Whether stdout can carry more than ASCII."""
        return is_utf8(sys.stdout.encoding)

    @property
    def columns(self) -> int:
        """How wide text may be; 80 where nobody knows."""
        return get_terminal_size().columns

    @property
    def room(self) -> int | None:
        """How wide a line may be that a terminal must not break; None for a pipe."""
        return room(sys.stdout)

    def let_go(self) -> None:
        """Close the record; it is opened anew when it is asked for again."""
        self.close()
        for name in ("progress", "progress_if_any"):
            self.__dict__.pop(name, None)

    def close(self) -> None:
        """Let go of what was opened."""
        if "progress" in self.__dict__:
            self.progress.close()
