"""What a kill at any moment leaves behind: everything that was shown."""

import os
import random
import re
import signal

import pytest

pytestmark = pytest.mark.terminal

WALK = ["n", "p", "j", "k", "j", "Space", "Tab", "n", "Down", "Up"]


@pytest.mark.parametrize("seed", range(3))
def test_a_kill_at_a_random_moment_loses_neither_lesson_nor_step_nor_scroll(terminal, seed):
    dice = random.Random(seed)
    window = terminal(60, 20, TEXTUAL_ANIMATIONS="none")
    window.tutor()
    window.until("Begin")
    window.keys("Enter")
    window.until("step 1 of")
    for _ in range(dice.randrange(5, 25)):
        window.keys(dice.choice(WALK))
    before = rested(window)

    os.kill(window.process(), signal.SIGKILL)
    window.until("Killed")
    window.type("reset")
    window.tutor()
    window.until("Continue where you left")
    window.keys("Enter")
    window.until("step ")

    assert page(rested(window)) == page(before)


def test_a_kill_loses_nothing_of_a_formula_that_is_being_typed(terminal):
    window = terminal()
    window.tutor()
    window.until("Begin")
    window.keys("Enter")
    window.until("step 1 of")
    window.keys("n", "n")
    window.until("step 3 of")
    tab_to_a_line(window)
    window.keys("-l", "sqrt(ab")
    window.until("sqrt(ab")

    os.kill(window.process(), signal.SIGKILL)
    window.until("Killed")
    window.type("reset")
    window.tutor()
    window.until("Continue where you left")
    window.keys("Enter")
    window.until("step 3 of")
    tab_to_a_line(window)

    window.until("sqrt(ab")


def tab_to_a_line(window):
    """Give the keys to the first line of the page that is typed into."""
    while "Leave the line" not in rested(window):
        window.keys("Tab")


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
