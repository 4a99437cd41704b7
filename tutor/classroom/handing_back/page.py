"""A learner's feedback as a page for a browser: one file that loads nothing and runs nothing."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from tutor.classroom.handing_back.feedback import Feedback, Told

HEAD = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: auto; padding: 1rem; }}
h2 {{ margin-top: 2.5rem; border-top: 1px solid #8888; padding-top: 1rem; }}
pre {{ overflow-x: auto; padding: .75rem; border: 1px solid #8888; border-radius: .4rem; }}
ul {{ list-style: none; padding-left: 0; }}
.mistake {{ border-left: .25rem solid #b58900; padding-left: .75rem; }}
</style>
"""


def as_page(told: Feedback) -> str:
    """One page."""
    return "\n".join(_page(told))


def _page(told: Feedback) -> Iterator[str]:
    yield HEAD.format(title=escape(told.name))
    yield f"<h1>{escape(told.name)}</h1>"
    if told.points:
        yield f"<p><strong>{told.points}</strong></p>"
    for one in told.exercises:
        yield from _exercise(one)
    yield "</html>\n"


def _exercise(told: Told) -> Iterator[str]:
    yield f"<h2>{escape(told.exercise)}: {told.outcome}</h2>"
    if told.points:
        yield f"<p><strong>{told.points}</strong></p>"
    if told.because:
        yield f"<p>{escape(told.because)}</p>"
    if told.checks:
        checks = (
            f"<li>{'✓' if passed else '✗'} {escape(name)}</li>" for passed, name in told.checks
        )
        yield f"<ul>{''.join(checks)}</ul>"
    for mistake in told.mistakes:
        yield f'<p class="mistake">This looks like a known mistake: {escape(mistake)}</p>'
    if told.failure:
        yield f"<pre>{escape(told.failure)}</pre>"
    if told.code:
        yield f"<pre><code>{escape(told.code)}</code></pre>"
    if told.printed:
        yield f"<p>Your code printed:</p>\n<pre>{escape(told.printed)}</pre>"
