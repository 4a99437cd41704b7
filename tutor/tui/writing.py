"""How words, formulas and marks are written on this terminal.

The Linux console has a font of a few hundred characters: it gets ASCII formulas and plain marks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.content import Content

from tutor.course.verdict import Status

INLINE = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|`(?P<code>[^`]+)`"
    r"|\*\*(?P<strong>.+?)\*\*|\*(?P<em>[^*\s][^*]*)\*"
)
HELD = "\u2800"
"""A blank at which no line is broken, until it is drawn.

Textual and rich break lines at U+00A0, as at any white space; this one is none.
"""
STYLES = {"escaped": "", "code": "$accent", "strong": "bold", "em": "italic"}


@dataclass(frozen=True)
class Glyphs:
    """One-cell marks; each is told from the others by its shape."""

    passed: str = "✓"
    failed: str = "✗"
    open: str = "○"
    partly: str = "◐"
    blocked: str = "!"
    old: str = "↺"
    cursor: str = "❯"
    chosen: str = "•"
    separator: str = "·"
    later: str = "·"
    caret: str = "▲"


CONSOLE = Glyphs("+", "x", "-", "~", "!", "<", ">", "*", "-", ".", "^")


@dataclass(frozen=True)
class Writing:
    """A terminal's hand."""

    plain: bool = False
    """Whether only ASCII and box drawing can be shown."""

    @property
    def glyphs(self) -> Glyphs:
        """The marks of this terminal."""
        return CONSOLE if self.plain else Glyphs()

    def status(self, status: Status | None) -> str:
        """The mark of a status; None is one that was never tried."""
        glyphs = self.glyphs
        marks = {
            Status.PASSED: glyphs.passed,
            Status.FAILED: glyphs.failed,
            Status.BLOCKED: glyphs.blocked,
        }
        return marks.get(status, glyphs.open) if status else glyphs.open

    def tally(self, done: int, of: int) -> str:
        """The mark of so many of so many."""
        glyphs = self.glyphs
        if done >= of:
            return glyphs.passed
        return glyphs.partly if done else glyphs.open

    def markdown(self, text: str) -> str:
        """Markdown whose inline formulas can be shown; the short ones hold together by `HELD`."""
        from tutor import typeset  # the first screen has no formula

        return typeset.prose(text, plain=self.plain, blank=HELD)

    def words(self, text: str) -> Content:
        """A sentence or two of Markdown, with its formulas, code and emphasis."""
        return loosened(self.held_words(text))

    def held_words(self, text: str) -> Content:
        """The same, its short formulas held together; to be `loosened` when it is in lines."""
        written = " ".join(self.markdown(text).split())
        pieces: list[str | tuple[str, str]] = []
        end = 0
        for match in INLINE.finditer(written):
            kind = match.lastgroup or "escaped"
            pieces += [written[end : match.start()], (match[kind], STYLES[kind])]
            end = match.end()
        return Content.assemble(*pieces, written[end:])

    def formula(self, latex: str, width: int) -> list[str]:
        """A displayed formula, in lines of at most `width` cells where it can be broken."""
        from tutor import typeset

        try:
            node = typeset.parse(latex)
        except typeset.LatexError:
            return latex.splitlines()
        return (typeset.ascii_block if self.plain else typeset.block)(node, width)

    def derivation(self, rows: Sequence[tuple[str, str]], width: int) -> list[tuple[str, str]]:
        """The lines of a derivation, each as formula and reason; rows: LaTeX and reasons."""
        from tutor import typeset

        return [
            (one.formula, one.reason) for one in typeset.derivation(rows, width, plain=self.plain)
        ]


def loosened(content: Content) -> Content:
    """Content that is in lines, with ordinary blanks."""
    return Content(content.plain.replace(HELD, " "), spans=list(content.spans))


def writing_for(environ: Mapping[str, str]) -> Writing:
    """What the terminal named by `TERM` can show."""
    return Writing(plain=environ.get("TERM") == "linux")
