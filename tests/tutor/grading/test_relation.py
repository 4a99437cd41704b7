"""What wrong numbers are to the right ones."""

from __future__ import annotations

import pytest
import torch

from tutor.grading.relation import relation

RIGHT = torch.tensor([[0.3, -0.7, 1.1], [2.3, -1.9, 0.9], [0.1, 0.6, -1.3]], dtype=torch.float64)
POSITIVE = RIGHT.abs()
ROUNDED = (
    "right to about 7 digits: were the numbers float32 on the way, as `torch.tensor(x)` without a "
    "dtype makes them, or was something small added?"
)


def late(x):
    return torch.cat([torch.ones_like(x[:1]), x[:-1]])


@pytest.mark.parametrize(
    ("seen", "right", "text"),
    [
        (-RIGHT, RIGHT, "with its sign turned round, everywhere"),
        (RIGHT.abs(), RIGHT, "without its sign, everywhere"),
        (RIGHT**2, RIGHT, "the square of what it should be, everywhere"),
        (POSITIVE.sqrt(), POSITIVE, "the root of what it should be, everywhere"),
        (1 / RIGHT, RIGHT, "1 divided by what it should be, everywhere"),
        (1 - RIGHT, RIGHT, "1 minus what it should be, everywhere"),
        (2 * RIGHT, RIGHT, "twice what it should be, everywhere"),
        (RIGHT / 2, RIGHT, "half of what it should be, everywhere"),
        (0.3 * RIGHT, RIGHT, "0.3 times what it should be, everywhere"),
        (RIGHT + 0.25, RIGHT, "0.25 more than it should be, everywhere"),
        (RIGHT - 0.25, RIGHT, "0.25 less than it should be, everywhere"),
        (RIGHT.float().double(), RIGHT, ROUNDED),
        (RIGHT.T, RIGHT, "rows and columns are exchanged"),
        (RIGHT.flip(1), RIGHT, "the order is reversed along dimension 1"),
        (RIGHT[0].flip(0), RIGHT[0], "the order is reversed"),
        (late(RIGHT), RIGHT, "each stands one place too late along dimension 0"),
        (RIGHT[0].roll(-1), RIGHT[0], "each stands one place too early"),
        (RIGHT[[1, 0, 2]], RIGHT, "the numbers are right, but stand in other places"),
        (POSITIVE.log(), POSITIVE, None),
        (
            RIGHT.log(),
            RIGHT,
            "NaN comes from 0/0, or from a root or logarithm of a negative number",
        ),
        (
            RIGHT / 0,
            RIGHT,
            "infinite numbers come from a division by 0, or from too large an exponent",
        ),
        (RIGHT.float(), RIGHT, "the numbers themselves are right"),
        (RIGHT.float() + 1, RIGHT, None),
        (RIGHT[:2].T, RIGHT[:2], "it is transposed"),
        (RIGHT.sum(), RIGHT, "only one number is left: was it summed or averaged?"),
        (RIGHT.sum(1), RIGHT, "a dimension is gone: was it indexed, summed or averaged away?"),
        (RIGHT[None], RIGHT, "there is a dimension of 1 too many"),
        (RIGHT, RIGHT[0], "broadcast: two shapes were lined up from the last dimension on"),
        (RIGHT, RIGHT[:, :1], "broadcast: two shapes were lined up from the last dimension on"),
        (RIGHT[0, :2], RIGHT[0], "one is missing"),
        (RIGHT[0], RIGHT[0, :2], "there is one too many"),
        (RIGHT[:2, :2], RIGHT, None),
        (0 * RIGHT, RIGHT, None),
        (torch.tensor([2]), torch.tensor([1]), None),
        ([2.0], [1.0], None),
    ],
)
def test_a_plain_relation_is_said(seen, right, text):
    found = relation(seen, right)

    assert (found and found.text) == text


@pytest.mark.parametrize(
    ("seen", "right", "text"),
    [
        (0.09, 0.3, "the square of what it should be"),
        (0.15, 0.3, "half of what it should be"),
        (0.25, 0.5, None),
        (0.21, 0.3, None),
    ],
    ids=["a square", "a half", "both a square and a half", "any factor"],
)
def test_a_single_number_tells_no_more_than_it_can(seen, right, text):
    found = relation(seen, right)

    assert (found and found.text) == text


def test_a_relation_is_held_against_other_values():
    found = relation(3 * RIGHT, RIGHT)

    assert found.holds(torch.tensor(6.0), torch.tensor(2.0))
    assert not found.holds(torch.tensor(4.0), torch.tensor(2.0))
