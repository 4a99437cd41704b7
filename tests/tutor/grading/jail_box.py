"""Has a learner's file look around in one jail after another, and prints what it saw.

`python -m tests.tutor.grading.jail_box PROFILE …` prints one JSON line for each profile. With
`--as-nobody` in front, root first opens the way to Python, in the mount namespace it must have
been given for that, and becomes an ordinary user.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from tutor.grading.cell import Cell
from tutor.grading.servers import start_jail
from tutor.sandbox import profile as profiles
from tutor.sandbox.limits import Limits
from tutor.sandbox.profile import Profile

NOBODY = 65534
THREADS = 32
SURVEY = """
import os, socket, threading

def tried(action):
    try:
        return str(action())
    except Exception as error:
        return type(error).__name__

def threads():
    threading.stack_size(32768)
    done, started = threading.Event(), 0
    try:
        while started < 1000:
            threading.Thread(target=done.wait, daemon=True).start()
            started += 1
    except RuntimeError:
        pass
    done.set()
    return started

def survey():
    return {
        "name": tried(lambda: os.stat("SOLUTION").st_size),
        "text": tried(lambda: open("SOLUTION").read()),
        "left": tried(lambda: sorted(os.listdir(os.environ["TMPDIR"]))),
        "scratch": tried(lambda: open(os.environ["TMPDIR"] + "/mine", "w").write("mine")),
        "course": tried(lambda: open("SOLUTION", "a")),
        "fork": tried(lambda: os.fork() or os._exit(0)),
        "datagrams": tried(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM)),
        "signal": tried(lambda: os.kill(os.getppid(), 0)),
        "signal to all": tried(lambda: os.kill(-1, 0)),
        "process": tried(lambda: os.path.exists("/proc/OUTSIDE")),
        "user": tried(os.getuid),
        "threads": tried(threads),
    }
"""


def main(*names: str) -> None:
    if names[0] == "--as-nobody":
        become_nobody()
        names = names[1:]
    with tempfile.TemporaryDirectory() as folder:
        solution = Path(folder, "solutions", "secret.py")
        solution.parent.mkdir()
        solution.write_text("x = 1\n")
        for name in names:
            seen = look_around(getattr(profiles, name), solution)
            sys.stdout.write(json.dumps({"profile": name, **seen}) + "\n")


def look_around(profile: Profile, solution: Path) -> dict[str, object]:
    """What two runs in one jail saw, the name of their isolation, and whether all ended with it."""
    source = SURVEY.replace("SOLUTION", str(solution)).replace("OUTSIDE", str(os.getpid()))
    limits = Limits(threads=THREADS)
    jail, asking = start_jail([solution.parent], limits, os.environ, profile=profile)
    try:
        with asking:
            first, second = (survey(asking, source) for _ in range(2))
    finally:
        ended = jail.wait(10)
    return {"first": first[1], "second": second[1], "isolation": first[0], "ended": ended}


def survey(asking, source: str) -> tuple[str, object]:
    cell = Cell(asking)
    try:
        cell.start()
        cell.ask({"op": "load", "name": "a", "filename": "a.py", "source": source}, 30)
        call = {"op": "call", "function": "survey", "args": [], "kwargs": {}, "seed": 0}
        reply = cell.ask(call, 30)
        return cell.isolation, reply.get("value", reply)
    finally:
        cell.close()


def become_nobody() -> None:
    """For good; Python and this checkout are put where an ordinary user may look for them."""
    if os.geteuid() != 0:
        return
    needed = [Path(place) for place in (sys.base_prefix, sys.prefix, Path(__file__).parents[3])]
    kept = Path(tempfile.mkdtemp())
    mount("-t", "tmpfs", "-o", "mode=755", "tmpfs", str(kept))
    for number, place in enumerate(needed):
        (kept / str(number)).mkdir()
        mount("--rbind", str(place), str(kept / str(number)))
    for closed in {one for place in needed for one in first_closed(place)}:
        mount("-t", "tmpfs", "-o", "mode=755", "tmpfs", str(closed))
    for number, place in enumerate(needed):
        with suppress(FileExistsError):
            place.mkdir(parents=True)
            mount("--rbind", str(kept / str(number)), str(place))
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)


def first_closed(place: Path) -> list[Path]:
    """The uppermost folder on the way that is closed to others, if there is one."""
    return [one for one in [*reversed(place.parents), place] if not one.stat().st_mode & 1][:1]


def mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
