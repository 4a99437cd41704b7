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
    asked = "predict: When?\nanswer: t where signal share ᾱ < 0.5\n"
    folder.lesson(f"## One\n```sim dissolve\nt: 250\n{asked}```\n")

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
    folder.lesson(f"## One\n```sim dissolve\nseed: 3\n{setting}\n```\n")

    assert faults_of(folder) == [(f"{LESSON}:7: {fault}", hint)]


UNANSWERED = {
    "a readout that is not there": (
        "answer: signl share ᾱ",
        "there is no readout `signl share ᾱ`",
        "did you mean `signal share ᾱ`?",
    ),
    "a readout that can be any number": (
        "answer: signal share ᾱ",
        "`signal share ᾱ` can be any number",
        "say between what it lies, as `between: [0, 2]`",
    ),
    "a setting that is no slider": (
        "answer: data where signal share ᾱ < 0.5",
        "`dissolve` has no slider `data`",
        "choose one of t",
    ),
    "what never happens": (
        "answer: t where signal share ᾱ < 0",
        "`signal share ᾱ < 0` never comes true",
        "choose a number it reaches",
    ),
    "a comparison with another unit": (
        "answer: t where signal share ᾱ < 50%",
        "`signal share ᾱ` reads 1, which is no 50%",
        "write `signal share ᾱ < 50`",
    ),
    "no condition": (
        "answer: t where it is gone",
        "`it is gone` is no condition",
        "write it as `share < 0.5`",
    ),
    "a setting of its own that is none": (
        "at: {time: 3}\nanswer: t where signal share ᾱ < 0.5",
        "the simulation `dissolve` has no option `time`",
        "choose one of t, data, seed",
    ),
    "options none of which comes true": (
        "options:\n- {is: a, when: signal share ᾱ < 0.1}\n- {is: b, when: signal share ᾱ < 0.2}",
        "none of the options comes true",
        "let one of them always hold",
    ),
}


@pytest.mark.parametrize(("answer", "fault", "hint"), UNANSWERED.values(), ids=UNANSWERED.keys())
def test_a_question_that_the_simulation_cannot_answer_is_reported_where_its_answer_stands(
    folder, answer, fault, hint
):
    folder.lesson(f"## One\n```sim dissolve\npredict: When?\n{answer}\n```\n")

    assert faults_of(folder) == [(f"{LESSON}:7: {fault}", hint)]


def test_a_condition_that_cannot_be_read_is_reported_on_the_line_of_its_option(folder):
    options = "- is: a\n  when: signal share ᾱ > 0\n- is: b\n  when: never\n"
    folder.lesson(f"## One\n```sim dissolve\npredict: When?\noptions:\n{options}```\n")

    assert faults_of(folder) == [
        (f"{LESSON}:10: `never` is no condition", "write it as `share < 0.5`")
    ]
