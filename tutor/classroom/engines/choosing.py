"""Which workers grade a class, as somebody has asked for them; first of all, whether they can.

dask is an extra, and nothing of it is loaded unless a cluster is asked for.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tutor.classroom.engines.local import Local, require_a_fence
from tutor.classroom.engines.remote import Run
from tutor.classroom.engines.threads import Worker
from tutor.course.course import Course
from tutor.course.finder import find_course
from tutor.errors import TutorError

EXISTING = "dask:"
EXTRA = ("cryptography", "dask_jobqueue", "distributed")


@dataclass(frozen=True)
class Wanted:
    """What somebody asked for."""

    where: str
    """`local`, `cluster`, `slurm`, or `dask:` and the address of a scheduler."""
    count: int | None
    """How many; None for one for each core here, or for each process that is there."""
    trusting: bool
    """Whether a file may run where the fence is weak."""
    folder: Path
    """For what the machines of a cluster share."""


Hiring = Callable[[int], AbstractContextManager[Sequence[Worker]]]
"""The workers, no more than so many; TutorError if they cannot be had."""


def hiring(wanted: Wanted, course: Course) -> Hiring:
    """How to get the workers; TutorError if that is known to fail."""
    if wanted.count is not None and wanted.count < 1:
        raise TutorError(f"{wanted.count} workers grade nothing", "ask for one at least")
    if wanted.where == "local":
        if not wanted.trusting:
            require_a_fence()
        return lambda most: _local(wanted, course, most)
    if wanted.where not in {"cluster", "slurm"} and not wanted.where.startswith(EXISTING):
        raise TutorError(
            f"nothing grades on `{wanted.where}`",
            "write `local`, `cluster`, `slurm` or `dask:tls://HOST:PORT`",
        )
    if wanted.where.startswith(EXISTING) and not wanted.where.startswith(f"{EXISTING}tls://"):
        raise TutorError(
            f"`{wanted.where.removeprefix(EXISTING)}` is open to everyone who can reach it",
            "start the scheduler with TLS, and name it as `dask:tls://HOST:PORT`",
        )
    if missing := [name for name in EXTRA if find_spec(name) is None]:
        raise TutorError(
            f"`--on {wanted.where}` needs `{missing[0]}`, which is not installed",
            "install the extra: `pip install 'diffusion-tutor[cluster]'`",
        )
    if wanted.where == "slurm" and wanted.count is None:
        raise TutorError("how many jobs SLURM is to start is not said", "say it: `--workers 8`")
    return lambda most: _remote(wanted, course, most)


@contextmanager
def _local(wanted: Wanted, course: Course, most: int) -> Iterator[Sequence[Worker]]:
    yield [Local(course, wanted.trusting) for _ in range(min(wanted.count or _cores(), most))]


@contextmanager
def _remote(wanted: Wanted, course: Course, most: int) -> Iterator[Sequence[Worker]]:
    from tutor.classroom.engines import cluster, clusters

    shipped = course.root == find_course(None, {})
    run = Run(secrets.token_hex(8), None if shipped else course.root.resolve(), wanted.trusting)
    count = min(wanted.count or _cores(), most)
    if wanted.where == "cluster":
        reached = clusters.processes(count)
    elif wanted.where == "slurm":
        reached = clusters.slurm(count, wanted.folder.resolve())
    else:
        reached = clusters.existing(wanted.where.removeprefix(EXISTING))
    with reached as client:
        there = int(client.scheduler_info(n_workers=0)["n_workers"])
        with cluster.workers(client, run, min(wanted.count or there or 1, most)) as workers:
            yield workers


def _cores() -> int:
    return os.cpu_count() or 1
