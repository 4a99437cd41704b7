import fcntl
import os
import pty
import subprocess
import sys
import termios
from contextlib import nullcontext

import pytest

from tutor.errors import TutorError
from tutor.tui.outside import run_outside

TRAINING = """
import time
try:
    print("training", flush=True)
    time.sleep(60)
except KeyboardInterrupt:
    print("stopped", flush=True)
"""

LENDING = f"""
import sys
from textual.app import App
from textual.widgets import Static
from tutor.tui.outside import run_outside

class Lends(App):
    def on_mount(self):
        self.call_after_refresh(self.lend)

    def lend(self):
        run_outside(self, [sys.executable, "-c", {TRAINING!r}], linger=True)
        self.mount(Static("back again"))

    def on_key(self):
        self.exit("still here")

print(Lends().run(), flush=True)
"""


class Lends:
    def suspend(self):
        return nullcontext()


def test_a_program_that_is_not_installed_is_told():
    with pytest.raises(TutorError, match="`no-such-program` cannot be started") as caught:
        run_outside(Lends(), ["no-such-program"])

    assert caught.value.hint == "install it, or name another"


def test_a_program_gets_the_terminal_until_it_ends(tmp_path):
    run_outside(Lends(), ["touch", str(tmp_path / "ran")])

    assert (tmp_path / "ran").exists()


def test_ctrl_c_ends_the_program_and_not_the_tutor():
    main, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", LENDING],
        stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        env={**os.environ, "TERM": "xterm-256color"},
    ) as tutor:  # fmt: skip
        os.close(terminal)
        read_until(main, "training")
        os.write(main, b"\x03")
        card = read_until(main, "press enter")
        os.write(main, b"\n")
        read_until(main, "back again")
        os.write(main, b"q")
        end = read_until(main, "still here")
    os.close(main)

    assert "stopped" in card
    assert "still here" in end
    assert tutor.returncode == 0


def read_until(terminal, words):
    """What a terminal shows up to some words, or to its end."""
    shown = ""
    while words not in shown:
        try:
            shown += os.read(terminal, 4096).decode(errors="replace")
        except OSError:  # nobody holds the other end
            break
    return shown
