"""What a learner foretells of a simulation, and what then comes of it: found by running it.

A question is answered by a number on a scale, or by one of several outcomes; either way the truth
is what the readouts say, as the learner can read them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

from tutor.course.names import did_you_mean
from tutor.course.prediction import Prediction
from tutor.errors import TutorError
from tutor.simulations import catalogue
from tutor.simulations.frame import Frame
from tutor.simulations.simulation import Settings, Simulation, Slider

_CROSSING = re.compile(
    r"(?P<setting>[\w-]+)(?:\s+from\s+(?P<low>[\d.]+))?\s+where\s+(?P<condition>.+)"
)
_CONDITION = re.compile(r"(?P<label>.+?)\s*(?P<sign><=|>=|<|>)\s*(?P<bound>\S.*)")
_NUMBER = re.compile(r"(?P<sign>[-−+]?)(?P<digits>\d+\.?\d*(?:e[-+]?\d+)?)\s*(?P<unit>%?)")
_FINE = 100
"""Steps of the scale of a readout that is no percentage."""


class Quantity(NamedTuple):
    """A number as it is read."""

    value: float
    unit: str
    """`%` or nothing."""

    def __str__(self) -> str:
        return f"{self.value:g}{self.unit}"


class Question(Protocol):
    """Something to be foretold; `truth` runs the simulation and may take a second."""

    prompt: str
    within: float

    def truth(self) -> float:
        """The number, or the index of the outcome."""

    def told(self, said: float | None, truth: float) -> str:
        """What was said and what is, in a sentence or two; None where nothing was said."""


@dataclass(frozen=True)
class Number:
    """A number to be found on a scale."""

    prompt: str
    within: float
    scale: Slider
    unit: str
    found: Crossing | Reading

    def truth(self) -> float:
        """Where the simulation gets there, or what it reads."""
        return self.found.truth()

    def told(self, said: float | None, truth: float) -> str:
        """The two side by side, and how far apart they are."""
        shown = f"{self.found.words}{truth:g}{self.unit}."
        if said is None:
            return f"You skipped this: {shown}"
        off = abs(said - truth)
        near = "Exactly." if off == 0 else f"Off by {off:g}{self.unit}."
        near = f"{near} That is near." if 0 < off <= self.within else near
        return f"You said {said:g}{self.unit}; {shown} {near}"


@dataclass(frozen=True)
class Choice:
    """One of several outcomes; the first whose condition holds came true."""

    prompt: str
    within: float
    outcomes: tuple[str, ...]
    conditions: tuple[Condition, ...]
    simulation: Simulation
    settings: Settings

    def truth(self) -> float:
        """The index of what came true."""
        frame = self.simulation.frame(self.settings)
        for index, condition in enumerate(self.conditions):
            if condition.holds(frame):
                return index
        raise TutorError("none of the options comes true", "let one of them always hold")

    def told(self, said: float | None, truth: float) -> str:
        """What was chosen and what came true, with the number that decides it."""
        right = self.outcomes[int(truth)]
        if said is None:
            return f"You skipped this. It is: {right}."
        if said == truth:
            return f"You said: {right}. So it is."
        return f"You said: {self.outcomes[int(said)]}. It is: {right}."


@dataclass(frozen=True)
class Condition:
    """A comparison of a readout with a number."""

    label: str
    sign: str
    bound: Quantity

    def holds(self, frame: Frame) -> bool:
        """Whether it does in this frame; TutorError where it has no such number."""
        seen = read(frame, self.label)
        if seen.unit != self.bound.unit:
            hint = f"write `{self.label} {self.sign} {self.bound.value:g}{seen.unit}`"
            raise TutorError(f"`{self.label}` reads {seen}, which is no {self.bound}", hint)
        return {
            "<": seen.value < self.bound.value,
            "<=": seen.value <= self.bound.value,
            ">": seen.value > self.bound.value,
            ">=": seen.value >= self.bound.value,
        }[self.sign]

    def __str__(self) -> str:
        return f"{self.label} {self.sign} {self.bound}"


@dataclass(frozen=True)
class Crossing:
    """The first value of a setting at which a condition holds."""

    simulation: Simulation
    settings: Settings
    slider: Slider
    condition: Condition

    @property
    def words(self) -> str:
        """What comes before the number."""
        return f"{self.condition} first at {self.slider.label} = "

    def truth(self) -> float:
        """Every value is tried, from the lowest on; TutorError if it holds at none."""
        slider = self.slider
        for step in range(round((slider.high - slider.low) / slider.step) + 1):
            value = round(slider.low + step * slider.step, 6)
            frame = self.simulation.frame({**self.settings, slider.name: value})
            if self.condition.holds(frame):
                return value
        raise TutorError(f"`{self.condition}` never comes true", "choose a number it reaches")


@dataclass(frozen=True)
class Reading:
    """What a readout says under given settings."""

    simulation: Simulation
    settings: Settings
    label: str

    @property
    def words(self) -> str:
        """What comes before the number."""
        return f"{self.label}: "

    def truth(self) -> float:
        """The number it reads."""
        return self.quantity().value

    def quantity(self) -> Quantity:
        """The same with its unit."""
        return read(self.simulation.frame(self.settings), self.label)


def question(
    simulation: Simulation, prediction: Prediction, opening: Mapping[str, str]
) -> Number | Choice:
    """What is asked; TutorError where the simulation cannot answer it.

    opening: the settings a lesson opens the simulation with, as written.
    """
    settings = catalogue.start(simulation, {**opening, **prediction.at})
    if prediction.outcomes:
        return Choice(
            prediction.question,
            prediction.within,
            tuple(one.text for one in prediction.outcomes),
            tuple(condition(one.when) for one in prediction.outcomes),
            simulation,
            settings,
        )
    crossing = _CROSSING.fullmatch(prediction.answer)
    if crossing:
        slider = _slider(simulation, crossing["setting"], crossing["low"])
        found = Crossing(simulation, settings, slider, condition(crossing["condition"]))
        return Number(prediction.question, prediction.within, slider, "", found)
    reading = Reading(simulation, settings, prediction.answer)
    unit = reading.quantity().unit
    scale = _scale(prediction, unit)
    return Number(prediction.question, prediction.within, scale, unit, reading)


def condition(written: str) -> Condition:
    """From its words; TutorError where they are none."""
    match = _CONDITION.fullmatch(written.strip())
    bound = match and _quantity(match["bound"])
    if not match or not bound:
        raise TutorError(f"`{written}` is no condition", "write it as `share < 0.5`")
    return Condition(match["label"], match["sign"], bound)


def read(frame: Frame, label: str) -> Quantity:
    """The number under that label, as it is shown; TutorError where there is none."""
    readouts = {one.label: one.value for one in frame.readouts}
    if label not in readouts:
        hint = did_you_mean(label, readouts, f"choose one of {', '.join(readouts)}")
        raise TutorError(f"there is no readout `{label}`", hint)
    found = _quantity(readouts[label])
    if found is None:
        message = f"the readout `{label}` is no number: `{readouts[label]}`"
        raise TutorError(message, "choose a readout that is one")
    return found


def _quantity(written: str) -> Quantity | None:
    match = _NUMBER.fullmatch(written.strip())
    if match is None:
        return None
    value = float(match["digits"])
    return Quantity(-value if match["sign"] in ("-", "−") else value, match["unit"])


def _slider(simulation: Simulation, name: str, low: str | None) -> Slider:
    """The slider of that name; from a higher value on where one is given."""
    sliders = {one.name: one for one in simulation.controls if isinstance(one, Slider)}
    if name not in sliders:
        hint = did_you_mean(name, sliders, f"choose one of {', '.join(sliders)}")
        raise TutorError(f"`{simulation.name}` has no slider `{name}`", hint)
    if low is None:
        return sliders[name]
    return replace(sliders[name], low=float(catalogue.start(simulation, {name: low})[name]))


def _scale(prediction: Prediction, unit: str) -> Slider:
    if prediction.between is None and not unit:
        hint = "say between what it lies, as `between: [0, 2]`"
        raise TutorError(f"`{prediction.answer}` can be any number", hint)
    low, high = prediction.between or (0, 100)
    step = 1 if unit else (high - low) / _FINE
    return Slider("said", prediction.answer, low, high, step, ("left", "right"), low)
