"""Markdown of a lesson as it is shown: quiet code, formulas in the line, links that stay inside."""

from __future__ import annotations

from rich.segment import Segment
from textual.selection import Selection
from textual.strip import Strip
from textual.widgets import Markdown
from textual.widgets._markdown import MarkdownBlock, MarkdownParagraph

from tutor.tui.widgets.table import Table
from tutor.tui.writing import HELD, Writing


class Paragraph(MarkdownParagraph):
    """Draws the blanks that held short formulas together as ordinary ones."""

    def render_line(self, y: int) -> Strip:
        """A line as it is drawn."""
        strip = super().render_line(y)
        segments = [Segment(text.replace(HELD, " "), style) for text, style, _ in strip]
        return Strip(segments, strip.cell_length)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What is copied."""
        found = super().get_selection(selection)
        return (found[0].replace(HELD, " "), found[1]) if found else None


class RunningText(Markdown):
    """Running text."""

    DEFAULT_CSS = """
    RunningText {
        padding: 0 1 0 0;
        MarkdownBlock {
            &:dark > .code_inline { background: transparent; color: $accent; }
            &:light > .code_inline { background: transparent; color: $accent; }
        }
        MarkdownFence {
            background: $surface; color: $foreground; margin: 0 0 1 0; overflow: hidden hidden;
            & > Label { width: 100%; padding: 0 2; }
        }
        MarkdownBlockQuote { background: transparent; border-left: solid $rule; margin: 0 0 1 0; }
        MarkdownH3 { color: $foreground; text-style: bold; margin: 0 0 1 0; }
    }
    """

    def __init__(self, text: str, writing: Writing, *, classes: str = "") -> None:
        super().__init__(writing.markdown(text), classes=classes, open_links=False)

    def get_block_class(self, block_name: str) -> type[MarkdownBlock]:
        """Two of the blocks are ours."""
        ours: dict[str, type[MarkdownBlock]] = {"paragraph_open": Paragraph, "table_open": Table}
        return ours.get(block_name) or super().get_block_class(block_name)
