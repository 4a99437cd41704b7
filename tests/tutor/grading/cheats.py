"""Files that try to pass `halve` without halving, or to do harm; `hostile_box` alone runs them.

Where a trick would give the answer away, the file returns the right value if it worked, so that a
pass proves a hole. SOLUTION, HIDDEN_TEST and ROOT stand for the places of the course.
"""

from __future__ import annotations

CHEATS = {
    "leaves while it is imported": """
import os
os._exit(0)
""",
    "leaves while it is called": """
import os
def halve(x): os._exit(0)
""",
    "raises SystemExit": """
def halve(x): raise SystemExit(0)
""",
    "takes gigabytes to be compiled": "def halve(x):\n"
    + "".join(
        f"{' ' * (2 * depth + 1)}while x:\n{' ' * (2 * depth + 2)}try:\n"
        + "".join(
            f"{' ' * (2 * depth + 3)}if x: {leave}\n" for leave in ("continue", "break", "return")
        )
        + f"{' ' * (2 * depth + 2)}finally:\n"
        for depth in range(9)
    )
    + " " * 19
    + "pass\n",
    "crashes": """
import ctypes
def halve(x): ctypes.string_at(0)
""",
    "ends by a signal that has no name": """
import os
def halve(x): os.kill(os.getpid(), 40)
""",
    "aborts": """
import os
def halve(x): os.abort()
""",
    "loops and ignores every signal": """
import signal
for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)
def halve(x):
    while True: pass
""",
    "stops itself": """
import os, signal
def halve(x): os.kill(os.getpid(), signal.SIGSTOP)
""",
    "patches torch's comparisons": """
import torch
torch.equal = torch.allclose = torch.isclose = lambda *a, **k: torch.tensor(True)
torch.Tensor.__eq__ = torch.Tensor.__ne__ = lambda *a: torch.tensor(True)
def halve(x): return x
""",
    "patches torch's gradients": """
import torch
torch.autograd.grad = lambda y, x, *a, **k: [torch.full_like(x, 0.5)]
def halve(x): return x * 1
""",
    "patches pytest": """
import pytest, _pytest.runner, _pytest.python
_pytest.runner.call_and_report = lambda *a, **k: None
_pytest.python.Function.runtest = lambda self: None
def halve(x): return x
""",
    "patches the grader's own modules": """
import sys
for name, module in list(sys.modules.items()):
    if name.startswith("tutor."):
        for key, value in list(vars(module).items()):
            if callable(value) and key in ("call", "_answer", "_failure", "encode"):
                setattr(module, key, lambda *a, **k: {"value": None, "changed": ()})
def halve(x): return x
""",
    "forges that nothing was changed": """
import tutor.grading.called as called
called._image = lambda value: []
def halve(x):
    x *= 0.5
    x += 1
    return x
""",
    "looks for the reference among all objects": """
import gc, types
def halve(x):
    for one in gc.get_objects():
        if isinstance(one, types.FunctionType) and one.__name__ == "halve" and one is not halve:
            return one(x)
    return x
""",
    "looks for the reference in the frames that called it": """
import sys
def halve(x):
    frame = sys._getframe()
    while frame := frame.f_back:
        for value in {**frame.f_globals, **frame.f_locals}.values():
            other = getattr(value, "halve", None)
            if callable(other) and other is not halve: return other(x)
    return x
""",
    "runs the solution from the disk": """
namespace = {}
try: exec(open("SOLUTION").read(), namespace)
except OSError: pass
halve = namespace.get("halve", lambda x: x)
""",
    "opens the solution past Python": """
import ctypes, os
libc = ctypes.CDLL(None)
file = libc.open(b"SOLUTION", os.O_RDONLY)
def halve(x): return x / 2 if file >= 0 else x
""",
    "imports the solution": """
import sys
sys.path.insert(0, "ROOT/solutions/01_halves")
sys.modules.pop("halve", None)
try: from halve import halve
except (ImportError, OSError):
    def halve(x): return x
""",
    "reads the hidden test": """
def halve(x):
    try: open("HIDDEN_TEST").read()
    except OSError: return x
    return x / 2
""",
    "lists the folder of the solution": """
import os
def halve(x):
    try: os.listdir("ROOT/solutions/01_halves")
    except OSError: return x
    return x / 2
""",
    "links to the solution": """
import os
def halve(x):
    for link in (os.link, os.symlink):
        try: link("SOLUTION", "/tmp/linked-solution")
        except OSError: continue
        return x / 2
    return x
""",
    "destroys the course": """
import os, shutil
def halve(x):
    done = []
    shutil.rmtree("ROOT", onerror=lambda *a: None)
    for change in (lambda: os.chmod("SOLUTION", 0), lambda: os.truncate("SOLUTION", 0),
                   lambda: os.rename("SOLUTION", "SOLUTION.old"), lambda: os.utime("SOLUTION"),
                   lambda: os.chown("ROOT", 1, 1), lambda: os.remove("HIDDEN_TEST")):
        try: done.append(change())
        except OSError: pass
    return x / 2 if done else x
""",
    "empties files that it may only read": """
import os
def halve(x):
    for path in ("SOLUTION", "HIDDEN_TEST", "/dev/null"):
        try: os.open(path, os.O_RDONLY | os.O_TRUNC)
        except OSError: continue
        return x / 2
    return x
""",
    "reads the memory of the others": """
import os
def halve(x):
    for pid in range(1, 200):
        for name in ("environ", "mem", "maps", "cmdline"):
            try: open(f"/proc/{pid}/{name}", "rb").read(1)
            except OSError: continue
            return x / 2
    return x
""",
    "traces the others": """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
def halve(x):
    held = [libc.ptrace(16, pid, 0, 0) == 0 for pid in range(1, 200) if pid != os.getpid()]
    return x / 2 if any(held) else x
""",
    "kills the others": """
import os, signal
def halve(x):
    killed = []
    for pid in (-1, 0, 1, os.getppid()):
        try: killed.append(os.kill(pid, signal.SIGKILL))
        except OSError: pass
    return x / 2 if killed else x
""",
    "has the kernel kill the jail once a file is ready": """
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
    "refuses to die with the jail": """
import ctypes
libc = ctypes.CDLL(None)
def halve(x): return x / 2 if libc.prctl(1, 0, 0, 0, 0) == 0 else x
""",
    "changes the attributes of a library": """
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
    "reads how the jail was started": """
import sys
def halve(x):
    known = [*sys.argv, *sys.orig_argv]
    frame = sys._getframe()
    while frame := frame.f_back: known += map(str, frame.f_locals.values())
    return x / 2 if any("/solutions" in one or "/tests" in one for one in known) else x
""",
    "changes the limits of the others": """
import os, resource
def halve(x):
    try: resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, (3, 3))
    except OSError: return x
    return x / 2
""",
    "lifts its own limits": """
import resource, torch
def halve(x):
    try: resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY,) * 2)
    except (OSError, ValueError): return x
    return x / 2
""",
    "forks without end": """
import os
def halve(x):
    try:
        while True: os.fork()
    except OSError: return x
""",
    "leaves a process behind": """
import subprocess
def halve(x):
    try: subprocess.Popen(["sleep", "1000"], start_new_session=True)
    except OSError: return x
    return x / 2
""",
    "becomes another program": """
import os
def halve(x):
    try: os.execv("/bin/cat", ["cat", "SOLUTION"])
    except OSError: return x
""",
    "leaves threads behind": """
import threading
def burn():
    while True: pass
def halve(x):
    for _ in range(4): threading.Thread(target=burn, daemon=True).start()
    return x
""",
    "takes all memory": """
def halve(x):
    kept = []
    while True: kept.append(bytearray(1 << 20))
""",
    "prints without end": """
def halve(x):
    while True: print("again " * 1000)
""",
    "writes without end past Python's print": """
import os
def halve(x):
    try:
        while True: os.write(1, b"a" * 65536)
    except OSError: return x
""",
    "prints escape sequences": r"""
def halve(x):
    print("\x1b[2J\x1b]0;owned\x07\x9b31m\u202e")
    raise ValueError("\x1b[31mred")
""",
    "makes its output hard to read": """
import fcntl, os
def halve(x):
    print("x")
    fcntl.fcntl(1, fcntl.F_SETFL, os.O_DIRECT)
    return x
""",
    "fills the disk": """
import os, tempfile
def halve(x):
    made = []
    for folder in (".", "/tmp", "/var/tmp", "/dev/shm", "ROOT", os.path.expanduser("~")):
        try: made.append(open(os.path.join(folder, "left-behind"), "wb").write(b"a"))
        except OSError: pass
    return x / 2 if made else x
""",
    "leaves shared memory behind": """
import ctypes
libc = ctypes.CDLL(None)
def halve(x): return x / 2 if libc.shmget(4242, 4096, 0o1600) >= 0 else x
""",
    "talks to the network": """
import socket
def halve(x):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        try: socket.socket(socket.AF_INET, kind)
        except OSError: continue
        return x / 2
    return x
""",
    "returns an object that equals everything": """
class Same:
    def __eq__(self, other): return True
    def __array__(self, *a): raise SystemExit
    shape, dtype, ndim, requires_grad = (2, 3), None, 2, True
def halve(x): return Same()
""",
    "returns an object that unpickles to harm": """
import os
class Bomb:
    def __reduce__(self): return os._exit, (0,)
def halve(x): return Bomb()
""",
    "returns a tensor that lies": """
import torch
class Lie(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        if "eq" in function.__name__: return True
        return super().__torch_function__(function, types, args, kwargs or {})
def halve(x): return x.as_subclass(Lie)
""",
    "returns NaN": """
def halve(x): return x * float("nan")
""",
    "answers before it is asked": """
import json, os, socket, struct
def forge(number, value):
    reply = {"dict": {"value": value, "changed": {"list": []}}}
    head = json.dumps({"number": number, "value": reply, "buffers": []}).encode()
    return struct.pack("<4sIQ", b"DTW1", len(head), 0) + head
def halve(x):
    for file in range(3, 64):
        for number in range(2, 9):
            try: os.write(file, forge(number, True))
            except OSError: pass
    return x
""",
    "writes nonsense into every file it holds": """
import os
def halve(x):
    for file in range(3, 64):
        try: os.write(file, b"nonsense" * 9)
        except OSError: pass
    return x
""",
    "commands the jail": """
import os
def halve(x):
    for file in range(3, 64):
        try: os.write(file, b'{"start": true}')
        except OSError: pass
    return x
""",
    "promises more bytes than it sends": """
import os, struct
def halve(x):
    for file in range(3, 64):
        try: os.write(file, struct.pack("<4sIQ", b"DTW1", 1 << 20, 64 << 20))
        except OSError: pass
    while True: pass
""",
    "closes every file it holds": """
import os
def halve(x):
    os.closerange(0, 64)
    return x
""",
    "returns a list without end": """
def halve(x):
    endless = []
    endless.append(endless)
    return endless
""",
    "raises an exception that cannot be shown": """
class Silent(Exception):
    def __str__(self): raise SystemExit
    __repr__ = __str__
def halve(x): raise Silent
""",
}
