from __future__ import annotations

from dataclasses import replace

from tutor.cli.training.quality_card import card
from tutor.training.events import Report

REPORT = Report(
    steps=1400,
    interrupted=False,
    seconds=3.25,
    warning="",
    loss=0.317,
    untrained=0.5,
    best=0.313,
    exact=True,
    score=0.98,
    energy=-0.0006,
    energy_floor=0.0005,
    sliced=0.031,
    sliced_floor=0.042,
    stray=0.023,
    missed=0.027,
    novelty=0.97,
    obeyed=0.996,
    obeyed_floor=0.998,
    diversity=0.99,
)


def test_the_card_gives_each_number_its_meaning() -> None:
    assert card(REPORT) == (
        "trained 1,400 steps in 3.2 s\n"
        "\n"
        "held-out loss     0.317   untrained 0.500, best possible 0.313\n"
        "score              0.98   untrained 0, best possible 1\n"
        "energy distance -0.0006   from the data; data have about 0, here 0.0005\n"
        "sliced distance   0.031   from the data; data have 0.042\n"
        "stray              2.3%   of what it draws is off the data; of data 1%\n"
        "missed             2.7%   of the data it never draws; of data 1%\n"
        "obeyed            99.6%   of it is of the class asked for; of data 100%\n"
        "diversity           99%   of the data's variety; near 0 if all are alike\n"
        "novelty            0.97   near 0 for copies of what it saw; data have 1"
    )


def test_the_card_of_an_interrupted_run_says_so() -> None:
    stopped = replace(REPORT, steps=300, interrupted=True, seconds=1.0)

    assert card(stopped).startswith("stopped after 300 steps in 1.0 s\n")


def test_who_draws_badly_is_told_below_the_numbers() -> None:
    shown = card(replace(REPORT, crossed="look at `ddim_step`"))

    assert shown.endswith("data have 1\n\nit draws badly: look at `ddim_step`")


def test_the_time_besides_the_steps_is_told_where_it_is_known() -> None:
    assert card(REPORT, besides=4.24).startswith(
        "trained 1,400 steps in 3.2 s, besides 4.2 s to start and to judge\n\n"
    )
    assert card(REPORT, columns=50, besides=4.24).startswith(
        "trained 1,400 steps in 3.2 s, besides 4.2 s to\nstart and to judge\n\n"
    )


def test_what_cannot_be_known_is_left_out() -> None:
    shown = card(replace(REPORT, best=None, score=None, obeyed=None, obeyed_floor=None))

    assert "score" not in shown
    assert "obeyed" not in shown
    assert "held-out loss     0.317   untrained 0.500\n" in shown


def test_right_functions_stand_beside() -> None:
    shown = card(replace(REPORT, score=0.07), REPORT)

    assert f"{'':<15}   yours   right\n" in shown
    assert "score              0.07    0.98   untrained 0, best possible 1\n" in shown


def test_pictures_are_held_against_what_right_functions_reach() -> None:
    shown = card(replace(REPORT, exact=False))

    assert "held-out loss     0.317   untrained 0.500, right functions 0.313\n" in shown
    assert "score              0.98   untrained 0, right functions 1\n" in shown


def test_who_learned_little_is_told_why_in_lines_that_fit() -> None:
    shown = card(replace(REPORT, warning="the loss fell, so " + "it has learned " * 9 + "that"))

    assert "\n\nlittle was learned: the loss fell, so it has learned" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_numbers_of_a_run_gone_wrong_keep_their_columns() -> None:
    lost = replace(REPORT, energy=123456.7, sliced=4321.0, loss=98765.4, exact=False)

    shown = card(lost, REPORT).splitlines()

    assert any(line.startswith("energy distance 1.2e+05 -0.0006   from") for line in shown)
    assert max(map(len, shown)) <= 80


def test_a_meaning_is_broken_under_itself_in_a_narrow_terminal() -> None:
    shown = card(replace(REPORT, obeyed=None), columns=60)

    assert (
        "energy distance -0.0006   from the data; data have about 0,\n"
        "                          here 0.0005\n"
    ) in shown
    assert max(map(len, shown.splitlines())) <= 60


def test_where_even_that_is_too_wide_a_meaning_stands_below_its_numbers() -> None:
    shown = card(REPORT, REPORT, columns=50)

    assert (
        "stray              2.3%    2.3%\n    of what it draws is off the data; of data 1%\n"
        in shown
    )
    assert max(map(len, shown.splitlines())) <= 50
