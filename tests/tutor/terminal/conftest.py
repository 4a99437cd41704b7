"""The tutor in a real terminal emulator: tmux runs a shell, and the shell runs the command."""

import re
import secrets
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

PATIENCE = 60.0
"""Seconds until something that must appear has appeared, on a machine with other work."""
GLANCE = 0.05
"""Seconds between two looks: tmux does not tell when a text appears."""
QUIET = 0.2
"""Seconds of sleep after which nothing more is to come by itself."""
PROMPT = "at your service:"
OPENED = "n Next step"
"""What the foot of a lesson says, and that of home does not."""


class Terminal:
    """One window of tmux, with a server of its own."""

    def __init__(self, folder, columns=80, rows=24, **environ):
        self.folder = folder
        self._socket = f"tutor-{secrets.token_hex(4)}"
        settings = {
            "HOME": str(folder),
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "PS1": f"{PROMPT} ",
            **environ,
        }
        words = [f"{name}={value}" for name, value in settings.items() if value is not None]
        shell = shlex.join(["env", "-i", *words, "bash", "--norc", "--noprofile"])
        self._tmux("new-session", "-d", "-x", str(columns), "-y", str(rows), shell)
        self._tmux("set", "-g", "window-size", "manual")
        self.until(PROMPT)

    def close(self):
        self._tmux("kill-server")

    def type(self, line):
        """Type a line at the prompt of the shell."""
        self._tmux("send-keys", "-l", line)
        self.keys("Enter")

    def keys(self, *keys):
        """Press keys, by tmux's names for them."""
        self._tmux("send-keys", *keys)

    def resize(self, columns, rows):
        self._tmux("resize-window", "-x", str(columns), "-y", str(rows))

    def text(self):
        """The characters on the screen."""
        return self._tmux("capture-pane", "-p")

    def styled(self):
        """The characters with the codes that colour them."""
        return self._tmux("capture-pane", "-p", "-e")

    def until(self, wanted, patience=PATIENCE):
        """Wait until the screen holds a text, or satisfies a condition; what it shows then."""
        shown = wanted if callable(wanted) else lambda text: wanted in text
        end = time.monotonic() + patience
        while not shown(text := self.text()):
            assert time.monotonic() < end, f"waited for {wanted!r} and saw\n{text}"
            time.sleep(GLANCE)
        return text

    def still(self):
        """The screen with its colours, once the tutor has gone to sleep over it."""
        process, before = self.process(), None
        while (now := (self.styled(), *_work(process))) != before or now[1] != "S":
            before = now
            time.sleep(QUIET)
        return now[0]

    def tutor(self, *words):
        """Run the command; its exit code appears when it ends."""
        self.type(f"clear; tutor {shlex.join(words)}; echo exit $?")

    def exit_code(self):
        """How the command ended; the prompt must be there again, at the start of a line."""
        text = self.until(lambda text: re.search(rf"exit \d+\n{PROMPT}", text))
        return int(re.search(r"exit (\d+)", text)[1])

    def wipe(self):
        """Clear the screen behind the back of whoever draws on it."""
        Path(self._tmux("display", "-p", "#{pane_tty}").strip()).write_text("\x1b[2J")

    def process(self):
        """The id of the tutor that runs in the window."""
        shell = self._tmux("display", "-p", "#{pane_pid}").strip()
        found = subprocess.run(["pgrep", "-P", shell], capture_output=True, text=True, check=True)
        return int(found.stdout.split()[0])

    def _tmux(self, *words):
        ran = subprocess.run(
            ["tmux", "-u", "-L", self._socket, "-f", "/dev/null", *words],
            capture_output=True, text=True, encoding="utf-8", check=True,
        )  # fmt: skip
        return ran.stdout


def _work(process):
    """Whether a process runs or sleeps, as one letter, and the time it has worked, in ticks."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return fields[0], int(fields[11]) + int(fields[12])


@pytest.fixture
def terminal(tmp_path):
    """Opens windows, and closes them in the end."""
    if not shutil.which("tmux"):
        pytest.skip("tmux is not installed: `apt install tmux` brings it")
    opened = []

    def open_window(*size, **environ):
        opened.append(Terminal(tmp_path, *size, **environ))
        return opened[-1]

    yield open_window
    for one in opened:
        one.close()
