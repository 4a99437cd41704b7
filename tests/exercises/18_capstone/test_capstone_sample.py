"""Hidden checks of `capstone_sample`, and the ways in which it is known to go wrong.

Nothing is trained: the model is the exact denoiser of a few clouds, so that the path of a sampler
can be laid beside the right one, from the same start and with the same noise.
"""

import torch

from tutor.diffusion.schedule import alpha_bar, cosine_betas
from tutor.grading.checks import mistake, public, same, worth

SHARES = torch.from_numpy(alpha_bar(cosine_betas(40)))
N = 32
MEANS = 1.35 * torch.tensor([[1, 0], [0, 1], [-1, 0], [0, -1]], dtype=torch.float64)
CLASSES = torch.tensor([[1, 0, 1, 0], [0, 1, 0, 1], [1, 1, 1, 1]], dtype=torch.bool)
"""Which clouds belong to class 0, to class 1, and to no class."""
LIMIT = 1e-3
"""Mean distance: right paths end together but for rounding, wrong ones 0.08 or more away."""


def drawn(module, means, classes, table, start, noise, label, none, steps, *dials):
    """Where the loop ends, and what it asks for on its way."""
    told, strides = [], []

    class Exact(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.weight = torch.nn.Parameter(torch.zeros((), dtype=start.dtype))

        def forward(self, x, t, label):
            for name, given in {"t": t, "label": label}.items():
                assert getattr(given, "shape", None) == (len(x),), (
                    f"the model takes a {name} for each example, as a tensor of shape {(len(x),)}"
                )
            index = t.unique().tolist()
            assert len(index) == 1, "all examples are at one noise level, and t says which"
            told.extend(one for one in index if told[-1:] != [one])
            signal = table[t][:, None].to(x.dtype)  # (B, 1)
            variance = signal * 0.2**2 + 1 - signal
            offsets = signal.sqrt()[:, :, None] * means.to(x.dtype) - x.flatten(1)[:, None]
            logs = -offsets.square().sum(-1) / (2 * variance)  # (B, K)
            share = logs.masked_fill(~classes[label], -torch.inf).softmax(-1)
            pull = (share[..., None] * offsets).sum(1) / variance  # (B, D)
            return (self.weight - (1 - signal).sqrt() * pull).reshape(x.shape)

    def ddim_step(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
        a, b = (torch.as_tensor(share, dtype=torch.float64) for share in (abar_t, abar_prev))
        assert a.ndim == b.ndim == 0, "ddim_step takes two numbers: where x is, and where to go"
        assert eta == 0 or noise is not None, "with eta above 0, ddim_step takes fresh noise, too"
        strides.append([float(a), float(b)])
        sigma = eta * ((1 - b) / (1 - a) * (1 - a / b)).clamp(min=0).sqrt()
        x0 = (xt - (1 - a).sqrt() * eps) / a.sqrt()
        kept = (1 - b - sigma**2).clamp(min=0).sqrt()
        return b.sqrt() * x0 + kept * eps + (0 if noise is None else sigma * noise)

    def cfg_combine(eps_uncond, eps_cond, scale):
        return eps_uncond + scale * (eps_cond - eps_uncond)

    given = table, start, noise, label, none, steps, *dials
    x = module.capstone_sample(Exact(), ddim_step, cfg_combine, *given)
    assert isinstance(x, torch.Tensor), f"returned a {type(x).__name__}: return the last x"
    return {
        "x": x.detach(),
        "dtype": str(x.dtype),
        "graph": x.requires_grad,
        "told": told,
        "strides": torch.tensor(strides),
    }


def setting(generator, steps=10, *dials, shape=(2,), dtype=torch.float64):
    """What a run is given."""
    means = torch.zeros(4, *shape, dtype=dtype).flatten(1)
    means[:, :2] = MEANS.to(dtype)
    start = torch.randn(N, *shape, generator=generator, dtype=dtype)
    noise = torch.randn(steps, *start.shape, generator=generator, dtype=dtype)
    label = torch.arange(N) % 2
    return means, CLASSES, SHARES.to(dtype), start, noise, label, 2, steps, *dials


def rounded(run):
    """The run but for what rounding may change on its way."""
    return run | {"x": run["x"].float()}


def both(learner, reference, given):
    """The learner's run and the right one."""
    return learner.run(drawn, *given, reading=rounded), drawn(reference, *given)


def distance(seen, right):
    """From where samples end to where they should, on average."""
    return float((seen - right).flatten(1).norm(dim=1).mean())


def coupled(learner, reference, given):
    """Fail where the learner's samples end elsewhere than the right ones."""
    seen, right = both(learner, reference, given)
    assert seen["x"].shape == right["x"].shape, (
        f"expected shape {tuple(right['x'].shape)}, seen {tuple(seen['x'].shape)}"
    )
    assert seen["dtype"] == right["dtype"], f"expected {right['dtype']}, seen {seen['dtype']}"
    off = distance(seen["x"], right["x"])

    assert off < LIMIT, (
        f"with the same start, the same noise and exact answers, samples end {off:.2g} from "
        "where they should, on average; a picture of them may look right all the same"
    )


@worth(2)
def test_levels(learner, reference, generator):
    """The model is asked at T−1 first, and then at each index T // steps below"""
    for steps in (5, 20, 8):
        seen, right = both(learner, reference, setting(generator, steps))

        assert seen["told"] == right["told"], (
            f"with {steps} of 40 levels, expected {right['told'][:5]}"
            f"{' and so on' * (steps > 5)}, seen {seen['told'][:5]}"
        )


@worth(2)
def test_strides(learner, reference, generator):
    """Each step goes to the level that is visited next, and the last to ᾱ = 1"""
    seen, right = (run["strides"] for run in both(learner, reference, setting(generator, 8)))

    assert len(seen) == len(right), f"expected {len(right)} calls of ddim_step, seen {len(seen)}"
    for step, (given, due) in enumerate(zip(seen, right, strict=True), 1):
        assert torch.allclose(given, due, rtol=1e-4), (
            f"step {step} of {len(right)} should go from ᾱ = {due[0]:.4g} to {due[1]:.4g}, "
            f"and goes from {given[0]:.4g} to {given[1]:.4g}"
        )


@worth(3)
def test_path(learner, reference, generator):
    """The path is right, point by point, where a picture of the points could not tell"""
    coupled(learner, reference, setting(generator))
    coupled(learner, reference, setting(generator, 5, 1.0, 0.0))


@worth(2)
def test_guidance(learner, reference, generator):
    """The path is right under guidance, too, and at scale 0, which ignores the label"""
    for scale in (3.0, 0.0):
        coupled(learner, reference, setting(generator, 10, scale))


@worth(2)
def test_fresh_noise(learner, reference, generator):
    """The path is right at η = 1, too, where each step takes fresh noise of its own"""
    coupled(learner, reference, setting(generator, 10, 1.0, 1.0))
    coupled(learner, reference, setting(generator, 10, 2.0, 0.5))


def test_numbers_of_steps(learner, reference, generator):
    """The path is right in a single step, and when all levels are visited"""
    for steps in (1, 40):
        coupled(learner, reference, setting(generator, steps, 1.0, 1.0))


def test_pictures(learner, reference, generator):
    """Pictures (B, C, H, W) in float32 are drawn as points are"""
    for eta in (0.0, 1.0):
        given = setting(generator, 5, 2.0, eta, shape=(1, 2, 3), dtype=torch.float32)
        coupled(learner, reference, given)


def test_gradients(learner, reference, generator):
    """No gradients are kept: they would hold every step of the way in memory"""
    seen, _ = both(learner, reference, setting(generator, 5))

    assert not seen["graph"], "the samples want gradients: draw under `torch.no_grad()`"


def resting(module, start, steps):
    """Where the loop ends if its steps lead nowhere, and how many it takes."""
    taken = []

    class Silent(torch.nn.Module):
        def forward(self, x, t, label):
            for name, given in {"t": t, "label": label}.items():
                assert getattr(given, "shape", None) == (len(x),), (
                    f"the model takes a {name} for each example, as a tensor of shape {(len(x),)}"
                )
            return torch.zeros_like(x)

    def ddim_step(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
        taken.append(abar_t)
        return xt

    def cfg_combine(eps_uncond, eps_cond, scale):
        return eps_cond

    table, noise = torch.linspace(0.9, 0.1, 12), torch.zeros(steps, *start.shape)
    label = torch.zeros(len(start), dtype=torch.int64)
    given = table, start, noise, label, 2, steps
    return module.capstone_sample(Silent(), ddim_step, cfg_combine, *given), len(taken)


@public
def test_at_rest(learner, generator):
    """Where no step leads anywhere, the start comes back, after as many steps as were asked for"""
    start = torch.randn(5, 2, generator=generator)

    same(learner.run(resting, start, 4), (start, 4))


def way(table, steps, first=-1):
    """The levels to visit, and where each step goes to."""
    visited = range(len(table) + first, -1, -(len(table) // steps))
    return [*zip(visited, [*(table[i] for i in visited[1:]), 1.0], strict=True)]


def below(i, table, steps):
    """The index that is visited after i, or 0."""
    return max(i - len(table) // steps, 0)


def loop(
    model, step, combine, table, start, noise, label, none, steps, scale=1.0, eta=0.0, **other
):
    """The right one, but for `other`, which takes the place of what has its name."""
    x, null = start, torch.full_like(label, other.get("null", none))
    for k, (i, target) in enumerate(other.get("way", way)(table, steps)):
        t = torch.full_like(label, other.get("tell", lambda i, *_: i)(i, table, steps))
        asked = other.get("ask", x)
        eps = other.get("mix", combine)(model(asked, t, null), model(asked, t, label), scale)
        z = other.get("fresh", lambda k: noise[k])(k)
        x = other.get("move", step)(x, eps, table[i], target, other.get("spread", eta), z)
    return x.detach()


@mistake("The way leads down from the noisiest level, T−1.", id="levels-upwards")
def upwards(*given):
    def upwards(table, steps):
        levels, targets = zip(*way(table, steps), strict=True)
        return [*zip(levels[::-1], targets[::-1], strict=True)]

    return loop(*given, way=upwards)


@mistake("Start at T−1, as pure noise is told; yours starts below.", id="starts-below-the-top")
def leading(*given):
    return loop(*given, way=lambda table, steps: way(table, steps, -(len(table) // steps)))


@mistake(
    "The last step goes to the clean sample: ᾱ is 1 there, not `alpha_bar[0]`.",
    id="array-holds-the-one",
)
def to_the_first_entry(*given):
    def first(table, steps):
        return [*way(table, steps)[:-1], (way(table, steps)[-1][0], table[0])]

    return loop(*given, way=first)


@mistake(
    "Index −1 is the noisiest level. Below index 0 the step goes to ᾱ = 1.",
    id="negative-index-raises",
)
def round_the_end(*given):
    def around(table, steps):
        return [*way(table, steps)[:-1], (way(table, steps)[-1][0], table[-1])]

    return loop(*given, way=around)


@mistake("A step goes to the level visited next, not to index i − 1.", id="goes-to-the-neighbour")
def to_the_neighbour(*given):
    def near(table, steps):
        return [(i, table[i - 1] if i else 1.0) for i, _ in way(table, steps)]

    return loop(*given, way=near)


@mistake(
    "The last step is missing: x still holds the noise of the last level.", id="last-step-left-out"
)
def one_short(*given):
    return loop(*given, way=lambda *whole: way(*whole)[:-1])


@mistake("You visit all levels, and not only every T // steps-th.", id="steps-ignored")
def all_levels(*given):
    noise = given[5]
    every = {"way": lambda table, steps: way(table, len(table))}
    return loop(*given, **every, fresh=lambda k: noise[k % len(noise)])


@mistake("The model is told where the step goes. Tell it where x is.", id="told-the-next-level")
def told_the_next(*given):
    return loop(*given, tell=below)


@mistake("You tell the model i + 1. It takes the index, as in training.", id="t-counted-from-one")
def told_one_more(*given):
    return loop(*given, tell=lambda i, *_: i + 1)


@mistake("The model is asked about the start each time. Ask about x.", id="start-asked-again")
def asking_the_start(*given):
    return loop(*given, ask=given[4])


@mistake("The two levels are swapped: first where x is, then where to go.", id="levels-swapped")
def swapped_levels(*given):
    step = given[1]
    return loop(*given, move=lambda x, eps, a, b, *rest: step(x, eps, b, a, *rest))


@mistake(
    "The two answers are swapped: without the condition comes first.", id="guidance-roles-swapped"
)
def swapped_roles(*given):
    return loop(*given, mix=lambda u, c, scale: given[2](c, u, scale))


@mistake("Only the answer with the label is used: the scale never acts.", id="condition-alone")
def label_alone(*given):
    return loop(*given, mix=lambda u, c, scale: c)


@mistake("Only the answer without the label is used: the scale never acts.", id="condition-unused")
def label_unused(*given):
    return loop(*given, mix=lambda u, c, scale: u)


@mistake("The scale is passed on as it is: you took it for the paper's w.", id="guidance-w-for-s")
def one_more(*given):
    return loop(*given, mix=lambda u, c, scale: given[2](u, c, scale + 1))


@mistake("No class has a label of its own, `none`: 0 is a class.", id="null-is-class-zero")
def zero_for_none(*given):
    return loop(*given, null=0)


@mistake("η is not passed on to `ddim_step`, which then takes it for 0.", id="eta-never-used")
def without_eta(*given):
    return loop(*given, spread=0.0)


@mistake("You draw the fresh noise yourself. Take what is given.", id="fresh-noise-drawn-inside")
def own_noise(*given):
    return loop(*given, fresh=lambda k: torch.randn_like(given[4]))


@mistake("All steps take the same noise: step k takes `noise[k]`.", id="one-fresh-noise")
def same_noise(*given):
    return loop(*given, fresh=lambda k: given[5][0])


@mistake("The last step ends clean. Nothing is added after it.", id="noise-at-the-last-step")
def noisy_at_the_end(*given):
    return loop(*given) + (1 - given[3][0]).sqrt() * given[5][-1]


@mistake("The samples keep the gradients of every step: `torch.no_grad()`.", id="gradients-kept")
def with_gradients(*given):
    return loop(*given).requires_grad_()
