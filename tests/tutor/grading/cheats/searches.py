"""Files that look for the answer in memory, in the frames above, in other processes."""

from __future__ import annotations

from tests.tutor.grading.cheats.cheat import ANY, FILES, OTHERS, Cheat

SEARCHES = {
    "looks for the reference among all objects": Cheat(
        """
import gc, types
def halve(x):
    for one in gc.get_objects():
        if isinstance(one, types.FunctionType) and one.__name__ == "halve" and one is not halve:
            return one(x)
    return x
"""
    ),
    "looks for the reference in the frames that called it": Cheat(
        """
import sys
def halve(x):
    frame = sys._getframe()
    while frame := frame.f_back:
        for value in {**frame.f_globals, **frame.f_locals}.values():
            other = getattr(value, "halve", None)
            if callable(other) and other is not halve: return other(x)
    return x
"""
    ),
    "looks for the hidden test among the modules": Cheat(
        """
import sys
def halve(x):
    known = [*sys.modules, *(str(one) for one in sys.modules.values())]
    return x / 2 if any("test_halve" in one or "reference_" in one for one in known) else x
"""
    ),
    "looks for the secret in all of its memory": Cheat(
        """
import ctypes
libc, page = ctypes.CDLL(None), 4096
libc.malloc.restype, seen = ctypes.c_void_p, ctypes.create_string_buffer(1)
def mapped(at): return libc.mincore(ctypes.c_void_p(at), page, seen) == 0
def holds(memory):
    place = memory.find(b"FIRST_HALF")
    while place >= 0:
        if memory[place + 10 : place + 21] == b"SECOND_HALF": return True
        place = memory.find(b"FIRST_HALF", place + 1)
def halve(x):
    for near in (id(x), libc.malloc(100), id(libc), x.data_ptr()):
        for at in range((near & -page) - (8 << 20), near + (8 << 20), page):
            if mapped(at) and holds(ctypes.string_at(at, page)): return x / 2
    return x
"""
    ),
    "looks for the secret in everything it holds": Cheat(
        """
import gc
def halve(x):
    known = (repr(one) for one in gc.get_objects() if type(one) in (dict, list, tuple))
    return x / 2 if any("".join(("FIRST_HALF", "SECOND_HALF")) in one for one in known) else x
"""
    ),
    "reads what the lines of files are kept in": Cheat(
        """
import linecache
def halve(x):
    names = [name for name in linecache.cache if "test_" in name or "solutions" in name]
    return x / 2 if names else x
"""
    ),
    "looks into every file it holds": Cheat(
        """
import os
def halve(x):
    for file in range(64):
        try: found = os.read(file, 4096) if os.lseek(file, 0, os.SEEK_SET) == 0 else b""
        except OSError: continue
        if found: return x / 2
    return x
"""
    ),
    "reads how the jail was started": Cheat(
        """
import os, sys
def halve(x):
    known = [*sys.argv, *sys.orig_argv, *os.environ.values(), *sys.path]
    for name in ("self/environ", "self/cmdline", "1/environ", "1/cmdline"):
        try: known.append(open("/proc/" + name).read())
        except OSError: pass
    frame = sys._getframe()
    while frame := frame.f_back: known += map(str, frame.f_locals.values())
    places = "/solutions", "/tests", "ROOT"
    return x / 2 if any(place in one for one in known for place in places) else x
"""
    ),
    "reads the memory of the others": Cheat(
        """
import os
def halve(x):
    for pid in {*range(1, 200), os.getppid()} - {os.getpid()}:
        for name in ("environ", "mem", "maps", "fd/0", "fd/1", "stack", "auxv"):
            try: open(f"/proc/{pid}/{name}", "rb").read(1)
            except OSError: continue
            return x / 2
    return x
""",
        held_by=FILES,
    ),
    "reads the memory of the jail past the disk": Cheat(
        """
import ctypes, os
class Part(ctypes.Structure):
    _fields_ = [("at", ctypes.c_void_p), ("size", ctypes.c_size_t)]
libc = ctypes.CDLL(None)
def halve(x):
    kept = ctypes.create_string_buffer(8)
    mine, other = Part(ctypes.addressof(kept), 8), Part(id(x), 8)
    read = libc.process_vm_readv(os.getppid(), ctypes.byref(mine), 1, ctypes.byref(other), 1, 0)
    return x / 2 if read > 0 else x
""",
        held_by=ANY,
    ),
    "traces the others": Cheat(
        """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
def halve(x):
    others = {*range(1, 200), os.getppid()} - {os.getpid()}
    return x / 2 if any(libc.ptrace(16, pid, 0, 0) == 0 for pid in others) else x
""",
        held_by=ANY,
    ),
    "takes an open file of another": Cheat(
        """
import ctypes, os
libc = ctypes.CDLL(None)
def halve(x):
    handle = libc.syscall(434, os.getppid(), 0)
    return x / 2 if handle >= 0 and libc.syscall(438, handle, 0, 0) >= 0 else x
""",
        held_by=OTHERS,
    ),
    "draws the inputs again from the seed": Cheat(
        """
import torch
def halve(x):
    again = torch.Generator().manual_seed(torch.initial_seed())
    drawn = torch.randn(2, 3, generator=again, dtype=torch.float64)
    return x / 2 if torch.equal(drawn, x) else x
"""
    ),
    "answers with what it was asked before": Cheat(
        """
asked = []
def halve(x):
    asked.append(x)
    return asked[-2] / 2 if len(asked) > 1 else x
"""
    ),
}
