from tutor.authoring.glossary import check_glossary
from tutor.course.reading.faults import Faults

FRONT = "title: Noise\nsymbols:\n  x_t: {{show: x_t, says: {}, step: one}}\n"


def faults_of(folder) -> list[tuple[str, str, bool]]:
    """Each as `path:line: what`, its hint, and whether it is a warning."""
    faults = Faults(folder.root, folder.root)
    check_glossary(folder.read(), faults)
    return [(str(fault), fault.hint, fault.warning) for fault in faults.in_order()]


def test_a_symbol_that_no_lesson_explains_is_a_warning_where_it_comes_first(folder):
    folder.lesson("## One\nHere $x_t$.\n\n$$\ny = x_{t-1}\n$$\n\nAnd $y$.\n", FRONT.format("it"))

    assert faults_of(folder) == [
        (
            "lessons/02_forward_process.md:10: no lesson explains `y`",
            "declare it under `symbols`, with `says` and `step`",
            True,
        )
    ]


def test_what_an_earlier_lesson_explained_is_known(folder):
    folder.lesson("## One\nHere $x_t$.\n", FRONT.format("it"))
    folder.lesson("## One\nAnd $x_t$.\n", name="05_training")

    assert faults_of(folder) == []


def test_what_a_later_lesson_explains_is_not_known_yet(folder):
    folder.lesson("## One\nHere $x_t$.\n")
    folder.lesson("## One\nAnd $x_t$.\n", FRONT.format("it"), "05_training")

    assert [fault for fault, _, _ in faults_of(folder)] == [
        "lessons/02_forward_process.md:5: no lesson explains `x_t`"
    ]


def test_a_course_without_a_glossary_is_not_nagged(folder):
    folder.lesson("## One\nHere $x_t$.\n")

    assert faults_of(folder) == []


def test_a_formula_that_cannot_be_read_is_left_to_others(folder):
    folder.lesson("## One\nHere $\\foo{y}$.\n", FRONT.format("it"))

    assert faults_of(folder) == []
