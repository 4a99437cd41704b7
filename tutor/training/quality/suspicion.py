"""What is probably wrong where a network has learned too little: a guess from what was measured."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

STRAY = 0.1
"""Share of samples off the data above which it is looked into who draws them."""
LITTLE = 0.5
"""A score that right functions pass long before their plan ends."""
SAME_SCHEDULE = 1e-3
"""How far ᾱ may be from the true one; rounding stays far below."""
FALLEN = 0.95
"""Share of its first value below which a loss counts as fallen."""


@dataclass(frozen=True)
class Clues:
    """Where to look."""

    schedule_off: float
    """The largest distance of the run's ᾱ from the true one."""
    unaveraged: float
    """What the network itself has learned, without the average of its weights."""
    fallen: float
    """The training's last loss as a share of its first."""
    short: bool
    """Whether the run had less than half of its plan's steps."""
    own_loop: bool = False
    """Whether the learner's `capstone_train` drove the run."""


def suspicion(clues: Clues) -> str:
    """The likeliest cause."""
    if clues.schedule_off > SAME_SCHEDULE:
        return "the schedule is not that of the betas: look at `alpha_bar`"
    if clues.unaveraged >= LITTLE:
        return "the network has learned more than its average: look at `ema_update`"
    if clues.short:
        return "there were few steps: train longer before you look for a mistake"
    if clues.fallen > FALLEN and clues.own_loop:
        return (
            "the loss did not fall: look in `capstone_train` whether each step moves the weights "
            "by its own gradient, then at the model's answer in `training_loss`"
        )
    if clues.fallen > FALLEN:
        return "the loss did not fall: look at `training_loss`, at the model's answer in it"
    told = (
        "the loss fell, so the network has learned what it was asked: look in `training_loss` "
        "whether that is the noise in x_t"
    )
    if clues.own_loop:
        told += ", and in `capstone_train` whether t, noise and labels are drawn for each example"
    return told


def badly_drawn(theirs: Sequence[str], stray: float, our_way: Callable[[], float]) -> str:
    """Who is at fault where the same network draws better our way; empty where it does not.

    theirs: slugs of the learner's that draw. our_way: the share that strays then; takes a while.
    """
    if not theirs or stray < STRAY or (ours := our_way()) > stray / 2:
        return ""
    *others, last = (f"`{slug}`" for slug in theirs)
    named = f"{', '.join(others)} and {last}" if others else last
    return f"the same network strays {ours:.1%} where the tutor's functions draw: look at {named}"
