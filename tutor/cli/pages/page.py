"""A lesson on stdout: styled in a terminal, or as text that reads well aloud."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.console import Console
from rich.markdown import Markdown
from rich.padding import Padding
from rich.text import Text

from tutor import typeset
from tutor.cli.lines import fitted
from tutor.cli.pages.asking import listed
from tutor.course.course import (
    Block,
    ExerciseBlock,
    Formula,
    Lesson,
    Prose,
    SimulationBlock,
    Term,
)
from tutor.course.derivation import Derivation
from tutor.course.deriving import rows
from tutor.course.question import Question

MARGIN = 2
"""Columns left of what stands apart from the prose."""
STRESS = re.compile(
    r"(?P<kept>`[^`]*`|\$[^$]*\$)|\*\*(?P<strong>.+?)\*\*|\*(?P<words>[^*\s][^*]*)\*", re.DOTALL
)


class Page:
    """Prints the blocks of a lesson, one after the other."""

    def __init__(self, plain: bool, unicode: bool, room: int | None = None) -> None:
        """plain: no styles, formulas in ASCII words. unicode: whether stdout carries it at all.

        room: columns of a plain line; None for as many as it needs.
        """
        self._plain = plain
        self._unicode = unicode
        self._room = room
        self._console = Console(highlight=False, soft_wrap=plain, no_color=plain or None)

    def title(self, text: str) -> None:
        """Name the lesson."""
        self._line(text, "bold")

    def heading(self, text: str) -> None:
        """Start a step."""
        self._line("")
        self._line(f"## {text}" if self._plain else text, "bold underline")

    def block(self, block: Block, lesson: Lesson) -> None:
        """Print one block, a blank line before it."""
        self._line("")
        match block:
            case Prose():
                self.prose(block.text)
            case Formula():
                self._formula(block.latex)
            case Derivation():
                self._derivation(block)
            case SimulationBlock():
                self._simulation(block, lesson)
            case Question():
                self._question(block, lesson)
            case ExerciseBlock():
                self._line(f"Exercise {block.slug} ({block.points:g} points)", "bold")
                self._line(f"open it with `tutor edit {block.slug}`")

    def prose(self, markdown: str) -> None:
        """Print Markdown with inline mathematics."""
        if self._plain:
            self._line(typeset.prose(_unstressed(markdown), plain=True).strip())
        else:
            self._console.print(Markdown(typeset.prose(markdown)))

    def _formula(self, latex: str) -> None:
        node = typeset.parse(latex)
        if self._plain:
            rows = [typeset.ascii(node)]
            if self._room:
                rows = typeset.ascii_block(node, self._room - MARGIN)
            self._line("\n".join(" " * MARGIN + row for row in rows))
        else:
            width = self._console.width - 2 * MARGIN
            drawn = Text("\n".join(typeset.block(node, width)), no_wrap=True)
            self._console.print(Padding(drawn, (0, 0, 0, MARGIN)))

    def _derivation(self, derivation: Derivation) -> None:
        in_words = self._plain or not self._unicode
        width = self._console.width - 2 * MARGIN
        for formula, reason in typeset.derivation(list(rows(derivation)), width, plain=in_words):
            if in_words:
                self._line(f"  {formula}{reason}")
            else:
                text = Text.assemble(formula, (reason, "dim"), no_wrap=True)
                self._console.print(Padding(text, (0, 0, 0, MARGIN)))

    def _simulation(self, block: SimulationBlock, lesson: Lesson) -> None:
        from tutor.simulations import catalogue
        from tutor.simulations.table import table

        simulation = catalogue.simulation(block.name)
        frame = simulation.frame(catalogue.start(simulation, block.options))
        self._line(f"Simulation: {simulation.title}", "bold")
        if block.prediction:
            self.prose(block.prediction.question)
            self.numbered([one.text for one in block.prediction.outcomes])
            self._line(f"say it before you drive, with `tutor quiz {lesson.number}`")
        self._line(table(frame))
        options = "".join(f" --set {name}={value}" for name, value in block.options.items())
        self._line(f"drive it with `tutor simulate {block.name}{options}`")

    def _question(self, question: Question, lesson: Lesson) -> None:
        self._line("Question", "bold")
        self.prose(question.prompt)
        self.numbered(listed(question))
        self._line(f"answer it with `tutor quiz {lesson.number}`")

    def numbered(self, entries: Sequence[str]) -> None:
        """Print lines of Markdown, numbered from 1."""
        for number, entry in enumerate(entries, 1):
            if self._plain:
                text = typeset.prose(_unstressed(entry), plain=True)
                self._line(f"  {number}. {text}")
            else:
                text = f"{number}. {typeset.prose(entry)}"
                self._console.print(Padding(Markdown(text), (0, 0, 0, MARGIN - 1)))

    def new_terms(self, terms: Sequence[Term]) -> None:
        """Print the symbols that a step introduces."""
        if terms:
            self._line("")
            self._line("Symbols introduced here", "bold")
            for term in terms:
                self.term(term)

    def term(self, term: Term, where: str = "") -> None:
        """Print an entry of the glossary in a line or two. where: it is introduced."""
        facts = "; ".join(filter(None, (term.says, _labelled("shape", term.shape), term.values)))
        name = "" if self._plain else f" (`{term.name}`)"
        self.prose(f"**${term.show}$**{name}: {facts.rstrip('.')}.{where and f' See {where}.'}")

    def say(self, text: str = "", style: str = "") -> None:
        """Print a line of our own."""
        self._line(text, style)

    def ask(self, prompt: str) -> str:
        """What is typed behind the prompt; raises EOFError at the end of the input."""
        return input(f"{fitted(prompt, self._room)} ").strip()

    def _line(self, text: str, style: str = "") -> None:
        if self._plain or not self._unicode:
            text = typeset.spelt(text)
        if self._plain:
            text = fitted(text, self._room)
        self._console.print(Text(text), style=None if self._plain else style)


def _labelled(label: str, words: str) -> str:
    return f"{label} {words}" if words else ""


def _unstressed(markdown: str) -> str:
    """The words without the asterisks that stress them; formulas and code keep theirs."""
    return STRESS.sub(lambda found: found["kept"] or found["strong"] or found["words"], markdown)
