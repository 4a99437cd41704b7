"""Ctrl-c in the moments in which no command can answer it yet."""

import signal
import subprocess
import sys

import pytest

SLOW_IMPORT = """
import sys, time
class Slow:
    def find_spec(self, name, path=None, target=None):
        if name == "tutor.cli":
            print("importing", flush=True)
            time.sleep(60)
sys.meta_path.insert(0, Slow())
from tutor.__main__ import main
main()
"""
SLOW_EXIT = """
import atexit, sys, time
def slow():
    print("exiting", flush=True)
    time.sleep(60)
atexit.register(slow)
sys.argv = ["tutor", "--version"]
import tutor.cli
tutor.cli.main = lambda: 0
from tutor.__main__ import main
main()
"""


@pytest.mark.parametrize(
    "program",
    [pytest.param(SLOW_IMPORT, id="while importing"), pytest.param(SLOW_EXIT, id="while exiting")],
)
def test_ctrl_c_shows_no_traceback(program):
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as tutor:
        tutor.stdout.readline()
        tutor.send_signal(signal.SIGINT)
        _, complained = tutor.communicate(timeout=10)

    assert (tutor.returncode, complained) == (-signal.SIGINT, b"")


def test_a_process_that_was_told_to_ignore_ctrl_c_keeps_ignoring_it():
    program = (
        "import signal, tutor.cli; from tutor.__main__ import main\n"
        "tutor.cli.main = lambda: print(signal.getsignal(signal.SIGINT).name)\n"
        "main()"
    )

    ran = subprocess.run(
        ["sh", "-c", f"trap '' INT; exec {sys.executable} -c \"$0\"", program],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert ran.stdout == "SIG_IGN\n"
