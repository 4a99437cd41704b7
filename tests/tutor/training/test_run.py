import pytest

from tutor.errors import TrainingError
from tutor.training.device import choose
from tutor.training.events import Advance, Samples, Started
from tutor.training.functions import load
from tutor.training.networks import revive, true_schedule
from tutor.training.quality.prediction import predict
from tutor.training.run import Order, Trained, train

DRAWN_BY = (
    *("cosine_beta_schedule", "alpha_bar", "q_sample", "training_loss", "drop_condition"),
    *("ema_update", "ddim_step", "cfg_combine"),
)


def run(sources, steps, *, data="two-moons", seed=0, stopped=lambda: False, **wishes):
    order = Order(data, choose("cpu"), seed, steps=steps, **wishes)
    return list(train(load(sources), order, stopped=stopped))


def changed(sources, slug, old, new):
    """The sources with a mistake in one of them."""
    assert old in sources[slug]
    return {**sources, slug: sources[slug].replace(old, new)}


def failure(sources, steps=25):
    with pytest.raises(TrainingError) as caught:
        run(sources, steps)
    return caught.value


def test_right_functions_learn_nearly_all_there_is_to_learn(sources):
    *_, end = run(sources, 1400)

    assert end.report.score >= 0.96
    assert abs(end.report.energy) < 0.005
    assert end.report.stray < 0.05
    assert end.report.missed < 0.05
    assert not end.report.interrupted


def test_weights_that_are_not_square_roots_show(sources):
    unrooted = changed(
        sources,
        "training_loss",
        "signal.sqrt() * x0 + (1 - signal).sqrt() * noise\n    match",
        "signal * x0 + (1 - signal) * noise\n    match",
    )

    *_, end = run(unrooted, 500)

    assert end.report.score < 0.4
    assert end.report.missed > 0.2


def test_a_run_tells_what_it_does_in_order(sources):
    events = run(sources, 120)

    said = [(type(event), getattr(event, "step", None)) for event in events]
    assert said == [
        (Started, None),
        (Samples, 0),
        (Advance, 25),
        (Advance, 50),
        (Advance, 75),
        (Advance, 100),
        (Samples, 100),
        (Advance, 120),
        (Samples, 120),
        (Trained, None),
    ]
    assert events[0] == Started(
        "cpu",
        "as you asked",
        1,
        39554,
        DRAWN_BY,
        ("capstone_train", "capstone_sample"),
    )


def test_progress_tells_the_loss_and_the_pace(sources):
    progress = [event for event in run(sources, 100) if isinstance(event, Advance)]

    assert [event.steps for event in progress] == [100] * 4
    assert 0.3 < progress[-1].loss < progress[0].loss < 0.55
    assert progress[-1].held_out < progress[0].held_out
    assert all(event.examples_per_second > 0 for event in progress)


def test_samples_show_every_class_in_turn(sources):
    first, last = (event for event in run(sources, 100) if isinstance(event, Samples))

    assert first.x.shape == last.x.shape == (256, 2)
    assert last.labels[:4].tolist() == [0, 1, 0, 1]
    assert last.x[last.labels == 0, 1].mean() > last.x[last.labels == 1, 1].mean() + 0.5


def test_points_of_one_class_are_learned_without_classes(sources):
    *_, shown, end = run(sources, 25, data="dinosaur")

    assert set(shown.labels) == {0}
    assert end.checkpoint.about["classes"] == ()


def test_a_seed_is_a_run(sources):
    first, again, other = (run(sources, 25, seed=seed)[-1] for seed in (1, 1, 2))

    assert first.report.loss == again.report.loss
    assert first.report.loss != other.report.loss


def test_an_interrupted_run_keeps_what_it_has(sources):
    answers = iter([False, False, True])

    *_, end = run(sources, 1000, stopped=lambda: next(answers))

    assert end.report.interrupted
    assert end.report.steps == 50
    assert end.report.score > 0.3
    assert end.checkpoint.about["report"]["steps"] == 50


def test_the_learners_q_sample_is_what_new_points_are_noised_by(sources):
    clean = {**sources, "q_sample": "def q_sample(x0, t, noise, alpha_bar):\n    return x0\n"}

    right, wrong = (
        next(event for event in run(these, 25) if isinstance(event, Advance))
        for these in (sources, clean)
    )

    assert right.loss == wrong.loss
    assert right.held_out < 0.6 < wrong.held_out


def test_a_loss_that_becomes_nan_is_told_at_its_step(sources):
    source = sources["training_loss"].replace("def training_loss(", "def inner(") + (
        "\n\ncalls = []\n\n\ndef training_loss(*arguments):\n    calls.append(0)\n"
        "    return inner(*arguments) / (len(calls) < 31) * (len(calls) < 31)\n"
    )

    told = failure({**sources, "training_loss": source}, steps=50)

    assert str(told) == (
        "`training_loss` became nan at step 31, given x0 (256, 2) in -1.84 to 1.83, "
        "t (256,) in 0 to 99, noise (256, 2) in -3.42 to 2.89"
    )
    assert told.hint == "mend it and pass `tutor grade training_loss`"


def test_a_loss_that_is_not_one_number_is_told(sources):
    told = failure(changed(sources, "training_loss", ".square().mean()", ".square()"))

    assert str(told) == "`training_loss` must return shape (), but returned (256, 2)"


def test_a_loss_without_a_gradient_is_told(sources):
    told = failure(changed(sources, "training_loss", "model(x_t, t)", "model(x_t, t).detach()"))

    assert str(told) == "`training_loss` returned a loss without a gradient"


def test_an_average_that_becomes_nan_is_told(sources):
    lost = (
        "def ema_update(ema, params, decay):\n    for one in ema:\n        one.mul_(float('nan'))\n"
    )

    told = failure({**sources, "ema_update": lost}, steps=50)

    assert str(told) == "`ema_update` made nan or infinity of the weights"


def test_a_shape_that_changes_in_the_middle_is_told(sources):
    source = sources["q_sample"].replace("def q_sample(", "def inner(") + (
        "\n\ncalls = []\n\n\ndef q_sample(*arguments):\n    calls.append(0)\n"
        "    return inner(*arguments)[: 512 - len(calls) // 3]\n"
    )

    told = failure({**sources, "q_sample": source}, steps=300)

    assert str(told) == "`q_sample` must return shape (512, 2), but returned (511, 2)"


def test_a_dtype_that_changes_in_the_middle_is_told_with_the_steps_before(sources):
    source = sources["training_loss"].replace("def training_loss(", "def inner(") + (
        "\n\ncalls = []\n\n\ndef training_loss(*arguments):\n    calls.append(0)\n"
        "    loss = inner(*arguments)\n    return loss.double() if len(calls) > 30 else loss\n"
    )

    told = failure({**sources, "training_loss": source}, steps=50)

    assert str(told) == (
        "`training_loss` must return torch.float32, but returned torch.float64, after 30 steps"
    )
    assert told.hint == "mend it and pass `tutor grade training_loss`"


def test_who_learned_too_little_is_told_where_to_look(sources):
    still = {**sources, "ema_update": "def ema_update(ema, params, decay):\n    return ema\n"}
    asked = changed(sources, "training_loss", "(wanted - model", "(torch.rand_like(wanted) - model")

    *_, unaveraged = run(still, 700)
    *_, wrong = run(asked, 700)
    *_, right = run(sources, 200)

    assert unaveraged.report.warning.endswith("look at `ema_update`")
    assert wrong.report.warning.startswith("the loss fell, so the network has learned what it was")
    assert right.report.warning == ""


def test_a_gradient_that_cannot_be_computed_is_told_as_the_learners(sources):
    told = failure(
        changed(
            sources,
            "training_loss",
            "    return (wanted - model(x_t, t)).square().mean()",
            "    root = (wanted - model(x_t, t)).exp()\n    loss = root.mean()\n"
            "    root.mul_(2)\n    return loss + root.sqrt().mul_(0).exp_().mean()",
        )
    )

    assert str(told).startswith("`training_loss` has no usable gradient: one of the variables")


def test_a_sampler_that_gives_nan_is_told_before_the_first_step(sources):
    source = "def ddim_step(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):\n    return xt / 0\n"

    told = failure({**sources, "ddim_step": source})

    assert str(told) == "`ddim_step` returned nan or infinity"


def test_noising_in_the_wrong_shape_is_told_before_the_first_step(sources):
    source = "def q_sample(x0, t, noise, alpha_bar):\n    return x0[:, 0]\n"

    told = failure({**sources, "q_sample": source})

    assert str(told) == "`q_sample` must return shape (512, 2), but returned (512,)"


def test_the_kept_weights_are_those_that_were_judged(sources):
    *_, end = run(sources, 50)

    again = predict(revive(end.checkpoint), "two-moons", true_schedule())
    assert again.loss == pytest.approx(end.report.loss)


def test_pictures_are_learned_by_the_same_functions(sources):
    *_, shown, end = run(sources, 25, data="digits")

    assert shown.x.shape == (16, 1, 8, 8)
    assert end.checkpoint.about["example"] == (1, 8, 8)
    assert 0 < end.report.score < 1


def test_the_average_of_the_weights_is_what_draws_and_is_kept(sources):
    still = "def ema_update(ema, params, decay):\n    return None\n"

    *_, end = run({**sources, "ema_update": still}, 50)

    assert end.report.score == pytest.approx(0.0, abs=1e-6)


def test_right_functions_draw_beside_wrong_ones(sources):
    swapped = changed(
        sources,
        "training_loss",
        "signal.sqrt() * x0 + (1 - signal).sqrt() * noise\n    match",
        "signal * x0 + (1 - signal) * noise\n    match",
    )

    *_, shown, end = run(swapped, 200, beside=True)

    assert shown.right.shape == shown.x.shape
    assert end.right.score > end.report.score + 0.2


def test_a_run_goes_on_from_where_it_ended(sources):
    *_, first = run(sources, 200)

    *_, second = run(sources, 200, resumed=first.checkpoint)

    assert second.report.loss < first.report.loss
    assert second.checkpoint.about["trained"] == 400


def test_a_run_of_seconds_ends_as_a_run_of_steps_does(sources):
    *_, advance, shown, end = run(sources, None, seconds=0.5)

    assert advance.step == advance.steps == shown.step == end.report.steps
    assert end.checkpoint.about["plan"]["steps"] == end.report.steps
    assert not end.report.interrupted
