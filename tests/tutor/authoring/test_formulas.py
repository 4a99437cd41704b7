import pytest

from tutor.authoring.formulas import check_formulas
from tutor.course.reading.faults import Faults

LESSON = "lessons/02_forward_process.md"
SYMBOLS = "title: Noise\nsymbols: {a: {range: [0.02, 0.98]}, x: {range: [-2, 2]}}\n"


def faults_of(folder, answer: str, wrong: str = "") -> list[tuple[str, str]]:
    """Of a question whose answer is on line 9 and whose first wrong form is on line 12."""
    folder.lesson(
        f"## One\n```quiz formula id=a\nx?\n\nanswer: {answer}\nbecause: b\nwrong:\n{wrong}```\n",
        front=SYMBOLS,
    )
    (lesson,) = folder.read().lessons
    faults = Faults(folder.root, folder.root)
    check_formulas(lesson, faults.of(lesson.path))
    return [(str(fault), fault.hint) for fault in faults.in_order()]


def test_an_answer_and_forms_that_differ_from_it_have_no_fault(folder):
    wrong = "  - {is: a*x, because: b}\n  - {is: x, because: b}\n"

    assert faults_of(folder, "sqrt(a)*x", wrong) == []


def test_an_answer_that_cannot_be_read_is_reported_on_its_line(folder):
    ((fault, _),) = faults_of(folder, "sqrt(y)*x")

    assert fault.startswith(f"{LESSON}:9: `sqrt(y)*x` cannot be read: ")


def test_a_wrong_form_that_cannot_be_read_is_reported_on_its_line(folder):
    ((fault, _),) = faults_of(folder, "sqrt(a)*x", "  - {is: sqrt(a, because: b}\n")

    assert fault.startswith(f"{LESSON}:12: `sqrt(a` cannot be read: ")


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        pytest.param(
            "  - {is: x*a^0.5, because: b}\n",
            "12: wrong form 1 is equal to the answer",
            id="equal to the answer",
        ),
        pytest.param(
            "  - {is: a*x, because: b}\n  - {is: x*a, because: b}\n",
            "13: wrong form 2 is equal to wrong form 1",
            id="equal to another wrong form",
        ),
    ],
)
def test_a_wrong_form_that_adds_nothing_is_reported(folder, wrong, fault):
    assert faults_of(folder, "sqrt(a)*x", wrong) == [
        (f"{LESSON}:{fault}", "change it or remove it")
    ]
