"""Grades every cheat, and an honest file after each, and prints what came of it as JSON lines.

Run it only as the first process of PID, mount and network namespaces of its own: a cheat that
breaks out then meets nothing. `test_cheats` starts it.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from tests.tutor.grading.cheats import CHEATS
from tests.tutor.grading.conftest import SOLUTION, course_at
from tutor.grading.grader import Grader
from tutor.sandbox.limits import Limits

SERVERS_AND_SPARE = 3
PATIENCE = 5.0


def main(folder: Path) -> None:
    course = course_at(folder / "course")
    exercise = course.exercises["halve"]
    before = contents(folder)
    places = {
        "SOLUTION": str(exercise.solution),
        "HIDDEN_TEST": str(exercise.hidden_test),
        "ROOT": str(course.root),
    }
    with Grader(course, limits=Limits(seconds=1.0, memory=256 << 20)) as grader:
        for name, source in CHEATS.items():
            for word, place in places.items():
                source = source.replace(word, place)
            cheat = grader.grade(exercise, source, filename="halve.py", seed=1)
            honest = grader.grade(exercise, SOLUTION, filename="halve.py", seed=1)
            report = {
                "cheat": name,
                "status": cheat.status.value,
                "points": cheat.points,
                "shown": cheat.printed + "".join(one.message for one in cheat.findings),
                "isolation": cheat.isolation,
                "honest": honest.status.value,
                "processes": settled(SERVERS_AND_SPARE),
                "course_unharmed": contents(folder) == before,
            }
            say(report)
    say({"processes": settled(0)})


def say(report: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(report) + "\n")
    sys.stdout.flush()


def contents(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path): (path.stat().st_mode, path.read_bytes() if path.is_file() else b"")
        for path in folder.rglob("*")
    }


def settled(count: int) -> int:
    """How many processes there are besides this one, once what is ending has had time to end."""
    until = time.monotonic() + PATIENCE
    while (seen := others()) > count and time.monotonic() < until:
        time.sleep(0.01)
    return seen


def others() -> int:
    pids = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return sum(pid != os.getpid() and not is_dead(pid) for pid in pids)


def is_dead(pid: int) -> bool:
    """Gone, or ended and only not yet reaped by the first process of the namespace."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


if __name__ == "__main__":
    main(Path(sys.argv[1]))
