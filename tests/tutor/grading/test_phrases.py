"""Sentences that no test can bring about without great cost; `test_sentences` has the others."""

from __future__ import annotations

import signal

import pytest

from tutor.grading import phrases


def test_cpu_time_that_is_used_up():
    assert phrases.ended("`halve`", signal.SIGXCPU) == (
        "`halve` used up its CPU time: is there an endless loop?"
    )


def test_a_signal_without_a_name_is_told_by_its_number():
    assert phrases.ended("`halve`", 40) == "`halve` crashed its own process (signal 40)"


def test_several_seconds_are_several():
    assert phrases.late("`halve`", 5.0) == (
        "`halve` gave no answer within 5 seconds: is there an endless loop?"
    )


def test_several_inputs_are_named_together():
    assert phrases.changed("`halve`", ["x", "noise"]) == (
        "`halve` changed its inputs `x` and `noise` in place: "
        "make a new tensor, as in `x = x * 2` instead of `x *= 2`"
    )


def test_bytes_that_are_no_answer():
    assert phrases.garbled("`halve`") == ("`halve` wrote into the channel that carries its answers")


def test_what_could_steer_a_terminal_is_made_visible():
    assert phrases.clean("a\x1b[31m\u202eb\tᾱ\n") == "a�[31m�b\tᾱ\n"


def test_the_names_around_a_function_are_left_out():
    text = "ask.<locals>.Model.<locals>.model() missing 1 required positional argument: 't'"

    assert phrases.raised("`loss`", "TypeError", text, [], "loss.py") == (
        "`loss` raised TypeError: model() missing 1 required positional argument: 't'"
    )


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("FileNotFoundError", "[Errno 2] No usable temporary directory found in ['/tmp']"),
        ("PermissionError", "[Errno 1] Operation not permitted"),
        ("URLError", "<urlopen error [Errno -3] Temporary failure in name resolution>"),
    ],
)
def test_an_exception_that_the_fence_caused_says_so(kind, text):
    assert phrases.raised("`halve`", kind, text, [], "halve.py") == (
        f"`halve` raised {kind}: {text}; "
        "while graded, your code has no files, no network and no other processes"
    )
