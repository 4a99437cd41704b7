"""What happens beside the screen: an editor, a save, a crash, a way of grading that hangs."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.terminal

RIGHT = "def cfg_combine(u, c, scale):\n    return u + scale * (c - u)\n"
HANGING = "def cfg_combine(u, c, scale):\n    while True:\n        pass\n"
FILE = Path("diffusion-tutor/exercises/13_guidance/cfg_combine.py")


def open_exercise(window):
    window.tutor()
    window.until("Begin")
    window.keys("/")
    window.until("find a lesson")
    window.keys("-l", "cfg_combine")
    window.until("exercise")
    window.keys("Enter")
    window.until("Not started")


def test_the_editor_gets_the_terminal_and_what_it_saved_is_graded(terminal, tmp_path):
    editor = tmp_path / "editor"
    editor.write_text(f'#!/bin/sh\necho editing; read word; printf "{RIGHT}" > "$1"\n')
    editor.chmod(0o755)
    window = terminal(EDITOR=str(editor))
    open_exercise(window)

    window.keys("e")
    window.until("editing")
    window.keys("Enter")

    window.until("✓ Passed: all")


def test_a_good_save_ends_the_run_that_hangs_and_no_key_waits(terminal, tmp_path):
    window = terminal()
    open_exercise(window)
    (tmp_path / FILE).write_text(HANGING)
    window.until("… checking")

    window.keys("h")
    window.until("hint 1  ")
    still = window.text()
    (tmp_path / FILE).write_text(RIGHT)

    window.until("✓ Passed: all")
    assert "… checking" in still


def test_a_watch_drops_the_run_that_hangs_for_the_save_that_came_after(terminal, tmp_path):
    window = terminal()
    window.type("tutor start")
    window.until("your workspace is")
    window.tutor("grade", "--watch", "--plain")
    window.until("watching your files")

    (tmp_path / FILE).write_text(HANGING)
    window.until("checking cfg_combine")
    (tmp_path / FILE).write_text(RIGHT)
    window.until("cfg_combine: passed")
    window.keys("C-c")

    assert window.exit_code() == 130
    assert "cfg_combine: failed" not in window.text()
    assert "Traceback" not in window.text()


def test_a_crash_gives_the_terminal_back_and_an_exit_code(terminal, tmp_path):
    broken = tmp_path / "sitecustomize.py"
    broken.write_text(
        "import textual.screen\n"
        "def crash(*_): raise RuntimeError('a defect of ours')\n"
        "textual.screen.Screen._on_screen_resume = crash\n"
    )
    window = terminal(PYTHONPATH=str(tmp_path))

    window.tutor()

    assert window.exit_code() == 1
    assert "a defect of ours" in window.text()
    window.type("echo typed after")
    window.until("\ntyped after")
