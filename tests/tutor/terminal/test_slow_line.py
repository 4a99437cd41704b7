"""A player at the far end of a slow line: 2,000 bytes a second, as over a bad ssh connection."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time

import pytest

BYTES_A_SECOND = 2_000
SLICE = 0.05
"""Seconds between two looks at the line."""
SOON = 0.5
"""Seconds in which whatever is to be written by itself is written."""
TWO_FRAMES = 30_000
"""More bytes than two frames have at 80x24, and fewer than the three seconds of the test make."""
PATIENCE = 60.0
LESSON = "---\ntitle: Noise\nminutes: 1\nneeds: []\nteaches: []\n---\n\n## Grain\n\nWords.\n"
QUESTION, ANSWER = b"\x1b[6n", b"\x1b[5;5R"


class Line:
    """A terminal that takes in what it is sent as fast as it is told to, and knows one answer."""

    def __init__(self, terminal):
        self._terminal = terminal
        self.taken = b""

    def press(self, key):
        os.write(self._terminal, key)

    def take(self, most=1 << 16):
        """So many bytes, if any come soon; an answer where they hold the question."""
        if not select.select([self._terminal], [], [], SOON)[0]:
            return False
        before = self.taken.count(QUESTION)
        self.taken += os.read(self._terminal, most)
        os.write(self._terminal, ANSWER * (self.taken.count(QUESTION) - before))
        return True

    def take_slowly(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.take(int(BYTES_A_SECOND * SLICE))
            time.sleep(SLICE)

    def until(self, text):
        """Take in everything until a text comes; how many bytes that were."""
        began, end = len(self.taken), time.monotonic() + PATIENCE
        while text not in self.taken[began:]:
            assert time.monotonic() < end, f"waited for {text!r}"
            self.take()
        return len(self.taken) - began


@pytest.fixture
def line(tmp_path):
    """A simulation on a screen of 80 by 24."""
    lessons = tmp_path / "course" / "lessons"
    lessons.mkdir(parents=True)
    (lessons / "course.yaml").write_text("title: A course\n", encoding="utf-8")
    (lessons / "01_noise.md").write_text(LESSON, encoding="utf-8")
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environ = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tutor", "--course", "course", "simulate", "dissolve"],
        stdin=theirs, stdout=theirs, stderr=theirs, cwd=tmp_path, start_new_session=True,
        env=environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
    )  # fmt: skip
    os.close(theirs)
    line = Line(ours)
    line.until(b"reset")
    while line.take():
        pass
    yield line
    process.kill()
    process.wait()
    os.close(ours)


def test_home_and_the_simulation_above_it_are_sent_once_each(line):
    assert len(line.taken) < TWO_FRAMES


def test_frames_that_a_slow_line_cannot_carry_are_dropped_and_a_key_is_answered(line):
    line.press(b" ")
    line.take_slowly(3)

    line.press(b"?")

    assert line.until(b"Close") < TWO_FRAMES


def test_a_key_that_is_held_down_leaves_no_frames_behind(line):
    for _ in range(30):
        line.press(b"\x1b[C")
        line.take_slowly(SLICE)

    line.press(b"?")

    assert line.until(b"Close") < TWO_FRAMES
