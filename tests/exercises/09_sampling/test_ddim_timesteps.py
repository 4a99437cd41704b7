"""Hidden checks of `ddim_timesteps`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import mistake, public, same, worth

SIZES = [(1000, 10), (1000, 50), (1000, 1000), (100, 5), (12, 4), (7, 1)]


@worth(2)
def test_trailing(learner, reference):
    """Trailing: T−1 first, then down in strides of T/S"""
    for T, S in SIZES:
        same(learner.ddim_timesteps(T, S), reference.ddim_timesteps(T, S))
        same(learner.ddim_timesteps(T, S, "trailing"), reference.ddim_timesteps(T, S))


@worth(2)
def test_leading(learner, reference):
    """Leading: the same strides, 0 last"""
    for T, S in SIZES:
        expected = reference.ddim_timesteps(T, S, "leading")
        same(learner.ddim_timesteps(T, S, "leading"), expected)


def test_linspace(learner, reference):
    """Linspace: T−1 first, 0 last, rounded between"""
    for T, S in SIZES:
        expected = reference.ddim_timesteps(T, S, "linspace")
        same(learner.ddim_timesteps(T, S, "linspace"), expected)


@public
def test_by_hand(learner):
    """Four of 12: trailing 11 8 5 2, leading 9 6 3 0, linspace 11 7 4 0"""
    for spacing, expected in (
        ("trailing", [11, 8, 5, 2]),
        ("leading", [9, 6, 3, 0]),
        ("linspace", [11, 7, 4, 0]),
    ):
        same(learner.ddim_timesteps(12, 4, spacing), torch.tensor(expected))


def refuse(module, spacing):
    """Whether it raises ValueError."""
    try:
        module.ddim_timesteps(12, 4, spacing)
    except ValueError:
        return "ValueError"
    return "no error"


@public
def test_another_name(learner):
    """ValueError for any other spacing"""
    for spacing in ("uniform", "Trailing", ""):
        same(learner.run(refuse, spacing), "ValueError")


def choose(spacing, trailing, leading, linspace):
    """The answer for a spacing."""
    named = {"trailing": trailing, "leading": leading, "linspace": linspace}
    if spacing not in named:
        raise ValueError(spacing)
    return named[spacing]


def right(T, S):
    """All three, as they should be."""
    stride = T // S
    return (
        torch.arange(T - 1, -1, -stride),
        torch.arange(T - stride, -1, -stride),
        torch.linspace(T - 1, 0, S).round().long(),
    )


@mistake("Yours go up. A walk begins at the noisiest level.", id="levels-upwards")
def upwards(T, S, spacing="trailing"):
    return choose(spacing, *(one.flip(0) for one in right(T, S)))


@mistake("Yours count from 1, as papers do. Array indices count from 0.", id="t-counted-from-one")
def from_one(T, S, spacing="trailing"):
    return choose(spacing, *(one + 1 for one in right(T, S)))


@mistake(
    "Trailing and leading are swapped: trailing begins at T−1, leading ends at 0.",
    id="spacings-swapped",
)
def swapped(T, S, spacing="trailing"):
    trailing, leading, linspace = right(T, S)
    return choose(spacing, leading, trailing, linspace)


@mistake("Your trailing is leading: it must begin at T−1, pure noise.", id="spacings-swapped")
def trailing_is_leading(T, S, spacing="trailing"):
    _, leading, linspace = right(T, S)
    return choose(spacing, leading, leading, linspace)


@mistake(
    "You cut off the fraction. The nearest index is meant: 7.33 is 7, and 3.67 is 4.",
    id="rounded-down",
)
def cut_off(T, S, spacing="trailing"):
    trailing, leading, _ = right(T, S)
    linspace = torch.linspace(T - 1, 0, S).long()
    return choose(spacing, trailing, leading, linspace)


@mistake("Your linspace begins at T, and no array has that index.", id="t-beyond-the-end")
def beyond(T, S, spacing="trailing"):
    trailing, leading, _ = right(T, S)
    linspace = torch.linspace(T, 0, S).round().long()
    return choose(spacing, trailing, leading, linspace)


@mistake("Indices are whole numbers, int64. Yours are floats.", id="index-not-whole")
def fractions(T, S, spacing="trailing"):
    return choose(spacing, *(one.double() for one in right(T, S)))


@mistake(
    "Any other spacing must raise ValueError; yours takes it for trailing.", id="unknown-name-taken"
)
def silent(T, S, spacing="trailing"):
    named = dict(zip(("trailing", "leading", "linspace"), right(T, S), strict=True))
    return named.get(spacing, named["trailing"])


@mistake("You leave the last level out: S levels are due.", id="fewer-levels")
def one_less(T, S, spacing="trailing"):
    return choose(spacing, *(one[:-1] for one in right(T, S)))


@mistake("Whatever the spacing is, yours is trailing.", id="spacing-ignored")
def spacing_ignored(T, S, spacing="trailing"):
    trailing, _, _ = right(T, S)
    return choose(spacing, trailing, trailing, trailing)
