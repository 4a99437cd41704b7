import pytest

from tutor.authoring.numbers import check_numbers
from tutor.course.reading.faults import Faults

LESSON = "lessons/02_forward_process.md"


def faults_of(folder, keys: str) -> list[tuple[str, str]]:
    """Of a number question whose keys start on line 8, each as `path:line: what`, and its hint."""
    folder.lesson(f"## One\n```quiz number id=a\nHow much?\n\n{keys}because: So.\n```\n")
    lesson = folder.read().lessons[0]
    faults = Faults(folder.root, folder.root)
    check_numbers(lesson, faults.of(lesson.path))
    return [(str(fault), fault.hint) for fault in faults.in_order()]


def wrong(*numbers: str) -> str:
    return "wrong:\n" + "".join(f"  - is: {one}\n    because: No.\n" for one in numbers)


def test_numbers_that_are_told_apart_have_no_fault(folder):
    assert faults_of(folder, "answer: 1/2\nwithin: 1%\n" + wrong("25 %", "0.51")) == []


@pytest.mark.parametrize(
    ("keys", "fault", "hint"),
    [
        pytest.param(
            "answer: half\n",
            "8: `half` cannot be read: `half` is not a name that is used here",
            "write a number, as `0.25`, `1/4` or `2e-3`",
            id="an answer in words",
        ),
        pytest.param(
            "answer: 1/0\n",
            "8: `1/0` cannot be read: this has no value",
            "write a number",
            id="an answer without a value",
        ),
        pytest.param(
            "answer: 0.5\n" + wrong("0,6"),
            "10: `0,6` cannot be read: a comma means one thing here and another there",
            "write decimals with a point, `0.5`, and thousands without a sign, `1000`",
            id="a wrong number with a comma",
        ),
        pytest.param(
            "answer: 0.5\nwithin: 1%\n" + wrong("0.504"),
            "11: wrong number 1 counts as the answer",
            "change it or remove it, or let `within` be smaller",
            id="a wrong number too near to the answer",
        ),
        pytest.param(
            "answer: 0.5\nwithin: 0.01\n" + wrong("1", "0.995"),
            "13: wrong number 2 counts as wrong number 1",
            "change it or remove it, or let `within` be smaller",
            id="a wrong number too near to another",
        ),
    ],
)
def test_numbers_that_cannot_be_judged_are_reported(folder, keys, fault, hint):
    assert faults_of(folder, keys) == [(f"{LESSON}:{fault}", hint)]
