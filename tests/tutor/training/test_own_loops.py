"""Runs that the learner's own loops drive, `capstone_train` and `capstone_sample`."""

import pytest
import torch

from tutor.diffusion.datasets import find
from tutor.errors import TrainingError
from tutor.training.bench import set_up
from tutor.training.device import choose
from tutor.training.events import Advance, Samples
from tutor.training.functions import load
from tutor.training.run import Order, train
from tutor.training.sampler import Choices, in_turn, sample


def run(sources, steps, *, data="two-moons", seed=0, stopped=lambda: False, **wishes):
    order = Order(data, choose("cpu"), seed, steps=steps, **wishes)
    return list(train(load(sources), order, stopped=stopped))


def failure(sources):
    with pytest.raises(TrainingError) as caught:
        run(sources, 25)
    return caught.value


def loop(body, slug="capstone_train"):
    """A loop of the learner's with that body."""
    arguments = {
        "capstone_train": "model, optimizer, training_loss, data, labels, none, hidden, "
        "alpha_bar, steps, batch, generator",
        "capstone_sample": "model, ddim_step, cfg_combine, alpha_bar, start, noise, label, none, "
        "steps, scale=1.0, eta=0.0",
    }
    return {slug: f"import torch\n\ndef {slug}({arguments[slug]}):\n    {body}\n"}


def test_a_loop_of_the_learners_trains_as_well_as_ours(whole):
    *_, end = run(whole, 1400)

    assert end.report.score > 0.95
    assert end.report.stray < 0.05
    assert end.report.missed < 0.05


def test_a_loop_of_the_learners_is_told_among_what_drives(whole):
    started, *_ = run(whole, 1)

    assert "capstone_train" in started.functions
    assert "capstone_sample" in started.functions
    assert started.ours == ()
    assert started.idle == ("drop_condition",)


def test_a_function_without_work_breaks_nothing(whole):
    broken = {"drop_condition": "def drop_condition(c, null, p, generator):\n    return None\n"}

    *_, end = run(whole | broken, 25)

    assert end.report.steps == 25


def test_a_run_by_the_learners_loop_is_looked_at_as_often_as_ours(whole):
    events = run(whole, 120)

    assert [event.step for event in events if isinstance(event, Advance)] == [25, 50, 75, 100, 120]
    assert [event.step for event in events if isinstance(event, Samples)] == [0, 100, 120]


def test_a_run_by_the_learners_loop_can_be_stopped(whole):
    answers = iter([False, False, True])

    *_, end = run(whole, 1000, stopped=lambda: next(answers))

    assert end.report.interrupted
    assert end.report.steps == 50
    assert end.report.score > 0.2


def test_a_run_of_seconds_by_the_learners_loop_comes_to_its_end(whole):
    *_, advance, shown, end = run(whole, None, seconds=0.3)

    assert advance.step == advance.steps == shown.step == end.report.steps
    assert not end.report.interrupted


def test_a_seed_is_a_run_by_the_learners_loop(whole):
    first, again, other = (run(whole, 25, seed=seed)[-1] for seed in (1, 1, 2))

    assert first.report.loss == again.report.loss
    assert first.report.loss != other.report.loss


def test_pictures_are_learned_and_drawn_by_the_learners_loops(whole):
    *_, shown, end = run(whole, 25, data="digits")

    assert shown.x.shape == (16, 1, 8, 8)
    assert 0 < end.report.score < 1


def test_right_functions_train_beside_the_learners_loop(whole):
    still = whole | loop(
        "optimizer.step()\n    training_loss(lambda x, t: model(x, t, labels[:4]),"
        "data[:4], labels[:4], data[:4], alpha_bar)\n"
        "    return torch.zeros(steps)"
    )

    *_, end = run(still, 200, beside=True)

    assert end.report.score == pytest.approx(0.0, abs=1e-6)
    assert end.right.score > 0.5


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("return torch.zeros(steps)", "`capstone_train` made steps without asking `training_loss`"),
        ("return None", "`capstone_train` returned `NoneType`, not a tensor"),
        (
            "return torch.zeros(steps + 1)",
            "`capstone_train` must return shape (25,), but returned (26,)",
        ),
        ("return steps / 0", "capstone_train.py:4: ZeroDivisionError: division by zero"),
    ],
    ids=["asks for no loss", "returns nothing", "too many losses", "raises"],
)
def test_a_loop_that_goes_wrong_is_told(whole, body, message):
    told = failure(whole | loop(body))

    assert str(told) == message
    assert told.hint == "mend it and pass `tutor grade capstone_train`"


def test_a_mistake_in_the_loss_is_not_blamed_on_the_loop(whole):
    wrong = "def training_loss(model, x0, t, noise, alpha_bar):\n    return x_0\n"

    told = failure({**whole, "training_loss": wrong})

    assert str(told) == "training_loss.py:2: NameError: name 'x_0' is not defined"


def test_a_loss_that_becomes_nan_in_the_learners_loop_is_told_with_its_inputs(whole):
    source = whole["training_loss"].replace("def training_loss(", "def inner(") + (
        "\n\ncalls = []\n\n\ndef training_loss(*arguments):\n    calls.append(0)\n"
        "    return inner(*arguments) / (len(calls) < 11) * (len(calls) < 11)\n"
    )

    told = failure({**whole, "training_loss": source})

    assert str(told).startswith("`training_loss` became nan at step 11, given x0 (256, 2) in -")


def states(sources, choices):
    bench = set_up(find("two-moons"), load(sources), torch.device("cpu"), seed=0)
    drawn = sample(
        bench.denoiser,
        bench.functions,
        bench.alpha_bar,
        in_turn(8, 2),
        (2,),
        choices,
        torch.Generator().manual_seed(3),
    )
    return list(drawn)


@pytest.mark.parametrize(
    "choices",
    [Choices(20), Choices(10, eta=1.0), Choices(25, scale=2.0), Choices(1), Choices(100)],
    ids=["plain", "fresh noise", "guided", "one step", "every level"],
)
def test_a_right_loop_draws_what_ours_draws_state_by_state(whole, sources, choices):
    own, ours = states(whole, choices), states(sources, choices)

    assert len(own) == len(ours) == choices.steps + 1
    for one, other in zip(own, ours, strict=True):
        torch.testing.assert_close(one, other, rtol=1e-3, atol=1e-4)


def test_ours_draws_where_the_steps_do_not_divide_the_levels(whole):
    torn = whole | loop("return None", "capstone_sample")

    assert len(states(torn, Choices(30))) == 31


def test_a_loop_that_draws_badly_is_told_apart_from_a_network_that_learned_badly(whole):
    still = loop("return start", "capstone_sample")

    *_, end = run(whole | still, 400)

    assert end.report.warning == ""
    assert end.report.crossed.startswith("the same network strays ")
    assert end.report.crossed.endswith("look at `ddim_step`, `cfg_combine` and `capstone_sample`")


def test_what_the_loop_returns_is_the_last_state_and_what_it_asks_for_those_before(whole):
    still = loop(
        "for z in noise:\n        ddim_step(start, 0 * start, 0.5, 0.5, eta, z)\n"
        "    return start / 2",
        "capstone_sample",
    )

    start, noted, last = states(whole | still, Choices(2))

    torch.testing.assert_close(noted, start)
    assert torch.equal(last, start / 2)
