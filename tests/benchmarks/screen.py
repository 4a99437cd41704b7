"""CPU time until the first screen is painted, as a ratio to a textual hello-world.

    python tests/benchmarks/screen.py

Both run in turn, in a terminal of their own, and end as soon as they have painted. CPU time of the
process, not wall time; the least of several runs. Budget: 1.6.
"""

import os
import pty
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

BUDGET = 1.6
RUNS = 9
ROOT = Path(__file__).resolve().parents[2]

HELLO = """
from textual.app import App
from textual.widgets import Static

class Shown(App):
    def compose(self):
        yield Static("hello")
"""

HOME = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from tutor.course.reader import read_course
from tutor.learning.progress import Progress
from tutor.learning.workspace import Workspace, make_workspace
from tutor.tui.app import TutorApp

course = read_course(Path({root!r}))
workspace = Workspace(Path({work!r}))
now = lambda: datetime(2026, 1, 1, 12, tzinfo=UTC)
make_workspace(workspace, course)
progress = Progress(workspace.progress_file, now())

class Shown(TutorApp):
    def __init__(self):
        super().__init__(
            course, workspace, progress, lambda: None, environ=os.environ, now=now, tutor=[]
        )
"""

END = """
    def on_ready(self):
        self.call_after_refresh(self.exit)

Shown().run()
"""

REPORT = """
import sys
print(*sorted({"numpy", "pytest", "sympy", "torch"} & sys.modules.keys()), file=sys.stdout)
"""


def cpu_seconds(program: str) -> tuple[float, str]:
    """CPU time of one run, and which heavy packages it has loaded."""
    terminal, theirs = pty.openpty()
    drain = threading.Thread(target=_drain, args=(terminal,), daemon=True)
    drain.start()
    environ = os.environ | {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
    process = subprocess.Popen(
        [sys.executable, "-c", program + END + REPORT],
        stdin=theirs, stderr=theirs, stdout=subprocess.PIPE, env=environ, text=True,
    )  # fmt: skip
    loaded = process.stdout.read().split("\n")[-2]
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    os.close(theirs)
    os.close(terminal)
    if process.returncode:
        raise SystemExit(f"the screen ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, loaded


def _drain(terminal: int) -> None:
    try:
        while os.read(terminal, 1 << 16):
            pass
    except OSError:
        return


def main() -> int:
    """Measure both in turn and print the ratio."""
    with tempfile.TemporaryDirectory() as work:
        home = HOME.format(root=str(ROOT), work=work)
        pairs = [(cpu_seconds(HELLO), cpu_seconds(home)) for _ in range(RUNS)]
    hello = min(pair[0][0] for pair in pairs)
    tutor = min(pair[1][0] for pair in pairs)
    print(f"hello-world {hello:.3f} s, home {tutor:.3f} s, ratio {tutor / hello:.2f} of {BUDGET}")
    print(f"loaded for home: {pairs[0][1][1] or 'none of numpy, pytest, sympy, torch'}")
    return 0 if tutor / hello <= BUDGET else 1


if __name__ == "__main__":
    raise SystemExit(main())
