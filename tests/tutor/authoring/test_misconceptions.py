from tutor.authoring.misconceptions import check_misconceptions
from tutor.course.reading.faults import Faults

EXERCISE = "## One\n```exercise q_sample\npoints: 1\nhints: [Think.]\n```\n"
HIDDEN_TEST = "tests/exercises/02_forward_process/test_q_sample.py"


def faults_of(folder) -> list[tuple[str, str, bool]]:
    """Each as `path:line: what`, its hint, and whether it is a warning."""
    course = folder.read()
    faults = Faults(folder.root, folder.root)
    check_misconceptions(course, faults)
    return [(str(fault), fault.hint, fault.warning) for fault in faults.in_order()]


def test_a_misconception_that_nothing_refers_to_is_a_warning(folder):
    folder.misconception("no-root")
    folder.lesson("## One\n")

    assert faults_of(folder) == [
        (
            "lessons/misconceptions.yaml:1: nothing refers to `no-root`",
            "let an option, a wrong form or a known mistake refer to it",
            True,
        )
    ]


def test_a_question_refers_to_a_misconception(folder):
    folder.misconception("no-root")
    folder.lesson(
        "## One\n```quiz choice id=a\nWhy?\n- [x] a\n  > b\n- [ ] c {no-root}\n  > d\n```\n"
    )

    assert faults_of(folder) == []


def test_a_known_mistake_refers_to_a_misconception(folder):
    folder.misconception("no-root")
    folder.lesson(EXERCISE)
    folder.exercise("q_sample")
    folder.write(HIDDEN_TEST, '@mistake("why", id="no-root")\ndef unrooted(): ...\n')

    assert faults_of(folder) == []


def test_a_known_mistake_with_an_unknown_id_is_reported_on_its_line(folder):
    folder.misconception("no-root")
    folder.lesson(EXERCISE)
    folder.exercise("q_sample")
    folder.write(
        HIDDEN_TEST,
        '@mistake("a", id="no-root")\ndef a(): ...\n\n@mistake("b", id="no-rot")\ndef b(): ...\n',
    )

    assert faults_of(folder) == [
        (f"{HIDDEN_TEST}:5: unknown misconception `no-rot`", "did you mean `no-root`?", False)
    ]


def test_a_known_mistake_without_an_id_is_reported_on_its_line(folder):
    folder.lesson(EXERCISE)
    folder.exercise("q_sample")
    folder.write(HIDDEN_TEST, '@mistake("why")\ndef unrooted(): ...\n')

    assert faults_of(folder) == [
        (
            f"{HIDDEN_TEST}:2: this known mistake names no misconception",
            'name one, as `@mistake("why", id="of-the-misconception")`',
            False,
        )
    ]


def test_a_hidden_test_that_is_not_python_is_left_to_the_proof(folder):
    folder.lesson(EXERCISE)
    folder.exercise("q_sample")
    folder.write(HIDDEN_TEST, "def (:\n")

    assert faults_of(folder) == []
