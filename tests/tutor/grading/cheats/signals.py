"""Files that reach for other processes, to end, stop, slow or steer them."""

from __future__ import annotations

from tests.tutor.grading.cheats.cheat import ANY, CALLS, Cheat

SIGNALS = {
    "kills the others": Cheat(
        """
import os, signal
def halve(x):
    killed = []
    for pid in (-1, 0, 1, os.getppid()):
        try: killed.append(os.kill(pid, signal.SIGKILL))
        except OSError: pass
    return x / 2 if killed else x
""",
        held_by=CALLS,
    ),
    "kills the others by way of a thread": Cheat(
        """
import ctypes, os
libc = ctypes.CDLL(None)
def halve(x):
    jail = os.getppid()
    done = [libc.syscall(200, jail, 9), libc.syscall(234, jail, jail, 9)]
    done.append(libc.syscall(129, jail, 9, bytes(128)))
    return x / 2 if 0 in done else x
""",
        held_by=CALLS,
    ),
    "kills the others by a handle": Cheat(
        """
import os, signal
def halve(x):
    try: signal.pidfd_send_signal(os.pidfd_open(os.getppid()), signal.SIGKILL)
    except OSError: return x
    return x / 2
""",
        held_by=CALLS,
    ),
    "has the kernel kill the jail once a file is ready": Cheat(
        """
import fcntl, os, signal, time
def halve(x):
    jail = os.getppid()
    for number in (signal.SIGSTOP, signal.SIGKILL):
        ready, written = os.pipe()
        for command, value in ((8, jail), (10, number), (fcntl.F_SETFL, os.O_ASYNC)):
            try: fcntl.fcntl(ready, command, value)
            except OSError: pass
        os.write(written, b"a")
    time.sleep(0.1)
    return x / 2 if os.getppid() != jail else x
""",
        held_by=("files", "calls"),
    ),
    "refuses to die with the jail": Cheat(
        """
import ctypes
libc = ctypes.CDLL(None)
def halve(x): return x / 2 if libc.prctl(1, 0, 0, 0, 0) == 0 else x
""",
        held_by=CALLS,
    ),
    "lets others read its memory": Cheat(
        """
import ctypes
libc = ctypes.CDLL(None)
def halve(x): return x / 2 if libc.prctl(4, 1, 0, 0, 0) == 0 else x
""",
        held_by=CALLS,
    ),
    "changes the limits of the others": Cheat(
        """
import os, resource
def halve(x):
    try: resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, (3, 3))
    except OSError: return x
    return x / 2
""",
        held_by=CALLS,
    ),
    "lifts its own limits": Cheat(
        """
import resource
def halve(x):
    try: resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY,) * 2)
    except (OSError, ValueError): return x
    return x / 2
"""
    ),
    "slows the others down": Cheat(
        """
import os
def halve(x):
    jail, done = os.getppid(), []
    for slow in (lambda: os.setpriority(os.PRIO_PROCESS, jail, 19),
                 lambda: os.sched_setaffinity(jail, {0}),
                 lambda: os.sched_setscheduler(jail, os.SCHED_IDLE, os.sched_param(0))):
        try: done.append(slow())
        except OSError: pass
    return x / 2 if done else x
""",
        held_by=CALLS,
    ),
    "puts itself before the others": Cheat(
        """
import os
def halve(x):
    try: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(99))
    except OSError: return x
    return x / 2
""",
        held_by=ANY,
    ),
    "becomes root": Cheat(
        """
import os
def halve(x):
    try: os.setuid(0), os.setgroups([0]), os.chroot("/")
    except OSError: return x
    return x / 2
""",
        held_by=ANY,
    ),
    "makes namespaces of its own": Cheat(
        """
import ctypes
libc = ctypes.CDLL(None)
def halve(x): return x / 2 if libc.unshare(0x10000000) == 0 or libc.unshare(0x20000) == 0 else x
""",
        held_by=CALLS,
    ),
    "mounts over the course": Cheat(
        """
import ctypes
libc = ctypes.CDLL(None)
def halve(x): return x / 2 if libc.mount(b"none", b"ROOT", b"tmpfs", 0, 0) == 0 else x
""",
        held_by=ANY,
    ),
    "asks the kernel by its ring": Cheat(
        """
import ctypes
libc = ctypes.CDLL(None)
def halve(x): return x / 2 if libc.syscall(425, 8, bytes(120)) >= 0 else x
""",
        held_by=CALLS,
    ),
    "handles its own faults, and so holds up others": Cheat(
        """
import ctypes
libc = ctypes.CDLL(None)
def halve(x): return x / 2 if libc.syscall(323, 1) >= 0 else x
""",
        held_by=CALLS,
    ),
    "closes all calls to itself": Cheat(
        """
import ctypes
def halve(x):
    ctypes.CDLL(None).prctl(22, 1, 0, 0, 0)
    return x / 2
""",
        says="",
    ),
    "lets itself be traced": Cheat(
        """
import ctypes
libc = ctypes.CDLL(None)
def halve(x): return x / 2 if libc.ptrace(0, 0, 0, 0) == 0 else x
""",
        held_by=CALLS,
    ),
}
