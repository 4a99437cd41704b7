import pytest

from tutor.training.quality.suspicion import Clues, suspicion

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
