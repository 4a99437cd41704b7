"""What a verdict costs: time of the processor, time on the clock, and memory, with their limits.

    python tests/benchmarks/grading.py

Twelve calls on small tensors, of the kinds that exercises make, graded in four ways in one run.
Time of the processor counts all processes and says most; time on the clock means something on a
machine that does nothing else. Needs Linux, and root to read the memory of hidden processes.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import twelve_calls

from tutor.course.course import Course, Exercise
from tutor.course.finder import find_course
from tutor.course.reader import read_course
from tutor.grading.grader import Grader

RUNS, WARM_UP = 21, 3
TICKS = os.sysconf("SC_CLK_TCK")
MOST_CPU, MOST_WALL, MOST_MEMORY = 0.110, 0.150, 550 << 20
LEAST_GAIN, MOST_TIMES_FLOOR = 20, 20


@dataclass(frozen=True)
class Cost:
    """Medians, in seconds."""

    cpu: float
    wall: float


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        course, plain = written(Path(folder))
        floor = cost(in_process())
        cold = cost(lambda: run_cold("-m", "pytest", "-q", str(plain)))
        first = cost(lambda: run_cold(*grade_q_sample()), times=5)
        with Grader(course) as grader:
            grader.warm()
            named = cost(verdict(grader, course, twelve_calls.MISTAKEN))
            warm = cost(verdict(grader, course, twelve_calls.SOLUTION))
            memory = proportional_memory()
            last = verdict(grader, course, twelve_calls.SOLUTION)()
    say(f"{'median of ' + str(RUNS):<46} {'CPU ms':>8} {'wall ms':>8}")
    for name, one in {
        "bare floor: in process, no pytest": floor,
        f"warm verdict, isolation {last}": warm,
        "warm verdict that names a mistake": named,
        "cold plain pytest, learner in its process": cold,
        "cold `tutor grade q_sample` (median of 5)": first,
    }.items():
        say(f"{name:<46} {one.cpu * 1000:8.1f} {one.wall * 1000:8.1f}")
    say("")
    say(f"{'':<46} {'seen':>8} {'limit':>8}")
    limit("CPU of a warm verdict, ms", warm.cpu * 1000, "≤", MOST_CPU * 1000)
    limit("wall of a warm verdict, ms (idle machine)", warm.wall * 1000, "≤", MOST_WALL * 1000)
    limit("CPU of plain pytest / of a warm verdict", cold.cpu / warm.cpu, "≥", LEAST_GAIN)
    limit("CPU of a warm verdict / of the floor", warm.cpu / floor.cpu, "≤", MOST_TIMES_FLOOR)
    if memory:
        limit("PSS of the warm grader, MB", memory / (1 << 20), "≤", MOST_MEMORY >> 20)


def written(folder: Path) -> tuple[Course, Path]:
    """The course of one exercise, and a plain test of the same calls beside its solution."""
    paths = []
    for name, text in (
        ("stub", "def q_sample(x0, t, noise, alpha_bar):\n    raise NotImplementedError\n"),
        ("solution", twelve_calls.SOLUTION),
        ("test_twelve", twelve_calls.HIDDEN_TEST),
    ):
        path = folder / "course" / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    (folder / "learner.py").write_text(twelve_calls.SOLUTION, encoding="utf-8")
    (folder / "reference.py").write_text(twelve_calls.SOLUTION, encoding="utf-8")
    plain = folder / "test_plain.py"
    plain.write_text(twelve_calls.PLAIN_TEST, encoding="utf-8")
    exercise = Exercise("q_sample", "01", 0, 1.0, (), *paths)
    return Course(folder / "course", "Twelve", "", (), {"q_sample": exercise}, {}), plain


def verdict(grader: Grader, course: Course, source: str) -> Callable[[], str]:
    """Something that gives a verdict and says how the learner's code was fenced in."""

    def run() -> str:
        given = grader.grade(course.exercises["q_sample"], source, filename="q_sample.py", seed=1)
        expected = "passed" if source == twelve_calls.SOLUTION else "failed"
        assert (given.status, len(given.findings)) == (expected, 12), given
        assert (given.mistake is None) == given.passed, given
        return given.isolation

    return run


def in_process() -> Callable[[], None]:
    """The same twelve checks, the learner's file beside them, and nothing else."""

    def run() -> None:
        learner, reference, test = (types.ModuleType(name) for name in "abc")
        exec(compile(twelve_calls.SOLUTION, "q_sample.py", "exec"), vars(learner))
        exec(twelve_calls.SOLUTION, vars(reference))
        exec(twelve_calls.HIDDEN_TEST, vars(test))
        learner.run = lambda probe, *args: probe(learner, *args)  # type: ignore[attr-defined]
        twelve_calls.run_all(test, learner, reference)

    return run


def grade_q_sample() -> list[str]:
    """The command that grades the real exercise from nothing."""
    course = find_course(None, os.environ)
    solution = str(read_course(course).exercises["q_sample"].solution)
    return ["-m", "tutor", "--course", str(course), "grade", "q_sample", "--file", solution]


def run_cold(*arguments: str) -> None:
    """A Python program from nothing."""
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)


def cost(run: Callable[[], object], times: int = RUNS) -> Cost:
    """Medians over runs, once it is as warm as it gets."""
    for _ in range(WARM_UP if times == RUNS else 0):
        run()
    cpu, wall = [], []
    for _ in range(times):
        spent_before, began = spent(), time.perf_counter()
        run()
        wall.append(time.perf_counter() - began)
        cpu.append(spent() - spent_before)
    return Cost(statistics.median(cpu), statistics.median(wall))


def spent() -> float:
    """CPU seconds of this process and of all below it, with the children they have reaped."""
    reaped = resource.getrusage(resource.RUSAGE_CHILDREN)
    total = time.process_time() + reaped.ru_utime + reaped.ru_stime
    return total + sum(sum(map(int, stat[11:15])) / TICKS for _, stat in below(os.getpid()))


def below(pid: int) -> Iterator[tuple[int, list[str]]]:
    """The numbers of all processes that one has started, and theirs, with what `stat` says."""
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    for child in " ".join(thread.read_text() for thread in threads).split():
        try:
            stat = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
            yield int(child), stat
            yield from below(int(child))
        except OSError:  # it has just ended, and whoever reaped it counts it
            continue


def proportional_memory() -> int:
    """Bytes of the processes below this one, shared ones divided by their sharers; 0: hidden."""
    total = 0
    for pid, _ in below(os.getpid()):
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            return 0
        total += sum(int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:"))
    return total


def limit(name: str, seen: float, sign: str, allowed: float) -> None:
    held = seen <= allowed if sign == "≤" else seen >= allowed
    say(f"{name:<46} {seen:8.1f} {sign} {allowed:6.0f}{'' if held else '   missed'}")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
