from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tutor.cli.training.board import Board
from tutor.training.events import Advance, Samples, Started

STARTED = Started("cpu", "asked for", 2, 1234, ("alpha_bar",), ("q_sample",), "kernel")
SAMPLES = Samples(100, np.array([[0.0, 0.0], [1.0, 1.0], [-1.0, 1.0]]), np.array([0, 1, 5]))
ADVANCE = Advance(100, 200, 0.5, 0.45, 12345.0)


@pytest.fixture(autouse=True)
def _columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def test_plain_lines_tell_the_same_as_the_picture(capsys: pytest.CaptureFixture[str]) -> None:
    with Board(plain=True, unicode=True) as board:
        for event in (STARTED, SAMPLES, ADVANCE):
            board.show(event)

    assert capsys.readouterr().out == (
        "1,234 parameters on cpu (asked for, 2 threads), isolation kernel\n"
        "yours: alpha_bar\n"
        "the tutor's, until you pass them: q_sample\n"
        "step 100 of 200, loss 0.5000\n"
    )


def test_the_picture_has_cloud_curve_and_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    with Board(plain=False, unicode=True) as board:
        board.show(SAMPLES)
        board.show(ADVANCE)

    shown = capsys.readouterr().out
    assert "your model draws" in shown
    assert "━━━━━━━━━━━━━━────────────── 100 of 200" in shown
    assert "held out 0.450" in shown


def test_every_class_is_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    one = Samples(0, np.array([[0.0, 0.0]]), np.array([5]))

    with Board(plain=False, unicode=True) as board:
        board.draw(one, 10)

    shown = capsys.readouterr().out
    assert any("\u2801" <= character <= "\u28ff" for character in shown)


PICTURES = Samples(
    100, np.stack([np.full((3, 16, 16), 1.0), np.full((3, 16, 16), -1.0)]), np.array([0, 1])
)


def test_pictures_are_half_blocks_beside_the_loss(capsys: pytest.CaptureFixture[str]) -> None:
    with Board(plain=False, unicode=True) as board:
        board.show(PICTURES)
        board.show(ADVANCE)

    shown = capsys.readouterr().out
    assert "your model draws" in shown
    assert "held out 0.450" in shown
    assert any(line.startswith("█" * 16) and "│" in line for line in shown.splitlines())


def test_numbers_under_pictures_are_not_torn_apart(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")

    with Board(plain=False, unicode=True) as board:
        board.show(PICTURES)
        board.show(ADVANCE)

    shown = capsys.readouterr().out.splitlines()
    assert any(line.rstrip().endswith("100 of 200   loss 0.500") for line in shown)
    assert "held out 0.450   examples/s 12,345" in map(str.rstrip, shown)


def test_a_small_terminal_is_not_overrun(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINES", "18")
    many = replace(PICTURES, x=PICTURES.x.repeat(8, 0), labels=PICTURES.labels.repeat(8))

    with Board(plain=False, unicode=True) as board:
        board.draw(many, 10)

    assert len(capsys.readouterr().out.splitlines()) <= 18


def test_pictures_of_right_functions_stand_beside(capsys: pytest.CaptureFixture[str]) -> None:
    with Board(plain=False, unicode=True) as board:
        board.show(replace(PICTURES, right=PICTURES.x))
        board.show(ADVANCE)

    assert "right functions draw" in capsys.readouterr().out


def test_clouds_of_right_functions_stand_beside(capsys: pytest.CaptureFixture[str]) -> None:
    with Board(plain=False, unicode=True) as board:
        board.show(replace(SAMPLES, right=SAMPLES.x))
        board.show(ADVANCE)

    assert "right functions draw" in capsys.readouterr().out


def test_a_state_of_pictures_is_told_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with Board(plain=True, unicode=True) as board:
        board.draw(PICTURES, 10)

    assert capsys.readouterr().out == "step 100 of 10: pictures 2, contrast 1.00\n"
