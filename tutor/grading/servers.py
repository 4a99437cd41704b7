"""Starting and ending the two fork servers: `template`, which is trusted, and `jail`, which is not.

Neither is told to die with its parent, because the system means the parent's thread by that, and a
screen starts them from one that ends. Both end when the socket to whom they serve closes.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from tutor.errors import BlockedError
from tutor.grading.lines import Lines
from tutor.sandbox import bubblewrap, scratch
from tutor.sandbox.limits import Limits
from tutor.sandbox.package import PACKAGE, own_package
from tutor.sandbox.profile import Profile

LAST_WORDS = 2.0
"""Seconds that the jail gets to end by itself once nobody is left to ask it."""
PASSED_TO_JAIL = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH")
"""No secret is in these, and no way to files that are hidden."""
ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
    "CUDA_VISIBLE_DEVICES": "",  # a forked child cannot use a parent's CUDA
}
"""Read by numpy and torch when they are imported: a fork copies one thread only."""
NO_PLUGINS = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": "", "PYTEST_PLUGINS": ""}
PLAIN_PYTHON = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONOPTIMIZE": "", "PYTHONWARNINGS": ""}
"""Checks need their docstrings and assertions."""


FORKS = sys.platform == "linux"
"""Whether a process that has loaded torch may fork here; see `offspring`."""


class JailLostError(BlockedError):
    """The jail has ended, or was stopped; only a new one helps."""

    def __init__(self) -> None:
        super().__init__("the jail is gone")


@dataclass(frozen=True)
class Servers:
    """Both processes, and the socket over which the trusted one is commanded."""

    template: subprocess.Popen[bytes]
    jail: subprocess.Popen[bytes]
    commands: socket.socket
    incoming: Lines

    @property
    def alive(self) -> bool:
        """Whether both run."""
        return self.template.poll() is None and self.jail.poll() is None

    def end(self) -> None:
        """End both; whoever waits for their answer sees them hang up.

        The jail is left to kill its worker first, unless it is still loading.
        """
        with suppress(OSError):  # ended before
            self.commands.shutdown(socket.SHUT_RDWR)
        self.commands.close()
        _kill(self.template)
        self.jail.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.jail.wait(LAST_WORDS)
        _kill(self.jail)


def start_jail(
    hidden: Iterable[Path],
    limits: Limits,
    environ: Mapping[str, str],
    *,
    thorough: bool = False,
    profile: Profile | None = None,
    errors: IO[bytes] | None = None,
) -> tuple[subprocess.Popen[bytes], socket.socket]:
    """Start the jail alone, and the socket over which it is asked; parameters as below."""
    if not hasattr(socket, "send_fds"):
        raise BlockedError(
            "grading needs a system that passes sockets between processes",
            "on Windows, use the tutor in WSL 2",
        )
    asking, serving = socket.socketpair()
    hidden, profile = tuple(hidden), profile or bubblewrap.wanted()
    settings = {"limits": asdict(limits), "thorough": thorough, "forks": FORKS}
    passed = {name: environ[name] for name in PASSED_TO_JAIL if name in environ}
    with ExitStack() as undo, serving:
        undo.enter_context(asking)
        jail = _start(
            "jail",
            [serving],
            {**settings, "profile": asdict(profile), "hidden": [str(PACKAGE), *map(str, hidden)]},
            passed | scratch.environment(profile.namespaces),
            errors,
            bubblewrap.prefix(profile.namespaces, hidden),
        )
        undo.pop_all()
    return jail, asking


def start_servers(
    hidden: Iterable[Path],
    limits: Limits,
    environ: Mapping[str, str],
    *,
    thorough: bool,
    profile: Profile | None = None,
    errors: IO[bytes] | None,
) -> Servers:
    """Start both; they are ready when they answer.

    hidden: folders that no learner's code may read. thorough: load also what torch loads late.
    profile: how to fence the jail in; as strongly as can be for None.
    errors: where they write what went wrong; None for nowhere.
    """
    settings = {"limits": asdict(limits), "thorough": thorough, "forks": FORKS}
    commands, obeying = socket.socketpair()
    with ExitStack() as undo, obeying:
        undo.enter_context(commands)
        jail, asking = start_jail(
            hidden, limits, environ, thorough=thorough, profile=profile, errors=errors
        )
        undo.callback(_kill, jail)
        with asking:
            template = _start(
                "template", [obeying, asking], settings, {**environ, **NO_PLUGINS}, errors
            )
        undo.pop_all()
    return Servers(template, jail, commands, Lines(commands))


def _start(
    name: str,
    sockets: list[socket.socket],
    settings: Mapping[str, object],
    environ: Mapping[str, str],
    errors: IO[bytes] | None,
    walls: Sequence[str] = (),
) -> subprocess.Popen[bytes]:
    numbers = [one.fileno() for one in sockets]
    program = [sys.executable, "-P", "-m", f"tutor.grading.{name}"]  # -P: nothing from the cwd
    start = bubblewrap.Enclosed if walls else subprocess.Popen
    try:
        process = start(
            [*walls, *program, *map(str, numbers)],
            pass_fds=numbers,
            env={**environ, **ONE_THREAD, **PLAIN_PYTHON, **own_package(environ)},
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=errors or subprocess.DEVNULL,
            start_new_session=True,  # a ctrl-c is for whoever asked
        )
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise BlockedError(f"the grader cannot be started: {reason}") from error
    assert process.stdin  # noqa: S101  it is a pipe
    with suppress(BrokenPipeError), process.stdin as settled:
        settled.write(json.dumps(settings).encode())
    return process


def _kill(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
