from __future__ import annotations

from pathlib import Path

import pytest

from tests.tutor.cli.conftest import Tutor

FIRST = r"""---
title: One
symbols:
  abar_t:
    show: \bar\alpha_t
    says: share of signal at step $t$
    shape: "`(T,)`"
    values: from 1 to 0, as in Ho et al.
    step: shares
  s: {says: a step, step: noise}
---

## Noise

Here is $s$.

## Shares

Here is $\bar\alpha_t$.
"""
SECOND = "---\ntitle: Two\nsymbols: {s: {says: the scale, step: on}}\n---\n\n## On\n\nHere.\n"
THIRD = "---\ntitle: Three\n---\n\n## Off\n\nHere.\n"


@pytest.fixture
def ask(tutor: Tutor, tmp_path: Path) -> object:
    lessons = tmp_path / "course" / "lessons"
    lessons.mkdir(parents=True)
    for name, text in [("01_one", FIRST), ("02_two", SECOND), ("03_three", THIRD)]:
        (lessons / f"{name}.md").write_text(text, encoding="utf-8")
    (lessons / "course.yaml").write_text("title: A course\n", encoding="utf-8")
    return lambda *words: tutor("--course", str(tmp_path / "course"), *words)


def test_a_symbol_is_told_with_its_shape_its_values_and_its_place(ask) -> None:
    ran = ask("glossary", "abar_t")

    assert ran.out == (
        "alpha_bar_t: share of signal at step t; shape `(T,)`; from 1 to 0, as in Ho et al. "
        "See `tutor read 01 --step 2` (Shares).\n"
    )


@pytest.mark.parametrize("written", ["ᾱ_t", "ᾱₜ", r"\bar\alpha_t", "alpha_bar_t", "abart"])
def test_a_symbol_may_be_asked_for_as_it_is_written(ask, written: str) -> None:
    assert ask("glossary", written).out.startswith("alpha_bar_t: share of signal")


def test_all_meanings_of_a_symbol_are_told(ask) -> None:
    assert ask("glossary", "s").out == (
        "s: a step. See `tutor read 01 --step 1` (Noise).\n"
        "s: the scale. See `tutor read 02 --step 1` (On).\n"
    )


def test_a_lesson_gives_its_symbols(ask) -> None:
    assert ask("glossary", "two").out == "\n## 02 Two\ns: the scale. See step 1.\n"


def test_without_a_word_all_symbols_are_told_by_lesson(ask) -> None:
    out = ask("glossary").out

    assert out.index("## 01 One") < out.index("alpha_bar_t:") < out.index("## 02 Two")
    assert "Three" not in out


@pytest.mark.parametrize(
    ("words", "error", "hint"),
    [
        pytest.param(
            "abar_y",
            "neither a symbol nor a lesson is called `abar_y`",
            "did you mean `abar_t`?",
            id="a misspelt symbol",
        ),
        pytest.param(
            "s2",
            "neither a symbol nor a lesson is called `s2`",
            "did you mean `s`?",
            id="a symbol and a number",
        ),
        pytest.param(
            "momentum",
            "neither a symbol nor a lesson is called `momentum`",
            "run `tutor glossary` to see all symbols",
            id="nothing alike",
        ),
        pytest.param(
            "3",
            "`03_three` introduces no symbols",
            "run `tutor glossary` to see all",
            id="a lesson without symbols",
        ),
    ],
)
def test_what_is_not_there_is_complained_of(ask, words: str, error: str, hint: str) -> None:
    ran = ask("glossary", words)

    assert ran.code == 2
    assert ran.err == f"error: {error}\n\nhint: {hint}\n"


def test_a_course_without_symbols_says_so(tutor: Tutor, tmp_path: Path) -> None:
    lessons = tmp_path / "course" / "lessons"
    lessons.mkdir(parents=True)
    (lessons / "01_one.md").write_text(THIRD, encoding="utf-8")
    (lessons / "course.yaml").write_text("title: A course\n", encoding="utf-8")

    ran = tutor("--course", str(tmp_path / "course"), "glossary")

    assert ran.err.startswith("error: this course explains no symbols\n")


def test_a_step_that_is_read_ends_with_the_symbols_it_introduces(ask) -> None:
    assert ask("read", "1", "--step", "2").out.endswith(
        "Here is alpha_bar_t.\n\nSymbols introduced here\nalpha_bar_t: share of signal at step t; "
        "shape `(T,)`; from 1 to 0, as in Ho et al.\n"
    )
