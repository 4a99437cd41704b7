"""What a kill at any moment leaves behind: everything that was shown."""

import os
import random
import re
import signal

import pytest

from tests.tutor.terminal.conftest import OPENED

pytestmark = pytest.mark.terminal

ROOTS = """---
title: Roots
minutes: 1
symbols:
  a: {range: [0.1, 0.9], show: a}
---

## Ready

A number may have a root.

## Steady

It may have two.

## Write

```quiz formula id=root teaches=roots
What is the share?

answer: sqrt(a)
because: It is the root.
```
"""
WALK = ["n", "p", "j", "k", "j", "Space", "Tab", "n", "Down", "Up"]


@pytest.mark.parametrize("seed", range(3))
def test_a_kill_at_a_random_moment_loses_neither_lesson_nor_step_nor_scroll(terminal, seed):
    dice = random.Random(seed)
    window = terminal(60, 20)
    window.tutor()
    window.until("Begin")
    window.keys("Enter")
    window.until(OPENED)
    for _ in range(dice.randrange(5, 25)):
        window.keys(dice.choice(WALK))
    before = rested(window)

    os.kill(window.process(), signal.SIGKILL)
    window.until("Killed")
    window.type("reset")
    window.tutor()
    window.until("Continue where you left")
    window.keys("Enter")
    window.until(lambda text: "step " in text and "Continue" not in text)

    assert page(rested(window)) == page(before)


def test_a_kill_loses_nothing_of_a_formula_that_is_being_typed(terminal, tmp_path):
    lessons = tmp_path / "course" / "lessons"
    lessons.mkdir(parents=True)
    (lessons / "course.yaml").write_text("title: A course\n", encoding="utf-8")
    (lessons / "01_roots.md").write_text(ROOTS, encoding="utf-8")
    window = terminal()
    window.tutor("--course", str(lessons.parent))
    window.until("Begin")
    window.keys("Enter")
    window.until(OPENED)
    window.keys("n", "n")
    window.until("step 3 of")
    tab_to_a_line(window)
    window.keys("-l", "sqrt(")
    window.until("sqrt(")

    os.kill(window.process(), signal.SIGKILL)
    window.until("Killed")
    window.type("reset")
    window.tutor("--course", str(lessons.parent))
    window.until("Continue where you left")
    window.keys("Enter")
    tab_to_a_line(window)

    window.until("sqrt(")


def tab_to_a_line(window):
    """Give the keys to the first line of the page that is typed into."""
    for _ in range(9):
        if "Answer, sure" in rested(window):
            return
        window.keys("Tab")
    raise AssertionError(f"no line to type into on\n{window.text()}")


def rested(window):
    """The screen, once it has stayed the same for a while."""
    seen = []

    def same(text):
        seen.append(text)
        return len(seen) > 9 and len(set(seen[-9:])) == 1

    return window.until(same)


def page(text):
    """What stands on the page, without the marks of the focus and the keys at the foot."""
    return [re.sub(r"[│┃❯]", " ", line).rstrip() for line in text.splitlines()[:-1]]
