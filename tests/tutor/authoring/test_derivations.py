"""What is proven of a derivation, and of the answers that rest on it."""

from pathlib import Path

import pytest

from tutor.authoring.derivations import check_derivations
from tutor.authoring.formulas import check_formulas
from tutor.authoring.prover import Prover
from tutor.course.reader import read_course
from tutor.course.reading.faults import Faults

ROOT = Path(__file__).parents[3]
LESSON = "lessons/02_forward_process.md"
FRONT = (
    "title: Noise\nsymbols: {a: {range: [0.02, 0.98]}, b: {range: [0.02, 0.98]}, "
    "x: {range: [-2, 2]}, u: {range: [0.1, 1.4]}}\n"
)
LOG = "2*log(cot(u))"
"""SymPy does not find out that this is -2*log(tan(u))."""


class Unasked:
    """A prover for derivations that have nothing to prove."""

    def proven_same(self, a, b, symbols):
        raise AssertionError


@pytest.fixture(scope="module")
def prover():
    with Prover() as prover:
        yield prover


def faults_of(folder, lines: str, prover) -> list[tuple[str, str, bool]]:
    """Of a derivation whose first line is line 7."""
    folder.lesson(f"## One\n```derive id=one\n{lines}```\n", front=FRONT)
    (lesson,) = folder.read().lessons
    faults = Faults(folder.root, folder.root)
    check_derivations(lesson, prover, faults.of(lesson.path))
    return [(str(fault), fault.hint, fault.warning) for fault in faults.in_order()]


def test_lines_that_follow_have_no_fault(folder, prover):
    lines = (
        "where b = 1 - a\n"
        "sqrt(a)*sqrt(a)*x + b*x\n= (a + b)*x | taken out\n= x | all of it\n"
        "x + b = x + 1 - a | by the premise\n"
    )

    assert faults_of(folder, lines, prover) == []


def test_a_line_that_does_not_follow_is_reported_with_the_slip_that_explains_it(folder):
    lines = "x*(a - b)\n= x*a + x*b | multiplied out\n"

    assert faults_of(folder, lines, Unasked()) == [
        (
            f"{LESSON}:8: this does not follow from the line before",
            "compare both sides: the sign of `x·b` is wrong.",
            False,
        )
    ]


def test_a_line_that_follows_only_from_what_nobody_said_is_told_how_to_say_it(folder):
    assert faults_of(folder, "x*a^3\n= exp(b) + x | so\n", Unasked()) == [
        (
            f"{LESSON}:8: this does not follow from the line before",
            "mend it, or say in a line `where name = formula` what its symbols stand for",
            False,
        )
    ]


def test_an_equation_whose_sides_differ_is_reported(folder):
    assert faults_of(folder, "x*a = x*a*2 | so\n", Unasked()) == [
        (
            f"{LESSON}:7: this is not equal",
            "compare both sides: it is the right formula times 2.",
            False,
        )
    ]


def test_a_line_goes_on_from_the_one_before_and_not_from_the_first(folder, prover):
    lines = "x*a = a*x | turned round\nx*b = b*x | turned round\n= a*x | wrong\n= a*x*1 | right\n"

    assert [fault for fault, _, _ in faults_of(folder, lines, prover)] == [
        f"{LESSON}:9: this does not follow from the line before"
    ]


def test_a_line_that_cannot_be_read_is_reported_and_nothing_is_proven(folder):
    assert faults_of(folder, "x*(a\n= x*a | so\n", Unasked()) == [
        (f"{LESSON}:7: `x*(a` cannot be read: `(` is never closed", "add `)`", False)
    ]


def test_a_step_that_sympy_cannot_prove_is_a_warning(folder, prover):
    assert faults_of(folder, f"{LOG}\n= -2*log(tan(u)) | turned over\n", prover) == [
        (
            f"{LESSON}:8: this holds wherever it was tried, but SymPy cannot prove it",
            "go on in smaller steps",
            True,
        )
    ]


def test_two_derivations_of_one_lesson_with_the_same_id_are_reported(folder, prover):
    block = "```derive id=one\nx = x | so\n```\n"
    folder.lesson(f"## One\n{block}{block}", front=FRONT)
    (lesson,) = folder.read().lessons
    faults = Faults(folder.root, folder.root)

    check_derivations(lesson, prover, faults.of(lesson.path))

    assert [(str(fault), fault.hint) for fault in faults.in_order()] == [
        (
            f"{LESSON}:9: the id `one` is already used in this lesson",
            "give this derivation another id",
        )
    ]


def answered(folder, answer: str, derived: str = "one") -> list[tuple[str, str]]:
    """The faults of a question whose answer is on line 13, below a derivation of 1 − ab."""
    folder.lesson(
        "## One\n```derive id=one\nb*(1-a) + 1 - b\n= 1 - a*b | $b$ cancels\n```\n"
        f"```quiz formula id=q\nx?\n\nanswer: {answer}\nderived: {derived}\nbecause: b\n```\n",
        front=FRONT,
    )
    (lesson,) = folder.read().lessons
    faults = Faults(folder.root, folder.root)
    check_formulas(lesson, faults.of(lesson.path))
    return [(str(fault), fault.hint) for fault in faults.in_order()]


def test_an_answer_that_is_what_its_derivation_arrives_at_has_no_fault(folder):
    assert answered(folder, "-(a*b - 1)") == []


def test_an_answer_that_is_not_what_its_derivation_arrives_at_is_reported(folder):
    assert answered(folder, "1 + a*b") == [
        (
            f"{LESSON}:13: the answer is not what `one` derives",
            "mend one of them: it derives `1 - a*b`",
        )
    ]


def test_an_answer_of_an_unknown_derivation_is_reported(folder):
    assert answered(folder, "1 - a*b", derived="ones") == [
        (
            f"{LESSON}:13: `derived` names no derivation of this lesson: `ones`",
            "did you mean `one`?",
        )
    ]


def test_every_line_that_this_course_derives_is_proven(prover):
    course = read_course(ROOT, seen_from=ROOT)
    faults = Faults(ROOT, ROOT)

    for lesson in course.lessons:
        check_derivations(lesson, prover, faults.of(lesson.path))
        check_formulas(lesson, faults.of(lesson.path))

    assert faults.in_order() == []
    assert sum(len(lesson.derivations) for lesson in course.lessons) >= 7
