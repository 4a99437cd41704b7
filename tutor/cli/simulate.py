"""`tutor simulate`: a simulation on a screen of its own, or as words and numbers."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from contextlib import closing
from shlex import join

from tutor.cli.desk import Desk
from tutor.course.course import alone
from tutor.errors import TutorError
from tutor.simulations import catalogue
from tutor.simulations.compared import compared
from tutor.simulations.simulation import Choice, Control, Seed, Settings, Simulation, Slider
from tutor.simulations.table import table
from tutor.typeset import spelt


def simulate(arguments: Namespace, desk: Desk) -> int:
    """Open it; print it where no screen can be shown, and where two tables are asked for."""
    if arguments.name is None:
        width = max(len(name) for name in catalogue.names())
        for name in catalogue.names():
            print(f"{name:<{width}}  {catalogue.simulation(name).title}")
        return 0
    simulation = catalogue.simulation(arguments.name)
    settings = _settings(simulation, arguments.set, desk)
    if arguments.mine:
        _say(desk, _head(simulation, settings))
        return _both(simulation, settings, desk)
    if desk.plain:
        _say(desk, _head(simulation, settings))
        _say(desk, table(simulation.frame(settings)))
        _say(desk, _ways(simulation, settings))
        return 0
    from tutor.cli.screen import show
    from tutor.tui.messages import OpenSimulation

    return show(desk, OpenSimulation(alone(simulation.name), settings))


def _settings(simulation: Simulation, written: Sequence[str], desk: Desk) -> Settings:
    """Those it was left with, and those of the command line in their place."""
    from tutor.tui.simulation.memory import left_settings

    settings = dict(left_settings(desk.progress_if_any, simulation, alone(simulation.name)))
    for one in written:
        name, equals, value = one.partition("=")
        if not equals:
            raise TutorError(f"`--set {one}` has no value", "write it as `--set t=300`")
        settings[name] = catalogue.start(simulation, {name: value})[name]
    return settings


def _both(simulation: Simulation, settings: Settings, desk: Desk) -> int:
    """The numbers of the learner's functions, then those of the course's."""
    from tutor.tui.bench import Bench

    with closing(Bench(desk.course, desk.made_workspace(), desk.progress)) as bench:
        mine, right = bench.frames(simulation, settings, bench.take(simulation))
    _say(desk, table(mine, f"\nwith {mine.source}"))
    _say(desk, table(right, "\nwith the course's"))
    both = compared(mine, right)
    _say(desk, f"\n{both.says}")
    return 0


def _head(simulation: Simulation, settings: Settings) -> str:
    lines = [simulation.title]
    lines += [f"{one.name} = {_written(settings[one.name])}" for one in simulation.controls]
    return "\n".join(lines)


def _ways(simulation: Simulation, settings: Settings) -> str:
    """What can be set, each with its range, and a command that sets one."""
    first = simulation.controls[0]
    lines = ["", "change a setting with `--set`:"]
    lines += [f"{one.name}: {_range(one)}. {one.help}".rstrip() for one in simulation.controls]
    change = ["tutor", "simulate", simulation.name]
    middle = round((first.low + first.high) / 2 / first.step) * first.step
    value = first.high if settings[first.name] == middle else middle
    return "\n".join([*lines, f"as `{join([*change, '--set', f'{first.name}={value:g}'])}`"])


def _range(control: Control) -> str:
    match control:
        case Choice():
            return ", ".join(control.options)
        case Slider():
            return f"{control.low:g} to {control.high:g}"
        case Seed():
            return "a whole number"


def _written(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:g}"


def _say(desk: Desk, text: str) -> None:
    print(text if desk.unicode and not desk.plain else spelt(text))
