import io

import pytest

from tutor.tui.launch import why_not

INSTEAD = "use `tutor --plain`, which needs no screen"


class Terminal(io.StringIO):
    def __init__(self, encoding="utf-8"):
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self):
        return self._encoding

    def isatty(self):
        return True

    def fileno(self):
        return 2


XTERM = {"TERM": "xterm-256color"}


def test_a_terminal_of_ordinary_size_is_fine():
    assert why_not(Terminal(), XTERM, lambda _: (80, 24)) is None


def test_the_smallest_terminal_is_fine():
    assert why_not(Terminal("UTF8"), XTERM, lambda _: (40, 12)) is None


@pytest.mark.parametrize(
    ("stream", "environ", "size", "message", "hint"),
    [
        pytest.param(
            io.StringIO(), XTERM, (80, 24),
            "the screen needs a terminal, and this is a pipe or a file", INSTEAD, id="a pipe",
        ),
        pytest.param(
            None, XTERM, (80, 24),
            "the screen needs a terminal, and this is a pipe or a file", INSTEAD, id="no stream",
        ),
        pytest.param(
            Terminal(), {"TERM": "dumb"}, (80, 24),
            "`TERM=dumb` cannot place text on the screen", INSTEAD, id="a dumb terminal",
        ),
        pytest.param(
            Terminal(), {}, (80, 24),
            "a terminal without `TERM` cannot place text on the screen", INSTEAD, id="no TERM",
        ),
        pytest.param(
            Terminal("ascii"), XTERM, (80, 24),
            "the screen needs UTF-8, and this terminal is set to `ascii`",
            f"set `PYTHONUTF8=1`, or {INSTEAD}", id="ASCII",
        ),
        pytest.param(
            Terminal(), XTERM, (39, 24),
            "the screen needs 40 columns and 12 rows, seen 39 and 24",
            f"make the terminal larger, or {INSTEAD}", id="too narrow",
        ),
        pytest.param(
            Terminal(), XTERM, (200, 11),
            "the screen needs 40 columns and 12 rows, seen 200 and 11",
            f"make the terminal larger, or {INSTEAD}", id="too low",
        ),
    ],
)  # fmt: skip
def test_what_keeps_the_screen_away_is_said_with_what_to_use_instead(
    stream, environ, size, message, hint
):
    error = why_not(stream, environ, lambda _: size)

    assert (str(error), error.hint, error.exit_code) == (message, hint, 2)
