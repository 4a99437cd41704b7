"""Plots as SVG that fits any width: places across are percentages, and letters keep their size.

Colours and textures come from the style of the page; nothing is only a colour.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from textwrap import wrap

from tutor.classroom.report.plots import Bar, Bars, Cloud, Dot, Plot, Tone

LINE, THICK, GAP = 18, 14, 14
"""Heights in pixels: of a line of text, of a bar, and between rows."""
LONGEST = 36
"""Letters of a label's line: beside what the bar comes to, as many as fit a telephone."""
HIGH, ROOM = 300, 26
"""Heights in pixels of a cloud, and of what stands below it."""
TEXTURES = (
    '<defs><pattern id="{id}" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect class="wrong" width="6" height="6"/>'
    '<rect class="stripe" width="2" height="6"/></pattern></defs>'
)


def drawn(plot: Plot, name: str) -> str:
    """The plot; name: an id that nothing else of the page has."""
    lines = _bars(plot, name) if isinstance(plot, Bars) else _cloud(plot)
    return "".join(lines)


def legend(plot: Bars, name: str) -> str:
    """What the textures mean, as HTML; name: as the plot has."""
    keys = (
        f'<span class="key"><svg width="14" height="14" aria-hidden="true">'
        f'<rect {_filled(tone, name)} width="14" height="14"/></svg> {escape(words)}</span>'
        for tone, words in plot.legend
    )
    return " ".join(keys)


def _bars(plot: Bars, name: str) -> Iterator[str]:
    labels = [_lines(one.label) for one in plot.bars]
    heights = [LINE * len(label) + THICK + GAP for label in labels]
    told = "; ".join(f"{one.label}: {one.note}" for one in plot.bars)
    yield _opening(plot.title, told, sum(heights))
    yield TEXTURES.format(id=name)
    top = 0
    for bar, label, height in zip(plot.bars, labels, heights, strict=True):
        yield from _row(bar, label, top, name)
        top += height
    yield "</svg>"


def _lines(label: str) -> list[str]:
    """As few lines as it takes, of about one length."""
    least = len(wrap(label, LONGEST))
    widths = range(max(len(label) // max(least, 1), 1), LONGEST + 1)
    return next((fit for width in widths if len(fit := wrap(label, width)) == least), [""])


def _row(bar: Bar, label: list[str], top: int, name: str) -> Iterator[str]:
    for number, line in enumerate(label):
        yield f'<text x="0" y="{top + LINE * number + 13}">{escape(line)}</text>'
    yield f'<text class="note" x="100%" y="{top + 13}">{escape(bar.note)}</text>'
    y, x = top + LINE * len(label), 0.0
    for part in bar.parts:
        width = 100 * part.share
        yield (
            f'<rect {_filled(part.tone, name)} x="{x:.2f}%" y="{y}" width="{width:.2f}%" '
            f'height="{THICK}"/>'
        )
        x += width


def _filled(tone: Tone, name: str) -> str:
    return f'fill="url(#{name})"' if tone is Tone.WRONG else f'class="{tone}"'


def _cloud(plot: Cloud) -> Iterator[str]:
    below = [one for one in plot.dots if one.tone is Tone.WRONG]
    told = f"{len(plot.dots)} questions, {len(below)} below zero"
    told += f": {', '.join(one.label for one in below)}" if below else ""
    yield _opening(plot.title, told, HIGH + ROOM)
    for value, words in ((1, "1"), (0.5, "0.5"), (0, "0"), (-0.5, "−0.5"), (-1, "−1")):
        y = _y(value)
        kind = "zero" if value == 0 else "grid"
        yield f'<line class="{kind}" x1="0" x2="100%" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield f'<text class="tick" x="0" y="{y - 4:.1f}">{words}</text>'
    for percent in (0, 25, 50, 75, 100):
        anchor = {0: "start", 100: "end"}.get(percent, "middle")
        yield (
            f'<text class="tick" x="{_x(percent / 100):.0f}%" y="{HIGH + 18}" '
            f'text-anchor="{anchor}">'
            f"{percent} %</text>"
        )
    for dot in sorted(plot.dots, key=lambda one: one.tone is Tone.WRONG):
        yield from _dot(dot)
    yield "</svg>"


def _dot(dot: Dot) -> Iterator[str]:
    y = _y(dot.y)
    hint = f"<title>{escape(dot.label)}</title>"
    radius = 6 if dot.tone is Tone.WRONG else 4
    yield (
        f'<circle class="dot {dot.tone}" cx="{_x(dot.x):.2f}%" cy="{y:.1f}" r="{radius}">'
        f"{hint}</circle>"
    )
    if dot.number:
        side, off = ("start", 10) if dot.x < 0.9 else ("end", -10)
        yield (
            f'<text class="named" x="{_x(dot.x):.2f}%" y="{y + 4:.1f}" dx="{off}" '
            f'text-anchor="{side}">{dot.number}</text>'
        )


def _x(share: float) -> float:
    """Percent, a little away from both edges so that no dot is cut."""
    return 2 + 96 * share


def _y(value: float) -> float:
    return 14 + (HIGH - 20) * (1 - value) / 2


def _opening(title: str, told: str, height: int) -> str:
    words = escape(f"{title}. {told}", quote=True)
    return (
        f'<svg class="plot" role="img" aria-label="{words}" width="100%" height="{height}">'
        f"<title>{escape(title)}</title>"
    )
