"""What a key does to the settings of a simulation."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.simulations.simulation import Choice, Control, Seed, Settings, Slider

LEAP = 5
"""Steps of a slider at once with shift."""


def start(controls: Sequence[Control]) -> Settings:
    """The settings that a simulation has before anybody touched it."""
    return {control.name: control.start for control in controls}


def moved(controls: Sequence[Control], settings: Settings, key: str) -> Settings | None:
    """The settings after a key, by textual's name for it; None where it belongs to no control."""
    leap = LEAP if key.startswith("shift+") else 1
    bare = key.removeprefix("shift+")
    for control in controls:
        value = settings[control.name]
        match control:
            case Slider() if bare in control.keys:
                way = 1 if bare == control.keys[1] else -1
                return {**settings, control.name: slid(control, float(value), way * leap)}
            case Choice() if key in control.keys:
                return {**settings, control.name: _chosen(control, str(value), key)}
            case Seed() if key in control.keys:
                return {**settings, control.name: float(value) + 1}
    return None


def _chosen(choice: Choice, value: str, key: str) -> str:
    """The option of that key, or the following one where there is one key for all."""
    options = choice.options
    if len(choice.keys) == 1:
        return options[(options.index(value) + 1) % len(options)]
    return options[choice.keys.index(key)]


def slid(slider: Slider, value: float, steps: int) -> float:
    """The value some steps on, held within the slider's ends and free of rounding dust."""
    return min(max(round(value + steps * slider.step, 6), slider.low), slider.high)
