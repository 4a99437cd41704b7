"""Markdown of a lesson as it is shown: quiet code, formulas in the line, links that stay inside."""

from __future__ import annotations

from textual.widgets import Markdown

from tutor.tui.writing import Writing


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
