"""A question answered by typing a formula; what was understood is shown while it is typed."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Blur
from textual.widgets import Input, Static

from tutor.course.formula import FormulaError, read, show
from tutor.course.judge import judge
from tutor.course.question import FormulaQuestion
from tutor.course.verdict import Status
from tutor.tui.session import Session
from tutor.tui.widgets.question import QuestionBlock
from tutor.tui.widgets.running_text import RunningText

KIND = "write a formula"


class FormulaInput(Input):
    """One line to type a formula into; escape gives the keys back to the page."""

    HELP = "Type the formula as you would in Python. What cannot be read costs nothing."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Answer"),
        Binding("escape", "leave", "Leave the line"),
    ]

    def action_leave(self) -> None:
        """Let the page have the keys."""
        self.screen.set_focus(None)


class FormulaQuestionBlock(QuestionBlock):
    """Any equivalent form is right; a formula that cannot be read costs nothing."""

    DEFAULT_CSS = """
    FormulaQuestionBlock {
        FormulaInput { background: $surface; }
        FormulaInput > .input--placeholder { color: $quiet; }
        .symbols, .echo { color: $quiet; height: auto; margin: 0 0 1 0; }
        .echo { margin: 0; }
    }
    """

    def __init__(self, question: FormulaQuestion, session: Session) -> None:
        super().__init__(question, session)
        self._formula = question

    def compose(self) -> ComposeResult:
        """Head, prompt, symbols, the line to type into, what was read, what is said to it."""
        yield Static(classes="head")
        yield RunningText(self._formula.prompt, self._session.writing)
        yield Static(self._symbols(), classes="symbols")
        yield FormulaInput(placeholder="type your formula", compact=True)
        yield Static(classes="echo")
        yield Static(classes="said")

    def on_mount(self) -> None:
        """Bring back what was typed; a question that was answered right stays answered."""
        left = self._session.progress.left(self._draft) or {}
        self.query_one(FormulaInput).value = str(left.get("text", ""))
        self.head(KIND, Status.PASSED if self.before is Status.PASSED else None)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what is understood so far; say nothing about what is unfinished."""
        event.stop()
        try:
            self._echo(Content(f"read as {self._read(event.value)}") if event.value else Content())
        except FormulaError:
            self._echo(Content())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Judge what can be read; point at what cannot."""
        event.stop()
        if not event.value.strip():
            return
        try:
            self._read(event.value)
        except FormulaError as error:
            caret = " " * error.column + self._session.writing.glyphs.caret
            self._echo(Content(f"{caret} {error}"))
            return
        self._answer(event.value)

    def on_descendant_blur(self, _: Blur) -> None:
        """Keep what was typed."""
        text = self.query_one(FormulaInput).value
        self._session.keep(self._session.progress.leave, self._draft, {"text": text})

    def _answer(self, text: str) -> None:
        verdict = judge(self._formula, text, self._session.course.misconceptions)
        self.record(verdict, text)
        self.head(KIND, verdict.status)
        self.explain(verdict)

    def _read(self, text: str) -> str:
        return show(read(text, self._formula.symbols))

    def _echo(self, content: Content) -> None:
        self.query_one(".echo", Static).update(content)

    def _symbols(self) -> Content:
        words = self._session.writing.words
        parts: list[str | tuple[str, str] | Content] = ["you may write "]
        for index, symbol in enumerate(self._formula.symbols.values()):
            shown = words(f"${symbol.show}$")
            parts += [", " if index else "", (symbol.name, "$accent")]
            parts += [" for ", shown] if shown.plain not in ("", symbol.name) else []
        return Content.assemble(*parts)

    @property
    def _draft(self) -> str:
        return f"draft {self._formula.id}"
