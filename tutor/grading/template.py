"""The trusted fork server: torch and pytest loaded; it forks one grader for each job.

`python -m tutor.grading.template COMMANDS JAIL`: the numbers of two sockets; on standard input,
JSON with `limits` and `thorough` (see `warmth`). It never loads a learner's file, nor does any
grader.

commands   {"grade": number, "job": {…}}, then reports with "job": number, then {"ended": number}
           {"job": number, "jail": "gone"}: nothing could be graded for want of a jail
           {"rehearse": number, "job": {…}}: the same, for what the course's author wrote
           {"cancel": number}: kill that job's grader, if it still runs
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import socket
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tutor.grading import lines, plugin, rehearsal, trial
from tutor.grading.servers import JailLostError
from tutor.grading.warmth import only_thread, warm_torch
from tutor.sandbox import process
from tutor.sandbox.limits import Limits

Run = Callable[[Callable[[plugin.Report], None]], None]
"""What a grader does, given where its reports go."""


@dataclass(frozen=True)
class Grader:
    """A forked process that grades one job."""

    pid: int
    number: int
    end: int
    """The reading end of a pipe that closes when the process ends."""


def main() -> None:
    """Load everything, then serve until the commands end."""
    commands, jail = (socket.socket(fileno=int(number)) for number in sys.argv[1:3])
    settings = json.load(sys.stdin)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.dont_write_bytecode = True
    warm_torch(thorough=settings["thorough"])
    if settings["thorough"]:
        warm_pytest()
    process.hide_memory()
    only_thread()
    gc.freeze()
    Template(commands, jail, Limits(**settings["limits"])).serve()


def warm_pytest() -> None:
    """Run an empty test, so that graders need not import what pytest imports at its first."""
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "test_nothing.py"
        empty.write_text("def test_nothing():\n    pass\n")
        pytest.main([*plugin.OPTIONS, f"--rootdir={folder}", str(empty)])


class Template:
    """At most one grader runs at a time."""

    def __init__(self, commands: socket.socket, jail: socket.socket, limits: Limits) -> None:
        self._commands = commands
        self._jail = jail
        self._limits = limits
        self._grader: Grader | None = None

    def serve(self) -> None:
        """Obey commands and report the ends of graders, until nobody is left to command."""
        incoming = lines.Lines(self._commands)
        while True:
            watched = [self._commands.fileno(), *([self._grader.end] if self._grader else [])]
            ready, _, _ = select.select(watched, [], [])
            if self._grader and self._grader.end in ready:
                self._bury()
            if self._commands.fileno() in ready:
                try:
                    for command in incoming.read():
                        self._obey(command)
                except EOFError:
                    self._kill()
                    return

    def _obey(self, command: dict[str, Any]) -> None:
        if "grade" in command:
            job = trial.Job(**command["job"])
            run = partial(trial.grade, job, self._limits, self._jail)
            self._begin(command["grade"], run, explicit=job.explicit)
        elif "rehearse" in command:
            run = partial(rehearsal.rehearse, rehearsal.Job(**command["job"]))
            self._begin(command["rehearse"], run, explicit=True)
        elif self._grader and command["cancel"] == self._grader.number:
            self._kill()

    def _begin(self, number: int, run: Run, *, explicit: bool) -> None:
        """Fork a grader, in the place of one that still runs."""
        self._kill()
        self._grader = self._fork(number, run, explicit=explicit)

    def _fork(self, number: int, run: Run, *, explicit: bool) -> Grader:
        reading, writing = os.pipe()
        pid = os.fork()
        if pid:
            os.close(writing)
            return Grader(pid, number, reading)
        try:
            process.die_with_parent(signal.SIGKILL)
            gc.enable()
            run(partial(self._report, number))
        except JailLostError:
            self._report(number, {"jail": "gone"})
        except BaseException as error:
            why = traceback.format_exc() if explicit else type(error).__name__
            self._report(number, {"broken": f"the grader failed: {why}"})
        finally:
            os._exit(0)  # no way back into the loop of the template

    def _report(self, number: int, report: plugin.Report) -> None:
        lines.write(self._commands, {"job": number, **report})

    def _kill(self) -> None:
        if self._grader:
            os.kill(self._grader.pid, signal.SIGKILL)
            self._bury()

    def _bury(self) -> None:
        """Reap the grader and say that it has ended."""
        if self._grader:
            os.waitpid(self._grader.pid, 0)
            os.close(self._grader.end)
            with suppress(OSError):  # nobody may be left to hear it
                lines.write(self._commands, {"ended": self._grader.number})
            self._grader = None


if __name__ == "__main__":
    main()
