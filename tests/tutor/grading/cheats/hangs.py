"""Files that never answer."""

from __future__ import annotations

from tests.tutor.grading.cheats.cheat import Cheat

LATE = "gave no answer within"

HANGS = {
    "loops while it is imported": Cheat("while True: pass\n", says="importing your file " + LATE),
    "loops and ignores every signal": Cheat(
        """
import signal
for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)
def halve(x):
    while True: pass
""",
        says=LATE,
    ),
    "stops itself": Cheat(
        """
import os, signal
def halve(x): os.kill(os.getpid(), signal.SIGSTOP)
""",
        says=LATE,
    ),
    "loops in C and holds the interpreter": Cheat(
        """
import itertools
def halve(x): return sum(itertools.repeat(0))
""",
        says=LATE,
    ),
    "matches a text for ever": Cheat(
        """
import re
def halve(x): return re.match("(a+)+$", "a" * 60 + "b")
""",
        says=LATE,
    ),
    "waits for itself": Cheat(
        """
import threading
lock = threading.Lock()
def halve(x):
    lock.acquire()
    lock.acquire()
""",
        says=LATE,
    ),
    "waits for a line from the terminal": Cheat(
        """
def halve(x): return x * float(input("by what? "))
""",
        says="while graded, your code has no terminal",
    ),
    "stops in a debugger": Cheat(
        """
def halve(x):
    breakpoint()
    return x
""",
        says="while graded, your code has no terminal",
    ),
    "reads the questions that are meant for others": Cheat(
        """
import os
def halve(x):
    for file in range(3, 64):
        try:
            while os.read(file, 1): pass
        except OSError: pass
""",
        says=LATE,
    ),
    "loops in the text of its exception": Cheat(
        """
class Endless(Exception):
    def __str__(self):
        while True: pass
def halve(x): raise Endless
""",
        says=LATE,
    ),
    "loops while its answer is packed": Cheat(
        """
class Endless(list):
    def __iter__(self):
        while True: pass
def halve(x): return Endless([1])
""",
        says=LATE,
    ),
    "returns a list without end": Cheat(
        """
def halve(x):
    endless = []
    endless.append(endless)
    return endless
""",
        says="20000 items or 32 levels",
    ),
    "drips its answer": Cheat(
        """
import os, time
def halve(x):
    for letter in (b"D", b"T", b"W", b"1") * 10:
        for file in range(3, 64):
            try: os.write(file, letter)
            except OSError: pass
        time.sleep(0.05)
""",
        says="wrote into the channel that carries its answers",
    ),
}
