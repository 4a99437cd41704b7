"""The checks of an exercise as they come in; the one under the cursor can be opened."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from tutor.course.verdict import Finding, Status
from tutor.tui.widgets.rows import Rows
from tutor.tui.wrapping import hanging
from tutor.tui.writing import Writing

COLOURS = {Status.PASSED: "$success", Status.FAILED: "$error", Status.BLOCKED: "$warning"}


class Checks(Rows):
    """One row for each finding; a message is shown under the row that is open."""

    HELP = "What was checked. Enter opens a check that did not pass."
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "Open the check", show=False)]

    def __init__(self, writing: Writing) -> None:
        self._writing = writing
        self._findings: list[Finding] = []
        self._open: int | None = None
        super().__init__()

    @property
    def count(self) -> int:
        """One row for each finding."""
        return len(self._findings)

    def show(self, findings: tuple[Finding, ...]) -> None:
        """Show these instead; the first that failed is open."""
        self._findings, self._open = [], None
        self.cursor = 0
        for finding in findings:
            self.add(finding)
        self.refresh(layout=True)

    def add(self, finding: Finding) -> None:
        """Show one more, opened if it is the first that did not pass."""
        self._findings.append(finding)
        if self._open is None and finding.status is not Status.PASSED:
            self._open = self.cursor = len(self._findings) - 1
        self.refresh(layout=True)

    def choose(self, index: int) -> None:
        """Open a check, or close it."""
        self._open = None if self._open == index else index
        self.refresh(layout=True)

    def action_open(self) -> None:
        """Open the check under the cursor, or close it."""
        self.choose(self.cursor)

    def row(self, index: int, width: int) -> list[Content]:
        """The mark and the name; below it, if open, what was expected and seen."""
        finding = self._findings[index]
        here = index == self.cursor and self.has_focus
        first = Content.assemble(
            (f"{self._writing.glyphs.cursor if here else ' '} ", "$accent"),
            (f"{self._writing.status(finding.status)} ", COLOURS.get(finding.status, "")),
        )
        lines = hanging(first, Content(finding.name), width)
        if index == self._open and finding.message:
            lines += hanging(Content(" " * 6), Content(finding.message.rstrip()), width)
        return lines
