"""Which simulations there are, and with which settings a lesson may open one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tutor.course.names import did_you_mean
from tutor.errors import TutorError
from tutor.simulations.bound_ladder import BoundLadder
from tutor.simulations.denoising import Denoising
from tutor.simulations.dissolve import Dissolve
from tutor.simulations.guidance import Guidance
from tutor.simulations.moves import start as untouched
from tutor.simulations.reverse_arrow import ReverseArrow
from tutor.simulations.schedules import Schedules
from tutor.simulations.score_field import ScoreField
from tutor.simulations.simulation import Choice, Control, Seed, Settings, Simulation, Slider
from tutor.simulations.steps_quality import StepsQuality
from tutor.simulations.structure import Structure
from tutor.simulations.training_watch import TrainingWatch
from tutor.simulations.unet import UnetTracer

_SIMULATIONS: tuple[Simulation, ...] = (
    Structure(),
    Dissolve(),
    Schedules(),
    ReverseArrow(),
    TrainingWatch(),
    UnetTracer(),
    BoundLadder(),
    ScoreField(),
    Denoising(),
    StepsQuality(),
    Guidance(),
)
_LAST_SEED = 1_000_000


def names() -> tuple[str, ...]:
    """How lessons call them."""
    return tuple(simulation.name for simulation in _SIMULATIONS)


def simulation(name: str) -> Simulation:
    """Raises TutorError, with the nearest name, for one that is not there."""
    for candidate in _SIMULATIONS:
        if candidate.name == name:
            return candidate
    raise TutorError(f"no simulation is called `{name}`", _suggest(name, names()))


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
