"""What a course says in Markdown, in one line of plain text."""

from __future__ import annotations

import re

from tutor import typeset

ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>#|~])")
"""What `typeset` keeps from being Markdown."""


def one_line(markdown: str) -> str:
    """With its formulas set."""
    return ESCAPED.sub(r"\1", " ".join(typeset.prose(markdown).split()))


def short(text: str, most: int) -> str:
    """At most so many characters of it."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
