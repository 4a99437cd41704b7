"""The lessons on their lanes, each with how it stands."""

from __future__ import annotations

from textual.content import Content

from tutor.learning.course_map import LATER, OPEN, PASSED, mapped, states
from tutor.tui.session import Session
from tutor.tui.wrapping import LaidOut, wrapped


class CourseMap(LaidOut):
    """What `tutor map` draws."""

    def __init__(self, session: Session) -> None:
        self._course = session.course
        self._states = states(session.course, session.progress.answers())
        glyphs = session.writing.glyphs
        self._glyphs = {PASSED: glyphs.passed, OPEN: glyphs.open, LATER: glyphs.later}
        super().__init__()

    def lines(self, width: int) -> list[Content]:
        """Lanes and titles, then what the marks mean."""
        marks = {name: self._glyphs[state] for name, state in self._states.items()}
        told = "  ".join(f"{glyph} {state.words}" for state, glyph in self._glyphs.items())
        return [
            *(
                Content.assemble((f"{lanes} ", "$primary"), words)
                for lanes, words in mapped(self._course, marks, width)
            ),
            Content(),
            *wrapped(Content.styled(told, "$quiet"), width),
        ]
