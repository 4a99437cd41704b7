"""Which simulations there are, and with which settings a lesson may open one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module

from tutor.course.names import did_you_mean
from tutor.errors import TutorError
from tutor.simulations.moves import start as untouched
from tutor.simulations.simulation import Choice, Control, Seed, Settings, Simulation, Slider

_WHERE = {
    "random-vs-structure": "structure:Structure",
    "dissolve": "dissolve:Dissolve",
    "schedule-bench": "schedules:Schedules",
    "reverse-arrow": "reverse_arrow:ReverseArrow",
    "training-watch": "training_watch:TrainingWatch",
    "unet-tracer": "unet:UnetTracer",
    "bound-ladder": "bound_ladder:BoundLadder",
    "score-field": "score_field:ScoreField",
    "denoising": "denoising:Denoising",
    "steps-vs-quality": "steps_quality:StepsQuality",
    "guidance": "guidance:Guidance",
}
"""Module and class of each: a page has one, and must not wait for the others to be loaded."""
_LAST_SEED = 1_000_000


def names() -> tuple[str, ...]:
    """How lessons call them."""
    return tuple(_WHERE)


@cache
def simulation(name: str) -> Simulation:
    """Raises TutorError, with the nearest name, for one that is not there."""
    if name not in _WHERE:
        raise TutorError(f"no simulation is called `{name}`", _suggest(name, names()))
    module, _, kind = _WHERE[name].partition(":")
    found: Simulation = getattr(import_module(f"tutor.simulations.{module}"), kind)()
    return found


def start(simulation: Simulation, options: Mapping[str, str]) -> Settings:
    """The settings a simulation opens with; options are as a lesson's author wrote them.

    Raises TutorError for an option or a value that the simulation does not have.
    """
    controls = {control.name: control for control in simulation.controls}
    settings = dict(untouched(simulation.controls))
    for name, written in options.items():
        if name not in controls:
            message = f"the simulation `{simulation.name}` has no option `{name}`"
            raise TutorError(message, _suggest(name, tuple(controls)))
        settings[name] = _value(controls[name], str(written))
    return settings


def _value(control: Control, written: str) -> float | str:
    match control:
        case Choice():
            if written not in control.options:
                message = f"`{control.name}` cannot be `{written}`"
                raise TutorError(message, _suggest(written, control.options))
            return written
        case Slider():
            return _number(control.name, written, control.low, control.high)
        case Seed():
            return _whole(control.name, _number(control.name, written, 0, _LAST_SEED))


def _number(name: str, written: str, low: float, high: float) -> float:
    hint = f"write a number from {low:.0f} to {high:.0f}"
    try:
        value = float(written)
    except ValueError:
        raise TutorError(f"`{name}` must be a number, not `{written}`", hint) from None
    if not low <= value <= high:
        raise TutorError(f"`{name}` must be from {low:g} to {high:g}, not {written}", hint)
    return value


def _whole(name: str, value: float) -> float:
    if value % 1:
        hint = f"write a number from 0 to {_LAST_SEED}"
        raise TutorError(f"`{name}` must be a whole number, not {value:g}", hint)
    return value


def _suggest(written: str, known: Sequence[str]) -> str:
    return did_you_mean(written, known, f"choose one of {', '.join(known)}")
