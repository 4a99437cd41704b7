"""Controls in characters: the line of a slider, and the keys that move everything."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.simulations.simulation import Choice, Control, Seed, Settings, Slider
from tutor.simulations.frame import Tone
from tutor.tui.drawing.look import Look
from tutor.tui.drawing.row import Row, cells, flow

_KEYS = {
    True: {"left": "←", "right": "→", "minus": "−", "plus": "+"},
    False: {"left": "<", "right": ">", "minus": "-", "plus": "+"},
}
_SHORTEST = 8
"""Cells of a line on which a knob still says something."""


def number(slider: Slider, value: float) -> str:
    """A value with as many decimals as the slider's step."""
    decimals = 0 if slider.step % 1 == 0 else 1 if slider.step * 10 % 1 == 0 else 2
    return f"{value:.{decimals}f}"


def slider_line(slider: Slider, value: float, width: int, look: Look) -> Row:
    """As `t 400  0 ━━━●───── 1000`: where the knob stands, and between what."""
    low, high = number(slider, slider.low), number(slider, slider.high)
    longest = max(len(low), len(high))
    name = f"{look.words(slider.label)} "
    shown = f"{number(slider, value):>{longest}}"
    room = max(width - cells(name) - len(shown + low + high) - 4, _SHORTEST)
    knob = round((value - slider.low) / (slider.high - slider.low) * (room - 1))
    before, at, after = ("━", "●", "─") if look.unicode else ("=", "O", "-")
    return [
        (name, Tone.MUTED),
        (f"{shown}  ", None),
        (f"{low} ", Tone.MUTED),
        (before * knob + at, Tone.MODEL),
        (after * (room - 1 - knob), Tone.MUTED),
        (f" {high}", Tone.MUTED),
    ]


def key_rows(
    controls: Sequence[Control], settings: Settings, width: int, look: Look, *, playing: bool
) -> list[Row]:
    """Every key with what it does and, for all but the first control, the present value."""
    first, *others = controls
    pieces = [_hint(_keys(first, look), look.words(first.label), "")]
    pieces += [
        _hint(_keys(c, look), look.words(c.label), _shown(c, settings[c.name])) for c in others
    ]
    pieces += [_hint("space", "pause" if playing else "play", ""), _hint("r", "reset", "")]
    return flow(pieces, width)


def _hint(keys: str, does: str, value: str) -> Row:
    row: Row = [(keys, None), (f" {does}", Tone.MUTED)]
    return [*row, (f" {value}", None)] if value else row


def _keys(control: Control, look: Look) -> str:
    names = control.keys if isinstance(control, Slider) else (control.key,)
    return "/".join(_KEYS[look.unicode].get(name, name) for name in names)


def _shown(control: Control, value: float | str) -> str:
    match control:
        case Slider():
            return number(control, float(value))
        case Choice():
            longest = max(map(len, control.options))
            return f"{value:<{longest}}"
        case Seed():
            return f"{value:.0f}"
