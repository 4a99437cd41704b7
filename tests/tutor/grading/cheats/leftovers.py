"""Files that leave something behind that goes on when they are done."""

from __future__ import annotations

from tests.tutor.grading.cheats.cheat import CALLS, FILES, OTHERS, Cheat

LEFTOVERS = {
    "forks without end": Cheat(
        """
import os
def halve(x):
    try:
        while True: os.fork()
    except OSError: return x
""",
        held_by=CALLS,
    ),
    "leaves a process behind": Cheat(
        """
import subprocess
def halve(x):
    try: subprocess.Popen(["sleep", "1000"], start_new_session=True)
    except OSError: return x
    return x / 2
""",
        held_by=CALLS,
    ),
    "leaves a process behind past the disk": Cheat(
        """
import os
def halve(x):
    for start in (lambda: os.posix_spawn("/bin/sleep", ["sleep", "1000"], {}), os.forkpty):
        try:
            if start() == 0: return x
        except OSError: continue
        return x / 2
    return x
""",
        held_by=CALLS,
    ),
    "asks the shell": Cheat(
        """
import os
def halve(x): return x / 2 if os.system("sleep 1000 &") == 0 else x
""",
        held_by=CALLS,
    ),
    "starts a process by a bare system call": Cheat(
        """
import ctypes, os, time
libc = ctypes.CDLL(None)
def halve(x):
    mine = os.getpid()
    for number, *args in ((56, 17, 0, 0, 0, 0), (57,), (58,), (435, bytes(88), 88)):
        started = libc.syscall(number, *args)
        if os.getpid() != mine: time.sleep(1000)
        if started > 0: return x / 2
    return x
""",
        held_by=CALLS,
    ),
    "leaves a daemon behind": Cheat(
        """
import multiprocessing
def halve(x):
    try: multiprocessing.get_context("fork").Process(target=print, daemon=True).start()
    except OSError: return x
    return x / 2
""",
        held_by=CALLS,
    ),
    "becomes another program": Cheat(
        """
import os
def halve(x):
    try: os.execv("/bin/cat", ["cat", "SOLUTION"])
    except OSError: return x
""",
        held_by=CALLS,
    ),
    "leaves threads behind": Cheat(
        """
import threading
def burn():
    while True: pass
def halve(x):
    for _ in range(4): threading.Thread(target=burn, daemon=True).start()
    return x
"""
    ),
    "leaves an alarm behind": Cheat(
        """
import signal
def halve(x):
    signal.signal(signal.SIGALRM, lambda *a: None)
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
    return x / 2
""",
        says="",
    ),
    "leaves shared memory behind": Cheat(
        """
import ctypes
libc = ctypes.CDLL(None)
def halve(x): return x / 2 if libc.shmget(4242, 4096, 0o1600) >= 0 else x
""",
        held_by=OTHERS,
    ),
    "leaves named memory behind": Cheat(
        """
from multiprocessing import shared_memory
def halve(x):
    try: shared_memory.SharedMemory("left-behind", create=True, size=4096)
    except OSError: return x
    return x / 2
""",
        held_by=FILES,
    ),
    "leaves a queue behind": Cheat(
        """
import ctypes
libc = ctypes.CDLL(None)
def halve(x):
    made = [libc.msgget(4242, 0o1600), libc.semget(4242, 1, 0o1600)]
    made.append(libc.mq_open(b"/left-behind", 0o102, 0o600, None))
    return x / 2 if max(made) >= 0 else x
""",
        held_by=OTHERS,
    ),
    "leaves a key behind": Cheat(
        """
import ctypes
libc = ctypes.CDLL(None)
def halve(x):
    made = libc.syscall(248, b"user", b"left-behind", b"a", 1, -4)
    return x / 2 if made >= 0 else x
""",
        held_by=CALLS,
    ),
    "leaves a setting of torch behind": Cheat(
        """
import torch
torch.set_default_dtype(torch.float64)
torch.set_grad_enabled(False)
def halve(x): return x / 2
""",
        says="",
    ),
    "leaves folders inside folders without end": Cheat(
        """
import os
def halve(x):
    try: os.chdir(os.path.expanduser("~"))
    except OSError: return x
    for _ in range(5000):
        try: os.mkdir("d"), os.chdir("d")
        except OSError: break
    return x
""",
        held_by=FILES,
    ),
    "leaves a folder that nobody may empty": Cheat(
        """
import os
def halve(x):
    try:
        os.chdir(os.path.expanduser("~"))
        os.makedirs("closed/inside")
        open("closed/inside/file", "w").close()
        os.chmod("closed/inside", 0), os.chmod("closed", 0), os.chmod(".", 0)
    except OSError: pass
    return x
""",
        held_by=FILES,
    ),
}
