"""Grades cheats, and an honest file after each, and prints what came of it as JSON lines.

    python -m tests.tutor.grading.hostile_box PROFILE [NAME …]

Run it only as the first process of namespaces of its own, as `test_cheats` does: a cheat that
breaks out then meets nothing. Where the system keeps what is for a moment and for others, it has
memory of its own, which is looked through for what was left behind.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.tutor.grading.cheats import CHEATS
from tests.tutor.grading.cheats.cheat import Cheat
from tests.tutor.grading.conftest import HIDDEN_TEST, SOLUTION, course_at
from tests.tutor.grading.leftovers import Leftovers
from tutor.course.course import Course
from tutor.course.verdict import Verdict
from tutor.grading.grader import Grader
from tutor.sandbox import profile
from tutor.sandbox.limits import Limits
from tutor.sandbox.package import PACKAGE
from tutor.sandbox.profile import Profile

PROFILES = {
    "full": profile.FULL,
    "kernel": profile.KERNEL,
    "files": profile.FILES,
    "calls": profile.CALLS,
    "basic": profile.BASIC,
}
ROOM = Path("/tmp")
"""Where nothing of the machine is to be seen: the box has memory of its own there."""
HOME = ROOM / "home"
FIRST_HALF, SECOND_HALF = "kept-quite-", "hidden-here"
PLANTED = f'\nPLANTED = "{FIRST_HALF}{SECOND_HALF}"  # {FIRST_HALF}{SECOND_HALF}\n'
MOST_PROCESSES, MOST_MEMORY = 1000, 24 << 30


def main(name: str, wanted: Iterable[str]) -> None:
    resource.setrlimit(resource.RLIMIT_NPROC, (MOST_PROCESSES, MOST_PROCESSES))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    HOME.mkdir()
    course = course_at(
        ROOM / "course", solution=SOLUTION + PLANTED, hidden_test=HIDDEN_TEST + PLANTED
    )
    chosen = set(wanted) or set(CHEATS)
    cheats = {name: CHEATS[name] for name in CHEATS if name in chosen}
    for report in graded(course, PROFILES[name], cheats):
        sys.stdout.write(json.dumps(report) + "\n")
        sys.stdout.flush()


def graded(course: Course, wall: Profile, cheats: dict[str, Cheat]) -> Iterator[dict[str, object]]:
    """A report on each cheat, and a last one on what the grader itself has left."""
    exercise = course.exercises["halve"]
    limits = Limits(seconds=4.0, memory=256 << 20)
    left = Leftovers([ROOM, Path("/dev/shm"), Path("/var/tmp")])
    with Grader(course, limits=limits, profile=wall) as grader:
        warm = 4 if wall.namespaces else 3  # template, jail and spare worker; bubblewrap
        for name, cheat in cheats.items():
            verdict = grader.grade(exercise, placed(cheat, course), filename="halve.py", seed=1)
            honest = grader.grade(exercise, SOLUTION, filename="halve.py", seed=1)
            yield {"cheat": name, **told(verdict), "honest": honest.status, "left": left.new(warm)}
    yield {"cheat": "", "left": left.new(0)}


def told(verdict: Verdict) -> dict[str, object]:
    """What a report says of a verdict."""
    failure = verdict.first_failure
    return {
        "status": verdict.status,
        "points": verdict.points,
        "says": failure.message if failure else "",
        "shown": [verdict.printed, *(finding.message for finding in verdict.findings)],
        "isolation": verdict.isolation,
    }


def placed(cheat: Cheat, course: Course) -> str:
    """The source of a cheat with all places put in."""
    exercise, source = course.exercises["halve"], cheat.source
    for word, place in {
        "SOLUTION": exercise.solution,
        "HIDDEN_TEST": exercise.hidden_test,
        "ROOT": course.root,
        "PACKAGE": PACKAGE,
        "FIRST_HALF": FIRST_HALF,
        "SECOND_HALF": SECOND_HALF,
    }.items():
        source = source.replace(word, str(place))
    return source


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
