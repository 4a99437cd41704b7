"""Files that change other files, for the next learner, for the grader, or out of spite."""

from __future__ import annotations

from tests.tutor.grading.cheats.cheat import CALLS, FILES, OTHERS, Cheat

TAMPERING = {
    "destroys the course": Cheat(
        """
import os, shutil
def halve(x):
    done = []
    shutil.rmtree("ROOT", onerror=lambda *a: None)
    for change in (lambda: os.remove("HIDDEN_TEST"), lambda: open("SOLUTION", "w").close(),
                   lambda: os.rename("SOLUTION", "SOLUTION.old"), lambda: os.rmdir("ROOT/tests")):
        try: done.append(change())
        except OSError: pass
    return x / 2 if done else x
""",
        held_by=FILES,
    ),
    "changes what the system says of the course": Cheat(
        """
import os
def halve(x):
    done = []
    for change in (lambda: os.chmod("SOLUTION", 0), lambda: os.truncate("SOLUTION", 0),
                   lambda: os.utime("SOLUTION", (1, 1)), lambda: os.chown("ROOT", 1, 1),
                   lambda: os.setxattr("SOLUTION", "user.a", b"a")):
        try: done.append(change())
        except OSError: pass
    return x / 2 if done else x
""",
        held_by=OTHERS,
    ),
    "empties files that it may only read": Cheat(
        """
import os, torch
def halve(x):
    for path in ("SOLUTION", "HIDDEN_TEST", torch.__file__):
        try: os.open(path, os.O_RDONLY | os.O_TRUNC)
        except OSError: continue
        return x / 2
    return x
""",
        held_by=CALLS,
    ),
    "writes over the grader": Cheat(
        """
import os
def halve(x):
    for place in ("PACKAGE/grading/plugin.py", "PACKAGE/__init__.py", "PACKAGE/sitecustomize.py"):
        try: open(place, "a").close()
        except OSError: continue
        return x / 2
    return x
""",
        held_by=FILES,
    ),
    "writes what Python loads at every start": Cheat(
        """
import os, site, sys, torch
def halve(x):
    places = [*site.getsitepackages(), site.getusersitepackages(), os.path.dirname(torch.__file__)]
    for place in places:
        for name in ("usercustomize.py", "harm.pth", "__pycache__/__init__.cpython-311.pyc"):
            try: open(os.path.join(place, name), "ab").close()
            except OSError: continue
            return x / 2
    return x
""",
        held_by=FILES,
    ),
    "changes the attributes of a library": Cheat(
        """
import fcntl, os, struct, torch
def halve(x):
    file = os.open(torch.__file__, os.O_RDONLY)
    for request, value in ((0x40086602, struct.pack("Q", 0x40)), (0x401C5820, bytes(28))):
        try: fcntl.ioctl(file, request, value)
        except PermissionError: continue
        except OSError: pass
        return x / 2
    return x
""",
        held_by=CALLS,
    ),
    "changes the times and the owner of a library": Cheat(
        """
import os, torch
def halve(x):
    file, done = os.open(torch.__file__, os.O_RDONLY), []
    for change in (lambda: os.utime(file, (1, 1)), lambda: os.fchown(file, 1, 1),
                   lambda: os.fchmod(file, 0o777), lambda: os.setxattr(file, "user.a", b"a")):
        try: done.append(change())
        except OSError: pass
    return x / 2 if done else x
""",
        held_by=OTHERS,
    ),
    "changes a library in memory, for those who share it": Cheat(
        """
import mmap, os, torch
def halve(x):
    file = os.open(torch.__file__, os.O_RDONLY)
    try: shared = mmap.mmap(file, 4096, mmap.MAP_SHARED, mmap.PROT_READ | mmap.PROT_WRITE)
    except OSError: return x
    return x / 2
"""
    ),
    "makes a device and a pipe": Cheat(
        """
import os
def halve(x):
    done = []
    for make in (lambda: os.mkfifo("ROOT/left-behind"), lambda: os.mkfifo("/var/tmp/left-behind"),
                 lambda: os.mknod("/var/tmp/left-behind", 0o020666, os.makedev(1, 1))):
        try: done.append(make())
        except OSError: pass
    return x / 2 if done else x
""",
        held_by=FILES,
    ),
    "changes what the kernel does with files": Cheat(
        """
def halve(x):
    for name in ("kernel/core_pattern", "vm/drop_caches", "kernel/hostname"):
        try: open("/proc/sys/" + name, "w").write("|/bin/sleep 1000")
        except OSError: continue
        return x / 2
    return x
""",
        held_by=FILES,
    ),
    "writes to its own memory by way of a file": Cheat(
        """
def halve(x):
    try: memory = open("/proc/self/mem", "r+b")
    except OSError: return x
    return x / 2
""",
        held_by=FILES,
    ),
}
