from dataclasses import replace
from itertools import permutations

import pytest

from tutor.course.course import Misconception
from tutor.course.judge import content_hash, judge
from tutor.course.judging.order import shuffled
from tutor.course.question import Item, OrderQuestion
from tutor.course.verdict import Mistake, Status
from tutor.errors import TutorError

KNOWN = {"too-soon": Misconception("too-soon", "asks first", "Nothing to ask yet.", "05#one")}
STEPS = OrderQuestion(
    id="steps",
    prompt="Put one step of training in order.",
    teaches=(),
    line=1,
    items=(
        Item("draw t", 1, "", "", 2),
        Item("draw the noise", 1, "", "", 3),
        Item("mix", 2, "It needs t and the noise.", "", 4),
        Item("ask the network", 3, "It is shown the mixture.", "too-soon", 6),
        Item("compare", 4, "It needs the answer.", "", 8),
    ),
)


@pytest.mark.parametrize("answer", [(0, 1, 2, 3, 4), (1, 0, 2, 3, 4)])
def test_what_may_come_in_any_order_passes_in_any(answer):
    verdict = judge(STEPS, answer, KNOWN)

    assert (verdict.status, verdict.points) == (Status.PASSED, 1)
    assert [one.message for one in verdict.findings if one.message] == [
        "It needs t and the noise.",
        "It is shown the mixture.",
        "It needs the answer.",
    ]


def test_the_first_that_stands_too_early_is_told_why_and_nothing_after_it():
    verdict = judge(STEPS, (0, 1, 3, 4, 2), KNOWN)

    assert verdict.status is Status.FAILED
    assert [(one.status, one.message) for one in verdict.findings] == [
        (Status.PASSED, "The first 2 are in place."),
        (Status.FAILED, "It is shown the mixture."),
    ]
    assert verdict.mistake == Mistake("too-soon", "Nothing to ask yet.", "05#one")


def test_one_item_in_place_is_one():
    verdict = judge(STEPS, (0, 2, 1, 3, 4), KNOWN)

    assert [one.message for one in verdict.findings] == [
        "The first one is in its place.",
        "It needs t and the noise.",
    ]


def test_every_wrong_order_is_explained_by_something_that_stands_too_early():
    wrong = [one for one in permutations(range(5)) if one[2:] != (2, 3, 4)]

    verdicts = [judge(STEPS, order, KNOWN) for order in wrong]

    assert len(wrong) == 118
    assert not any(verdict.passed for verdict in verdicts)
    assert all(verdict.findings[-1].message for verdict in verdicts)


@pytest.mark.parametrize("answer", [(0, 1, 2, 3), (0, 1, 2, 3, 3), (1, 2, 3, 4, 5), ()])
def test_what_is_no_order_costs_nothing(answer):
    with pytest.raises(TutorError) as caught:
        judge(STEPS, answer, KNOWN)

    assert str(caught.value) == "this is no order of 5 things"
    assert caught.value.hint == "name each from 1 to 5 once"


def test_items_are_shown_in_an_order_that_is_not_right_and_always_the_same():
    questions = [replace(STEPS, id=f"steps-{n}") for n in range(50)]

    shown = [shuffled(question) for question in questions]

    assert shown == [shuffled(question) for question in questions]
    assert len(set(shown)) > 20
    assert all(sorted(order) == [0, 1, 2, 3, 4] for order in shown)
    assert not any(judge(STEPS, order, KNOWN).passed for order in shown)


def test_two_items_are_shown_the_wrong_way_round():
    pair = replace(STEPS, items=(STEPS.items[0], STEPS.items[2]))

    assert all(shuffled(replace(pair, id=f"pair-{n}")) == (1, 0) for n in range(8))


def test_an_order_question_with_another_order_gets_another_hash():
    first, second, *others = STEPS.items
    changed = replace(STEPS, items=(first, replace(second, rank=2), *others))

    assert content_hash(changed) != content_hash(STEPS)
