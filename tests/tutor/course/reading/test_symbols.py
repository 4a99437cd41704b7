import pytest

from tutor.course.course import Term
from tutor.course.question import Symbol

LESSON = "lessons/02_forward_process.md"
BODY = "## One\n\n## The jump\n"


def test_a_symbol_with_a_meaning_is_an_entry_of_the_glossary(folder):
    front = (
        "title: Noise\nsymbols:\n  beta_t:\n    show: \\beta_t\n    says: what $t$ adds\n"
        "    shape: '`(T,)`'\n    values: 0 to 1\n    step: the-jump\n"
    )
    folder.lesson(BODY, front)

    lesson = folder.read().lessons[0]

    assert lesson.terms == (
        Term(
            name="beta_t",
            show="\\beta_t",
            says="what $t$ adds",
            shape="`(T,)`",
            values="0 to 1",
            lesson="02_forward_process",
            step=1,
            line=4,
        ),
    )
    assert lesson.symbols == {}


def test_a_symbol_may_have_a_meaning_and_values_to_try(folder):
    front = "title: Noise\nsymbols:\n  m: {says: a mean, step: one, range: [-1, 1]}\n"
    folder.lesson(BODY, front)

    lesson = folder.read().lessons[0]

    assert lesson.symbols == {"m": Symbol("m", -1.0, 1.0, "m")}
    assert [(term.name, term.show, term.step) for term in lesson.terms] == [("m", "m", 0)]


def test_a_symbol_without_a_meaning_is_no_entry(folder):
    folder.lesson(BODY, "title: Noise\nsymbols:\n  m: {range: [-1, 1]}\n")

    assert folder.read().lessons[0].terms == ()


@pytest.mark.parametrize(
    ("keys", "fault", "hint"),
    [
        pytest.param(
            "{shape: (T), step: one}",
            "4: `m` has no `says`",
            "add a line that starts `says: `",
            id="no meaning",
        ),
        pytest.param(
            "{says: a mean}",
            "4: `m` has no `step`",
            "add a line that starts `step: `",
            id="no step",
        ),
        pytest.param(
            "{says: a mean, step: the-jmp}",
            "4: `m` names no step of this lesson: `the-jmp`",
            "did you mean `the-jump`?",
            id="a misspelt step",
        ),
        pytest.param(
            "{says: a mean, step: elsewhere-and-far}",
            "4: `m` names no step of this lesson: `elsewhere-and-far`",
            "write its title with `-` between the words",
            id="no such step",
        ),
        pytest.param(
            "{sais: a mean, range: [0, 1]}",
            "4: `m` has an unknown key `sais`",
            "did you mean `says`?",
            id="a misspelt key",
        ),
    ],
)
def test_a_faulty_entry_is_reported_on_its_line(folder, keys, fault, hint):
    folder.lesson(BODY, f"title: Noise\nsymbols:\n  m: {keys}\n")

    assert folder.faults() == [(f"{LESSON}:{fault}", hint)]
