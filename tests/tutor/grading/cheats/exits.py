"""Files that leave before anybody could say that they failed."""

from __future__ import annotations

from tests.tutor.grading.cheats.cheat import Cheat

CODE_0 = "ended its own process with exit code 0"

EXITS = {
    "leaves while it is imported": Cheat("import os\nos._exit(0)\n", says=CODE_0),
    "leaves while it is called": Cheat(
        """
import os
def halve(x): os._exit(0)
""",
        says=CODE_0,
    ),
    "leaves by the system call": Cheat(
        """
import ctypes
def halve(x): ctypes.CDLL(None).syscall(231, 0)
""",
        says=CODE_0,
    ),
    "raises SystemExit": Cheat(
        """
def halve(x): raise SystemExit(0)
""",
        says="return a value instead of leaving Python",
    ),
    "leaves Python as a user would": Cheat(
        """
def halve(x): exit()
""",
        says="return a value instead of leaving Python",
    ),
    "raises SystemExit while it is imported": Cheat(
        """
import sys
sys.exit(0)
""",
        says="importing your file raised SystemExit: 0",
    ),
    "raises what is above all exceptions": Cheat(
        """
class Above(BaseException): pass
def halve(x): raise Above("of all")
""",
        says="`halve` raised Above: of all",
    ),
    "interrupts from the keyboard": Cheat(
        """
def halve(x): raise KeyboardInterrupt
""",
        says="`halve` raised KeyboardInterrupt",
    ),
    "raises a signal at itself": Cheat(
        """
import signal
def halve(x): signal.raise_signal(signal.SIGUSR1)
""",
        says="crashed its own process (SIGUSR1)",
    ),
    "leaves from another thread": Cheat(
        """
import os, threading
def halve(x):
    threading.Thread(target=os._exit, args=(0,)).start()
    while True: pass
""",
        says=CODE_0,
    ),
    "leaves once it has answered": Cheat(
        """
import os, threading
def halve(x):
    threading.Timer(0.05, os._exit, (0,)).start()
    return x
"""
    ),
    "leaves when its answer is let go": Cheat(
        """
import os, torch
class Last(torch.Tensor):
    def __del__(self): os._exit(0)
def halve(x): return x.as_subclass(Last)
""",
        says=CODE_0,
    ),
    "leaves while its answer is packed": Cheat(
        """
class Packed(list):
    def __iter__(self): raise SystemExit(0)
def halve(x): return Packed([x])
""",
        says=CODE_0,
    ),
    "has a last word at the exit": Cheat(
        """
import atexit, os, sys
atexit.register(lambda: [os.write(file, b"passed") for file in range(8)])
def halve(x): sys.exit(0)
""",
        says="return a value instead of leaving Python",
    ),
}
