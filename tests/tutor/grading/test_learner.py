"""What an examiner makes of answers that no honest worker gives."""

from __future__ import annotations

from itertools import chain, repeat
from types import ModuleType

import pytest
import torch

from tutor.grading.asked import Call
from tutor.grading.learner import Examiner, Learner, LearnerError, Source
from tutor.sandbox.limits import Limits


class ForgingCell:
    """Answers everything after the first question, which loads the file, in the same way."""

    occupied = False

    def __init__(self, reply):
        self._replies = chain([{"value": None, "changed": []}], repeat(reply))

    def start(self):
        self.occupied = True

    def stop(self):
        self.occupied = False

    def ask(self, _request, _seconds):
        return next(self._replies)


@pytest.mark.parametrize(
    "names",
    [[torch.zeros(1000)], [1], ["x"] * 51, ["x" * 201]],
    ids=["tensors", "numbers", "many names", "a name without end"],
)
@pytest.mark.parametrize("fact", ["changed", "defined"])
def test_names_that_are_none_are_no_answer(fact, names):
    replies = {
        "changed": {"value": 1, "changed": names},
        "defined": {"missing": "halve", "defined": names, "inside": ""},
    }

    assert complaint(replies[fact]) == "`halve` wrote into the channel that carries its answers"


def test_a_text_without_end_is_cut_before_anything_is_looked_for_in_it():
    forged = {"raised": "ValueError", "text": "A" * 900_000, "frames": []}

    assert complaint(forged) == "`halve` raised ValueError: " + "A" * 3973


def test_looking_for_a_smaller_input_comes_to_an_end():
    source = Source("halve", "halve.py", "")
    cell = ForgingCell({"value": 1, "changed": []})
    examiner = Examiner(cell, source, ModuleType("reference"), Limits(), 1)

    answers = [examiner.again(Call("halve", (2,), {}, 1))[0] for _ in range(41)]

    assert [answer is not None for answer in answers] == [True] * 40 + [False]
    assert examiner.asked == []


def complaint(reply: object) -> str:
    """What the learner reads of this reply."""
    source = Source("halve", "halve.py", "")
    examiner = Examiner(ForgingCell(reply), source, ModuleType("reference"), Limits(), 1)
    with pytest.raises(LearnerError) as caught:
        Learner(examiner).halve(1.0)
    return str(caught.value)
