"""What it costs to prove the course that ships: anew, with nothing changed, with one exercise new.

    python tests/benchmarks/course_check.py

CPU time of all processes and time on the clock, beside the cold start of what every proof loads.
The limits on the clock are for two cores that do nothing else.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COURSE = Path(__file__).resolve().parents[2]
PARTS = ("lessons", "exercises", "solutions", "tests/exercises")
MOST_COLD, MOST_UNCHANGED = 90.0, 3.0


def main() -> None:
    """Print the table; the course is a copy, and so is what was found before."""
    with tempfile.TemporaryDirectory() as folder:
        root, caches = Path(folder) / "course", Path(folder) / "caches"
        for part in PARTS:
            shutil.copytree(COURSE / part, root / part)
        check = [sys.executable, "-m", "tutor", "course", "check", str(root)]
        floor = cost([sys.executable, "-c", "import torch, pytest"], caches)
        cold, unchanged = cost(check, caches), cost(check, caches)
        solution = next(iter((root / "solutions").rglob("q_sample.py")))
        solution.write_text(solution.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        changed = cost(check, caches)
    rows = {
        "import torch, pytest": (*floor, None),
        "course check, nothing known": (*cold, MOST_COLD),
        "course check, nothing changed": (*unchanged, MOST_UNCHANGED),
        "course check, one exercise changed": (*changed, None),
    }
    print(f"{'':<36} {'CPU s':>7} {'/ floor':>8} {'clock s':>8} {'limit':>6}")
    for name, (cpu, clock, most) in rows.items():
        limit = f"{most:6.0f}" if most else ""
        print(f"{name:<36} {cpu:7.2f} {cpu / floor[0]:8.1f} {clock:8.2f} {limit}")


def cost(command: list[str], caches: Path) -> tuple[float, float]:
    """Seconds of the processor, in all processes, and on the clock."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    environ = {**os.environ, "XDG_CACHE_HOME": str(caches)}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environ)
    after, ended = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    used = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return used, ended - began


if __name__ == "__main__":
    main()
