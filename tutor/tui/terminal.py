"""An app and its terminal: what is sent there, and what a stop or another size changes."""

from __future__ import annotations

from rich.console import RenderableType
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.events import Event, Key, Paste, Resize
from textual.screen import Screen

from tutor.tui.ahead import Ahead
from tutor.tui.launch import COLUMNS, ROWS
from tutor.tui.link import QUESTION, Link
from tutor.tui.painted import News, Painted
from tutor.tui.screens.too_small import TooSmallScreen


class TerminalApp(App[None]):
    """An app that may be far away from its terminal."""

    def __init__(self) -> None:
        super().__init__()
        self.animation_level = "none"  # a way of ten rows would be painted a dozen times
        self.link = Link(self._ask_terminal, self.set_timer)
        self._painted = Painted()
        self._ahead = Ahead(self, super().on_event)

    async def on_event(self, event: Event) -> None:
        """Take one key at a time; one that comes back up has had its turn."""
        if isinstance(event, Key | Paste) and not event.is_forwarded:
            await self._ahead.take(event)
        else:
            await super().on_event(event)

    def on_mount(self) -> None:
        """Draw again after a stop: textual leaves that to us."""
        self.app_resume_signal.subscribe(self, lambda _: self.action_redraw())
        self.link.painted()

    def on_cursor_position(self) -> None:
        """The terminal has come to the end of what was written to it."""
        self.link.answered()

    def on_resize(self, event: Resize) -> None:
        """Say how much room is needed while there is too little."""
        self._painted.forget()
        small = event.size.width < COLUMNS or event.size.height < ROWS
        covered = isinstance(self.screen, TooSmallScreen)
        if small and not covered:
            self.push_screen(TooSmallScreen())
        elif covered and not small:
            self.pop_screen()

    def action_redraw(self) -> None:
        """Draw everything, whatever may stand there."""
        self._painted.forget()
        self.refresh(layout=True)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Textual's way to the terminal: nothing goes there twice."""
        if isinstance(renderable, LayoutUpdate | ChopsUpdate):
            news = News(renderable, self._painted)
            super()._display(screen, news)  # type: ignore[arg-type]  # any update will do
        else:
            super()._display(screen, renderable)

    def _ask_terminal(self) -> None:
        if self._driver:
            self._driver.write(QUESTION)
