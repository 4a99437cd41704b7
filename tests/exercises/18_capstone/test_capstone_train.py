"""Hidden checks of `capstone_train`, and the ways in which it is known to go wrong.

In the order of evidence: what the loop does, seen by a model that only watches; then how well a
network predicts that it has trained.
"""

import copy

import numpy as np
import torch

from tutor.diffusion.held_out import hold_out
from tutor.diffusion.mixture import Mixture
from tutor.diffusion.schedule import alpha_bar, cosine_betas
from tutor.grading.checks import equivalent, mistake, public, same, unread, worth

T, NONE, HIDDEN, STEPS, BATCH, RATE = 10, 3, 0.25, 12, 64, 0.3
FEW = torch.Generator().manual_seed(0)
POINTS = torch.randn(128, 2, generator=FEW)
PICTURES = torch.randn(128, 1, 3, 2, generator=FEW)
CLASSES = torch.randint(NONE, (128,), generator=FEW)
LEVELS = torch.linspace(0.95, 0.05, T)


def watch(module, data, labels, none, hidden, table, steps, batch, rate, seeds):
    """What the loop does at each step, for a model of one weight per number; a run per seed."""
    sample = tuple(data.shape[1:])

    def watched(seed):
        seen, heard, counts = [], {}, {"steps": 0, "gradients": 0}

        class Network(torch.nn.Module):
            def __init__(self):
                super().__init__()
                self.weight = torch.nn.Parameter(torch.zeros(sample))

            def forward(self, x_t, t, label):
                assert label.shape == (batch,), (
                    f"label has shape {tuple(label.shape)}: each example has one, {(batch,)}"
                )
                heard.update(x_t=x_t, t=t, label=label.clone(), own=torch.tensor(self is network))
                return self.weight.expand_as(x_t)

        def training_loss(model, x0, t, noise, alpha_bar, target="eps"):
            assert target == "eps", "the model is asked for the noise: the target is eps"
            shapes = {"x0": (x0, sample), "t": (t, ()), "noise": (noise, sample)}
            for name, (given, one) in shapes.items():
                assert given.shape == (batch, *one), (
                    f"{name} has shape {tuple(given.shape)}, where it is {(batch, *one)}"
                )
            assert torch.equal(alpha_bar, table), "training_loss takes the whole of alpha_bar"
            signal = alpha_bar[t].reshape(-1, *[1] * len(sample))
            x_t = signal.sqrt() * x0 + (1 - signal).sqrt() * noise
            loss = (model(x_t, t) - noise).square().mean()
            for name, given in {"x_t": x_t, "t": t}.items():
                assert torch.equal(heard.pop(name), given), (
                    f"show the network the {name} that `training_loss` calls its model with"
                )
            step = {"x0": x0, "t": t, "noise": noise, "loss": loss, "weight": network.weight}
            seen.append({name: given.detach().clone() for name, given in {**step, **heard}.items()})
            return loss

        def count(what):
            counts[what] += 1

        network = Network()
        network.weight.register_hook(lambda _: count("gradients"))
        optimizer = torch.optim.SGD(network.parameters(), lr=rate)
        optimizer.register_step_post_hook(lambda *_: count("steps"))
        chance = torch.Generator().manual_seed(seed)
        given = data, labels, none, hidden, table, steps, batch, chance
        losses = module.capstone_train(network, optimizer, training_loss, *given)
        assert seen, "training_loss was never called: it says how wrong the model is"
        run = {name: torch.stack([step[name] for step in seen]) for name in seen[0]}
        return {**run, **counts, "end": network.weight.detach(), "losses": losses}

    return [watched(seed) for seed in seeds]


def asked(learner, seeds, reading, data=POINTS):
    """Fail with what a reading says; mistakes are known by what of it stands before a colon."""
    setting = data, CLASSES, NONE, HIDDEN, LEVELS, STEPS, BATCH, RATE
    said = reading(
        learner.run(watch, *setting, seeds, reading=lambda runs: reading(runs).partition(":")[0])
    )

    assert not said, said


def moves(runs):
    """What moves the weights, if it is not the gradient of each step's own loss."""
    run = runs[0]
    if not run["own"].all():
        return "the model that is asked is not the one you were given, but a copy"
    if len(run["loss"]) != STEPS:
        return (
            f"expected {STEPS} calls of training_loss, one for each step, seen {len(run['loss'])}"
        )
    if not run["steps"]:
        return "`optimizer.step()` is never called: the weights stay as they are"
    if not run["gradients"]:
        return "`backward()` is never called: there is no gradient to follow"
    moved = torch.cat([run["weight"], run["end"][None]]).diff(dim=0)  # (STEPS, 2)
    slope = run["weight"] - run["noise"].mean(1)  # of the mean over two numbers
    kinds = {
        "": slope,
        "each step follows the gradients of all steps so far, added up": slope.cumsum(0),
        "each step follows the gradient of the step before": torch.cat([0 * slope[:1], slope[:-1]]),
        "the weights never move: when `step()` comes, the gradients are gone": 0 * slope,
    }
    for said, gradient in kinds.items():
        if torch.allclose(moved, -RATE * gradient, rtol=1e-3, atol=1e-5):
            return said
    return "the weights are moved by something else than the gradient of the step's loss"


def places(run):
    """Which example of the data each of x0 is, (STEPS, BATCH); -1 for none."""
    found = (run["x0"][:, :, None] == POINTS).all(-1)
    return torch.where(found.any(-1), found.int().argmax(-1), -1)


def examples(runs):
    """What is wrong with the choice of examples."""
    chosen = places(runs[0])
    if (chosen < 0).any():
        return "x0 holds what is not in the data: the loss takes clean examples, as they are"
    if (chosen == chosen[0]).all():
        return "every batch holds the same examples"
    if ((chosen.diff(dim=1) % len(POINTS)) == 1).float().mean() > 0.9:
        return "the examples come in the order of the data"
    if len(chosen.unique(dim=0)) < len(chosen):
        return "the same batches come again and again"
    if len(chosen.unique()) < 0.75 * len(POINTS):
        return "many examples of the data never come"
    return ""


def levels(runs):
    """What is wrong with t."""
    t = runs[0]["t"]
    if t.dtype != torch.int64:
        return f"t has dtype {t.dtype}: it is an index, int64"
    if (t == t[0]).all():
        return "t is the same at every step"
    if (t == t[:, :1]).all():
        return "all examples of a batch have the same t"
    share = t.flatten().bincount(minlength=T) / t.numel()
    if share[0] == 0:
        return "index 0 never comes"
    if share[-1] == 0:
        return "index T − 1 never comes"
    if share.min() < 0.04 or share.max() > 0.17:
        return "some indices come much more often than others"
    return ""


def noises(runs):
    """What is wrong with the noise."""
    noise = runs[0]["noise"].flatten(2)
    if (noise == noise[0]).all():
        return "the same noise comes at every step"
    if (noise == noise[:, :1]).all():
        return "all examples of a batch have the same noise"
    if noise.mean().abs() > 0.15 or (noise.var() - 1).abs() > 0.2:
        return "the noise is not standard normal, with mean 0 and variance 1"
    return ""


def fits(runs):
    """Which labels are those of other examples."""
    label, known = runs[0]["label"], CLASSES[places(runs[0])]
    wrong = (label != NONE) & (label != known)
    if not wrong.any():
        return ""
    if not 0 <= int(label.min()) <= int(label.max()) <= NONE:
        return "a label is neither a class nor `none`"
    if (label[wrong] == 0).all():
        return "some labels have become class 0"
    return "labels stand beside examples that they do not belong to"


def hides(runs):
    """What is wrong with the hiding of labels."""
    gone = runs[0]["label"] == NONE
    if not gone.any():
        return "no label is ever `none`"
    if gone.all():
        return "every label is `none`"
    if (gone == gone[:, :1]).all():
        return "labels are hidden for whole batches"
    if (gone == gone[0]).all():
        return "the same places of the batch are hidden at every step"
    if (gone.float().mean() - HIDDEN).abs() > 0.09:
        return (
            f"many {'more' if gone.float().mean() > HIDDEN else 'fewer'} labels are hidden than "
            "`hidden` says"
        )
    return ""


def returns(runs):
    """What is wrong with the losses that come back."""
    losses, expected = runs[0]["losses"], runs[0]["loss"]
    if not isinstance(losses, torch.Tensor):
        return f"returned a {type(losses).__name__}: make the losses one tensor"
    if losses.shape != expected.shape:
        return f"expected the losses in shape {tuple(expected.shape)}, seen {tuple(losses.shape)}"
    if losses.requires_grad:
        return "the losses still want gradients, and keep the whole run in memory: detach them"
    return "" if torch.allclose(losses, expected, rtol=1e-4) else "these are other losses"


def chances(runs):
    """What does not come from the generator."""
    first, again, other = runs
    names = "x0", "t", "noise", "label"
    loose = [name for name in names if not torch.equal(first[name], again[name])]
    if loose:
        return f"the same generator gives another run: other values for {', '.join(loose)}"
    if all(torch.equal(first[name], other[name]) for name in names):
        return "another generator gives the same run"
    return ""


@worth(3)
def test_follows_the_gradient(learner, seed):
    """Each step moves the weights along the gradient of its own loss, and of no other"""
    asked(learner, [seed], moves)


@worth(2)
def test_examples(learner, seed):
    """Each batch is drawn anew, from all of the data"""
    asked(learner, [seed], examples)


@worth(2)
def test_levels(learner, seed):
    """Each example of a batch has a t of its own, and all indices from 0 to T−1 come as often"""
    asked(learner, [seed], levels)


@worth(2)
def test_noise(learner, seed):
    """Each number of a batch has noise of its own, standard normal, new at every step"""
    asked(learner, [seed], noises)


def test_labels(learner, seed):
    """Each label goes with its example"""
    asked(learner, [seed], fits)


@worth(2)
def test_hidden_labels(learner, seed):
    """Labels are hidden each on its own, with the chance that is given"""
    asked(learner, [seed], hides)


def test_losses(learner, seed):
    """The loss of each step comes back, without gradients"""
    asked(learner, [seed], returns)


def test_chance(learner, seed):
    """All chance comes from the generator: one seed, one run"""
    asked(learner, [seed, seed, seed ^ 1], chances)


def test_pictures(learner, seed):
    """Data may be pictures, (N, C, H, W), as well as points"""
    asked(learner, [seed], noises, PICTURES)


def trained(module, data, labels, none, hidden, alpha_bar, steps, batch, seed, x_t, t, told):
    """What a network that the loop has trained says of x_t, for each way in which it is told."""
    import math

    from torch import nn

    class Denoiser(nn.Module):
        """sqrt(1 - alpha_bar) * x_t + sqrt(alpha_bar) * F, where F is learned and starts at 0."""

        def __init__(self, width=48, waves=16):
            super().__init__()
            self.waves = 1.5 * torch.randn(2, waves)
            self.read_point = nn.Linear(2 + 2 * waves, width)
            self.read_level = nn.Embedding(len(alpha_bar), width)
            self.read_label = nn.Embedding(none + 1, width)
            self.think = nn.Linear(width, width)
            self.write = nn.Linear(width, 2)
            for silent in (self.read_level.weight, self.write.weight, self.write.bias):
                nn.init.zeros_(silent)
            nn.init.normal_(self.read_label.weight, 0, 0.5)

        def forward(self, x_t, t, label):
            phase = x_t @ self.waves  # (B, W)
            point = self.read_point(torch.cat([x_t, phase.sin(), phase.cos()], dim=1))
            h = torch.relu(point + self.read_level(t) + self.read_label(label))  # (B, H)
            h = h + torch.relu(self.think(h))
            signal = alpha_bar[t][:, None]  # (B, 1)
            return (1 - signal).sqrt() * x_t + signal.sqrt() * self.write(h)

    def training_loss(model, x0, t, noise, alpha_bar, target="eps"):
        signal = alpha_bar[t][:, None]  # (B, 1)
        return (model(signal.sqrt() * x0 + (1 - signal).sqrt() * noise, t) - noise).square().mean()

    def cool(*_):
        done["steps"] += 1
        left = math.cos(math.pi * min(done["steps"] / steps, 1))
        optimizer.param_groups[0]["lr"] = 2e-2 * min(1, done["steps"] / 20) * (1 + left) / 2

    network, done = Denoiser(), {"steps": 0}
    optimizer = torch.optim.AdamW(network.parameters(), 1e-3, (0.9, 0.99), fused=True)
    optimizer.register_step_post_hook(cool)
    given = data, labels, none, hidden, alpha_bar, steps, batch, torch.Generator().manual_seed(seed)
    module.capstone_train(network, optimizer, training_loss, *given)
    with torch.no_grad():
        return [network(x_t, t, label) for label in told]


OF_CLASS = [0, 2], [1, 3], [0, 1, 2, 3]
"""Which clouds are of class 0, of class 1, and of any: the label 2."""
MEANS = 1.35 * np.array([[1, 0], [0, 1], [-1, 0], [0, -1]])
CLOUDS = [Mixture(MEANS[which], 0.2, np.full(len(which), 1 / len(which))) for which in OF_CLASS]
SHARES = alpha_bar(cosine_betas(20))
LEAST = {"told": 0.915, "not told": 0.72}
"""Of what can be learned: docs/decisions/043."""


def drawn(n, seed):
    """Points, (n, 2), as many of each class, and their classes, (n,)."""
    generator = np.random.default_rng([n, seed])
    points = np.concatenate([cloud.draw(n // 2, generator) for cloud in CLOUDS[:2]])
    return points, np.repeat([0, 1], n // 2)


UNSEEN, KNOWN = drawn(4000, 1)
EXAMS = [hold_out(UNSEEN, label, CLOUDS, SHARES, 2) for label in (KNOWN, np.full_like(KNOWN, 2))]


def scores(answers):
    """How much was learned of what can be, told the class and not told."""
    pairs = zip(EXAMS, answers, strict=True)
    return [exam.score(eps.double().numpy()) for exam, eps in pairs]


@worth(4)
def test_trained(learner, seed):
    """A network trained by it predicts noise in unseen points, which says more than a picture"""
    points, classes = map(torch.from_numpy, drawn(2048, seed))
    levels = torch.from_numpy(SHARES).float()
    setting = points.float(), classes, 2, 0.2, levels, 250, 256, seed
    x_t, t = torch.from_numpy(EXAMS[0].x_t).float(), torch.from_numpy(EXAMS[0].t)
    told = [torch.from_numpy(exam.label) for exam in EXAMS]

    answers = learner.run(trained, *setting, x_t, t, told, reading=unread)

    for score, (how, least) in zip(scores(answers), LEAST.items(), strict=True):
        assert score >= least, (
            f"{how} the class, the network has learned {max(score, 0):.0%} of what can be learned, "
            f"where right loops reach {least:.1%} and more. Its pictures may look right all "
            "the same: a network makes up for much"
        )


def descended(module, *given):
    """The losses of a model of one weight, which starts at 0 and is right at 1/4."""

    class Network(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.weight = torch.nn.Parameter(torch.zeros(()))

        def forward(self, x_t, t, label):
            return self.weight.expand_as(x_t)

    def training_loss(model, x0, t, noise, alpha_bar, target="eps"):
        return (model(x0, t) - 1 / 4).square().mean()

    network = Network()
    optimizer = torch.optim.SGD(network.parameters(), lr=0.25)
    return module.capstone_train(network, optimizer, training_loss, *given, torch.Generator())


@public
def test_by_hand(learner):
    """One weight, half of its way at each step: the losses are 1/16, 1/64 and 1/256"""
    given = POINTS, CLASSES, NONE, HIDDEN, LEVELS, 3, BATCH

    same(learner.run(descended, *given), torch.tensor([1 / 16, 1 / 64, 1 / 256]))


def hide(label, none, hidden, chance):
    """The labels, some of them hidden."""
    return label.masked_fill(torch.rand(len(label), generator=chance) < hidden, none)


RIGHT = {
    "pick": lambda step, N, batch, chance: torch.randint(N, (batch,), generator=chance),
    "level": lambda N, batch, chance: torch.randint(N, (batch,), generator=chance),
    "spoil": lambda x0, chance: torch.randn(x0.shape, generator=chance),
    "hide": hide,
    "learn": "zero backward step",
}


def loop(model, optimizer, loss, data, labels, none, hidden, table, steps, batch, chance, **other):
    """The right one, but for `other`, which takes the place of what has its name."""
    do, losses = RIGHT | other, []
    for step in range(steps):
        chosen = do["pick"](step, len(data), batch, chance)
        t, noise = do["level"](len(table), batch, chance), do["spoil"](data[chosen], chance)
        label = do["hide"](labels[chosen], none, hidden, chance)
        losses.append(loss(lambda x, t, c=label: model(x, t, c), data[chosen], t, noise, table))
        can = {"zero": optimizer.zero_grad, "backward": losses[-1].backward, "step": optimizer.step}
        for what in do["learn"].split():
            can[what]()
    return torch.stack(losses).detach()


@mistake(
    "Gradients add up until they are cleared: call `zero_grad()` in each step.",
    id="zero-grad-forgotten",
)
def never_cleared(*given):
    return loop(*given, learn="backward step")


@mistake(
    "`step()` follows gradients that are there: `backward()` comes first.",
    id="step-before-backward",
)
def lagging(*given):
    return loop(*given, learn="step zero backward")


@mistake("You clear the gradients between `backward()` and `step()`.", id="gradients-cleared-early")
def cleared_early(*given):
    return loop(*given, learn="backward zero step")


@mistake("`backward()` only finds the gradients; `step()` moves the weights.", id="step-forgotten")
def never_stepping(*given):
    return loop(*given, learn="zero backward")


@mistake("Without `loss.backward()` there are no gradients to follow.", id="backward-forgotten")
def never_backward(*given):
    return loop(*given, learn="zero step")


@mistake("You train a copy: the optimizer holds the weights of the model given.", id="copy-trained")
def of_a_copy(*given):
    return loop(copy.deepcopy(given[0]), *given[1:])


@mistake("The answer is cut off from the model (detach, no_grad).", id="prediction-detached")
def detached(*given):
    return loop(lambda *shown: given[0](*shown).detach(), *given[1:])


@mistake("Every batch is the same: draw inside of the loop.", id="same-batch-always")
def always_the_same(*given):
    return loop(*given, pick=lambda step, N, batch, _: torch.arange(N - batch, N))


@mistake("Sorted data give batches of one class: draw, or shuffle.", id="never-shuffled")
def in_order(*given):
    return loop(*given, pick=lambda step, N, batch, _: (step * batch + torch.arange(batch)) % N)


@mistake("You shuffled once, and then the same batches come again.", id="shuffled-once")
def in_one_order(*given):
    order = torch.randperm(len(given[3]), generator=given[-1])
    return loop(*given, pick=lambda step, N, B, _: order[(step * B + torch.arange(B)) % N])


@mistake(
    "You draw from the first `batch` examples, not from all `len(data)`.", id="few-examples-drawn"
)
def of_the_first(*given):
    return loop(*given, pick=lambda step, N, *rest: RIGHT["pick"](step, *rest[:1], *rest))


@mistake("Index 0 never comes, the paper's t = 1. Draw from 0 to T−1.", id="t-counted-from-one")
def from_one(*given):
    return loop(*given, level=lambda N, *rest: 1 + RIGHT["level"](N - 1, *rest))


@mistake(
    "Index T−1 never comes, where sampling starts. `randint` stops before its end.",
    id="last-level-left-out",
)
def without_the_last(*given):
    return loop(*given, level=lambda N, *rest: RIGHT["level"](N - 1, *rest))


@mistake("You draw t up to T, and `alpha_bar` ends at T−1.", id="t-beyond-the-end")
def beyond(*given):
    return loop(*given, level=lambda N, *rest: RIGHT["level"](N + 1, *rest))


@mistake("One t serves the whole batch: draw one for each example.", id="one-t-for-the-batch")
def one_t(*given):
    return loop(*given, level=lambda N, batch, chance: RIGHT["level"](N, 1, chance).expand(batch))


@mistake("t never changes: draw it inside of the loop.", id="t-drawn-once")
def fixed_t(*given):
    return loop(*given, level=lambda N, batch, _: torch.full((batch,), N // 2))


@mistake("`rand` draws between 0 and 1. Noise is standard normal: `randn`.", id="noise-not-normal")
def uniform(*given):
    return loop(*given, spoil=lambda x0, chance: torch.rand(x0.shape, generator=chance))


@mistake("The noise was drawn once: draw it inside of the loop.", id="one-fixed-noise")
def fixed_noise(*given):
    noise = torch.randn(given[-2], *given[3].shape[1:], generator=given[-1])
    return loop(*given, spoil=lambda *_: noise)


@mistake(
    "All examples of a batch get the same noise: its shape is that of x0.",
    id="one-noise-for-the-batch",
)
def one_noise(*given):
    return loop(*given, spoil=lambda x0, chance: RIGHT["spoil"](x0[:1], chance).expand_as(x0))


@mistake("Your noise has shape (batch, 2): take its shape from the data.", id="points-only")
def of_points(*given):
    return loop(*given, spoil=lambda x0, chance: torch.randn(len(x0), 2, generator=chance))


@mistake(
    "No label is hidden: the network never learns to answer without one.", id="labels-never-hidden"
)
def never_hidden(*given):
    return loop(*given, hide=lambda label, *_: label)


@mistake(
    "Every label is hidden: the network never learns what a class is.", id="labels-always-hidden"
)
def always_hidden(*given):
    return loop(*given, hide=lambda label, none, *_: torch.full_like(label, none))


@mistake("You hide the labels of a whole batch, or none: draw for each.", id="dropout-per-batch")
def batches_hidden(*given):
    def hide(label, none, hidden, chance):
        return label.masked_fill(torch.rand(1, generator=chance) < hidden, none)

    return loop(*given, hide=hide)


@mistake(
    "Hidden labels become class 0: what stands for no class is `none`.", id="null-is-class-zero"
)
def hidden_as_zero(*given):
    return loop(*given, hide=lambda label, none, *rest: hide(label, 0, *rest))


@mistake(
    "You hide what should stay: hide where the draw is below `hidden`.", id="hidden-turned-round"
)
def kept_hidden(*given):
    return loop(*given, hide=lambda label, none, p, chance: hide(label, none, 1 - p, chance))


@mistake(
    "`labels[chosen]` go with `data[chosen]`; yours are those of others.", id="labels-of-others"
)
def of_others(*given):
    return loop(*given, hide=lambda label, *rest: hide(label.roll(1), *rest))


@mistake("Some chance is not from `generator`: pass it to each draw.", id="generator-ignored")
def unseeded(*given):
    return loop(*given[:-1], None)


@mistake("You seed the generator anew, so every run is the same.", id="generator-reseeded")
def reseeded(*given):
    return loop(*given[:-1], given[-1].manual_seed(0))


@mistake("Only the last loss comes back. Keep that of each step.", id="only-the-last-loss")
def last_loss(*given):
    return loop(*given)[-1]


@mistake("The losses keep every batch in memory: keep `loss.detach()`.", id="gradients-kept")
def with_gradients(*given):
    return loop(*given).requires_grad_()


equivalent("len(data)", "len(labels)", because="each example has one label")
equivalent(
    "torch.rand(batch, generator=generator) < hidden",
    "torch.rand(batch, generator=generator) <= hidden",
    because="a draw hits `hidden` itself once in sixteen million times",
)
