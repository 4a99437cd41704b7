"""What the symbols of a course mean, and which of them a formula uses.

A term is found by its letter and accent; where only the index differs, as in x_{t−1}, the term
with a running index is meant. A course that declares no terms has no glossary.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from tutor.course.course import Block, Course, Formula, Prose, Term
from tutor.course.derivation import Derivation
from tutor.course.question import Question
from tutor.typeset import LatexError, ascii, formulas_in, inline, parse  # noqa: A004
from tutor.typeset.names import Named, named
from tutor.typeset.tree import Row

_RUNNING = frozenset({"", "t", "s", "i"})
"""Indices for which another may be put."""


def known_in(course: Course, lesson: str) -> tuple[Term, ...]:
    """What a lesson and those before it introduce; of two for one symbol, the later comes first."""
    ids = [one.id for one in course.lessons]
    read = course.lessons[: ids.index(lesson) + 1]
    return tuple(term for one in reversed(read) for term in one.terms)


def formulas(blocks: Iterable[Block]) -> Iterator[str]:
    """The LaTeX in what a learner reads, as it comes; answers and explanations are left out."""
    for block in blocks:
        match block:
            case Formula(latex):
                yield latex
            case Derivation(lines=lines):
                yield from (latex for line in lines for latex in formulas_in(line.reason))
            case Prose(text):
                yield from formulas_in(text)
            case Question():
                yield from formulas_in(block.prompt)


def used(latex: Iterable[str], terms: Sequence[Term]) -> list[Term]:
    """The terms that formulas use, in the order in which they first appear.

    The index of a symbol that has a term belongs to that term.
    """
    found: dict[Term, None] = {}
    explained = {key(term).base for term in terms}
    for one in _symbols(latex):
        term = _exact(one, terms) or _by_letter(one, terms)
        if term and explained.isdisjoint(one.within):
            found.setdefault(term)
    return list(found)


def undeclared(latex: Iterable[str], terms: Sequence[Term]) -> list[str]:
    """The letters in formulas that no term explains, each once, as they are shown; no indices."""
    unknown: dict[str, None] = {}
    for one in _symbols(latex):
        if one.letter and not one.within and not (_exact(one, terms) or _by_letter(one, terms)):
            unknown.setdefault(one.base + (f"_{one.below}" if one.below else ""))
    return list(unknown)


def called(text: str, terms: Sequence[Term]) -> list[Term]:
    """The terms that somebody means by a name, or by how one is written or shown.

    Underscores may be left out: `x0` is `x_0`, never an x times 0.
    """
    if by_name := [term for term in terms if _run_together(text) in _spellings(term)]:
        return by_name
    try:
        written = parse(text)
    except LatexError:
        return []
    if isinstance(written, Row):
        return []
    symbols = [one for one in named(written) if not one.within]
    return [term for term in terms if [key(term)[:2]] == [one[:2] for one in symbols]]


def _spellings(term: Term) -> set[str]:
    shown = parse(term.show)
    return {_run_together(one) for one in (term.name, inline(shown), ascii(shown))}


def _run_together(name: str) -> str:
    return name.replace("_", "")


def _symbols(latex: Iterable[str]) -> Iterator[Named]:
    for one in latex:
        yield from named(parse(one))


def _exact(one: Named, terms: Sequence[Term]) -> Term | None:
    return next((term for term in terms if key(term)[:2] == one[:2]), None)


def _by_letter(one: Named, terms: Sequence[Term]) -> Term | None:
    """The term of the same letter whose index runs, or that has none."""
    alike = [term for term in terms if key(term).base == one.base]
    return next((term for term in alike if key(term).below in _RUNNING), None)


@lru_cache(maxsize=512)
def key(term: Term) -> Named:
    """The symbol by which a term is found in formulas."""
    return next(named(parse(term.show)), Named(term.name, "", letter=False))
