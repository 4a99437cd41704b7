from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.tutor.cli.conftest import Ran, Tutor

LESSON = """---
title: One
minutes: 1
symbols:
  abar_t: {range: [0.1, 0.9], show: "ᾱ_t"}
---

## Roots

```quiz choice id=why teaches=roots
Why a root?

- [ ] because of the sum  {sum-not-variance}
  > The sum of what?
- [x] because of the variance
  > Variances add up to 1.
```

```quiz formula id=share teaches=roots
How much is noise?

answer: 1 - abar_t
because: What is not signal is noise.
wrong:
  - is: abar_t
    misconception: sum-not-variance
    because: That is the share of the signal.
```
"""
MORE = """---
title: More
minutes: 1
---

## Kinds

```quiz choice id=which
Which are right?

- [x] this
  > Yes, this.
- [ ] that  {sum-not-variance}
  > Not that.
- [x] and *this*
  > And this.
```

```quiz number id=product
What is $0.9 \\cdot 0.4$?

answer: 0.36
within: 1%
because: A product.
```

```quiz order id=steps
Put in order.

1. draw
2. mix
   > It needs what is drawn.
3. ask
   > It needs the mixture.
```
"""
MISCONCEPTIONS = """sum-not-variance:
  title: adds weights
  why: Variances add, weights do not.
  see: 01_one#roots
"""


@pytest.fixture
def ask(tutor: Tutor, tmp_path: Path) -> object:
    lessons = tmp_path / "course" / "lessons"
    lessons.mkdir(parents=True)
    (lessons / "01_one.md").write_text(LESSON, encoding="utf-8")
    (lessons / "02_two.md").write_text(MORE, encoding="utf-8")
    (lessons / "misconceptions.yaml").write_text(MISCONCEPTIONS, encoding="utf-8")
    (lessons / "course.yaml").write_text("title: A course\n", encoding="utf-8")

    def answer(*lines: str, lesson: str = "1") -> Ran:
        course = str(tmp_path / "course")
        return tutor("--course", course, "quiz", lesson, stdin="\n".join(lines))

    return answer


def test_all_right_answers_end_with_exit_code_0(ask) -> None:
    ran = ask("2", "1 - abar_t")

    assert ran.code == 0
    assert "Right.\nVariances add up to 1.\n" in ran.out
    assert "read as 1 - alpha_bar_t\n" in ran.out
    assert ran.out.endswith("\n2 of 2 right\n")


def test_a_wrong_option_is_explained_with_the_page_to_read(ask) -> None:
    ran = ask("1", "", "1 - abar_t")

    assert ran.code == 1
    assert "Not right.\nThe sum of what?\nread again: `tutor read 01 --step 1` (Roots)\n" in ran.out


def test_a_wrong_formula_that_was_foreseen_is_explained(ask) -> None:
    ran = ask("2", "abar_t")

    assert "Not right.\nThat is the share of the signal.\n" in ran.out


def test_a_wrong_formula_that_nobody_foresaw_is_told_what_is_wrong_with_it(ask) -> None:
    ran = ask("2", "1 + abar_t")

    assert (
        "Not right.\nThis is not equal to what is asked for. The sign of `alpha_bar_t` is wrong.\n"
    ) in ran.out


def test_a_formula_is_asked_for_with_the_names_that_may_be_written(ask) -> None:
    ran = ask("2", "1 - abar_t")

    assert "You may write abar_t.\n\nformula (q to stop): " in ran.out


def test_a_formula_that_cannot_be_read_costs_nothing(ask) -> None:
    ran = ask("2", "1 - abr_t", "1 - abar_t")

    assert ran.code == 0
    assert re.search(r"  1 - abr_t\n      \^ .*\n  hint: did you mean `abar_t`\?\n", ran.out)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param("what", "type a number from 1 to 2\n", id="no number"),
        pytest.param("3", "type a number from 1 to 2\n", id="no such option"),
        pytest.param("1 2", "only one option is right: type its number\n", id="too many"),
    ],
)
def test_an_answer_that_is_none_is_asked_again(ask, typed: str, said: str) -> None:
    ran = ask(typed, "2", "1 - abar_t")

    assert ran.code == 0
    assert said in ran.out


def test_a_wrong_answer_can_be_tried_again_without_being_shown_the_right_one(ask) -> None:
    ran = ask("1", "2", "1 - abar_t")

    first, _, second = ran.out.partition("try again: number (enter to go on): ")
    assert ran.code == 0
    assert "Variances add up" not in first
    assert second.startswith("\nRight.\nVariances add up to 1.\n")


def test_a_mistake_nobody_foresaw_sends_to_the_step_of_the_question(ask) -> None:
    ran = ask("1 3", "0.5", "0.36", "3 1 2", lesson="2")

    assert (
        "Not right.\nThis is another number.\nread again: `tutor read 02 --step 1` (Kinds)\n"
    ) in ran.out


def test_every_kind_of_question_can_be_answered(ask) -> None:
    ran = ask("1 3", "36 %", "3 1 2", lesson="2")

    assert ran.code == 0
    assert "\nnumbers of all that are right (q to stop): " in ran.out
    assert "\nyour number (q to stop): read as 36 % = 0.36\n" in ran.out
    assert "  1. mix\n  2. ask\n  3. draw\n" in ran.out
    assert "Right.\nIt needs what is drawn.\nIt needs the mixture.\n" in ran.out


def test_a_wrong_order_names_what_stands_too_early(ask) -> None:
    ran = ask("1 3", "0.36", "3 2 1", lesson="2")

    assert ran.code == 1
    assert (
        "Not right.\nThe first one is in its place.\nToo early: ask\nIt needs the mixture.\n"
    ) in ran.out


def test_an_error_one_was_sure_of_is_told_at_length(ask) -> None:
    ran = ask("1!", "", "1 - abar_t")

    assert ran.out.startswith(
        "End an answer with ! if you are sure of it, with ~ if it is a guess."
    )
    assert (
        "Not right.\nThe sum of what?\nYou were sure of it. Read the question once more: "
        "which word speaks against it?\nVariances add, weights do not.\nread again: "
    ) in ran.out


def test_a_guess_that_came_out_right_is_told_as_one(ask) -> None:
    ran = ask("2~", "1 - abar_t")

    assert (
        "Right.\nVariances add up to 1.\nA good guess. Read why, so that next time you know.\n"
    ) in ran.out


def test_with_a_workspace_the_quiz_ends_with_what_counts(ask, tutor: Tutor) -> None:
    tutor("start")

    ran = ask("1", "2", "1 - abar_t")

    assert ran.out.endswith(
        "2 of 2 right\nso far: 1 of 2 questions count; it takes 2 to pass the lesson. "
        "1 more came right on a retry: answer it again tomorrow, and it counts.\n"
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param("0,36", "  0,36\n   ^ a comma means one thing here", id="a comma"),
        pytest.param("a lot", "  a lot\n  ^ `a` is not a name", id="words"),
    ],
)
def test_what_is_no_number_is_pointed_at_and_asked_again(ask, typed: str, said: str) -> None:
    ran = ask("1 3", typed, "0.36", "3 1 2", lesson="2")

    assert ran.code == 0
    assert said in ran.out


@pytest.mark.parametrize(
    ("lines", "lesson", "said"),
    [
        pytest.param(("2", "", "1 - abar_t"), "1", "type a formula\n", id="a formula"),
        pytest.param(("1 3", "", "0.36", "3 1 2"), "2", "type a number\n", id="a number"),
    ],
)
def test_an_empty_line_is_asked_again(ask, lines: tuple[str, ...], lesson: str, said: str) -> None:
    ran = ask(*lines, lesson=lesson)

    assert ran.code == 0
    assert said in ran.out
    assert "^" not in ran.out


@pytest.mark.parametrize("typed", ["1 2", "1 2 2", "1 2 3 4", "first"])
def test_what_is_no_order_is_asked_again(ask, typed: str) -> None:
    ran = ask("1 3", "0.36", typed, "3 1 2", lesson="2")

    assert ran.code == 0
    assert "type each number from 1 to 3 once, as `3 2 1`\n" in ran.out


def test_the_end_of_input_ends_the_quiz(ask) -> None:
    ran = ask("2")

    assert ran.code == 1
    assert ran.out.endswith("\n1 of 2 right\n")


def test_a_q_ends_the_quiz(ask) -> None:
    ran = ask("q", "2")

    assert ran.code == 1
    assert ran.out.endswith("\n0 of 2 right\n")


def test_answers_are_remembered(ask, tutor: Tutor, tmp_path: Path) -> None:
    tutor("start")

    ask("2")

    ran = tutor("--course", str(tmp_path / "course"), "list")
    assert "1 of 2 questions right\n" in ran.out
