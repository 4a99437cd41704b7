from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.tutor.cli.conftest import Tutor
from tutor.learning.progress import Progress
from tutor.simulations import catalogue
from tutor.simulations.simulation import Slider

ROOT = Path(__file__).parents[3]
Q_SAMPLE = Path("exercises/02_forward_process/q_sample.py")
WRONG = """def q_sample(x0, t, noise, alpha_bar):
    signal = alpha_bar[t].reshape(-1, 1)
    return signal * x0 + (1 - signal) ** 0.5 * noise
"""


def test_without_a_name_all_are_listed(tutor: Tutor) -> None:
    ran = tutor("simulate")

    assert ran.code == 0
    assert [line.split()[0] for line in ran.out.splitlines()] == list(catalogue.names())
    assert "dissolve             Watch data dissolve\n" in ran.out


def test_without_a_screen_it_prints_settings_numbers_and_how_to_change_them(tutor: Tutor) -> None:
    ran = tutor("simulate", "dissolve", "--set", "t=260", "--set", "data=digit")

    assert ran.code == 0
    assert ran.out == (
        "Watch data dissolve\n"
        "t = 260\n"
        "data = digit\n"
        "seed = 0\n"
        "signal share alpha_bar: 0.498\n"
        "noise share 1-alpha_bar: 0.502\n"
        "weight sqrt alpha_bar: 0.705\n"
        "weight sqrt(1-alpha_bar): 0.709\n"
        "More noise than signal: the shape goes under.\n"
        "\n"
        "change a setting with `--set`:\n"
        "t: 0 to 1000. How many steps of noise were added.\n"
        "data: two-moons, two-clusters, dinosaur, digit. What is dissolved.\n"
        "seed: a whole number. Draws another noise.\n"
        "as `tutor simulate dissolve --set t=500`\n"
    )


@pytest.mark.parametrize("name", catalogue.names())
def test_each_is_told_in_ascii_and_names_a_command_that_works(tutor: Tutor, name: str) -> None:
    ran = tutor("simulate", name)

    command = ran.out.splitlines()[-1].removeprefix("as `tutor ").removesuffix("`")
    assert ran.out.isascii()
    assert tutor(*command.split()).code == 0
    first = catalogue.simulation(name).controls[0]
    assert isinstance(first, Slider)
    assert command.split("=")[0] == f"simulate {name} --set {first.name}"


FAULTS = {
    "an unknown name": (
        ["disolve"], "no simulation is called `disolve`", "did you mean `dissolve`?"
    ),
    "an unknown setting": (
        ["dissolve", "--set", "time=3"],
        "the simulation `dissolve` has no option `time`",
        "choose one of t, data, seed",
    ),
    "a value out of range": (
        ["dissolve", "--set", "t=1001"],
        "`t` must be from 0 to 1000, not 1001",
        "write a number from 0 to 1000",
    ),
    "no value": (
        ["dissolve", "--set", "t"], "`--set t` has no value", "write it as `--set t=300`"
    ),
    "no workspace": (
        ["dissolve", "--mine"], "there is no workspace at `{workspace}`",
        "make one with `tutor start`",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("line", "message", "hint"), FAULTS.values(), ids=FAULTS.keys())
def test_what_cannot_be_simulated_is_said(
    tutor: Tutor, workspace: Path, line: list[str], message: str, hint: str
) -> None:
    ran = tutor("simulate", *line)

    assert ran.code == 2
    assert ran.err == f"error: {message.format(workspace=workspace)}\n\nhint: {hint}\n"


def test_what_is_not_started_drives_nothing(tutor: Tutor) -> None:
    tutor("start")

    ran = tutor("simulate", "dissolve", "--mine")

    assert ran.code == 2
    assert "`q_sample` and `alpha_bar` are not started, so nothing of yours" in ran.err


def test_numbers_of_ones_own_code_stand_beside_the_courses(tutor: Tutor, workspace: Path) -> None:
    tutor("start")
    (workspace / Q_SAMPLE).write_text(WRONG)

    ran = tutor("simulate", "dissolve", "--mine", "--set", "t=300")

    assert "\nwith your q_sample, which has not passed\nsignal share alpha_bar: 0.396\n" in ran.out
    assert "\nwith the course's\nsignal share alpha_bar: 0.396\n" in ran.out
    assert ran.out.endswith("\nYours differs here.\n")


def test_an_error_of_ones_own_code_is_told_with_its_line(tutor: Tutor, workspace: Path) -> None:
    tutor("start")
    (workspace / Q_SAMPLE).write_text("def q_sample(x0, t, noise, alpha_bar):\n    return x0 @ t\n")

    ran = tutor("simulate", "dissolve", "--mine", "--set", "t=300")

    assert ran.code == 2
    assert ran.err.startswith("error: `q_sample` raised RuntimeError: ")
    assert ran.err.endswith("hint: look at q_sample.py:2: `return x0 @ t`\n")


def test_the_settings_it_was_left_with_are_those_it_opens_with(
    tutor: Tutor, workspace: Path
) -> None:
    tutor("start")
    progress = Progress(workspace / ".tutor" / "progress.db", datetime(2026, 1, 1, tzinfo=UTC))
    progress.leave("simulation dissolve", {"t": 420, "data": "digit", "gone": 1, "seed": -5})
    progress.close()

    ran = tutor("simulate", "dissolve")

    assert ran.out.startswith("Watch data dissolve\nt = 420\ndata = digit\nseed = 0\n")


def test_a_command_loads_neither_screen_nor_torch(workspace: Path) -> None:
    program = (
        "import sys\nfrom tutor.cli import main\n"
        "main(['simulate', 'dissolve'])\n"
        "print(sorted({'textual', 'torch', 'sympy'} & sys.modules.keys()))\n"
    )

    ran = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env={"HOME": str(workspace), "TUTOR_WORKSPACE": str(workspace)},
    )

    assert ran.stdout.endswith("\n[]\n"), ran.stderr
