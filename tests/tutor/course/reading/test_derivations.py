"""From a `derive` block to a derivation."""

import pytest

from tutor.course.derivation import Line, Premise

FRONT = "title: Noise\nsymbols: {a: {range: [0.02, 0.98]}, b: {range: [0.02, 0.98]}}\n"
SOUND = """\
where b = 1 - a | what is left
a*b + a*a
= a*(b + a) | taken out
b = 1 - a | as above
"""
LESSON = "lessons/02_forward_process.md"


def lesson_with(folder, lines: str, opening: str = "derive id=one"):
    """Its block opens on line 6, so its first line is line 7."""
    folder.lesson(f"## One\n```{opening}\n{lines}```\n", front=FRONT)
    return folder


def test_a_derivation_is_its_premises_and_its_lines(folder):
    (lesson,) = lesson_with(folder, SOUND).read().lessons

    (derivation,) = lesson.derivations
    assert (derivation.id, derivation.line) == ("one", 6)
    assert derivation.premises == (Premise("b", "1 - a", "what is left", 7),)
    assert derivation.lines == (
        Line("a*b + a*a", "", "", 8),
        Line("", "a*(b + a)", "taken out", 9),
        Line("b", "1 - a", "as above", 10),
    )
    assert set(derivation.symbols) == {"a", "b"}
    assert derivation.result == "1 - a"


FAULTY = {
    "no id": (
        SOUND,
        "derive",
        (6, "a derivation without an id", "write ```derive id=some-name"),
    ),
    "no lines": (
        "",
        "derive id=one",
        (
            6,
            "a derivation without lines",
            "write a formula, and under it lines `= formula | reason`",
        ),
    ),
    "no start": (
        "= a | so\n",
        "derive id=one",
        (7, "nothing comes before this `=`", "write the formula to set out from"),
    ),
    "no step": (
        "a + b\n",
        "derive id=one",
        (7, "a derivation without a step", "go on with `= formula | reason`"),
    ),
    "no reason": (
        "a + b\n= b + a\n",
        "derive id=one",
        (8, "a step without a reason", "write it after `|`, as `= a + b | the sum`"),
    ),
    "no sign": (
        "a + b\nb + a | turned round\n",
        "derive id=one",
        (8, "a step without `=`", "start it with `=`"),
    ),
    "nothing after the sign": (
        "a + b\n= | turned round\n",
        "derive id=one",
        (8, "nothing stands after this `=`", "write the formula of this step"),
    ),
    "two signs": (
        "a + b = b + a = a + b | turned round\n",
        "derive id=one",
        (7, "two `=` in one line", "write each step on a line of its own"),
    ),
    "half a premise": (
        "where a\na\n= a | so\n",
        "derive id=one",
        (7, "`where` without an equation", "write it as `where name = formula`"),
    ),
    "a premise about nothing": (
        "where c = a\na\n= a | so\n",
        "derive id=one",
        (
            7,
            "`c` is no symbol of this lesson",
            "declare it under `symbols`, with its `range`",
        ),
    ),
}


@pytest.mark.parametrize(("lines", "opening", "fault"), FAULTY.values(), ids=FAULTY)
def test_what_is_wrong_with_it_is_reported_where_it_is_written(folder, lines, opening, fault):
    line, what, hint = fault

    faults = lesson_with(folder, lines, opening).faults()

    assert faults == [(f"{LESSON}:{line}: {what}", hint)]
