"""A question answered by typing a formula; what was understood is shown while it is typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Blur
from textual.widgets import Input, Static

from tutor.course.formula import Expression, FormulaError, read, show
from tutor.course.formula.expression import Binary, Call, Name, Negative
from tutor.course.judge import judge
from tutor.course.question import FormulaQuestion, Symbol
from tutor.course.verdict import Status
from tutor.tui.session import Session
from tutor.tui.widgets.page import to_page
from tutor.tui.widgets.question import QuestionBlock
from tutor.tui.widgets.running_text import RunningText

KIND = "write a formula"


class FormulaInput(Input):
    """One line to type a formula into; escape gives the keys back to the page."""

    HELP = """\
Type the formula as you would in Python, for example

  sqrt(a)*x + b/2
  (1 - a)^2
  exp(-x^2/2)

What cannot be read costs nothing."""
    SELF_EVIDENT: ClassVar = True
    """Textual's many ways to move in a line are not listed in the help."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Answer"),
        Binding("escape", "leave", "Leave the line"),
    ]

    def action_leave(self) -> None:
        """Let the page have the keys."""
        to_page(self)


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
        self._judged: str | None = None

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
        self._judged = self.query_one(FormulaInput).value = str(left.get("text", ""))
        self.head(KIND, Status.PASSED if self.before is Status.PASSED else None)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what is understood so far; say nothing about what is unfinished."""
        event.stop()
        if event.value != self._judged:
            self._forget()
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
            lines = [f"{caret} {error}", *([error.hint] if error.hint else [])]
            self._echo(Content("\n".join(lines)))
            return
        self._answer(event.value)

    def on_descendant_blur(self, _: Blur) -> None:
        """Keep what was typed."""
        text = self.query_one(FormulaInput).value
        self._session.keep(self._session.progress.leave, self._draft, {"text": text})

    def _answer(self, text: str) -> None:
        verdict = judge(self._formula, text, self._session.course.misconceptions)
        self.record(verdict, text)
        self._judged = text
        self.head(KIND, verdict.status)
        self.explain(verdict)
        if verdict.passed:
            to_page(self)

    def _forget(self) -> None:
        """A verdict belongs to the formula it was given to."""
        self._judged = None
        self.head(KIND, None)
        self.say()

    def _read(self, text: str) -> str:
        return show(read(text, self._formula.symbols))

    def _echo(self, content: Content) -> None:
        self.query_one(".echo", Static).update(content)

    def _symbols(self) -> Content:
        words, used = self._session.writing.words, _used(self._formula)
        parts: list[str | tuple[str, str] | Content] = ["you may write "]
        symbols = [one for one in self._formula.symbols.values() if one in used]
        for index, symbol in enumerate(symbols):
            shown = words(f"${symbol.show}$")
            parts += [", " if index else "", (symbol.name, "$accent")]
            parts += [" for ", shown] if shown.plain not in ("", symbol.name) else []
        return Content.assemble(*parts)

    @property
    def _draft(self) -> str:
        return f"draft {self._formula.id}"


def _used(question: FormulaQuestion) -> set[Symbol]:
    """The symbols of a lesson that this question is about, to go by its right and wrong answers."""
    forms = [question.answer, *(one.formula for one in question.wrong)]
    return {name for form in forms for name in _names(read(form, question.symbols))}


def _names(expression: Expression) -> Iterator[Symbol]:
    match expression:
        case Name(symbol):
            yield symbol
        case Negative(part) | Call(_, part):
            yield from _names(part)
        case Binary(_, left, right):
            yield from _names(left)
            yield from _names(right)
