import pytest

from tutor.authoring.latex import check_lesson, check_misconception
from tutor.course.reading.faults import Faults
from tutor.course.reading.files import read_lines

LESSON = "lessons/02_forward_process.md"


def faults_of(folder) -> list[tuple[str, str]]:
    """Of all lessons and misconceptions, each as `path:line: what`, and its hint."""
    course = folder.read()
    faults = Faults(folder.root, folder.root)
    for lesson in course.lessons:
        report = faults.of(lesson.path)
        check_lesson(lesson, read_lines(lesson.path, report) or (), report)
    for one in course.misconceptions.values():
        path = folder.root / "lessons/misconceptions.yaml"
        check_misconception(one, read_lines(path, faults.of(path)) or (), faults.of(path))
    return [(str(fault), fault.hint) for fault in faults.in_order()]


UNKNOWN = ("unknown command `\\sqr` at column {}, in `\\sqr{{x}}`", "did you mean `\\sqrt`?")


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        pytest.param("## From $\\sqr{x}$ on\n", 4, 10, id="a title"),
        pytest.param("## One\nWords\non $\\sqr{x}$.\n", 6, 5, id="prose"),
        pytest.param("## One\n$$\n\\sqr{x}\n$$\n", 6, 1, id="a displayed formula"),
        pytest.param(
            "## One\n```sim dissolve\nt: 3\npredict: Where is $\\sqr{x}$?\nanswer: a\n```\n",
            7,
            20,
            id="a prediction",
        ),
        pytest.param(
            "## One\n```quiz choice id=a\nIs\n$\\sqr{x}$?\n- [x] a\n  > b\n- [ ] c\n  > d\n```\n",
            7,
            2,
            id="a question",
        ),
        pytest.param(
            "## One\n```quiz choice id=a\nWhy?\n- [x] a\n  > b\n- [ ] $\\sqr{x}$\n  > d\n```\n",
            9,
            8,
            id="an option",
        ),
        pytest.param(
            "## One\n```quiz choice id=a\n?\n- [x] a\n  > b\n- [ ] c\n  > d\n  > $\\sqr{x}$\n```\n",
            11,
            6,
            id="an explanation",
        ),
        pytest.param(
            "## One\n```quiz order id=a\n?\n1. a\n2. c\n   > d\n   > $\\sqr{x}$\n```\n",
            10,
            7,
            id="why an item comes no earlier",
        ),
        pytest.param(
            "## One\n```quiz number id=a\n?\n\nanswer: 1\nbecause: So $\\sqr{x}$.\n```\n",
            9,
            14,
            id="why a number is right",
        ),
        pytest.param(
            "## One\n```quiz formula id=a\n?\n\nanswer: x\nbecause: >-\n  It\n  $\\sqr{x}$.\n```\n",
            11,
            4,
            id="why an answer is right",
        ),
        pytest.param(
            "## One\n```quiz formula id=a\nx?\n\nanswer: x\nbecause: b\nwrong:\n"
            "  - is: y\n    because: It is $\\sqr{x}$.\n```\n",
            12,
            21,
            id="why a form is wrong",
        ),
    ],
)
def test_latex_that_cannot_be_read_is_reported_where_it_is_written(folder, body, line, column):
    folder.lesson(body)

    what, hint = UNKNOWN
    assert faults_of(folder) == [(f"{LESSON}:{line}: {what.format(column)}", hint)]


def test_latex_in_a_hint_is_checked(folder):
    folder.exercise("q_sample")
    folder.lesson("## One\n```exercise q_sample\npoints: 1\nhints:\n  - a\n  - $\\sqr{x}$\n```\n")

    what, hint = UNKNOWN
    assert faults_of(folder) == [(f"{LESSON}:9: {what.format(6)}", hint)]


def test_latex_in_a_misconception_is_checked(folder):
    folder.lesson("## One\n")
    folder.write(
        "lessons/misconceptions.yaml",
        "a:\n  title: t\n  why: It is $\\sqr{x}$.\n  see: 02_forward_process#one\n",
    )

    what, hint = UNKNOWN
    assert faults_of(folder) == [(f"lessons/misconceptions.yaml:3: {what.format(15)}", hint)]


def test_the_line_inside_a_displayed_formula_is_found(folder):
    folder.lesson("## One\n$$\na\n= \\sqr{x}\n$$\n")

    assert [fault for fault, _ in faults_of(folder)] == [
        f"{LESSON}:7: unknown command `\\sqr` at column 3, in `a = \\sqr{{x}}`"
    ]


def test_a_column_is_that_of_the_formula_where_yaml_spells_it_otherwise(folder):
    folder.exercise("q_sample")
    body = '## One\n```exercise q_sample\npoints: 1\nhints:\n  - "$\\\\sqr{x}$"\n```\n'
    folder.lesson(body)

    what, hint = UNKNOWN
    assert faults_of(folder) == [(f"{LESSON}:5: {what.format(1)}", hint)]


def test_a_fault_without_a_hint_of_its_own_gets_one(folder):
    folder.lesson("## One\nWords on $\\frac{1}{2$.\n")

    assert faults_of(folder) == [
        (f"{LESSON}:5: `{{` has no `}}` at column 19, in `\\frac{{1}}{{2`", "mend the formula")
    ]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("Type `$\\sqr{x}$` here.", id="a code span"),
        pytest.param("```latex\n$\\sqr{x}$\n```", id="code"),
        pytest.param("It costs \\$5.", id="a dollar"),
        pytest.param("Both $x$ and $\\sqrt{x}$ hold.", id="two formulas in a line"),
    ],
)
def test_what_is_no_formula_is_left_alone(folder, body):
    folder.lesson(f"## One\n{body}\n")

    assert faults_of(folder) == []


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("Here $x$ and $y.", id="a formula that is not closed"),
        pytest.param("Here $ x $ stands.", id="blanks inside"),
        pytest.param("From $5 to $6.", id="money"),
    ],
)
def test_a_dollar_that_is_part_of_no_formula_is_reported(folder, written):
    folder.lesson(f"## One\nWords.\n{written}\n")

    assert faults_of(folder) == [
        (
            f"{LESSON}:6: `$` that is part of no formula",
            "write a formula as `$x$`, without blanks inside, and a dollar as `\\$`",
        )
    ]


def test_a_formula_that_cannot_be_broken_to_fit_is_reported(folder):
    folder.lesson(f"## One\n$$\n\\operatorname{{{'a' * 60}}} + x\n$$\n")

    assert faults_of(folder)[-1] == (
        f"{LESSON}:6: the formula is 60 columns wide where 48 are left",
        "write it as two formulas",
    )
