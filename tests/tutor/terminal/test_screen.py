"""What the screen does to a terminal, and what a terminal does to the screen."""

import re

import pytest

from tests.tutor.terminal.conftest import OPENED

pytestmark = pytest.mark.terminal

SIZES = [(80, 24), (60, 20), (40, 12)]
BEGIN = "Begin"
OURS = r"/tutor/\w+(/\w+)*\.py"
"""What a traceback names that leads through our code; what comes before it is Python's."""


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_screen_fills_the_terminal_and_names_the_way_on(terminal, size):
    window = terminal(*size)

    window.tutor()
    lines = window.until(BEGIN).splitlines()

    assert len(lines) == size[1]
    assert max(map(len, lines)) <= size[0]
    assert "enter Open" in lines[-1]
    assert "? Help" in lines[-1]


def test_the_screen_follows_a_window_that_changes_its_size(terminal):
    window = terminal(100, 30)
    window.tutor()
    window.until(BEGIN)

    window.resize(60, 20)
    narrow = window.until(lambda text: keys_are_in_row(20, text))
    window.resize(30, 8)
    tiny = window.until("The tutor needs 40")
    window.resize(120, 40)
    wide = window.until(lambda text: keys_are_in_row(40, text))

    assert "minutes" not in narrow
    assert BEGIN not in tiny
    assert "minutes" in wide


def keys_are_in_row(number, text):
    rows = text.splitlines()
    return len(rows) == number and "? Help" in rows[-1]


@pytest.mark.parametrize(
    ("environ", "seen", "unseen"),
    [
        pytest.param({"TERM": "xterm-256color"}, r"\[[0-9;]*38;5;\d", r"38;2;", id="256 colours"),
        pytest.param({"TERM": "xterm"}, r"\[[0-9;]*(3|9)[0-7]", r"38;[25];", id="16 colours"),
        pytest.param({"TERM": "linux"}, r"\[[0-9;]*(3|9)[0-7]", r"38;[25];", id="console"),
    ],
)
def test_a_terminal_gets_no_more_colours_than_it_has(terminal, environ, seen, unseen):
    window = terminal(**environ)

    window.tutor()
    window.until(BEGIN)

    assert re.search(seen, window.styled())
    assert not re.search(unseen, window.styled())


def test_without_colour_only_greys_are_drawn(terminal):
    window = terminal(NO_COLOR="1")

    window.tutor()
    window.until(BEGIN)

    colours = re.findall(r"38;2;(\d+);(\d+);(\d+)", window.styled())
    indexed = re.findall(r"38;5;(\d+)", window.styled())
    assert all(red == green == blue for red, green, blue in colours)
    assert all(int(index) >= 232 or int(index) in (0, 7, 8, 15, 16, 59, 102, 145, 188, 231)
               for index in indexed)  # fmt: skip


def test_a_locale_without_unicode_is_no_hindrance(terminal):
    window = terminal(LANG="C", LC_ALL="C")

    window.tutor()

    assert "❯" in window.until(BEGIN)


def test_leaving_gives_the_terminal_back_as_it_was(terminal):
    window = terminal()
    window.type("echo written before")
    window.until("\nwritten before")
    window.type("tutor; echo exit $?")
    window.until(BEGIN)

    window.keys("q")

    assert window.exit_code() == 0
    assert "\nwritten before" in window.text()
    window.type("echo typed after")
    window.until("\ntyped after")


def test_ctrl_z_gives_the_shell_back_and_fg_the_screen(terminal):
    window = terminal()
    window.tutor()
    window.until(BEGIN)

    window.keys("C-z")
    window.until("Stopped")
    window.until("at your service:")
    window.type("fg")
    window.until(BEGIN)
    window.keys("Enter")

    window.until(OPENED)


@pytest.mark.parametrize(
    "keys",
    [
        pytest.param(["Enter"], id="a lesson"),
        pytest.param(["Enter", "n", "Tab", "Space", "Space", "k", "k"], id="a page further down"),
        pytest.param(["Enter", "n", "?", "Escape"], id="where help stood"),
    ],
)
def test_what_has_come_bit_by_bit_is_what_is_drawn_anew(terminal, keys):
    window = terminal(80, 24)
    window.tutor()
    window.until(BEGIN)
    window.keys(*keys)
    window.until(OPENED)
    shown = window.still()

    window.wipe()
    window.keys("C-l")

    window.until(lambda _: window.styled() == shown)


@pytest.mark.parametrize("delay", [0.0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8])
def test_ctrl_c_at_any_moment_of_the_start_shows_no_traceback_of_ours(terminal, delay):
    window = terminal()

    window.type(f"clear; timeout --foreground -s INT {delay + 0.005} tutor; echo exit $?")
    window.until(lambda text: re.search(r"exit \d+", text) or BEGIN in text)
    if BEGIN in window.text():  # ctrl-c means copy once the screen is there
        window.keys("q")
    window.exit_code()

    assert not re.search(OURS, window.text())
    window.type("echo typed after")
    window.until("\ntyped after")


def test_a_mouse_is_of_use_and_never_needed(terminal):
    window = terminal()
    window.tutor()
    rows = window.until(BEGIN).splitlines()
    row = next(index for index, line in enumerate(rows, 1) if "02  The forward process" in line)

    window.keys("-l", f"\x1b[<0;10;{row}M", f"\x1b[<0;10;{row}m")

    window.until(OPENED)
