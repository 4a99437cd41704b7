"""What the screen costs: starting, a page with a simulation, playing one, waiting, and memory.

    python tests/benchmarks/screen.py

Each run is a process of its own in a terminal of its own. What counts is CPU time, not wall time:
for a start as a ratio to a textual hello-world of the same run, the least of several; for playing,
the cost of a frame times thirty. A course is kept from one start to the next, so the very first
start is a line of its own. Exit code 1 if a budget is exceeded.
"""

import fcntl
import json
import os
import pty
import struct
import subprocess
import sys
import tempfile
import termios
import threading
from pathlib import Path

RUNS = 7
ROOT = Path(__file__).resolve().parents[2]
FRAMES_A_SECOND = 30
FORBIDDEN = ("pytest", "sympy", "torch")

HELLO = """
import os, sys
from textual.app import App
from textual.widgets import Static

class Shown(App):
    def compose(self):
        yield Static("hello")

    def on_ready(self):
        self.call_after_refresh(self.exit)

Shown().run()
print("{}")
"""

TUTOR = """
from tutor.__main__ import collect_rarely
collect_rarely()
import asyncio, json, os, sys, time
from datetime import UTC, datetime
from pathlib import Path
from tutor.course.course import SimulationBlock
from tutor.course.kept import kept_course
from tutor.learning.progress import Foretold, Place, Progress
from tutor.learning.workspace import Workspace, make_workspace
from tutor.tui.app import TutorApp
from tutor.tui.messages import OpenPlace

course = kept_course(Path(sys.argv[1]), Path(sys.argv[3]))
workspace = Workspace(Path(sys.argv[2]))
now = lambda: datetime(2026, 1, 1, 12, tzinfo=UTC)
make_workspace(workspace, course)
progress = Progress(workspace.progress_file, now())
lesson = next(one for one in course.lessons if one.id == "02_forward_process")
at = next(
    index
    for index, step in enumerate(lesson.steps)
    if any(isinstance(block, SimulationBlock) for block in step.blocks)
)
for block in lesson.steps[at].blocks:
    if asked := getattr(block, "prediction", None):  # said before, so that all of it is shown
        progress.record_prediction(block.name, asked.content, Foretold(None, 0.0), now())
told = {{}}

class Shown(TutorApp):
    def __init__(self):
        super().__init__(
            course, workspace, progress, lambda: None, environ=os.environ, now=now, tutor=[]
        )

    def on_ready(self):
        self.run_worker(self.script(), exit_on_error=True)

    async def simulation(self):
        from tutor.tui.simulation.view import SimulationView
        self.screen.post_message(OpenPlace(Place(lesson.id, at)))
        while not (found := self.screen.query(SimulationView)):
            await asyncio.sleep(0.01)
        view = found.first()
        self.screen.set_focus(view)
        view.scroll_visible(animate=False)
        await asyncio.sleep(0.3)
        if self.size.width < 100:
            return view
        page = self.screen  # there is room: let the simulation have all of it
        view.action_enlarge()
        while self.screen is page or not (found := self.screen.query(SimulationView)):
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.3)
        return found.first()

    async def spent(self, seconds):
        cpu, wall = time.process_time(), time.monotonic()
        await asyncio.sleep(seconds)
        return time.process_time() - cpu, time.monotonic() - wall

    async def script(self):
{script}
        self.exit()

app = Shown()
app.run()
told["loaded"] = [name for name in {forbidden} if name in sys.modules]
print(json.dumps(told))
sys.exit(app.return_code)
"""

HOME = """
        self.screen.refresh()
"""
LESSON = """
        self.screen.post_message(OpenPlace(Place(lesson.id, at)))
        from tutor.tui.simulation.view import SimulationView
        while not self.screen.query(SimulationView):
            await asyncio.sleep(0.005)
        drawn = asyncio.Event()
        self.call_after_refresh(drawn.set)
        await drawn.wait()
"""
PLAYING = """
        view = await self.simulation()
        frames, drive = 0, view.drive
        def counted(settings):
            nonlocal frames
            frames += 1
            drive(settings)
        view.drive = counted
        idle = await self.spent(4)
        frames = 0
        view.play()
        playing = await self.spent(6)
        assert view.playing, "it came to its end too early"
        view.pause()
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        told.update(idle=idle, playing=playing, frames=frames,
                    memory=pages * os.sysconf("SC_PAGE_SIZE"))
"""
WAITING = """
        await asyncio.sleep(0.5)
        told.update(idle=await self.spent(4))
"""


def tutor(script: str) -> str:
    """A program that opens the tutor and acts in it."""
    return TUTOR.format(script=script, forbidden=FORBIDDEN)


def run(
    program: str, columns: int = 80, rows: int = 24, kept: str | None = None
) -> tuple[float, dict]:
    """CPU time of one run in a terminal of that size, and what it told.

    kept: the folder in which an earlier run kept the course; None for the very first run.
    """
    terminal, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    threading.Thread(target=_drain, args=(terminal,), daemon=True).start()
    environ = os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    with tempfile.TemporaryDirectory() as work:
        process = subprocess.Popen(
            [sys.executable, "-c", program, str(ROOT), work, kept or f"{work}/kept"],
            stdin=theirs, stderr=theirs, stdout=subprocess.PIPE, env=environ, text=True,
        )  # fmt: skip
        said = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    os.close(theirs)
    os.close(terminal)
    if process.returncode:
        raise SystemExit(f"the screen ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, json.loads(said.splitlines()[-1])


def _drain(terminal: int) -> None:
    try:
        while os.read(terminal, 1 << 16):
            pass
    except OSError:
        return


def starts() -> list[tuple[str, float, float, str]]:
    """The first paint of home, and of a page with a simulation, against hello-world."""
    with tempfile.TemporaryDirectory() as kept:
        starts = ((HELLO, None), (tutor(HOME), None), (tutor(HOME), kept), (tutor(LESSON), kept))
        rounds = [[run(program, kept=folder) for program, folder in starts] for _ in range(RUNS)]
    hello, first, home, lesson = (min(one[index][0] for one in rounds) for index in range(4))
    print(
        f"hello-world {hello:.3f} s, home {home:.3f} s, at the very first start {first:.3f} s, "
        f"page with a simulation {lesson:.3f} s"
    )
    return [
        ("home, first paint, to hello-world", home / hello, 1.6, "x"),
        ("home, the very first start", first / hello, 1.6, "x"),
        ("page with a simulation, to hello-world", lesson / hello, 2.5, "x"),
    ]


def playing(columns: int, rows: int, budget: float) -> list[tuple[str, float, float, str]]:
    """A core's share for thirty frames a second; memory, and what a paused simulation costs."""
    _, told = run(tutor(PLAYING), columns, rows)
    (cpu, wall), frames = told["playing"], told["frames"]
    share, seen = cpu / max(frames, 1) * FRAMES_A_SECOND, f"{columns}x{rows}"
    print(
        f"{seen}: {cpu / max(frames, 1) * 1000:.1f} ms a frame, {frames / wall:.1f} frames a second"
    )
    idle_cpu, idle_wall = told["idle"]
    return [
        (f"playing at {seen}, of a core", share * 100, budget, "%"),
        (f"paused at {seen}, of a core", idle_cpu / idle_wall * 100, 0.5, "%"),
        (f"memory with a simulation at {seen}", told["memory"] / 1e6, 75.0, "MB"),
        (f"heavy packages loaded at {seen}", len(told["loaded"]), 0, ""),
    ]


def waiting() -> list[tuple[str, float, float, str]]:
    """What home costs while nobody presses a key."""
    cpu, wall = run(tutor(WAITING))[1]["idle"]
    return [("home, waiting, of a core", cpu / wall * 100, 0.5, "%")]


def main() -> int:
    """Measure everything and print a table."""
    rows = [*starts(), *waiting(), *playing(80, 24, 20.0), *playing(200, 60, 35.0)]
    print()
    for name, value, budget, unit in rows:
        mark = "" if value <= budget else "   over"
        print(f"{name:<44} {value:>8.2f} {unit:<2} of {budget:>6.2f}{mark}")
    return 1 if any(value > budget for _, value, budget, _ in rows) else 0


if __name__ == "__main__":
    raise SystemExit(main())
