"""`tutor course check`: what a teacher proves before a class sees the course."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Sequence

from tutor.authoring.check import check as check_course
from tutor.cli.desk import Desk
from tutor.course.finder import find_course
from tutor.errors import Fault


def check(arguments: Namespace, desk: Desk) -> int:
    """Print every fault of a course; warnings alone do not fail it."""
    root = find_course(arguments.folder or desk.course_option, desk.environ)
    faults = check_course(root, on_progress=_tell if sys.stderr.isatty() else None)
    if arguments.json:
        print(json.dumps({"schema": 1, "faults": [_as_json(one) for one in faults]}))
    else:
        for fault in faults:
            print(f"{'warning' if fault.warning else 'error'}: {fault}")
            if fault.hint:
                print(f"  hint: {fault.hint}")
        print(_summary(faults))
    return 2 if any(not fault.warning for fault in faults) else 0


def _summary(faults: Sequence[Fault]) -> str:
    if not faults:
        return "the course is sound"
    errors = sum(not fault.warning for fault in faults)
    counts = [(errors, "error"), (len(faults) - errors, "warning")]
    return ", ".join(f"{n} {what}" if n == 1 else f"{n} {what}s" for n, what in counts)


def _as_json(fault: Fault) -> dict[str, object]:
    return {
        "path": str(fault.path),
        "line": fault.line,
        "what": fault.what,
        "hint": fault.hint,
        "warning": fault.warning,
    }


def _tell(what: str) -> None:
    print(what, file=sys.stderr)
