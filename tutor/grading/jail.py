"""The fork server of learners' processes: torch loaded, no secrets, one worker at a time.

`python -m tutor.grading.jail CONTROL`: the number of a socket; on standard input, where no worker
finds them again, JSON with `limits`, `profile` (the fence that is wanted), `hidden` (folders no
worker may read) and `thorough` (load what torch loads at first use).

control   to whoever listens, and never taken: a byte, once everything is loaded
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
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tutor.grading import worker
from tutor.grading.warmth import only_thread, warm_torch
from tutor.sandbox import isolation, process, scratch
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


@dataclass(frozen=True)
class Worker:
    """A process that waits for its connection and its output."""

    pid: int
    leash: socket.socket


def main() -> None:
    """Load torch, close the fence, and serve until the control socket closes."""
    with socket.socket(fileno=int(sys.argv[1])) as given:
        control = given.dup()  # to the lowest number: no worker closes one above the limit
    impose(OWN_LIMITS, present=0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    fence = close_fence(**json.load(sys.stdin))
    gc.freeze()
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # from here on, a worker is to be killed first
    control.sendall(b".")
    Jail(control, fence).serve()


def close_fence(
    limits: Mapping[str, Any], profile: Mapping[str, Any], hidden: Iterable[str], *, thorough: bool
) -> Fence:
    """Load torch, then confine this process as far as its workers leave it to be forked."""
    wanted = Profile(**{**profile, "namespaces": Namespaces(profile["namespaces"])})
    granted = isolation.attainable(wanted)
    warm_torch(thorough=thorough)
    alone = granted.namespaces and not is_root()  # a user's namespaces come with one of users
    fence = Fence(granted, Limits(**limits), address_space(), 0 if alone else all_threads())
    only_thread()
    process.adopt_orphans()
    isolation.enclose(granted, hidden=map(Path, hidden))
    return fence


class Jail:
    """Keeps a spare worker ready and hands it out."""

    def __init__(self, control: socket.socket, fence: Fence) -> None:
        self._control = control
        self._fence = fence
        self._spare: Worker | None = None
        self._busy: Worker | None = None

    def serve(self) -> None:
        """Serve one run after another."""
        while True:
            self._spare = self._spare or fork_worker(self._fence)
            try:
                data, files, _, _ = socket.recv_fds(self._control, 1, 1)
            except ConnectionResetError:  # an end, too: nobody ever took our byte
                return
            if not data:
                return
            with socket.socket(fileno=files[0]) as run, suppress(OSError):
                run.sendall(b"{}")
                self._serve_run(run)  # whoever asked may be gone before the answer
            self._end(grace=0)
            if self._fence.profile.namespaces:
                scratch.empty()  # or else this jail ends, and what is in there with it

    def _serve_run(self, run: socket.socket) -> None:
        while True:
            data, files, _, _ = socket.recv_fds(run, 4096, 2)
            if not data:
                return
            request = json.loads(data)
            if "start" in request:
                fenced = self._start(files)
                reply: dict[str, object] = {"isolation": self._fence.profile.name * fenced}
            else:
                reply = {"status": self._end(request["end"])}
            run.sendall(json.dumps(reply).encode())

    def _start(self, files: list[int]) -> bool:
        """Hand out a worker; whether its fence is closed."""
        self._busy, self._spare = self._spare or fork_worker(self._fence), None
        fenced = self._busy.leash.recv(1) == FENCED
        if fenced:
            socket.send_fds(self._busy.leash, [b"."], files)
        for file in files:
            os.close(file)
        return fenced

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
        if os.getpid() == 1:
            kill_all()
        else:
            sweep()
        return status


def fork_worker(fence: Fence) -> Worker:
    """Fork a process that is confined and waits on its leash."""
    near, far = socket.socketpair()
    pid = os.fork()
    if pid:
        far.close()
        return Worker(pid, near)
    try:
        become_worker(far.fileno(), fence)
    finally:
        os._exit(0)  # no way back into the loop of the jail


def become_worker(leash: int, fence: Fence) -> None:
    """Confine this process, wait for connection and output, and serve the learner's file."""
    process.die_with_parent(signal.SIGKILL)
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(leash, 3)
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


def kill_all() -> None:
    """Kill and reap all that is in this process namespace, of which this process is the first."""
    with suppress(ProcessLookupError):  # nobody else is left
        os.kill(-1, signal.SIGKILL)
    with suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


def sweep() -> None:
    """Kill and reap every child that is left, where the system lists them."""
    listed = Path(f"/proc/self/task/{os.getpid()}/children")
    while True:
        try:
            children = [int(pid) for pid in listed.read_text().split()]
        except OSError:  # closed to a fenced jail, whose workers cannot fork
            return
        if not children:
            return
        for pid in children:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


if __name__ == "__main__":
    main()
