"""Wishes that cannot be met are told before anything is started."""

import pytest

from tests.tutor.training.told import ABOUT, said
from tutor.errors import TutorError
from tutor.training import session
from tutor.training.checkpoint import Checkpoint, write
from tutor.training.wishes import Sampling, Training


def test_an_unknown_dataset_is_told_before_a_process_is_started(sources, path):
    with pytest.raises(TutorError) as caught:
        session.train(sources, Training(data="moons"), checkpoint=path)

    assert str(caught.value) == "there is no dataset called `moons`"
    assert caught.value.hint == (
        "choose one of two-moons, swiss-roll, eight-gaussians, two-clusters, dinosaur, digits, "
        "shapes"
    )
    assert not path.parent.exists()


@pytest.mark.parametrize("seed", [-1, 2**63, 10**20])
def test_a_seed_that_torch_cannot_take_is_told(sources, path, seed):
    complaint = (f"the seed must lie from 0 to 2**63 − 1, but is {seed}", "choose another seed")
    write(path, Checkpoint({}, ABOUT))

    assert said(lambda: session.train(sources, Training(seed=seed), checkpoint=path)) == complaint
    assert said(lambda: session.sample(path, sources, Sampling(seed=seed))) == complaint


@pytest.mark.parametrize(
    ("wish", "message", "hint"),
    [
        (Training(steps=0), "0 steps are too few to train", "give at least 1"),
        (
            Training(steps=1_000_001),
            "1000001 steps are too many to train",
            "give at most 1,000,000",
        ),
        (
            Training(seconds=0.0),
            "0 seconds are no time to train in",
            "give more than 0 and at most a day, 86400",
        ),
        (
            Training(seconds=float("nan")),
            "nan seconds are no time to train in",
            "give more than 0 and at most a day, 86400",
        ),
        (
            Training(steps=10, seconds=1.0),
            "steps and seconds are two ways to say how long",
            "give `--steps` or `--seconds`",
        ),
        (Training(threads=0), "0 threads cannot compute", "give at least 1"),
    ],
)
def test_a_wish_that_cannot_be_met_is_told_before_room_is_claimed(
    sources, path, wish, message, hint
):
    assert said(lambda: session.train(sources, wish, checkpoint=path)) == (message, hint)
    assert not path.parent.exists()


@pytest.mark.parametrize(
    ("choices", "message", "hint"),
    [
        ({"steps": 101}, "`--steps` must lie from 1 to 100, but is 101", "choose another"),
        ({"steps": 0}, "`--steps` must lie from 1 to 100, but is 0", "choose another"),
        ({"n": 0}, "`-n` must lie from 1 to 524288, but is 0", "choose another"),
        ({"n": 524_289}, "`-n` must lie from 1 to 524288, but is 524289", "choose another"),
        ({"eta": 1.5}, "`--eta` must lie from 0 to 1, but is 1.5", "choose another"),
        ({"eta": float("nan")}, "`--eta` must lie from 0 to 1, but is nan", "choose another"),
        (
            {"scale": float("nan")},
            "`--scale` must lie from -1000 to 1000, but is nan",
            "choose another",
        ),
        (
            {"scale": float("-inf")},
            "`--scale` must lie from -1000 to 1000, but is -inf",
            "choose another",
        ),
        (
            {"label": "2"},
            "there is no class `2`",
            "choose one of `upper`, `lower`",
        ),
        ({"label": "-1"}, "there is no class `-1`", "choose one of `upper`, `lower`"),
        ({"label": "uper"}, "there is no class `uper`", "did you mean `upper`?"),
        (
            {"sampler": "euler"},
            "there is no sampler called `euler`",
            "choose one of `ddim`, `ddpm`, `heun`, `dpm++`",
        ),
    ],
)
def test_choices_out_of_range_are_told(sources, path, choices, message, hint):
    write(path, Checkpoint({}, ABOUT))

    assert said(lambda: session.sample(path, sources, Sampling(**choices))) == (message, hint)


def test_a_class_of_a_model_without_classes_is_told(sources, path):
    write(path, Checkpoint({}, {**ABOUT, "data": "dinosaur", "classes": []}))

    assert said(lambda: session.sample(path, sources, Sampling(label="0"))) == (
        "there is no class `0`: the model knows no classes",
        "leave `--class` out",
    )


def test_a_run_cannot_go_on_with_other_data(sources, path):
    write(path, Checkpoint({}, ABOUT))
    wish = Training(data="digits", resume=True)

    assert said(lambda: session.train(sources, wish, checkpoint=path)) == (
        "the model you have learned `two-moons`, not `digits`",
        "leave `--data` out, or train a new one: `tutor train --data digits`",
    )
