"""Controls in characters: the line of a slider, and the keys that move everything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tutor.simulations.frame import Tone
from tutor.simulations.simulation import Choice, Control, Seed, Settings, Slider
from tutor.tui.drawing.look import Look
from tutor.tui.drawing.row import Row, cells, flow

_KEYS = {
    True: {"left": "←", "right": "→", "minus": "−", "plus": "+"},
    False: {"left": "<", "right": ">", "minus": "-", "plus": "+"},
}
_SHORTEST = 8
"""Cells of a line on which a knob still says something."""


def slider_line(slider: Slider, value: float, width: int, look: Look) -> Row:
    """As `←/→ t 400  0 ━━━●───── 1000`: its keys, where the knob stands, and between what."""
    low, high = f"{slider.low:g}", f"{slider.high:g}"
    keys, name = _keys(slider, look), f" {look.words(slider.label)} "
    shown = _shown(slider, value)
    room = max(width - cells(keys + name + shown + low + high) - 4, _SHORTEST)
    knob = round((value - slider.low) / (slider.high - slider.low) * (room - 1))
    before, at, after = ("━", "●", "─") if look.unicode else ("=", "O", "-")
    return [
        (keys, None),
        (name, Tone.MUTED),
        (f"{shown}  ", None),
        (f"{low} ", Tone.MUTED),
        (before * knob + at, Tone.MODEL),
        (after * (room - 1 - knob), Tone.MUTED),
        (f" {high}", Tone.MUTED),
    ]


def key_rows(
    controls: Sequence[Control],
    settings: Settings,
    width: int,
    look: Look,
    more: Iterable[tuple[str, str]] = (),
) -> list[Row]:
    """What each key does and, for controls, the present value.

    more: keys that move no control, and what each does.
    """
    pieces = [
        _hint(*_keys_and_words(control, look), _shown(control, settings[control.name]))
        for control in controls
    ]
    pieces += [_hint(key, does, "") for key, does in more]
    return flow(pieces, width, gap="  ")


def _hint(keys: str, does: str, value: str) -> Row:
    row: Row = [(keys, None), (f" {does}", Tone.MUTED)]
    return [*row, (f" {value}", None)] if value else row


def _keys_and_words(control: Control, look: Look) -> tuple[str, str]:
    """Letters do not say which way they go, as arrows and signs do."""
    words = look.words(control.label)
    if isinstance(control, Slider) and control.keys[0].isalpha() and len(control.keys[0]) == 1:
        lower, raise_ = control.keys
        return f"{raise_}/{lower}", f"more/less {words}"
    return _keys(control, look), words


def _keys(control: Control, look: Look) -> str:
    names = [_KEYS[look.unicode].get(name, name) for name in control.keys]
    return f"{names[0]}-{names[-1]}" if len(names) > 2 else "/".join(names)


def _shown(control: Control, value: float | str) -> str:
    """A value as wide as the widest, so that nothing beside it moves."""
    match control:
        case Slider():
            ends = (control.low, control.low + control.step, control.high - control.step)
            return f"{value:g}".rjust(max(len(f"{end:g}") for end in (*ends, control.high)))
        case Choice():
            return str(value).ljust(max(map(len, control.options)))
        case Seed():
            return f"{value:.0f}"
