"""Programs that get the terminal for a while: the learner's editor, the training of the model."""

from __future__ import annotations

import shlex
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from textual.app import App, SuspendNotSupported

from tutor.errors import TutorError


def run_outside(app: App[None], command: Sequence[str], *, linger: bool = False) -> bool:
    """Give the terminal to a program until it ends; whether it ended well.

    linger: wait for enter, so that what the program wrote last can be read.
    """
    try:
        with app.suspend(), _deaf_to_ctrl_c():
            ended = subprocess.run(command, check=False)  # noqa: S603 the learner's editor, or us
            if linger:
                input("\npress enter to go back to the tutor ")
    except SuspendNotSupported:
        raise TutorError(
            "this terminal cannot be lent to another program",
            f"run `{shlex.join(command)}` in a second terminal",
        ) from None
    except EOFError:
        return False
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise TutorError(
            f"`{command[0]}` cannot be started: {reason}",
            "install it, or name another",
        ) from None
    return ended.returncode == 0


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Leave ctrl-c to the program that has the terminal.

    A handler that does nothing, for an ignored signal would be ignored by the program too.
    """
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
