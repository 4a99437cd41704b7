"""Files that look for the answer on the disk."""

from __future__ import annotations

from tests.tutor.grading.cheats.cheat import FILES, Cheat

DISK = {
    "goes from a folder it holds to the solution": Cheat(
        """
import os
def halve(x):
    for file in range(64):
        try: os.fchdir(file)
        except OSError: continue
        return x / 2
    return x
"""
    ),
    "runs the solution from the disk": Cheat(
        """
namespace = {}
try: exec(open("SOLUTION").read(), namespace)
except OSError: pass
halve = namespace.get("halve", lambda x: x)
""",
        held_by=FILES,
    ),
    "opens the solution past Python": Cheat(
        """
import ctypes, os
libc = ctypes.CDLL(None)
file = libc.open(b"SOLUTION", os.O_RDONLY)
def halve(x): return x / 2 if file >= 0 else x
""",
        held_by=FILES,
    ),
    "opens the solution by way of the root of others": Cheat(
        """
def halve(x):
    for way in ("1/root", "self/root", "thread-self/root", "1/cwd", "self/cwd/../../.."):
        try: open(f"/proc/{way}SOLUTION").close()
        except OSError: continue
        return x / 2
    return x
""",
        held_by=FILES,
    ),
    "imports the solution": Cheat(
        """
import sys
sys.path.insert(0, "ROOT/solutions/01_halves")
sys.modules.pop("halve", None)
try: from halve import halve
except (ImportError, OSError):
    def halve(x): return x
""",
        held_by=FILES,
    ),
    "reads the hidden test": Cheat(
        """
def halve(x):
    try: open("HIDDEN_TEST").read()
    except OSError: return x
    return x / 2
""",
        held_by=FILES,
    ),
    "lists the folder of the solution": Cheat(
        """
import os
def halve(x):
    try: found = os.listdir("ROOT/solutions/01_halves")
    except OSError: return x
    return x / 2 if found else x
""",
        held_by=FILES,
    ),
    "reads the source of the grader": Cheat(
        """
def halve(x):
    try: open("PACKAGE/grading/plugin.py").read()
    except OSError: return x
    return x / 2
""",
        held_by=FILES,
    ),
    "imports what the grader compares with": Cheat(
        """
try: import tutor.grading.compare
except (ImportError, OSError):
    def halve(x): return x
else:
    def halve(x): return x / 2
""",
        held_by=FILES,
    ),
    "leaves a note for the next run": Cheat(
        """
import os
def halve(x):
    for folder in {".", "/tmp", os.path.expanduser("~")}:
        try: open(folder + "/note", "w").close()
        except OSError: continue
    return x
""",
        held_by=FILES,
    ),
    "finds the note of an earlier run": Cheat(
        """
import os
def halve(x):
    for folder in {".", "/tmp", os.path.expanduser("~")}:
        try: open(folder + "/note").close()
        except OSError: continue
        return x / 2
    return x
""",
        held_by=FILES,
    ),
    "looks for the course beside all that Python loads": Cheat(
        """
import os, sys
def halve(x):
    for place in {*sys.path, sys.prefix, os.getcwd(), os.path.expanduser("~")}:
        for folder in (place, os.path.dirname(place)):
            try: open(folder + "/solutions/01_halves/halve.py").close()
            except OSError: continue
            return x / 2
    return x
"""
    ),
    "links to the solution": Cheat(
        """
import os
def halve(x):
    for link in (os.link, os.symlink):
        try:
            link("SOLUTION", "/tmp/linked-solution")
            open("/tmp/linked-solution").close()
        except OSError: continue
        return x / 2
    return x
""",
        held_by=FILES,
    ),
}
