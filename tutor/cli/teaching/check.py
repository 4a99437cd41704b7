"""`tutor course check`: what a teacher proves before a class sees the course."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path

from tutor.authoring.check import check as check_course
from tutor.authoring.ledger import Ledger
from tutor.cli.desk import Desk
from tutor.cli.teaching.own_course import own_course
from tutor.course.caches import place
from tutor.course.finder import find_course
from tutor.errors import Fault

MOST_WORKERS = 8
"""Each holds half a gigabyte of torch, warm."""


def check(arguments: Namespace, desk: Desk) -> int:
    """Print every fault of a course, the warnings first; warnings alone do not fail it."""
    root = own_course(arguments.folder, desk) or find_course(None, desk.environ)
    faults, unchanged = proven(root, desk, anew=arguments.all)
    warnings = [one for one in faults if one.warning]
    errors = [one for one in faults if not one.warning]
    if arguments.json:
        print(json.dumps(_as_json(errors, warnings, unchanged), ensure_ascii=False))
    else:
        _print("warning", warnings)
        _print("error", errors)
        print(_summary(errors, warnings, unchanged))
    return 2 if errors else 0


def proven(root: Path, desk: Desk, *, anew: bool = False) -> tuple[list[Fault], list[str]]:
    """All faults, and the names of the parts that had been proven before."""
    kept = Ledger(place("course-check", root, desk.environ, desk.home), anew=anew)
    faults = check_course(
        root,
        ledger=kept,
        workers=min(os.cpu_count() or 1, MOST_WORKERS),
        on_progress=_tell if sys.stderr.isatty() else lambda _: None,
    )
    return faults, kept.unchanged


def _print(kind: str, faults: Iterable[Fault]) -> None:
    for fault in faults:
        print(f"{kind}: {fault}")
        if fault.hint:
            print(f"  hint: {fault.hint}")


def _summary(errors: Sequence[Fault], warnings: Sequence[Fault], unchanged: Sequence[str]) -> str:
    counts = [_count(len(errors), "error"), _count(len(warnings), "warning")]
    told = ", ".join(counts) if errors or warnings else "the course is sound"
    if not unchanged:
        return told
    parts, them = _count(len(unchanged), "part"), "it" if len(unchanged) == 1 else "them"
    return f"{told} ({parts} unchanged since the last check; `--all` proves {them} again)"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _as_json(
    errors: Sequence[Fault], warnings: Sequence[Fault], unchanged: Sequence[str]
) -> dict[str, object]:
    return {
        "schema": 1,
        "sound": not errors,
        "errors": [_fault(one) for one in errors],
        "warnings": [_fault(one) for one in warnings],
        "unchanged": sorted(unchanged),
    }


def _fault(fault: Fault) -> dict[str, object]:
    """line: null where there is none, as for a missing file."""
    return {
        "path": fault.path.as_posix(),
        "line": fault.line or None,
        "what": fault.what,
        "hint": fault.hint,
    }


def _tell(what: str) -> None:
    print(what, file=sys.stderr)
