"""What there is on a machine that was not there before: processes, files, sockets, shared memory.

It sees all of a namespace, so it is of use in one of its own only.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

TABLES = [
    *(Path("/proc/net", name) for name in ("tcp", "tcp6", "udp", "udp6", "raw", "packet")),
    *(Path("/proc/sysvipc", name) for name in ("shm", "sem", "msg")),
]
"""Each holds a line of headings and one for each thing."""
PATIENCE = 5.0
"""Seconds that what is ending gets to end."""


class Leftovers:
    """Knows what was there when it was made."""

    def __init__(self, folders: Iterable[Path]) -> None:
        """folders: where somebody could leave files, or change them."""
        self._folders = list(folders)
        self._before = self._things()

    def new(self, processes: int) -> list[str]:
        """What is there now besides, and changed; and processes, where there are more than so."""
        until = time.monotonic() + PATIENCE
        while (seen := self.processes()) > processes and time.monotonic() < until:
            time.sleep(0.01)
        more = [f"{seen} processes instead of {processes}"] if seen > processes else []
        now = self._things()
        changed = {
            place for place in now | self._before if now.get(place) != self._before.get(place)
        }
        return more + sorted(changed)

    def processes(self) -> int:
        """How many there are besides this one, without those that have ended."""
        pids = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
        return sum(pid != os.getpid() and not _is_dead(pid) for pid in pids)

    def _things(self) -> dict[str, object]:
        return dict(self._listed())

    def _listed(self) -> Iterator[tuple[str, object]]:
        for folder in self._folders:
            for path in _below(folder):
                yield str(path), _state(path)
        for table in filter(Path.exists, TABLES):
            yield str(table), len(table.read_text().splitlines())
        yield "abstract sockets", Path("/proc/net/unix").read_text().count(" @")


def _below(folder: Path) -> Iterator[Path]:
    """The folder and all in it, but for what another file system shows there."""
    yield folder
    for at, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not Path(at, name).is_mount()]
        yield from (Path(at, name) for name in (*folders, *files))


def _state(path: Path) -> object:
    status = path.lstat()
    kept = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
    return status.st_mode, status.st_uid, status.st_mtime if kept else 0, kept


def _is_dead(pid: int) -> bool:
    """Gone, or ended and only not yet reaped by the first process of the namespace."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
