"""Hidden checks of `training_loss`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import equivalent, mistake, public, same, worth

ALPHA_BAR = torch.cumprod(1 - torch.linspace(1e-4, 0.02, 1000, dtype=torch.float64), dim=0)


def draw(generator, shape, dtype=torch.float64):
    """The weight of a small model, a clean batch, t with both ends in it, and noise."""
    weight = 0.5 + torch.rand((), generator=generator, dtype=dtype)
    x0 = torch.randn(shape, generator=generator, dtype=dtype)
    t = torch.cat([torch.tensor([999, 0]), torch.randperm(999, generator=generator)])[: shape[0]]
    noise = torch.randn(shape, generator=generator, dtype=dtype)
    return weight, x0, t, noise, ALPHA_BAR.to(dtype)


def ask(module, weight, x0, t, noise, alpha_bar, *target):
    """The loss of a small model, its derivative by the model's weight, and what the model heard."""
    weight = weight.clone().requires_grad_()
    heard = []
    advice = "the model is a function: call `model(x_t, t)`, with two arguments"

    class Model:
        def __call__(self, x_t=None, t=None, *more):
            if x_t is None or t is None or more:
                raise TypeError(advice)
            t = torch.as_tensor(t)
            heard.append((x_t.detach().clone(), t.clone()))
            return weight * x_t + (t.to(x_t.dtype) / 100).cos().reshape(-1, *[1] * (x_t.ndim - 1))

        def __getattr__(self, name):
            raise AttributeError(f"there is no `model.{name}`: {advice}")

    loss = module.training_loss(Model(), x0, t, noise, alpha_bar, *target)
    assert heard, "the model was never called: `model(x_t, t)` is what it says"
    assert weight.grad is None, "you called `backward()`: return the loss, the loop does the rest"
    assert isinstance(loss, torch.Tensor), (
        f"`training_loss` returned a {type(loss).__name__}: return the loss as a tensor"
    )
    if not loss.requires_grad:
        return loss, torch.zeros_like(weight), len(heard), *heard[0]
    return loss.detach(), torch.autograd.grad(loss.sum(), weight)[0], len(heard), *heard[0]


def refuse(module, x0, t, noise, alpha_bar, target):
    """Whether it raises ValueError."""
    try:
        module.training_loss(lambda x_t, t: x_t, x0, t, noise, alpha_bar, target)
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
    batch = draw(generator, (5, 3))

    _, _, calls, x_t, t = learner.run(ask, *batch)

    same(calls, 1)
    same(x_t, ask(reference, *batch)[3])
    same(t, batch[2])


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


def told(module, x0, t, noise, alpha_bar):
    """The loss of a model that knows the noise."""
    return module.training_loss(lambda x_t, t: noise, x0, t, noise, alpha_bar)


@public
def test_a_model_that_knows_the_noise_has_no_loss(learner, generator):
    """With ε̂ = ε the loss is 0, a single number"""
    _, *batch = draw(generator, (4, 3))

    same(learner.run(told, *batch), torch.zeros((), dtype=torch.float64))


def weights(x0, t, alpha_bar):
    """√ᾱ_t and √(1−ᾱ_t), both (B, 1, ..., 1)."""
    signal = alpha_bar[t].reshape(-1, *[1] * (x0.ndim - 1))
    return signal.sqrt(), (1 - signal).sqrt()


def errors(model, x0, t, noise, alpha_bar, target="eps", **other):
    """What is wrong with each number, shape of x0; `other` takes the place of what has its name."""
    signal, rest = weights(x0, t, alpha_bar)
    shown = {"x_t": signal * x0 + rest * noise, "steps": t} | other
    asked = {"eps": noise, "x0": x0, "v": signal * noise - rest * x0} | other
    if target not in ("eps", "x0", "v"):
        raise ValueError(target)
    return asked[target] - model(shown["x_t"], shown["steps"])


def loss(*batch, **other):
    """The right one, but for `other`."""
    return errors(*batch, **other).square().mean()


@mistake(
    "You added the squares up. The mean keeps the loss the same for any batch and picture size.",
    id="sum-not-mean",
)
def summed(*batch):
    return errors(*batch).square().sum()


@mistake("You added up within a sample; the mean runs over that, too.", id="sum-within-sample")
def summed_within(*batch):
    return errors(*batch).square().sum() / len(batch[1])


@mistake("You kept one loss per sample. Average over the batch, too.", id="one-loss-per-sample")
def per_sample_losses(*batch):
    return errors(*batch).square().reshape(len(batch[1]), -1).mean(1)


@mistake("You kept one square per number. The loss is the mean of all.", id="loss-not-averaged")
def not_averaged(*batch):
    return errors(*batch).square()


@mistake("You halved the mean. The loss is the mean of the squares itself.", id="half-the-loss")
def halved(*batch):
    return loss(*batch) / 2


@mistake("You took the root. The loss is the mean of the squares itself.", id="root-of-the-loss")
def rooted(*batch):
    return loss(*batch).sqrt()


@mistake(
    "You took the length of each sample's error. Square it, and average over its numbers, too.",
    id="root-of-the-loss",
)
def length_per_sample(*batch):
    return errors(*batch).reshape(len(batch[1]), -1).norm(dim=1).mean()


def weighted_by(weight, batch):
    """The mean of the squares, each sample's with a weight that its ᾱ_t makes."""
    signal, _ = weights(batch[1], batch[2], batch[4])
    return (weight(signal**2) * errors(*batch).square()).mean()


@mistake("You weighted by signal over noise. Here every t counts alike.", id="loss-weighted-by-t")
def weighted_by_snr(*batch):
    return weighted_by(lambda share: share / (1 - share), batch)


@mistake("You weighted by noise over signal. Here every t counts alike.", id="loss-weighted-by-t")
def weighted_by_noise(*batch):
    return weighted_by(lambda share: (1 - share) / share, batch)


@mistake("Absolute errors learn a median; squares learn the mean.", id="absolute-not-squared")
def absolute(*batch):
    return errors(*batch).abs().mean()


@mistake("A smooth or Huber loss is not squared where errors are large.", id="smooth-not-squared")
def smooth(*batch):
    wrong = errors(*batch)
    return torch.nn.functional.smooth_l1_loss(wrong, torch.zeros_like(wrong))


@mistake(
    "The prediction was cut off from the model (detach, no_grad, .data), so nothing can learn.",
    id="prediction-detached",
)
def detached(*batch):
    return loss(*batch).detach()


@mistake(
    "The model was shown the clean x_0. It must see x_t, or there is nothing to find out.",
    id="model-sees-clean",
)
def clean_input(model, x0, t, noise, alpha_bar, target="eps"):
    return loss(model, x0, t, noise, alpha_bar, target, x_t=x0)


@mistake("The model was shown the noise, its own answer. It must see x_t.", id="model-sees-noise")
def noise_input(model, x0, t, noise, alpha_bar, target="eps"):
    return loss(model, x0, t, noise, alpha_bar, target, x_t=noise)


@mistake("The model got t scaled. It takes the index as it comes.", id="t-scaled-for-model")
def scaled_t(model, x0, t, noise, alpha_bar, target="eps"):
    return loss(model, x0, t, noise, alpha_bar, target, steps=t / len(alpha_bar))


@mistake("The model got t as a float. It takes the index, an int64.", id="t-scaled-for-model")
def float_t(model, x0, t, noise, alpha_bar, target="eps"):
    return loss(model, x0, t, noise, alpha_bar, target, steps=t.float())


@mistake("The model got t as a float. It takes the index, an int64.", id="t-scaled-for-model")
def float_t_like_x0(model, x0, t, noise, alpha_bar, target="eps"):
    return loss(model, x0, t, noise, alpha_bar, target, steps=t.to(x0.dtype))


@mistake("The model got t + 1. t is an index, here as in the table.", id="t-counted-from-one")
def next_t(model, x0, t, noise, alpha_bar, target="eps"):
    return loss(model, x0, t, noise, alpha_bar, target, steps=t + 1)


@mistake("You looked up t − 1. t is an index: entry t holds t + 1 steps.", id="t-counted-from-one")
def one_early(model, x0, t, noise, alpha_bar, target="eps"):
    signal, rest = weights(x0, t - 1, alpha_bar)
    v = signal * noise - rest * x0
    return loss(model, x0, t, noise, alpha_bar, target, x_t=signal * x0 + rest * noise, v=v)


@mistake(
    "You drew new t instead of using the argument. Who calls it decides about chance.",
    id="t-drawn-inside",
)
def other_t(model, x0, t, noise, alpha_bar, target="eps"):
    t = torch.randint(0, len(alpha_bar), (len(x0),))
    return loss(model, x0, t, noise, alpha_bar, target)


@mistake(
    "You drew new noise instead of using the argument. Who calls it decides about chance.",
    id="noise-drawn-inside",
)
def fresh(model, x0, t, noise, alpha_bar, target="eps"):
    noise = torch.randn_like(x0)
    return loss(model, x0, t, noise, alpha_bar, target)


@mistake(
    "The target is a new noise that has nothing to do with x_t. It is the one mixed into x_t.",
    id="target-drawn-anew",
)
def other_noise(model, x0, t, noise, alpha_bar, target="eps"):
    signal, rest = weights(x0, t, alpha_bar)
    new = torch.randn_like(x0)
    return loss(model, x0, t, noise, alpha_bar, target, eps=new, v=signal * new - rest * x0)


@mistake("The target was scaled as in x_t. It is the noise itself.", id="target-scaled")
def scaled_target(model, x0, t, noise, alpha_bar, target="eps"):
    return loss(model, x0, t, noise, alpha_bar, target, eps=weights(x0, t, alpha_bar)[1] * noise)


@mistake("For `eps` you compared with x_0. The target is the noise.", id="clean-as-target")
def clean_target(model, x0, t, noise, alpha_bar, target="eps"):
    return loss(model, x0, t, noise, alpha_bar, target, eps=x0)


@mistake("You compare with the noise whatever the target is.", id="target-ignored")
def always_noise(model, x0, t, noise, alpha_bar, target="eps"):
    return loss(model, x0, t, noise, alpha_bar, "eps")


@mistake(
    "A target that is none of the three is let through. A typing error must stop: ValueError.",
    id="unknown-target-accepted",
)
def anything_goes(model, x0, t, noise, alpha_bar, target="eps"):
    known = target if target in ("eps", "x0", "v") else "eps"
    return loss(model, x0, t, noise, alpha_bar, known)


@mistake("v is √ᾱ_t·noise − √(1−ᾱ_t)·x_0, not the reverse.", id="v-sign")
def negative_v(model, x0, t, noise, alpha_bar, target="eps"):
    signal, rest = weights(x0, t, alpha_bar)
    return loss(model, x0, t, noise, alpha_bar, target, v=rest * x0 - signal * noise)


@mistake("v holds x_0 with a minus: √ᾱ_t·noise − √(1−ᾱ_t)·x_0.", id="v-sign")
def added_v(model, x0, t, noise, alpha_bar, target="eps"):
    signal, rest = weights(x0, t, alpha_bar)
    return loss(model, x0, t, noise, alpha_bar, target, v=signal * noise + rest * x0)


@mistake("√ᾱ_t belongs to the noise and √(1−ᾱ_t) to x_0, in v.", id="v-weights-swapped")
def swapped_v(model, x0, t, noise, alpha_bar, target="eps"):
    signal, rest = weights(x0, t, alpha_bar)
    return loss(model, x0, t, noise, alpha_bar, target, v=rest * noise - signal * x0)


@mistake("√ᾱ_t belongs to the noise and √(1−ᾱ_t) to x_0, in v.", id="v-weights-swapped")
def turned_v(model, x0, t, noise, alpha_bar, target="eps"):
    signal, rest = weights(x0, t, alpha_bar)
    return loss(model, x0, t, noise, alpha_bar, target, v=signal * x0 - rest * noise)


@mistake("v has weights: it is √ᾱ_t·noise − √(1−ᾱ_t)·x_0.", id="v-is-a-difference")
def unweighted_v(model, x0, t, noise, alpha_bar, target="eps"):
    return loss(model, x0, t, noise, alpha_bar, target, v=noise - x0)


@mistake("v has weights: it is √ᾱ_t·noise − √(1−ᾱ_t)·x_0.", id="v-is-a-difference")
def reversed_difference_for_v(model, x0, t, noise, alpha_bar, target="eps"):
    return loss(model, x0, t, noise, alpha_bar, target, v=x0 - noise)


@mistake("ᾱ_t is a share: the weights in v are its roots.", id="weights-not-sqrt")
def unrooted_v(model, x0, t, noise, alpha_bar, target="eps"):
    signal, rest = weights(x0, t, alpha_bar)
    return loss(model, x0, t, noise, alpha_bar, target, v=signal**2 * noise - rest**2 * x0)


@mistake("ᾱ_t is a share: the weights in x_t are its roots.", id="weights-not-sqrt")
def unrooted_x_t(model, x0, t, noise, alpha_bar, target="eps"):
    signal, rest = weights(x0, t, alpha_bar)
    return loss(model, x0, t, noise, alpha_bar, target, x_t=signal**2 * x0 + rest**2 * noise)


@mistake("ᾱ_t is a share: the weights in x_t and in v are its roots.", id="weights-not-sqrt")
def unrooted(model, x0, t, noise, alpha_bar, target="eps"):
    signal, rest = weights(x0, t, alpha_bar)
    x_t, v = signal**2 * x0 + rest**2 * noise, signal**2 * noise - rest**2 * x0
    return loss(model, x0, t, noise, alpha_bar, target, x_t=x_t, v=v)


@mistake("1−ᾱ_t is a variance: in x_t its root multiplies the noise.", id="noise-weight-not-sqrt")
def noise_unrooted_x_t(model, x0, t, noise, alpha_bar, target="eps"):
    signal, rest = weights(x0, t, alpha_bar)
    return loss(model, x0, t, noise, alpha_bar, target, x_t=signal * x0 + rest**2 * noise)


@mistake(
    "That is x_t, not v: √ᾱ_t·noise − √(1−ᾱ_t)·x_0 is a quarter turn on.", id="v-is-the-sample"
)
def sample_as_v(model, x0, t, noise, alpha_bar, target="eps"):
    signal, rest = weights(x0, t, alpha_bar)
    return loss(model, x0, t, noise, alpha_bar, target, v=signal * x0 + rest * noise)


@mistake("For `x0` you compared with x_t. The target is the clean batch.", id="noisy-as-target")
def noisy_target(model, x0, t, noise, alpha_bar, target="eps"):
    if target != "x0":
        return loss(model, x0, t, noise, alpha_bar, target)
    signal, rest = weights(x0, t, alpha_bar)
    x_t = signal * x0 + rest * noise
    return (x_t - model(x_t, t)).square().mean()


@mistake("In x_t, √ᾱ_t belongs to x_0 and √(1−ᾱ_t) to the noise.", id="weights-swapped")
def swapped_x_t(model, x0, t, noise, alpha_bar, target="eps"):
    signal, rest = weights(x0, t, alpha_bar)
    return loss(model, x0, t, noise, alpha_bar, target, x_t=rest * x0 + signal * noise)


@mistake("The noise is added in x_t, not taken away.", id="noise-subtracted")
def subtracted_x_t(model, x0, t, noise, alpha_bar, target="eps"):
    signal, rest = weights(x0, t, alpha_bar)
    return loss(model, x0, t, noise, alpha_bar, target, x_t=signal * x0 - rest * noise)


@mistake("In x_t the noise has the weight √(1−ᾱ_t), not 1−√ᾱ_t.", id="weights-sum-to-one")
def weights_that_add_up(model, x0, t, noise, alpha_bar, target="eps"):
    signal, _ = weights(x0, t, alpha_bar)
    return loss(model, x0, t, noise, alpha_bar, target, x_t=signal * x0 + (1 - signal) * noise)


@mistake("ᾱ_t is a share: in x_t its root multiplies x_0.", id="signal-weight-not-sqrt")
def signal_unrooted_x_t(model, x0, t, noise, alpha_bar, target="eps"):
    signal, rest = weights(x0, t, alpha_bar)
    return loss(model, x0, t, noise, alpha_bar, target, x_t=signal**2 * x0 + rest * noise)


@mistake("x_t has no noise in it: √(1−ᾱ_t)·noise is missing.", id="noise-forgotten")
def noiseless_x_t(model, x0, t, noise, alpha_bar, target="eps"):
    signal, _ = weights(x0, t, alpha_bar)
    return loss(model, x0, t, noise, alpha_bar, target, x_t=signal * x0)


@mistake("What the model says is taken from the target, not added to it.", id="prediction-added")
def added_prediction(model, x0, t, noise, alpha_bar, target="eps"):
    return loss(lambda x_t, t: -model(x_t, t), x0, t, noise, alpha_bar, target)


@mistake("You added up along the last axis; the mean runs over that, too.", id="sum-within-sample")
def summed_along_the_last_axis(*batch):
    return errors(*batch).square().sum(-1).mean()


@mistake("Square first, then average: errors of two signs cancel.", id="mean-before-square")
def mean_first(*batch):
    return errors(*batch).mean().square()


def raising(error, batch):
    """The right loss, or another error where the target is unknown."""
    try:
        return loss(*batch)
    except ValueError as unknown:
        raise error from unknown


@mistake("An unknown target is refused, but not by ValueError.", id="another-error")
def key_error(*batch):
    return raising(KeyError, batch)


@mistake("An unknown target is refused, but not by ValueError.", id="another-error")
def not_implemented(*batch):
    return raising(NotImplementedError, batch)


@mistake("An unknown target is refused, but not by ValueError.", id="another-error")
def assertion(*batch):
    return raising(AssertionError, batch)


@mistake("v is made of noise and x_0; x_t − x_0 is another thing.", id="v-is-a-difference")
def step_for_v(model, x0, t, noise, alpha_bar, target="eps"):
    signal, rest = weights(x0, t, alpha_bar)
    v = signal * x0 + rest * noise - x0
    return loss(model, x0, t, noise, alpha_bar, target, v=v)


equivalent(
    "per_sample(alpha_bar, t, x0)",
    "per_sample(alpha_bar, t, noise)",
    because="only the shape of the last argument counts, and the noise has the shape of x0",
)
equivalent(
    "wanted - model(x_t, t)", "model(x_t, t) - wanted", because="a square does not know its sign"
)
