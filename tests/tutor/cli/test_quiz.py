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
    (lessons / "misconceptions.yaml").write_text(MISCONCEPTIONS, encoding="utf-8")
    (lessons / "course.yaml").write_text("title: A course\n", encoding="utf-8")

    def answer(*lines: str) -> Ran:
        return tutor("--course", str(tmp_path / "course"), "quiz", "1", stdin="\n".join(lines))

    return answer


def test_all_right_answers_end_with_exit_code_0(ask) -> None:
    ran = ask("2", "1 - abar_t")

    assert ran.code == 0
    assert "Right.\nVariances add up to 1.\n" in ran.out
    assert "read as 1 - alpha_bar_t\n" in ran.out
    assert ran.out.endswith("\n2 of 2 right\n")


def test_a_wrong_option_is_explained_with_the_page_to_read(ask) -> None:
    ran = ask("1", "1 - abar_t")

    assert ran.code == 1
    assert "Not right.\nThe sum of what?\nread again: `tutor read 01 --step 1` (Roots)\n" in ran.out


def test_a_wrong_formula_that_was_foreseen_is_explained(ask) -> None:
    ran = ask("2", "abar_t")

    assert "Not right.\nThat is the share of the signal.\n" in ran.out


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
