"""A learner's feedback as a page for a browser."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from tutor.classroom.handing_back.feedback import Feedback, Told
from tutor.classroom.web import page


def as_page(told: Feedback) -> str:
    """One page."""
    return page(told.name, "\n".join(_body(told)))


def _body(told: Feedback) -> Iterator[str]:
    yield f"<header>\n<h1>{escape(told.name)}</h1>"
    if told.points:
        yield f'<p class="points">{told.points}</p>'
    yield "</header>\n<main>"
    for one in told.exercises:
        yield from _exercise(one)
    yield "</main>"


def _exercise(told: Told) -> Iterator[str]:
    yield f"<article>\n<header>\n<h2>{escape(told.exercise)}: {told.outcome}</h2>"
    if told.points:
        yield f'<p class="points">{told.points}</p>'
    yield "</header>"
    if told.because:
        yield f"<p>{escape(told.because)}</p>"
    if told.checks:
        checks = (_check(passed, name) for passed, name in told.checks)
        yield f'<ul class="checks">{"".join(checks)}</ul>'
    for mistake in told.mistakes:
        yield f'<p class="mistake">This looks like a known mistake: {escape(mistake)}</p>'
    if told.failure:
        yield _block("What the first check that failed says", escape(told.failure))
    if told.code:
        yield _block("What you handed in", f"<code>{escape(told.code)}</code>")
    if told.printed:
        yield _block("What your code printed", escape(told.printed))
    yield "</article>"


def _check(passed: bool, name: str) -> str:
    kind, mark = ("passed", "✓") if passed else ("failed", "✗")
    said = f'<span class="mark" role="img" aria-label="{kind}">{mark}</span>'
    return f'<li class="{kind}">{said} {escape(name)}</li>'


def _block(label: str, content: str) -> str:
    return f'<p class="label">{label}</p>\n<pre tabindex="0">{content}</pre>'
