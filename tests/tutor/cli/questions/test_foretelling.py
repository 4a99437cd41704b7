from __future__ import annotations

from pathlib import Path

import pytest

from tests.tutor.cli.conftest import Ran, Tutor

LESSON = """---
title: One
minutes: 1
---

## Watch

```sim dissolve
predict: When is half of it gone?
answer: t where signal share ᾱ < 0.5
within: 20
```

```sim dissolve
predict: How much is left?
options:
  - is: little
    when: signal share ᾱ < 0.1
  - is: much
    when: signal share ᾱ <= 1
at: {t: 1000}
```

```quiz choice id=why
Why?

- [x] so
  > Yes.
- [ ] not so
  > No.
```
"""
HALF = "When is half of it gone?\n"
LEFT = "How much is left?\n  1. little\n  2. much\n"


@pytest.fixture
def quiz(tutor: Tutor, tmp_path: Path) -> object:
    lessons = tmp_path / "course" / "lessons"
    lessons.mkdir(parents=True)
    (lessons / "01_one.md").write_text(LESSON, encoding="utf-8")
    (lessons / "course.yaml").write_text("title: A course\n", encoding="utf-8")
    course = str(tmp_path / "course")
    tutor("--course", course, "start")

    def answer(*lines: str, command: str = "quiz") -> Ran:
        words = [command, "1"] if command else []
        return tutor("--course", course, *words, stdin="\n".join(["1", *lines, ""]))

    return answer


def test_what_a_simulation_shows_is_asked_after_the_questions(quiz) -> None:
    ran = quiz("300", "2")

    assert f"Before you drive; this counts for nothing\n{HALF}" in ran.out
    assert "You said 300; signal share alpha_bar < 0.5 first at t = 260. Off by 40.\n" in ran.out
    assert f"{LEFT}\n" in ran.out
    assert "You said: much. It is: little.\n" in ran.out
    assert "\n1 of 1 right\n" in ran.out
    assert ran.code == 0


def test_what_was_said_is_kept_and_not_asked_again(quiz) -> None:
    quiz("250", "1")

    ran = quiz()

    assert (
        "You said 250; signal share alpha_bar < 0.5 first at t = 260. Off by 10. That is near."
        in ran.out
    )
    assert "You said: little. So it is.\n" in ran.out


def test_enter_says_nothing_and_shows_what_is(quiz) -> None:
    ran = quiz("", "")

    assert "You skipped this: signal share alpha_bar < 0.5 first at t = 260.\n" in ran.out
    assert "You skipped this. It is: little.\n" in ran.out


@pytest.mark.parametrize("typed", ["soon", "1001", "-1", "nan"])
def test_what_is_no_number_of_the_scale_is_asked_again(quiz, typed: str) -> None:
    ran = quiz(typed, "260", "q")

    assert "type a number from 0 to 1000\n" in ran.out
    assert "You said 260; signal share alpha_bar < 0.5 first at t = 260. Exactly.\n" in ran.out


def test_q_leaves_the_rest_for_later(quiz) -> None:
    ran = quiz("q")

    assert LEFT not in ran.out
    assert ran.code == 0


def test_a_lesson_as_text_asks_before_it_tells(quiz) -> None:
    ran = quiz(command="read")

    asked = "say it before you drive, with `tutor quiz 01`\n"
    assert f"{HALF}{asked}signal share alpha_bar: 1.000\n" in ran.out
    assert f"{LEFT}{asked}" in ran.out
    assert "drive it with `tutor simulate dissolve`\n" in ran.out


def test_whoever_walks_through_a_lesson_is_asked_before_they_are_told(quiz) -> None:
    ran = quiz("300", "q", "q", "q", command="")

    told = ran.out.index("You said 300; signal share alpha_bar < 0.5 first at t = 260.")
    assert ran.out.index(HALF) < told < ran.out.index("signal share alpha_bar: 1.000")
    assert "Left for later." in ran.out
