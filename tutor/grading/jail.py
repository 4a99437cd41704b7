"""The fork server of learners' processes: torch loaded, no secrets, one worker at a time.

`python -m tutor.grading.jail CONTROL`: the number of a socket; on standard input, where no worker
finds them again, JSON with `limits`, `profile` (the fence that is wanted), `hidden` (folders no
worker may read), `thorough` (load what torch loads at first use) and `forks`: whether workers are
forks of this process, or `offspring` that loads torch itself.

control   to whoever listens, and never taken: FORKS or SPARES, once everything is loaded
          a byte with a socket: serve one run of the grader over it, until it hangs up
run       at the beginning: {}
          {"start": true} with the worker's connection and its output: {"isolation": name}, empty
          if the worker could not be fenced in
          {"end": grace}: wait so many seconds, then kill; {"status": how it ended, if it was}

It runs on one thread, because a fork copies only one, and never loads a learner's file itself.
Whoever starts it puts it into its namespaces, once; each worker inherits them.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from tutor.grading import offspring, worker
from tutor.grading.offspring import FORKS, SPARES, Offspring
from tutor.grading.warmth import only_thread, warm_torch
from tutor.sandbox import isolation, process, scratch
from tutor.sandbox.killing import end_others
from tutor.sandbox.limits import Limits, address_space, all_threads, impose
from tutor.sandbox.privileges import is_root
from tutor.sandbox.profile import Namespaces, Profile

OWN_LIMITS = Limits(cpu_seconds=None, memory=None, file_size=None, open_files=256)
"""Each worker closes whatever it may hold open: a machine may allow a thousand million files."""
FENCED = b"f"
"""What a worker says on its leash once it can do no harm; nothing is loaded before."""
GLANCE = 0.001
"""Seconds between two looks at whether a worker has ended."""


@dataclass(frozen=True)
class Fence:
    """What every worker is confined by."""

    profile: Profile
    limits: Limits
    present: int
    """Bytes of address space that a worker begins with."""
    threads: int | None
    """Threads that count against its limit and are not its own."""


def main() -> None:
    """Serve until the control socket closes."""
    with socket.socket(fileno=int(sys.argv[1])) as given:
        control = given.dup()  # to the lowest number: no worker closes one above the limit
    impose(OWN_LIMITS, present=0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    settings = json.load(sys.stdin)
    forks = settings.pop("forks")
    if forks:
        fence = close_fence(**settings)
        settings.clear()  # a worker finds the frames of what it was forked by
        gc.freeze()
        profile = fence.profile
        make = partial(offspring.fork, partial(become_worker, fence))
    else:
        profile = granted_of(settings["profile"])
        isolation.enclose(
            replace(profile, files=False), hidden=()
        )  # one user for all, or it could end none
        make = partial(offspring.spawn, "tutor.grading.jail", settings)
    jail = Jail(control, make, profile, ahead=not forks)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # from here on, a worker is to be killed first
    control.sendall(FORKS if forks else SPARES)
    jail.serve()


def be_spare(leash: socket.socket) -> None:
    """Load torch for one worker, and become it."""
    process.die_with_parent(signal.SIGKILL)
    try:
        become_worker(close_fence(**next(offspring.orders(leash))), leash)
    finally:
        os._exit(0)  # as a fork does: what the learner's code wants done at the end is not


def granted_of(profile: Mapping[str, Any]) -> Profile:
    """What of the fence that is wanted the kernel grants."""
    wanted = Profile(**{**profile, "namespaces": Namespaces(profile["namespaces"])})
    return isolation.attainable(wanted)


def close_fence(
    limits: Mapping[str, Any], profile: Mapping[str, Any], hidden: Iterable[str], *, thorough: bool
) -> Fence:
    """Load torch, then confine this process as far as its workers leave it to be forked."""
    granted = granted_of(profile)
    warm_torch(thorough=thorough)
    alone = granted.namespaces and not is_root()  # a user's namespaces come with one of users
    fence = Fence(granted, Limits(**limits), address_space(), 0 if alone else all_threads())
    only_thread()
    process.adopt_orphans()
    isolation.enclose(granted, hidden=map(Path, hidden))
    return fence


class Jail:
    """Keeps a spare worker ready and hands it out."""

    def __init__(
        self,
        control: socket.socket,
        make: Callable[[], Offspring],
        profile: Profile,
        *,
        ahead: bool,
    ) -> None:
        """Wait until the spare is ready. ahead: make another when it goes, not when it is back."""
        self._control = control
        self._make = make
        self._profile = profile
        self._ahead = ahead
        self._spare: Offspring | None = make()
        self._busy: Offspring | None = None
        self._spare.leash.recv(1, socket.MSG_PEEK)

    def serve(self) -> None:
        """Serve one run after another."""
        while True:
            self._spare = self._spare or self._make()
            try:
                data, files = receive(self._control, 1, 1)
            except ConnectionResetError:  # an end, too: nobody ever took our byte
                return
            if not data:
                return
            with socket.socket(fileno=files[0]) as run, suppress(OSError):
                run.sendall(b"{}")
                self._serve_run(run)  # whoever asked may be gone before the answer
            self._end(grace=0)
            if self._profile.namespaces:
                scratch.empty()  # or else this jail ends, and what is in there with it

    def _serve_run(self, run: socket.socket) -> None:
        while True:
            data, files = receive(run, 4096, 2)
            if not data:
                return
            request = json.loads(data)
            if "start" in request:
                fenced = self._start(files)
                reply: dict[str, object] = {"isolation": self._profile.name * fenced}
            else:
                reply = {"status": self._end(request["end"])}
            run.sendall(json.dumps(reply).encode())

    def _start(self, files: list[int]) -> bool:
        """Hand out a worker, another if it has died meanwhile; whether its fence is closed."""
        try:
            return self._hand_out(files) or self._hand_out(files)
        finally:
            for file in files:
                os.close(file)

    def _hand_out(self, files: list[int]) -> bool:
        self._end(grace=0)
        self._busy, self._spare = self._spare or self._make(), None
        if self._ahead:
            self._spare = self._make()
        try:
            if self._busy.leash.recv(1) != FENCED:
                return False
            socket.send_fds(self._busy.leash, [b"."], files)
        except OSError:  # it has hung up
            return False
        return True

    def _end(self, grace: float) -> int | None:
        """Kill the worker and what it left behind; how it ended by itself or was made to."""
        if self._busy is None:
            return None
        worker, self._busy = self._busy, None
        worker.leash.close()
        until = time.monotonic() + grace
        ended, status = os.waitpid(worker.pid, os.WNOHANG)
        while not ended and time.monotonic() < until:
            time.sleep(GLANCE)
            ended, status = os.waitpid(worker.pid, os.WNOHANG)
        if not ended:
            os.kill(worker.pid, signal.SIGKILL)
            _, status = os.waitpid(worker.pid, 0)
        end_others(spared=self._spare.pid if self._spare else None)
        return status


def receive(connection: socket.socket, size: int, count: int) -> tuple[bytes, list[int]]:
    """Bytes with files that no spare inherits: a file with two holders does not hang up."""
    data, files, _, _ = socket.recv_fds(connection, size, count)
    for file in files:
        os.set_inheritable(file, False)
    return data, files


def become_worker(fence: Fence, leash: socket.socket) -> None:
    """Confine this process, wait for connection and output, and serve the learner's file."""
    process.die_with_parent(signal.SIGKILL)
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(leash.detach(), 3)
    os.closerange(4, os.sysconf("SC_OPEN_MAX"))
    gc.enable()
    isolation.shut(fence.profile, fence.limits, fence.present, fence.threads)
    with socket.socket(fileno=3) as waiting:
        waiting.send(FENCED)
        _, files, _, _ = socket.recv_fds(waiting, 1, 2)
    if len(files) != 2:  # the jail is gone
        return
    connection, output = files
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.close(output)
    worker.serve(socket.socket(fileno=connection), output=1)


if __name__ == "__main__":
    if sys.argv[1] == offspring.SPARE:
        be_spare(socket.socket(fileno=int(sys.argv[2])))
    else:
        main()
