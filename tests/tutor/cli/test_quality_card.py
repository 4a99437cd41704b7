from __future__ import annotations

from dataclasses import replace

from tutor.cli.quality_card import card
from tutor.training.events import Report

REPORT = Report(
    steps=1400,
    interrupted=False,
    seconds=3.25,
    loss=0.317,
    untrained=0.5,
    best=0.313,
    score=0.98,
    energy=-0.0006,
    energy_floor=0.0005,
    sliced=0.031,
    sliced_floor=0.042,
    stray=0.023,
    missed=0.027,
    novelty=0.97,
    obeyed=0.996,
    diversity=0.99,
)


def test_the_card_gives_each_number_its_meaning() -> None:
    assert card(REPORT) == (
        "trained 1,400 steps in 3.2 s\n"
        "\n"
        "held-out loss      0.317   best possible 0.313, untrained 0.500\n"
        "score               0.98   1 is the best possible, 0 is untrained\n"
        "energy distance  -0.0006   about 0 for fresh data; 0.0005 in this draw\n"
        "sliced distance    0.031   fresh data have 0.042 here\n"
        "stray               2.3%   of the samples lie off the data; 1 % of fresh data do\n"
        "missed              2.7%   of the data have no sample near; 1 % for fresh data\n"
        "obeyed             99.6%   of the samples are of the class asked for\n"
        "diversity            99%   of the data's; near 0 if all samples of a class are alike\n"
        "novelty             0.97   1 as far from the training data as fresh data, 0 a copy"
    )


def test_the_card_of_an_interrupted_run_says_so() -> None:
    stopped = replace(REPORT, steps=300, interrupted=True, seconds=1.0)

    assert card(stopped).startswith("stopped after 300 steps in 1.0 s\n")


def test_what_cannot_be_known_is_left_out() -> None:
    shown = card(replace(REPORT, best=None, score=None, obeyed=None))

    assert "score" not in shown
    assert "obeyed" not in shown
    assert "held-out loss      0.317   untrained 0.500\n" in shown


def test_right_functions_stand_beside() -> None:
    shown = card(replace(REPORT, score=0.07), REPORT)

    assert f"{'':<16}   yours   right\n" in shown
    assert "score               0.07    0.98   1 is the best possible" in shown
