"""What seccomp denies with nothing else of the fence. Each test closes a process of its own."""

from __future__ import annotations

import subprocess
import sys

import pytest

CLOSED = """
import ctypes, errno, os, sys
from tutor.sandbox import calls
from tutor.sandbox.process import forbid_new_privileges
resolve = calls.seccomp.resolve_syscall
libc = ctypes.CDLL(None, use_errno=True)
path = os.fsencode(sys.argv[1])
emptying = os.O_RDONLY | os.O_TRUNC
def call(number, *args):
    done = libc.syscall(ctypes.c_long(number), *args)
    return "done" if done >= 0 else errno.errorcode[ctypes.get_errno()]
def named(name, *args):
    return call(resolve(calls.seccomp.Arch.NATIVE, name), *args)
"""

OLD_LIBRARY = """
def known_to_an_old_library(architecture, name):
    return -1 if resolve(architecture, name) >= 424 else resolve(architecture, name)
calls.seccomp.resolve_syscall = known_to_an_old_library
"""

pytestmark = pytest.mark.isolation


@pytest.fixture
def ended(tmp_path):
    """How an action ends once the calls are closed, by the name of the error."""
    (tmp_path / "kept.txt").write_text("kept")

    def run(action: str, before: str = "") -> str:
        program = f"{CLOSED}\n{before}\nforbid_new_privileges()\ncalls.close_calls()\n"
        ran = subprocess.run(
            [sys.executable, "-c", f"{program}print({action})", str(tmp_path / "kept.txt")],
            capture_output=True,
            text=True,
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout.strip()

    return run


@pytest.mark.parametrize(
    "action",
    [
        "named('open', path, emptying)",
        "named('creat', path, 0o600)",
        "named('openat', -100, path, emptying)",
        "named('openat', -100, path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)",
        "named('truncate', path, 0)",
    ],
)
def test_no_call_empties_a_file(ended, tmp_path, action):
    error = ended(action)

    assert error in ("EPERM", "ENOSYS")  # some architectures have no `open` and no `creat`
    assert (tmp_path / "kept.txt").read_text() == "kept"


def test_a_file_is_opened_for_reading_as_before(ended):
    assert ended("open(path).read()") == "kept"


def test_a_call_that_hides_its_flags_does_not_exist(ended):
    assert ended("call(437, -100, path, bytes(24), 24)") == "ENOSYS"


@pytest.mark.parametrize(
    ("action", "error"),
    [
        ("call(434, os.getpid(), 0)", "EPERM"),
        ("call(425, 1, bytes(120))", "EPERM"),
        ("call(447, 0)", "EPERM"),
        ("call(452, -100, path, 0, 0)", "EPERM"),
        ("call(435, bytes(88), 88)", "ENOSYS"),
    ],
    ids=["pidfd_open", "io_uring_setup", "memfd_secret", "fchmodat2", "clone3"],
)
def test_a_call_unknown_to_the_library_is_denied_by_its_number(ended, action, error):
    assert ended(action, before=OLD_LIBRARY) == error


def test_the_numbers_are_those_of_the_library():
    program = (
        "from tutor.sandbox.calls import NUMBERS, seccomp\n"
        "found = {name: seccomp.resolve_syscall(seccomp.Arch.NATIVE, name) for name in NUMBERS}\n"
        "print({name for name, number in found.items() if number not in (-1, NUMBERS[name])})"
    )

    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert ran.stdout == "set()\n"


def test_a_rule_that_cannot_be_made_leaves_no_half_of_the_list():
    program = (
        "from tutor.sandbox import calls\n"
        "from tutor.sandbox.isolation import attainable\n"
        "from tutor.sandbox.profile import FILES, KERNEL\n"
        "calls.DENIED = (*calls.DENIED, 'no_such_call')\n"
        "print(attainable(KERNEL) == FILES)"
    )

    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert ran.stdout == "True\n"
