"""Whether the screen can be shown here, asked before it takes the terminal over."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping
from typing import TextIO

from tutor.errors import TutorError

COLUMNS, ROWS = 40, 12
"""The smallest terminal in which a question and its options can be read."""

INSTEAD = "use `tutor --plain`, which needs no screen"


def why_not(
    stream: TextIO | None,
    environ: Mapping[str, str],
    size: Callable[[int], tuple[int, int]],
) -> TutorError | None:
    """What keeps the screen from being drawn on `stream`; None if nothing does.

    stream: where textual draws, `sys.__stderr__`. size: columns and rows of a file descriptor,
    as `os.get_terminal_size`.
    """
    if stream is None or not stream.isatty():
        return TutorError("the screen needs a terminal, and this is a pipe or a file", INSTEAD)
    if (terminal := environ.get("TERM", "")) in ("", "dumb"):
        name = f"`TERM={terminal}`" if terminal else "a terminal without `TERM`"
        return TutorError(f"{name} cannot place text on the screen", INSTEAD)
    if not is_utf8(stream.encoding):
        return TutorError(
            f"the screen needs UTF-8, and this terminal is set to `{stream.encoding}`",
            f"set `PYTHONUTF8=1`, or {INSTEAD}",
        )
    columns, rows = size(stream.fileno())
    if columns < COLUMNS or rows < ROWS:
        return TutorError(
            f"the screen needs {COLUMNS} columns and {ROWS} rows, seen {columns} and {rows}",
            f"make the terminal larger, or {INSTEAD}",
        )
    return None


def is_utf8(encoding: str | None) -> bool:
    """Whether an encoding, by any of its names, carries all of Unicode as UTF-8."""
    try:
        return codecs.lookup(encoding or "").name == "utf-8"
    except LookupError:
        return False
