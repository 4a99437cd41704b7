"""A learner's feedback as Markdown; what is theirs stays in code, so that nothing of it is set."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.classroom.handing_back.feedback import Feedback, Told

TICKS = re.compile(r"`+")
SET = re.compile(r"([\\`*_{}\[\]<>#|~$&!])")
"""What Markdown sets, or turns into something else."""


def as_markdown(told: Feedback) -> str:
    """One page."""
    return "\n".join(_page(told))


def _page(told: Feedback) -> Iterator[str]:
    yield f"# {_plain(told.name)}"
    yield ""
    if told.points:
        yield f"**{told.points}**"
        yield ""
    for one in told.exercises:
        yield from _exercise(one)


def _exercise(told: Told) -> Iterator[str]:
    yield f"## {_plain(told.exercise)}: {told.outcome}"
    yield ""
    if told.points:
        yield from (f"**{told.points}**", "")
    if told.because:
        yield from (_plain(told.because), "")
    yield from (f"- {'✓' if passed else '✗'} {_code(name)}" for passed, name in told.checks)
    if told.checks:
        yield ""
    for mistake in told.mistakes:
        yield from (f"This looks like a known mistake: {_plain(mistake)}", "")
    if told.failure:
        yield from _block("", told.failure)
    if told.code:
        yield from _block("python", told.code)
    if told.printed:
        yield from ("Your code printed:", "", *_block("", told.printed))


def _block(language: str, text: str) -> Iterator[str]:
    """The text between fences that are longer than any run of backticks in it."""
    fence = "`" * max(3, *(len(run) + 1 for run in [*TICKS.findall(text), "``"]))
    yield from (f"{fence}{language}", text.rstrip("\n"), fence, "")


def _code(text: str) -> str:
    ticks = "`" * (1 + max((len(run) for run in TICKS.findall(text)), default=0))
    line = " ".join(text.split())
    return f"{ticks} {line} {ticks}" if "`" in line else f"`{line}`"


def _plain(text: str) -> str:
    return SET.sub(r"\\\1", " ".join(text.split()))
