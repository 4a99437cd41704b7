"""One grader: runs a hidden test against one learner's file and reports what comes of it.

It is forked for one job and ends with it. Reports besides those of `plugin`:

{"unreadable": why}                    in place of all checks: Python cannot read the file
{"isolation": name, "printed": text}   how the learner's code was fenced in, and what it said
{"mistake": id, "why"}                 the known mistake that explains what failed, or each of two
{"complete": true}                     nothing else comes
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from tutor.course.verdict import Status
from tutor.errors import BlockedError
from tutor.grading import phrases
from tutor.grading.cell import Cell
from tutor.grading.effort import LateError, interrupted_after
from tutor.grading.learner import Examiner, Source
from tutor.grading.naming import named
from tutor.grading.plugin import Checks, Report, run_checks
from tutor.sandbox.limits import Limits, address_space, impose

if TYPE_CHECKING:
    import socket


OWN_LIMITS = Limits(cpu_seconds=None, memory=1 << 30, file_size=None, open_files=None)
"""Checks calculate with what a learner's code returned, and may spread it to a huge shape."""

LONGEST_IMPORT = 5.0
"""Seconds of CPU: what a solution needs of libraries is loaded by then, or nearly so."""


@dataclass(frozen=True)
class Job:
    """What is to be graded, by what."""

    slug: str
    filename: str
    source: str
    solution: str
    hidden_test: str
    seed: int
    explicit: bool
    """Whether reports may show the inside of hidden tests."""
    seconds: float | None = None
    """Wall time of one call, where the exercise needs another limit than others."""
    handed_out: bool = False
    """Whether the stub stands where the solution does, and there is nothing to compare with."""


def grade(job: Job, limits: Limits, control: socket.socket, emit: Callable[[Report], None]) -> None:
    """Grade one file; every report goes to `emit`. JailLostError: nothing was graded yet."""
    impose(OWN_LIMITS, address_space())
    reference = load_reference(Path(job.solution))
    cell = Cell(control)
    source = Source(job.slug, job.filename, job.source)
    limits = replace(limits, seconds=job.seconds or limits.seconds)
    examiner = Examiner(cell, source, reference, limits, job.seed)
    checks = Checks(
        examiner,
        reference,
        job.seed,
        emit,
        explicit=job.explicit,
        again=examiner.again,
        handed_out=job.handed_out,
    )
    try:
        if complaint := examiner.unreadable():
            emit({"unreadable": complaint})
        else:
            run_checks(Path(job.hidden_test), checks)
        emit({"isolation": cell.isolation, "printed": phrases.clean(cell.printed())})
    finally:
        cell.close()
    failed, passed = checks.asked[Status.FAILED], checks.asked[Status.PASSED]
    explaining = named(failed, passed, checks.mistakes, reference, job.slug)
    for known in {one.id: one for one in explaining}.values():
        emit({"mistake": known.id, "why": known.why})
    emit({"complete": True})


def load_reference(path: Path, seconds: float = LONGEST_IMPORT) -> ModuleType:
    """The module of a solution; TimeoutError if it takes more CPU to load."""
    specification = importlib.util.spec_from_file_location(f"reference_{path.stem}", path)
    if specification is None or specification.loader is None:
        raise BlockedError(f"{path}: not a Python file", "let its name end in `.py`")
    module = importlib.util.module_from_spec(specification)
    sys.modules[specification.name] = module
    try:
        with interrupted_after(seconds):
            specification.loader.exec_module(module)
    except LateError:
        what = f"{path.name} is still being imported after {seconds:g} s of CPU"
        raise TimeoutError(what) from None
    return module
