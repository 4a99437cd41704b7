"""Files that use up what there is."""

from __future__ import annotations

from tests.tutor.grading.cheats.cheat import FILES, Cheat

OUT_OF_MEMORY = "needed more than the 256 MB of memory it may use"
COMPILED_FOR_GIGABYTES = (
    "def halve(x):\n"
    + "".join(
        f"{' ' * (2 * depth + 1)}while x:\n{' ' * (2 * depth + 2)}try:\n"
        + "".join(
            f"{' ' * (2 * depth + 3)}if x: {leave}\n" for leave in ("continue", "break", "return")
        )
        + f"{' ' * (2 * depth + 2)}finally:\n"
        for depth in range(9)
    )
    + " " * 19
    + "pass\n"
)

HOGS = {
    "takes all memory": Cheat(
        """
def halve(x):
    kept = []
    while True: kept.append(bytearray(1 << 20))
""",
        says=OUT_OF_MEMORY,
    ),
    "takes all memory at once": Cheat(
        "def halve(x): return x.new_empty(1 << 50)\n", says=OUT_OF_MEMORY
    ),
    "takes all memory in a tensor": Cheat(
        "def halve(x): return x[:, :, None, None] + x.new_zeros(1 << 13, 1 << 13)\n",
        says=OUT_OF_MEMORY,
    ),
    "maps all memory past Python": Cheat(
        """
import mmap
def halve(x): return mmap.mmap(-1, 1 << 40)
""",
        says="`halve` raised OSError",
    ),
    "takes gigabytes to be compiled": Cheat(COMPILED_FOR_GIGABYTES, says="halve.py"),
    "is itself too long": Cheat("#" * 100_001, says="your file has 100001 bytes"),
    "calculates a number without end": Cheat(
        "def halve(x): return len(str(9 ** 9 ** 9))\n", says="halve"
    ),
    "prints without end": Cheat(
        """
def halve(x):
    while True: print("again " * 1000)
""",
        says="gave no answer within",
    ),
    "prints without end and without a line": Cheat(
        """
import sys
def halve(x):
    while True: sys.stderr.write("a" * 100_000)
""",
        says="gave no answer within",
    ),
    "writes without end past Python's print": Cheat(
        """
import os
def halve(x):
    while True: os.write(1, b"a" * 65536)
""",
        says="gave no answer within",
    ),
    "writes from a thread that goes on": Cheat(
        """
import os, threading
def flood():
    while True: os.write(1, b"a" * 65536)
threading.Thread(target=flood, daemon=True).start()
def halve(x): return x / 2
""",
        says="",
    ),
    "prints a hundred megabytes and then halves": Cheat(
        """
import os
def halve(x):
    for _ in range(1000): os.write(2, b"a" * 100_000)
    print("a" * 100_000_000)
    return x / 2
""",
        says="",
    ),
    "makes its output hard to read": Cheat(
        """
import fcntl, os
def halve(x):
    print("x")
    fcntl.fcntl(1, fcntl.F_SETFL, os.O_DIRECT | os.O_NONBLOCK)
    fcntl.fcntl(1, 1031, 4096)
    return x
"""
    ),
    "warns without end": Cheat(
        """
import warnings
warnings.simplefilter("always")
def halve(x):
    while True: warnings.warn("again " * 100)
""",
        says="gave no answer within",
    ),
    "opens files without end": Cheat(
        """
import os
def halve(x):
    while True: os.open("/dev/null", os.O_RDONLY)
""",
        says="`halve` raised OSError: [Errno 24] Too many open files",
    ),
    "starts threads without end": Cheat(
        """
import threading, time
def halve(x):
    while True: threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
""",
        says="halve",
    ),
    "answers with sixty megabytes each time": Cheat(
        """
import torch
def halve(x): return torch.zeros(60 << 20, dtype=torch.uint8)
""",
        says="expected shape (2, 3), seen (62914560,)",
    ),
    "answers with more than can cross": Cheat(
        """
import torch
def halve(x): return torch.zeros(70 << 20, dtype=torch.uint8)
""",
        says="70 MB of numbers, where 64 MB are allowed",
    ),
    "answers with too many things": Cheat(
        "def halve(x): return [1] * 20_001\n", says="more than 20000 items"
    ),
    "raises an exception of a hundred megabytes": Cheat(
        'def halve(x): raise ValueError("a" * 100_000_000)\n',
        says="`halve` raised ValueError: aaaa",
    ),
    "fills the disk": Cheat(
        """
import os
def halve(x):
    made = []
    for folder in ("/var/tmp", "/dev/shm", "/tmp", "ROOT", "PACKAGE", "/etc", "/"):
        try: made.append(open(os.path.join(folder, "left-behind"), "wb").write(b"a"))
        except OSError: pass
    return x / 2 if made else x
""",
        held_by=FILES,
    ),
    "fills what it may write to": Cheat(
        """
import os
def halve(x):
    for folder in {".", os.path.expanduser("~"), os.environ.get("TMPDIR", "/tmp")}:
        written = 0
        try:
            for number in range(100):
                with open(f"{folder}/left-behind-{number}", "wb") as file:
                    written += file.write(bytes(1 << 20))
        except OSError: pass
        if written > 32 << 20: return x / 2
    return x
""",
        held_by=FILES,
    ),
    "makes files without end": Cheat(
        """
import itertools, os
def halve(x):
    os.chdir(os.path.expanduser("~"))
    for number in itertools.count(): open(str(number), "w").close()
""",
        says="halve",
        held_by=FILES,
    ),
    "asks for more threads than there are": Cheat(
        """
import torch
torch.set_num_threads(100_000)
def halve(x): return x.repeat(1000, 1000).sum(0) @ x.repeat(1000, 1000).T
""",
        says="halve",
    ),
}
