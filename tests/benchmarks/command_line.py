"""CPU time of the commands that must answer at once, against a bare Python.

    python tests/benchmarks/command_line.py

Children's CPU time, user and system; the median of several runs. Budget of `tutor list`: 150 ms.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile

RUNS = 15
BUDGET = 0.150


def cpu_seconds(command: list[str]) -> float:
    """CPU time of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main() -> int:
    """Print the table; exit 1 over budget."""
    with tempfile.TemporaryDirectory() as workspace:
        tutor = [sys.executable, "-m", "tutor", "--workspace", workspace]
        subprocess.run([*tutor, "start"], check=True, stdout=subprocess.DEVNULL)
        rows = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "tutor --help": [*tutor, "--help"],
            "tutor list": [*tutor, "list"],
            "tutor read 2 --plain": [*tutor, "read", "2", "--plain"],
        }
        for command in rows.values():  # what is read once stays in the cache
            cpu_seconds(command)
        taken: dict[str, list[float]] = {name: [] for name in rows}
        for _ in range(RUNS):
            for name, command in rows.items():
                taken[name].append(cpu_seconds(command))
    medians = {name: statistics.median(times) for name, times in taken.items()}
    floor = medians["python -c pass"]
    for name, median in medians.items():
        print(f"{name:<22} {median * 1000:6.0f} ms   {median / floor:5.1f}x")
    return int(medians["tutor list"] > BUDGET)


if __name__ == "__main__":
    sys.exit(main())
