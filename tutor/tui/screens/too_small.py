"""What is shown while the terminal is too small for anything else."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static

from tutor.tui.launch import COLUMNS, ROWS


class TooSmallScreen(ModalScreen[None]):
    """Says how much room is needed; goes by itself."""

    DEFAULT_CSS = "TooSmallScreen { background: $background; }"

    def compose(self) -> ComposeResult:
        """One sentence."""
        yield Static(f"The tutor needs {COLUMNS} columns and {ROWS} rows. Make this window larger.")
