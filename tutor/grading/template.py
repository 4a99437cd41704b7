"""The trusted fork server: torch and pytest loaded; it forks one grader for each job.

`python -m tutor.grading.template COMMANDS JAIL`: the numbers of two sockets; on standard input,
JSON with `limits`, `thorough` (see `warmth`) and `forks`: whether graders are forks of this
process, or `offspring` that loads all that itself. None of them ever loads a learner's file.

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
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tutor.grading import lines, offspring, plugin, rehearsal, trial
from tutor.grading.offspring import Offspring
from tutor.grading.servers import JailLostError
from tutor.grading.warmth import only_thread, warm_torch
from tutor.sandbox import process
from tutor.sandbox.limits import Limits

Run = Callable[[Callable[[plugin.Report], None]], None]
"""What a grader does, given where its reports go."""


@dataclass(frozen=True)
class Bench:
    """What every grader works with."""

    commands: socket.socket
    jail: socket.socket
    limits: Limits


@dataclass(frozen=True)
class Grader:
    """A process that grades one job."""

    process: Offspring
    number: int


def main() -> None:
    """Serve until the commands end."""
    commands, jail = (socket.socket(fileno=int(number)) for number in sys.argv[1:3])
    settings = json.load(sys.stdin)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if settings.pop("forks"):
        bench = warm(commands, jail, **settings)
        make = partial(offspring.fork, lambda leash: grade(bench, offspring.orders(leash)))
        Template(commands, make).serve()
    else:
        make = partial(offspring.spawn, "tutor.grading.template", settings, commands, jail)
        Template(commands, make, ahead=True).serve()


def be_spare(leash: socket.socket, commands: socket.socket, jail: socket.socket) -> None:
    """Load everything for one job, and grade it."""
    process.die_with_parent(signal.SIGKILL)
    try:
        orders = offspring.orders(leash)
        grade(warm(commands, jail, **next(orders)), orders)
    finally:
        os._exit(0)  # as a fork does


def warm(
    commands: socket.socket, jail: socket.socket, limits: Mapping[str, Any], *, thorough: bool
) -> Bench:
    """Load everything."""
    sys.dont_write_bytecode = True
    warm_torch(thorough=thorough)
    if thorough:
        warm_pytest()
    process.hide_memory()
    only_thread()
    gc.freeze()
    return Bench(commands, jail, Limits(**limits))


def warm_pytest() -> None:
    """Run an empty test, so that graders need not import what pytest imports at its first."""
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "test_nothing.py"
        empty.write_text("def test_nothing():\n    pass\n")
        pytest.main([*plugin.OPTIONS, f"--rootdir={folder}", str(empty)])


def grade(bench: Bench, orders: Iterator[dict[str, Any]]) -> None:
    """Do what is ordered next, and report."""
    process.die_with_parent(signal.SIGKILL)
    gc.enable()
    with suppress(EOFError):
        command = next(orders)
        if "grade" in command:
            number, job = command["grade"], trial.Job(**command["job"])
            run = partial(trial.grade, job, bench.limits, bench.jail)
            _attempt(run, partial(_report, bench, number), explicit=job.explicit)
        else:
            number = command["rehearse"]
            run = partial(rehearsal.rehearse, rehearsal.Job(**command["job"]))
            _attempt(run, partial(_report, bench, number), explicit=True)


def _attempt(run: Run, report: Callable[[plugin.Report], None], *, explicit: bool) -> None:
    try:
        run(report)
    except JailLostError:
        report({"jail": "gone"})
    except BaseException as error:
        why = traceback.format_exc() if explicit else type(error).__name__
        report({"broken": f"the grader failed: {why}"})


def _report(bench: Bench, number: int, report: plugin.Report) -> None:
    lines.write(bench.commands, {"job": number, **report})


class Template:
    """At most one grader runs at a time."""

    def __init__(
        self, commands: socket.socket, make: Callable[[], Offspring], *, ahead: bool = False
    ) -> None:
        """ahead: make a process before there is anything to do for it."""
        self._commands = commands
        self._make = make
        self._spare = make() if ahead else None
        self._grader: Grader | None = None

    def serve(self) -> None:
        """Obey commands and report the ends of graders, until nobody is left to command."""
        incoming = lines.Lines(self._commands)
        while True:
            leashes = [self._grader.process.leash] if self._grader else []
            ready, _, _ = select.select([self._commands, *leashes], [], [])
            if self._grader and self._grader.process.leash in ready:
                self._bury()
            if self._commands in ready:
                try:
                    for command in incoming.read():
                        self._obey(command)
                except EOFError:
                    self._kill()
                    return

    def _obey(self, command: dict[str, Any]) -> None:
        if "cancel" not in command:
            self._begin(command)
        elif self._grader and command["cancel"] == self._grader.number:
            self._kill()

    def _begin(self, command: dict[str, Any]) -> None:
        """Have a grader do it, in the place of one that still runs."""
        self._kill()
        number = command["grade"] if "grade" in command else command["rehearse"]
        self._grader = Grader(self._spare or self._make(), number)
        with suppress(OSError):  # it has just ended, which is reported like any end
            lines.write(self._grader.process.leash, command)
        if self._spare:
            self._spare = self._make()

    def _kill(self) -> None:
        if self._grader:
            os.kill(self._grader.process.pid, signal.SIGKILL)
            self._bury()

    def _bury(self) -> None:
        """Reap the grader and say that it has ended."""
        if self._grader:
            os.waitpid(self._grader.process.pid, 0)
            self._grader.process.leash.close()
            with suppress(OSError):  # nobody may be left to hear it
                lines.write(self._commands, {"ended": self._grader.number})
            self._grader = None


if __name__ == "__main__":
    if sys.argv[1] == offspring.SPARE:
        be_spare(*(socket.socket(fileno=int(number)) for number in sys.argv[2:]))
    else:
        main()
