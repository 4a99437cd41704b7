"""Lines no wider than the terminal, which would break them in the middle of a word."""

from __future__ import annotations

import re
from shutil import get_terminal_size
from textwrap import TextWrapper
from typing import TextIO

MARKER = re.compile(r"[✓✗!·-] |\d+\. ")
"""What stands before a line whose later pieces stand under its first word."""
COMMAND = re.compile(r"`[^`]+`")
"""What is copied as a whole, and so is broken only where it fits no line."""
SHORTEST = 20
"""Columns under which nothing is squeezed beside its name."""
HELD = "\x00"
"""Stands for a blank at which a line must not be broken."""


def room(stream: TextIO) -> int | None:
    """The columns of a terminal; None for a pipe or a file, whose lines nobody breaks."""
    return get_terminal_size().columns if stream.isatty() else None


def fitted(text: str, width: int | None) -> str:
    """The text in lines of at most `width` columns; None for as long as they are."""
    if width is None:
        return text
    return "\n".join(piece for line in text.split("\n") for piece in wrapped(line, width))


def beside(name: str, text: str, width: int | None) -> str:
    """A name and what there is to say of it, whose later lines stand under its first."""
    if width is None:
        return f"{name} {text}"
    margin = len(name) + 1
    pieces = wrapped(text, max(width - margin, SHORTEST))
    return f"{name} " + ("\n" + " " * margin).join(pieces)


def wrapped(line: str, width: int) -> list[str]:
    """The line within the width, later pieces under the first; what is indented deeper is code."""
    words = line.lstrip(" ")
    margin = len(line) - len(words)
    if margin > 2 or len(line) <= width:
        return [line]
    marker = MARKER.match(words)
    hanging = " " * (margin + (len(marker[0]) if marker else 0))
    wrapper = TextWrapper(
        width, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False
    )
    longest = width - len(hanging)
    held = COMMAND.sub(lambda found: _held(found[0], longest), line)
    return [piece.replace(HELD, " ") for piece in wrapper.wrap(held)] or [""]


def _held(command: str, longest: int) -> str:
    return command.replace(" ", HELD) if len(command) <= longest else command
