import pytest

from tutor.training.quality.suspicion import Clues, badly_drawn, suspicion

FINE = {"schedule_off": 0.0, "unaveraged": 0.1, "fallen": 0.6, "short": False}


@pytest.mark.parametrize(
    ("clues", "told"),
    [
        ({"schedule_off": 0.2}, "the schedule is not that of the betas: look at `alpha_bar`"),
        (
            {"unaveraged": 0.9},
            "the network has learned more than its average: look at `ema_update`",
        ),
        ({"short": True}, "there were few steps: train longer before you look for a mistake"),
        (
            {"fallen": 0.99},
            "the loss did not fall: look at `training_loss`, at the model's answer in it",
        ),
        (
            {},
            "the loss fell, so the network has learned what it was asked: look in "
            "`training_loss` whether that is the noise in x_t",
        ),
        (
            {"fallen": 0.99, "own_loop": True},
            "the loss did not fall: look in `capstone_train` whether each step moves the weights "
            "by its own gradient, then at the model's answer in `training_loss`",
        ),
        (
            {"own_loop": True},
            "the loss fell, so the network has learned what it was asked: look in "
            "`training_loss` whether that is the noise in x_t, and in `capstone_train` whether t, "
            "noise and labels are drawn for each example",
        ),
    ],
    ids=[
        *("other schedule", "average left behind", "few steps", "loss stays", "other task"),
        *("loss stays in their loop", "other task in their loop"),
    ],
)
def test_who_learned_too_little_is_told_the_likeliest_cause(clues, told):
    assert suspicion(Clues(**{**FINE, **clues})) == told


def test_who_draws_badly_is_told_where_the_same_network_draws_well_our_way():
    assert badly_drawn(["ddim_step", "cfg_combine"], 0.6, lambda: 0.027) == (
        "the same network strays 2.7% where the tutor's functions draw: "
        "look at `ddim_step` and `cfg_combine`"
    )


@pytest.mark.parametrize(
    ("theirs", "stray", "ours"),
    [([], 0.6, 0.02), (["ddim_step"], 0.09, 0.02), (["ddim_step"], 0.6, 0.4)],
    ids=["only ours draw", "few stray", "ours stray too"],
)
def test_nobody_is_blamed_where_the_network_may_be_at_fault(theirs, stray, ours):
    assert badly_drawn(theirs, stray, lambda: ours) == ""
