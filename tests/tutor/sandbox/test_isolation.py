"""What a confined process can still do. Each test confines a process of its own."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tutor.sandbox import isolation
from tutor.sandbox.profile import BASIC, CALLS, FILES, FULL, KERNEL

CONFINED = """
import ctypes, fcntl, json, os, sys
from pathlib import Path
from tutor.sandbox.isolation import confine
from tutor.sandbox.limits import Limits
folder = Path(sys.argv[1])
held = open(folder / "held.txt", "wb", buffering=0)
profile = confine(
    Limits(memory=256 << 20, open_files=32),
    hidden=[folder / "open" / "secret", Path(json.__file__).parent],
    readable=[folder / "open"],
)
libc = ctypes.CDLL(None, use_errno=True)
def prctl(option, value):
    if libc.prctl(ctypes.c_long(option), value, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")
def tried(action):
    try:
        action()
    except (OSError, MemoryError, ValueError, ImportError) as error:
        return type(error).__name__
    return "done"
"""

pytestmark = pytest.mark.isolation


@pytest.fixture
def tried(tmp_path):
    """How an action ends in a confined process."""
    for place in ("open/near.txt", "open/secret/solution.py", "closed/far.txt"):
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x = 1\n")

    def run(action: str) -> str:
        program = f"{CONFINED}\nprint(tried(lambda: {action}))"
        ran = subprocess.run(
            [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout.strip()

    return run


@pytest.mark.parametrize(
    "action",
    [
        "(folder / 'open' / 'near.txt').read_text()",
        "list((folder / 'open').iterdir())",
        "held.write(b'new')",
        "__import__('colorsys')",
        "__import__('numpy')",
        "__import__('threading').Thread(target=int).start()",
        "os.kill(os.getpid(), 0)",
        "open(os.devnull)",
    ],
)
def test_what_a_learner_needs_is_allowed(tried, action):
    assert tried(action) == "done"


@pytest.mark.parametrize(
    "action",
    [
        "(folder / 'open' / 'secret' / 'solution.py').read_text()",
        "(folder / 'closed' / 'far.txt').read_text()",
        "list((folder / 'closed').iterdir())",
        "(folder / 'open' / 'near.txt').write_text('')",
        "(folder / 'open' / 'new.txt').write_text('')",
        "os.open(folder / 'open' / 'near.txt', os.O_RDONLY | os.O_TRUNC)",
        "os.truncate(folder / 'open' / 'near.txt', 0)",
        "os.chmod(folder / 'closed' / 'far.txt', 0)",
        "os.utime(folder / 'closed' / 'far.txt')",
        "os.rename(folder / 'open' / 'secret', folder / 'open' / 'moved')",
        "os.link(folder / 'closed' / 'far.txt', folder / 'closed' / 'linked.txt')",
        "Path('/proc/self/environ').read_bytes()",
        "Path('/etc/passwd').read_text()",
        "list(Path.home().iterdir())",
        "os.fork()",
        "os.posix_spawn('/bin/true', ['true'], {})",
        "os.execv('/bin/true', ['true'])",
        "os.kill(os.getppid(), 0)",
        "os.kill(-1, 0)",
        "os.pidfd_open(os.getppid())",
        "os.setpriority(os.PRIO_PROCESS, os.getppid(), 0)",
        "os.memfd_create('left')",
        "__import__('socket').socket()",
        "__import__('socket').socketpair()",
        "__import__('resource').prlimit(os.getppid(), 7)",
        "fcntl.fcntl(0, 8, os.getppid())",
        "fcntl.fcntl(0, 10, 9)",
        "fcntl.fcntl(0, 15, bytes(8))",
        "fcntl.fcntl(os.open('/usr/lib', 0), fcntl.F_NOTIFY, 1)",
        "fcntl.ioctl(0, 0x8901, 1)",
        "fcntl.ioctl(0, 0x40086602, bytes(8))",
        "fcntl.ioctl(0, 0x401C5820, bytes(28))",
        "prctl(1, 0)",
        "prctl(4, 1)",
        "prctl(1 << 32 | 1, 0)",
    ],
)
def test_what_reaches_outside_is_refused(tried, action):
    assert tried(action) == "PermissionError"


def test_a_hidden_package_cannot_be_imported(tried):
    assert tried("__import__('json.tool')") in ("PermissionError", "ModuleNotFoundError")


@pytest.mark.parametrize(
    ("action", "error"),
    [
        ("bytearray(512 << 20)", "MemoryError"),
        ("[open(os.devnull) for _ in range(64)]", "OSError"),
        ("[held.write(bytes(1 << 20)) for _ in range(2)]", "OSError"),
        ("__import__('resource').setrlimit(9, (-1, -1))", "ValueError"),
    ],
    ids=["memory", "open files", "a large file", "lifting a limit"],
)
def test_limits_hold(tried, action, error):
    assert tried(action) == error


def test_a_worker_cannot_signal_the_fenced_process_that_forked_it():
    program = (
        "import os\n"
        "from tutor.sandbox.isolation import enclose, shut\n"
        "from tutor.sandbox.limits import Limits\n"
        "from tutor.sandbox.profile import FILES\n"
        "enclose(FILES, hidden=())\n"
        "if os.fork() == 0:\n"
        "    shut(FILES, Limits(), 0)\n"
        "    os.kill(os.getpid(), 0)\n"
        "    os.kill(os.getppid(), 0)\n"
        "os.wait()"
    )

    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert "line 9" in ran.stderr
    assert ran.stderr.endswith("PermissionError: [Errno 1] Operation not permitted\n")


def test_no_capability_is_left():
    program = (
        "from pathlib import Path\n"
        "from tutor.sandbox.isolation import enclose\n"
        "from tutor.sandbox.profile import CALLS\n"
        "enclose(CALLS, hidden=())\n"
        "lines = Path('/proc/self/status').read_text().splitlines()\n"
        "print([line.split()[1] for line in lines if line.startswith(('CapEff', 'NoNewPrivs'))])"
    )

    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert ran.stdout.strip() == "['0000000000000000', '1']"


def test_this_machine_offers_all_there_is():
    assert isolation.strongest() == FULL


@pytest.mark.parametrize(
    ("missing", "left"),
    [
        (["close_calls"], FILES),
        (["close_files"], CALLS),
        (["close_calls", "close_files"], BASIC),
    ],
    ids=["no seccomp", "no Landlock", "neither"],
)
def test_what_is_missing_takes_only_its_own_part_of_the_fence(monkeypatch, missing, left):
    for part in missing:
        monkeypatch.setattr(isolation, part, unavailable)

    assert isolation.attainable.__wrapped__(KERNEL) == left


def test_a_missing_seccomp_library_is_found_out(monkeypatch):
    monkeypatch.setattr("tutor.sandbox.calls.seccomp", None)

    assert isolation.attainable.__wrapped__(KERNEL) == FILES


def unavailable(*_: object) -> None:
    raise OSError("not on this machine")
