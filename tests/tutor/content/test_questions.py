"""The questions of the course: right passes, wrong is explained, and the numbers are true."""

from itertools import permutations
from pathlib import Path

import numpy as np
import pytest

from tutor.course import number
from tutor.course.judge import judge
from tutor.course.question import (
    ChoiceQuestion,
    FormulaQuestion,
    NumberQuestion,
    OrderQuestion,
)
from tutor.course.reader import read_course
from tutor.diffusion.bound import normal_kl
from tutor.diffusion.schedule import alpha_bar, linear_betas

COURSE = read_course(Path(__file__).parents[3])
QUESTIONS = {one.id: one for lesson in COURSE.lessons for one in lesson.questions}


def of_kind(kind):
    return [pytest.param(one, id=one.id) for one in QUESTIONS.values() if isinstance(one, kind)]


def mean_square(noises, answers):
    return np.mean((np.array(noises) - np.array(answers)) ** 2)


def half_way():
    """Noise over signal at t = 500 of Ho's schedule."""
    share = alpha_bar(linear_betas(1000))[499]
    return (1 - share) / share


def jump(x0, noise, level):
    """In two steps, so that the weights are multiplied up and not written down."""
    beta = 1 - np.sqrt(level)
    once = np.sqrt(1 - beta) * x0
    left = np.sqrt(1 - beta) * once
    spread = np.sqrt((1 - beta) * beta + beta)
    return left + spread * noise


def ddpm_mean(xt, eps, beta, level):
    """By way of the vote of x_t and the guess of x_0."""
    before = level / (1 - beta)
    x0 = (xt - np.sqrt(1 - level) * eps) / np.sqrt(level)
    vote = np.sqrt(1 - beta) * (1 - before) * xt + np.sqrt(before) * beta * x0
    return vote / (1 - level)


def ddim_step(xt, eps, now, then):
    x0 = (xt - np.sqrt(1 - now) * eps) / np.sqrt(now)
    return np.sqrt(then) * x0 + np.sqrt(1 - then) * eps


COMPUTED = {
    "euler-with-gaps": (3.2 - 0.8) / 2,
    "euler-by-hand": 1.25 + (0.2 - 0.5) * (1.25 - 0.75) / 0.5,
    "heun-calls": 10 + 9,
    "score-with-gaps": np.sqrt(1 - 0.84),
    "score-from-noise": -0.3 / np.sqrt(1 - 0.64),
    "how-many-pass": np.ceil(7 * 4 / 5),
    "tiny-pictures": np.prod(np.full(64, 2.0)),
    "correlation-by-hand": np.corrcoef([1, 3, 5], [2, 6, 7])[0, 1],
    "jump-with-gaps": jump(0.5, -1.0, level=0.64),
    "jump-by-hand": jump(-0.5, 1.5, level=0.36),
    "noise-over-signal": half_way(),
    "loss-by-hand": mean_square([0.5, -1.0], [0.1, -0.4]),
    "ddim-with-gaps": (0.936 - 0.96 * 0.8) / 0.28,
    "mean-with-gaps": np.tanh(0.8 * 0.3 / 0.36),
    "mean-noise-by-hand": np.average(
        [(0.3 - 0.8) / 0.6, (0.3 + 0.8) / 0.6], weights=[0.791, 0.209]
    ),
    "ddim-by-hand": ddim_step(1.1, 0.3, 0.64, 0.9216),
    "guided-by-hand": (1 - 3) * -0.4 + 3 * 0.2,
    "score-by-hand": (0.50 - 0.36) / (0.50 - 0.31),
    "cosine-by-hand": 1 - (np.cos(np.pi / 3) / np.cos(np.pi / 6)) ** 2,
    "betas-of-any-curve": (0.45 - 0.09) / 0.45,
    "rescaled-by-hand": np.interp(0.6, [0.4, 0.8], [0.0, 0.8]),
    "precisions-with-gaps": 0.5 * 0.25 / (1 - 0.5 * 0.75),
    "posterior-variance-by-hand": 1 / (0.8 / 0.2 + 1 / 0.5),
    "numbers-in-the-middle": np.zeros((128, 4, 4)).size,
    "channels-at-a-skip": len(np.concatenate([np.zeros((64, 16, 16)), np.zeros((32, 16, 16))])),
    "pairs-of-positions": (64 * 64) ** 2 / (16 * 16) ** 2,
    "shape-with-gaps": len(np.zeros(32)[::2][::2][::2]),
    "weights-of-a-convolution": np.zeros((256, 128, 3, 3)).size,
    "jensen-by-hand": np.log(np.mean([0.1, 0.9])) - np.mean(np.log([0.1, 0.9])),
    "kl-with-gaps": (0.3 - 0) ** 2 / 1,
    "kl-by-hand": normal_kl(1.0, 0.0, 0.0, 0.0),
    "bits-of-a-picture": 3.75 * 32 * 32 * 3,
    "ddpm-mean-by-hand": ddpm_mean(1, 0.4, beta=0.19, level=0.36),
}


@pytest.mark.parametrize("lesson", [pytest.param(one, id=one.id) for one in COURSE.lessons])
def test_every_lesson_asks_in_all_ways_that_need_more_than_a_click(lesson):
    several = [one for one in lesson.questions if isinstance(one, ChoiceQuestion) and one.several]

    assert several
    assert any(isinstance(one, NumberQuestion) for one in lesson.questions)
    assert any(isinstance(one, OrderQuestion) for one in lesson.questions)


@pytest.mark.parametrize("question", of_kind(NumberQuestion))
def test_the_number_that_is_right_is_what_another_way_of_computing_gives(question):
    given = number.read(question.answer).value

    assert question.within.covers(given, COMPUTED[question.id])


@pytest.mark.parametrize("question", of_kind(ChoiceQuestion))
def test_only_all_right_options_pass_and_every_option_is_explained(question):
    options = range(len(question.options))
    right = tuple(index for index in options if question.options[index].right)

    assert judge(question, right, COURSE.misconceptions).passed
    for index in options:
        verdict = judge(question, (index,), COURSE.misconceptions)
        assert verdict.passed == (right == (index,))
        assert verdict.findings[0].message


@pytest.mark.parametrize("question", of_kind(OrderQuestion))
def test_every_wrong_order_is_explained(question):
    ranks = [item.rank for item in question.items]

    for order in permutations(range(len(ranks))):
        verdict = judge(question, order, COURSE.misconceptions)
        placed = [ranks[index] for index in order]
        assert verdict.passed == (placed == sorted(placed))
        assert verdict.findings[-1].message or verdict.passed


@pytest.mark.parametrize("question", of_kind(NumberQuestion | FormulaQuestion))
def test_the_answer_passes_and_each_foreseen_wrong_one_is_explained_by_its_own_words(question):
    answered = judge(question, question.answer, COURSE.misconceptions)

    assert answered.passed
    for wrong in question.wrong:
        verdict = judge(question, wrong.formula, COURSE.misconceptions)
        assert not verdict.passed
        assert verdict.findings[0].message == wrong.explanation
