"""Hidden checks of `training_loss`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import mistake, same, worth

ALPHA_BAR = torch.cumprod(1 - torch.linspace(1e-4, 0.02, 1000, dtype=torch.float64), dim=0)


def draw(generator, shape, dtype=torch.float64):
    """The weight of a small model, a clean batch, t with both ends in it, and noise."""
    weight = 0.5 + torch.rand((), generator=generator, dtype=dtype)
    x0 = torch.randn(shape, generator=generator, dtype=dtype)
    t = torch.cat([torch.tensor([999, 0]), torch.randperm(999, generator=generator)])[: shape[0]]
    noise = torch.randn(shape, generator=generator, dtype=dtype)
    return weight, x0, t, noise, ALPHA_BAR.to(dtype)


def ask(module, weight, x0, t, noise, alpha_bar, *target):
    """The loss of a model that depends on x_t and t, and its derivative by the model's weight."""
    weight = weight.clone().requires_grad_()

    def model(x_t, steps):
        return weight * x_t + (steps / 100).cos().reshape(-1, *[1] * (x_t.ndim - 1))

    loss = module.training_loss(model, x0, t, noise, alpha_bar, *target)
    assert isinstance(loss, torch.Tensor), (
        f"`training_loss` returned a {type(loss).__name__}: return the loss as a tensor"
    )
    if not loss.requires_grad:
        return loss, torch.zeros_like(weight)
    return loss.detach(), torch.autograd.grad(loss.sum(), weight)[0]


def listen(module, x0, t, noise, alpha_bar):
    """How often the model is called, and with which x_t and t."""
    heard = []

    def model(x_t, steps):
        heard.append((x_t.clone(), steps.clone()))
        return x_t

    module.training_loss(model, x0, t, noise, alpha_bar)
    assert heard, "the model was never called: `model(x_t, t)` is what it says"
    return len(heard), *heard[0]


def refuse(module, x0, t, noise, alpha_bar, target):
    """Whether it raises ValueError."""
    try:
        module.training_loss(lambda x_t, steps: x_t, x0, t, noise, alpha_bar, target)
    except ValueError:
        return "ValueError"
    return "no error"


@worth(3)
def test_compares_the_prediction_with_the_noise(learner, reference, generator):
    """The loss is the mean of (noise − model(x_t, t))²"""
    batch = draw(generator, (6, 2))

    same(learner.run(ask, *batch)[0], ask(reference, *batch)[0])
    same(learner.run(ask, *batch, "eps")[0], ask(reference, *batch, "eps")[0])


@worth(2)
def test_shows_the_model_x_t_and_t(learner, reference, generator):
    """The model is called once, with x_t (not x_0) and with t as it came"""
    _, *batch = draw(generator, (5, 3))

    calls, x_t, t = learner.run(listen, *batch)

    same(calls, 1)
    same(x_t, listen(reference, *batch)[1])
    same(t, batch[1])


@worth(2)
def test_gradients_reach_the_model(learner, reference, generator):
    """The derivative of the loss by the model's weight is the right one"""
    for target in ("eps", "x0", "v"):
        batch = *draw(generator, (6, 2)), target
        same(learner.run(ask, *batch)[1], ask(reference, *batch)[1])


def test_can_ask_for_the_clean_batch(learner, reference, generator):
    """target="x0": the mean of (x_0 − model(x_t, t))²"""
    batch = *draw(generator, (6, 2)), "x0"

    same(learner.run(ask, *batch)[0], ask(reference, *batch)[0])


def test_can_ask_for_v(learner, reference, generator):
    """target="v": the mean of (v − model(x_t, t))² with v = √ᾱ_t·noise − √(1−ᾱ_t)·x_0"""
    batch = *draw(generator, (6, 2)), "v"

    same(learner.run(ask, *batch)[0], ask(reference, *batch)[0])


def test_samples_of_any_shape(learner, reference, generator):
    """The mean runs over everything: batches of one, pictures (B, C, H, W), plain numbers (B,)"""
    for shape in ((4, 4), (1, 3), (3, 2, 4, 5), (5,)):
        for target in ("eps", "v"):
            batch = *draw(generator, shape), target
            same(learner.run(ask, *batch)[0], ask(reference, *batch)[0])


def test_refuses_an_unknown_target(learner, reference, generator):
    """Any other target raises ValueError"""
    weight, *batch = draw(generator, (2, 2))

    known = weight, *batch, "x0"
    same(learner.run(ask, *known)[0], ask(reference, *known)[0])
    for target in ("epsilon", "X0", ""):
        same(learner.run(refuse, *batch, target), "ValueError")


def test_works_in_single_precision(learner, reference, generator):
    """float32 in, float32 out"""
    batch = draw(generator, (6, 2), torch.float32)

    same(learner.run(ask, *batch)[0], ask(reference, *batch)[0])


def per_sample(values, t, x):
    """values[t] as (B, 1, ..., 1)."""
    return values[t].reshape(-1, *[1] * (x.ndim - 1))


def noisy(x0, t, noise, alpha_bar):
    """x_t."""
    signal = per_sample(alpha_bar, t, x0)
    return signal.sqrt() * x0 + (1 - signal).sqrt() * noise


def wanted(x0, t, noise, alpha_bar, target):
    """What the model should have said."""
    signal = per_sample(alpha_bar, t, x0)
    v = signal.sqrt() * noise - (1 - signal).sqrt() * x0
    targets = {"eps": noise, "x0": x0, "v": v}
    if target not in targets:
        raise ValueError(target)
    return targets[target]


def errors(model, x0, t, noise, alpha_bar, target):
    """What is wrong with each number, shape of x0."""
    right = wanted(x0, t, noise, alpha_bar, target)
    return right - model(noisy(x0, t, noise, alpha_bar), t)


def loss(*batch):
    """The right one."""
    return errors(*batch).square().mean()


@mistake(
    "You added the squares up. The mean keeps the loss the same for any batch and picture size.",
    id="sum-not-mean",
)
def summed(model, x0, t, noise, alpha_bar, target="eps"):
    return errors(model, x0, t, noise, alpha_bar, target).square().sum()


@mistake(
    "You added up within a sample and averaged over the batch: too large by the size of a sample.",
    id="sum-within-sample",
)
def summed_within(model, x0, t, noise, alpha_bar, target="eps"):
    squares = errors(model, x0, t, noise, alpha_bar, target).square()
    return squares.reshape(len(x0), -1).sum(1).mean()


@mistake(
    "You averaged within each sample and kept one loss per sample. Average over the batch, too.",
    id="one-loss-per-sample",
)
def per_sample_losses(model, x0, t, noise, alpha_bar, target="eps"):
    squares = errors(model, x0, t, noise, alpha_bar, target).square()
    return squares.reshape(len(x0), -1).mean(1)


@mistake(
    "That is the mean of absolute errors. It learns a median; the squares learn the mean.",
    id="absolute-not-squared",
)
def absolute(model, x0, t, noise, alpha_bar, target="eps"):
    return errors(model, x0, t, noise, alpha_bar, target).abs().mean()


@mistake(
    "You took the root of the mean at the end. The loss is the mean of the squares itself.",
    id="root-of-the-loss",
)
def rooted(model, x0, t, noise, alpha_bar, target="eps"):
    return errors(model, x0, t, noise, alpha_bar, target).square().mean().sqrt()


@mistake(
    "The prediction was cut off from the model (detach, no_grad, .data), so nothing can learn.",
    id="prediction-detached",
)
def detached(model, x0, t, noise, alpha_bar, target="eps"):
    return errors(model, x0, t, noise, alpha_bar, target).detach().square().mean()


@mistake(
    "The model was shown the clean x_0. It must see x_t, or there is nothing to find out.",
    id="model-sees-clean",
)
def clean_input(model, x0, t, noise, alpha_bar, target="eps"):
    return (wanted(x0, t, noise, alpha_bar, target) - model(x0, t)).square().mean()


@mistake(
    "Your answer for `eps` is the one for `x0`: the model was compared with the clean batch.",
    id="clean-as-target",
)
def clean_target(model, x0, t, noise, alpha_bar, target="eps"):
    return loss(model, x0, t, noise, alpha_bar, "x0" if target == "eps" else target)


@mistake(
    "You drew new noise instead of using the argument. Who calls it decides about chance.",
    id="noise-drawn-inside",
)
def fresh(model, x0, t, noise, alpha_bar, target="eps"):
    return loss(model, x0, t, torch.randn_like(x0), alpha_bar, target)


@mistake(
    "The target is a new noise that has nothing to do with x_t. It is the one mixed into x_t.",
    id="target-drawn-anew",
)
def other_noise(model, x0, t, noise, alpha_bar, target="eps"):
    prediction = model(noisy(x0, t, noise, alpha_bar), t)
    right = wanted(x0, t, torch.randn_like(x0), alpha_bar, target)
    return (right - prediction).square().mean()


@mistake(
    "The target was scaled as in x_t. The network is asked for the noise itself, of variance 1.",
    id="target-scaled",
)
def scaled_target(model, x0, t, noise, alpha_bar, target="eps"):
    prediction = model(noisy(x0, t, noise, alpha_bar), t)
    right = wanted(x0, t, noise, alpha_bar, target)
    if target == "eps":
        right = (1 - per_sample(alpha_bar, t, x0)).sqrt() * noise
    return (right - prediction).square().mean()


@mistake(
    "The sign of v is turned round: it is √ᾱ_t·noise − √(1−ᾱ_t)·x_0.",
    id="v-sign",
)
def negative_v(model, x0, t, noise, alpha_bar, target="eps"):
    right = wanted(x0, t, noise, alpha_bar, target)
    right = -right if target == "v" else right
    return (right - model(noisy(x0, t, noise, alpha_bar), t)).square().mean()


@mistake(
    "The weights of v are swapped: √ᾱ_t belongs to the noise and √(1−ᾱ_t) to x_0.",
    id="v-weights-swapped",
)
def swapped_v(model, x0, t, noise, alpha_bar, target="eps"):
    signal = per_sample(alpha_bar, t, x0)
    right = wanted(x0, t, noise, alpha_bar, target)
    if target == "v":
        right = (1 - signal).sqrt() * noise - signal.sqrt() * x0
    return (right - model(noisy(x0, t, noise, alpha_bar), t)).square().mean()


@mistake(
    "ᾱ_t is a share of variance: the weights in x_t and in v are its square roots.",
    id="weights-not-sqrt",
)
def unrooted(model, x0, t, noise, alpha_bar, target="eps"):
    signal = per_sample(alpha_bar, t, x0)
    targets = {"eps": noise, "x0": x0, "v": signal * noise - (1 - signal) * x0}
    if target not in targets:
        raise ValueError(target)
    x_t = signal * x0 + (1 - signal) * noise
    return (targets[target] - model(x_t, t)).square().mean()


@mistake(
    "The model got t scaled down. It takes the index as it comes and makes of it what it needs.",
    id="t-scaled-for-model",
)
def scaled_t(model, x0, t, noise, alpha_bar, target="eps"):
    def on_unit_time(x_t, steps):
        return model(x_t, steps / len(alpha_bar))

    return loss(on_unit_time, x0, t, noise, alpha_bar, target)


@mistake(
    "You compare with the noise whatever the target is. It says what the model is asked for.",
    id="target-ignored",
)
def always_noise(model, x0, t, noise, alpha_bar, target="eps"):
    return loss(model, x0, t, noise, alpha_bar, "eps")


@mistake(
    "A target that is none of the three passes as if it were `eps`. A typing error must not train.",
    id="unknown-target-accepted",
)
def anything_goes(model, x0, t, noise, alpha_bar, target="eps"):
    known = target if target in ("eps", "x0", "v") else "eps"
    return loss(model, x0, t, noise, alpha_bar, known)
