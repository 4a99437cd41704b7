"""Programs that get the terminal for a while: the learner's editor, the training of the model."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from textual.app import App, SuspendNotSupported

from tutor.errors import TutorError


def editor(environ: Mapping[str, str], file: Path) -> list[str]:
    """The command that opens a file in the learner's editor: `VISUAL`, else `EDITOR`."""
    named = environ.get("VISUAL") or environ.get("EDITOR")
    if not named:
        raise TutorError(
            "no editor is set",
            f"open `{file}` in any editor, saving grades it; or set `EDITOR`, as to `nano`",
        )
    try:
        return [*shlex.split(named), str(file)]
    except ValueError:
        raise TutorError(f"the editor `{named}` has an open quote", "mend `EDITOR`") from None


def run_outside(app: App[None], command: Sequence[str], *, linger: bool = False) -> None:
    """Give the terminal to a program until it ends; `linger` waits for a key to be read."""
    try:
        with app.suspend():
            subprocess.run(command, check=False)  # noqa: S603 the learner's own editor, or us
            if linger:
                input("\npress enter to go back to the tutor ")
    except SuspendNotSupported:
        raise TutorError(
            "this terminal cannot be lent to another program",
            f"run `{shlex.join(command)}` in a second terminal",
        ) from None
    except (EOFError, KeyboardInterrupt):
        return
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise TutorError(
            f"`{command[0]}` cannot be started: {reason}",
            "install it, or name another",
        ) from None
