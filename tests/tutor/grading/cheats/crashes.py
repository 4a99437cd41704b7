"""Files that bring their own process down."""

from __future__ import annotations

from tests.tutor.grading.cheats.cheat import Cheat

CRASHED = "crashed its own process (SIGSEGV)"

CRASHES = {
    "reads where nothing is": Cheat(
        """
import ctypes
def halve(x): ctypes.string_at(0)
""",
        says=CRASHED,
    ),
    "aborts": Cheat(
        """
import os
def halve(x): os.abort()
""",
        says="crashed its own process (SIGABRT)",
    ),
    "kills itself": Cheat(
        """
import os
def halve(x): os.kill(os.getpid(), 9)
""",
        says="crashed its own process (SIGKILL)",
    ),
    "ends by a signal that has no name": Cheat(
        """
import os
def halve(x): os.kill(os.getpid(), 40)
""",
        says="crashed its own process (signal 40)",
    ),
    "recurses without end": Cheat(
        """
def halve(x): return halve(x)
""",
        says="`halve` raised RecursionError: maximum recursion depth exceeded",
    ),
    "recurses without end and without a limit": Cheat(
        """
import sys
sys.setrecursionlimit(2**31 - 1)
def halve(x): return halve(x)
""",
        says="halve",
    ),
    "recurses without end in C": Cheat(
        """
import functools
def halve(x):
    nested = int
    for _ in range(200_000): nested = functools.partial(nested)
    nested.__setstate__((nested, (), {}, None))
    return nested()
""",
        says="halve",
    ),
    "nests what C takes apart again": Cheat(
        """
def halve(x):
    nested = None
    for _ in range(100_000): nested = [nested]
    nested == [nested]
    repr(nested)
""",
        says="`halve` raised RecursionError",
    ),
    "runs code that no compiler made": Cheat(
        """
def halve(x): return x
halve.__code__ = halve.__code__.replace(co_code=bytes(range(2, 250)), co_consts=())
""",
        says="halve",
    ),
    "is larger than any stack": Cheat(
        "halve = lambda x: " + "(" * 30_000 + "x" + ")" * 30_000 + "\n",
        says="halve.py:1: too many nested parentheses",
    ),
    "writes over its own memory": Cheat(
        """
import ctypes
def halve(x): ctypes.memset(x.data_ptr() & ~0xFFF, 255, 1 << 30)
""",
        says=CRASHED,
    ),
    "frees the memory of what it returns": Cheat(
        """
def halve(x):
    x.untyped_storage().resize_(0)
    return x
""",
        says="halve",
    ),
}
