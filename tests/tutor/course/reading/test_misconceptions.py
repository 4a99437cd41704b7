import pytest

from tutor.course.course import Misconception

FILE = "lessons/misconceptions.yaml"


def test_misconceptions_are_read_by_id(folder):
    folder.lesson("## Two weights\n")
    folder.write(
        FILE, "no-root:\n  title: uses ᾱ\n  why: It is.\n  see: 02_forward_process#two-weights\n"
    )

    declared = folder.read().misconceptions

    see = "02_forward_process#two-weights"
    assert declared == {"no-root": Misconception("no-root", "uses ᾱ", "It is.", see, 1)}


@pytest.mark.parametrize(
    ("text", "fault", "hint"),
    [
        pytest.param(
            "a:\n  title: t\n  why: w\n  see: 02_forward_process#two-wieghts\n",
            "4: `see` names no step: `02_forward_process#two-wieghts`",
            "did you mean `02_forward_process#two-weights`?",
            id="a misspelt step",
        ),
        pytest.param(
            "a:\n  title: t\n  why: w\n  see: somewhere\n",
            "4: `see` names no step: `somewhere`",
            "write it as `02_forward_process#title-of-the-step`",
            id="no step at all",
        ),
        pytest.param(
            "a:\n  why: w\n  see: 02_forward_process#two-weights\n",
            "1: `a` has no `title`",
            "add a line that starts `title: `",
            id="no title",
        ),
        pytest.param(
            "a:\n  title: t\n  why: w\n",
            "1: `a` has no `see`",
            "add a line that starts `see: `",
            id="no step",
        ),
        pytest.param(
            "a:\n  title: t\n  see: 02_forward_process#two-weights\n",
            "1: `a` has no `why`",
            "add a line that starts `why: `",
            id="no reason",
        ),
        pytest.param(
            "a: wrong\n",
            "1: `a` is not made of keys and values",
            "write it as lines of `key: value`",
            id="words for keys",
        ),
        pytest.param(
            "a: {title: t, why: w, see: 02_forward_process#two-weights, hint: no}\n",
            "1: `a` has an unknown key `hint`",
            "use one of `title`, `why`, `see`",
            id="an unknown key",
        ),
    ],
)
def test_a_faulty_misconception_is_reported_on_its_line(folder, text, fault, hint):
    folder.lesson("## Two weights\n")
    folder.write(FILE, text)

    faults = folder.faults()

    assert faults == [(f"{FILE}:{fault}", hint)]


def test_a_file_that_cannot_be_read_makes_no_misconception_unknown(folder):
    folder.lesson(
        "## One\n```quiz choice id=a\nWhy?\n\n- [x] a\n  > b\n- [ ] c {no-root}\n  > d\n```\n"
    )
    folder.write(FILE, "no-root: [")

    faults = folder.faults()

    assert [fault for fault, _ in faults] == [
        f"{FILE}:2: the file is not YAML: did not find expected node content"
    ]


@pytest.mark.parametrize("nested", ["[" * 2000 + "]" * 2000, "[" * 100_000, "- " * 100_000])
def test_a_file_that_is_nested_too_deep_is_reported(folder, nested):
    folder.lesson("## One\n")
    folder.write(FILE, f"a:\n  {nested}\n")

    assert folder.faults() == [
        (f"{FILE}:1: the file is nested too deep", "write it with fewer brackets")
    ]
