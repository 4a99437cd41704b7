"""What a verdict costs, in CPU time of all processes, against floors measured in the same run.

    python tests/benchmarks/grading.py

CPU time, because wall time says more about what else the machine does. Needs Linux.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tutor.course.course import Course, Exercise
from tutor.course.finder import find_course
from tutor.course.reader import read_course
from tutor.grading.grader import Grader

BATCHES, RUNS_IN_BATCH, COLD_RUNS = 5, 10, 5
TICKS = os.sysconf("SC_CLK_TCK")
WARM_LIMIT, COLD_LIMIT = 0.150, 1.6

STUB = "def double(x):\n    raise NotImplementedError\n"
SOLUTION = "def double(x):\n    return 2 * x\n"
MISTAKEN = "def double(x):\n    return x * x\n"
TWELVE_CALLS = '''\
import pytest
import torch

from tutor.grading.checks import mistake, same


@pytest.mark.parametrize("size", range(1, 13))
def test_doubles(learner, reference, generator, size):
    """Twice of it"""
    x = torch.randn(size, 3, generator=generator, dtype=torch.float64)

    same(learner.double(x), reference.double(x))


@mistake("That is the square.", id="square")
def squared(x):
    return x * x
'''
PLAIN_PYTEST = """\
import pytest
import torch

from solution import double


@pytest.mark.parametrize("size", range(1, 13))
def test_doubles(size):
    x = torch.randn(size, 3, dtype=torch.float64)

    torch.testing.assert_close(double(x), 2 * x)
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        rows = measured(Path(folder))
    floor = rows["import torch, pytest"] + rows["import torch"]
    limits = {
        "warm verdict, twelve calls": WARM_LIMIT,
        "cold `tutor grade q_sample`": COLD_LIMIT * rows["import torch, pytest"]
        + rows["import torch"],
    }
    write(f"{'median CPU time':<38} {'ms':>7} {'/ floor':>8} {'limit':>7}\n")
    for name, seconds in rows.items():
        limit = f"{limits[name] * 1000:7.0f}" if name in limits else ""
        write(f"{name:<38} {seconds * 1000:7.0f} {seconds / floor:8.2f} {limit}\n")
    write("floor: both imports together\n")


def measured(folder: Path) -> dict[str, float]:
    """Seconds of CPU, by what was done."""
    course = find_course(None, os.environ)
    solution = str(read_course(course).exercises["q_sample"].solution)
    plain = folder / "test_plain.py"
    plain.write_text(PLAIN_PYTEST)
    (folder / "solution.py").write_text(SOLUTION)
    grade = ["-m", "tutor", "--course", str(course), "grade", "q_sample", "--file", solution]
    exercise = little_course(folder)
    return {
        "import torch, pytest": cold("-c", "import torch, pytest"),
        "import torch": cold("-c", "import torch"),
        "cold `tutor grade q_sample`": cold(*grade),
        "cold plain pytest in one process": cold("-m", "pytest", "-q", str(plain)),
        "warm verdict, twelve calls": warm(exercise, SOLUTION),
        "warm verdict that names a mistake": warm(exercise, MISTAKEN),
    }


def little_course(folder: Path) -> Course:
    paths = []
    for name, text in (("stub", STUB), ("solution", SOLUTION), ("test_double", TWELVE_CALLS)):
        path = folder / "course" / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        paths.append(path)
    exercise = Exercise("double", "01", 0, 1.0, (), *paths)
    return Course(folder / "course", "Doubles", "", (), {"double": exercise}, {})


def cold(*arguments: str) -> float:
    """Of a Python program and of all it waits for."""

    def run() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return median(run, COLD_RUNS)


def warm(course: Course, source: str) -> float:
    """Of this process and of all below it, for one verdict."""
    exercise = course.exercises["double"]

    def run() -> float:
        before = spent()
        for seed in range(RUNS_IN_BATCH):
            grader.grade(exercise, source, filename="double.py", seed=seed)
        return (spent() - before) / RUNS_IN_BATCH

    with Grader(course) as grader:
        grader.warm()
        run()
        return median(run, BATCHES)


def spent() -> float:
    """CPU seconds of this process and of those it started, with the children they have reaped."""
    mine = str(os.getpid())
    total = time.process_time()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:  # it has just ended
                continue
            if fields[1] == mine:
                total += sum(map(int, fields[11:15])) / TICKS
    return total


def median(run: Callable[[], float], times: int) -> float:
    return statistics.median(run() for _ in range(times))


def write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
