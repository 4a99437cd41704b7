import pytest

from tutor.authoring.simulations import check_simulations
from tutor.course.reading.faults import Faults
from tutor.course.reading.files import read_lines

LESSON = "lessons/02_forward_process.md"


def faults_of(folder) -> list[tuple[str, str]]:
    """Each as `path:line: what`, and its hint."""
    (lesson,) = folder.read().lessons
    faults = Faults(folder.root, folder.root)
    report = faults.of(lesson.path)
    check_simulations(lesson, read_lines(lesson.path, report) or (), report)
    return [(str(fault), fault.hint) for fault in faults.in_order()]


def test_a_simulation_that_opens_as_asked_has_no_fault(folder):
    folder.lesson("## One\n```sim dissolve\nt: 250\npredict: When?\n```\n")

    assert faults_of(folder) == []


def test_an_unknown_simulation_is_reported_with_the_nearest_name(folder):
    folder.lesson("## One\n```sim disolve\nt: 250\n```\n")

    assert faults_of(folder) == [
        (f"{LESSON}:5: no simulation is called `disolve`", "did you mean `dissolve`?")
    ]


@pytest.mark.parametrize(
    ("setting", "fault", "hint"),
    [
        ("dta: moons", "the simulation `dissolve` has no option `dta`", "did you mean `data`?"),
        ("t: soon", "`t` must be a number, not `soon`", "write a number from 0 to 1000"),
    ],
)
def test_a_setting_that_a_simulation_does_not_take_is_reported_on_its_line(
    folder, setting, fault, hint
):
    folder.lesson(f"## One\n```sim dissolve\npredict: When?\n{setting}\n```\n")

    assert faults_of(folder) == [(f"{LESSON}:7: {fault}", hint)]
