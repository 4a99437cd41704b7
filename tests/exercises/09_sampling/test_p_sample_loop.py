"""Hidden checks of `p_sample_loop`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import equivalent, mistake, public, same, worth

BETAS = torch.tensor([0.02, 0.1, 0.3, 0.5, 0.6], dtype=torch.float64)


def drawn(module, xT, betas, seed):
    """Where the loop ends on known data, what it asks on its way, and whether xT stayed.

    The generator has a seed of its own: xT would be its first draw.
    """
    left = torch.cumprod(1 - betas, dim=0)
    told, places, start = [], [], xT.clone()

    def eps_model(x, t):
        assert isinstance(t, torch.Tensor), f"t is a {type(t).__name__}: make it a tensor, int64"
        assert t.shape == (len(xT),), (
            f"t has shape {tuple(t.shape)}: each sample has one, {(len(xT),)}"
        )
        assert t.dtype == torch.int64, f"t has dtype {t.dtype}: it is an index, int64"
        told.append(t.clone())
        places.append(x.detach().clone())
        signal = left[t.clamp(0, len(betas) - 1)].reshape(-1, *[1] * (x.ndim - 1))
        return (1 - signal).sqrt() * (x - signal.sqrt() * 0.3) / (signal * 0.5**2 + 1 - signal)

    end = module.p_sample_loop(eps_model, start, betas, torch.Generator().manual_seed(seed + 1))
    assert told, "eps_model was never called: `eps_model(x, t)`"
    return end, torch.stack(told), torch.stack(places), torch.equal(start, xT)


def draw(generator, shape=(4, 3), dtype=torch.float64):
    return torch.randn(shape, generator=generator, dtype=dtype)


@worth(3)
def test_ends_where_the_steps_lead(learner, reference, generator, seed):
    """It ends where Algorithm 2 ends, with the same noise"""
    xT = draw(generator)

    same(learner.run(drawn, xT, BETAS, seed)[0], drawn(reference, xT, BETAS, seed)[0])


@worth(2)
def test_asks_at_every_step(learner, reference, generator, seed):
    """The model is asked once a step, from index T−1 to 0, about x as it is by then"""
    xT = draw(generator)

    _, told, places, _ = learner.run(drawn, xT, BETAS, seed)

    _, right_told, right_places, _ = drawn(reference, xT, BETAS, seed)
    same(told, right_told)
    same(places, right_places)


def test_one_step_adds_no_noise(learner, generator, seed):
    """T = 1: one step, without noise, so that the generator makes no difference"""
    xT, betas = draw(generator), torch.tensor([0.36], dtype=torch.float64)
    eps = 0.6 * (xT - 0.8 * 0.3) / (0.64 * 0.25 + 0.36)

    for other in (seed, seed + 1):
        same(learner.run(drawn, xT, betas, other)[0], (xT - 0.6 * eps) / 0.8)


def test_a_hundred_steps(learner, reference, generator, seed):
    """A long way, of small betas"""
    xT = draw(generator, (2, 2))
    betas = torch.linspace(1e-3, 0.2, 100, dtype=torch.float64)

    same(learner.run(drawn, xT, betas, seed)[0], drawn(reference, xT, betas, seed)[0])


@public
def test_the_start_is_left_alone(learner, generator, seed):
    """The xT that it is given stays as it is"""
    same(learner.run(drawn, draw(generator), BETAS, seed)[3], True)


def test_any_shape_and_float32(learner, reference, generator, seed):
    """Any shape, and float32 stays float32"""
    for shape in ((4,), (1, 2), (2, 3, 4, 5)):
        xT, betas = draw(generator, shape, torch.float32), BETAS.float()
        expected = drawn(reference, xT, betas, seed)[0]
        same(learner.run(drawn, xT, betas, seed)[0], expected, rtol=1e-3, atol=1e-4)


def mean_of(x, eps, i, betas):
    """Of a step, without chance."""
    left = torch.cumprod(1 - betas, dim=0)
    return (x - betas[i] / (1 - left[i]).sqrt() * eps) / (1 - betas[i]).sqrt()


def small(i, betas):
    """Standard deviation of what a step adds; 0 at index 0."""
    left = torch.cumprod(1 - betas, dim=0)
    before = left[i - 1] if i else torch.ones_like(left[0])
    return (betas[i] * (1 - before) / (1 - left[i])).sqrt()


def loop(model, xT, betas, generator, **other):
    """The right one, but for `other`, which takes the place of what has its name."""
    x, draws = xT, []
    for i in other.get("way", range(len(betas) - 1, -1, -1)):
        told = other.get("tell", lambda i: i)(i)
        eps = model(other.get("ask", x), torch.full((len(x),), told))
        draws.append(torch.randn(x.shape, generator=generator, dtype=x.dtype))
        z = other.get("fresh", lambda draws, eps: draws[-1])(draws, eps)
        x = other.get("mean", mean_of)(x, eps, i, betas) + other.get("sigma", small)(i, betas) * z
    return x


@mistake("The way leads down: from index T−1, where all is noise, to 0.", id="levels-upwards")
def upwards(model, xT, betas, generator):
    return loop(model, xT, betas, generator, way=range(len(betas)))


@mistake("The step at index 0 is missing: `range` stops before its end.", id="last-step-left-out")
def one_short(model, xT, betas, generator):
    return loop(model, xT, betas, generator, way=range(len(betas) - 1, 0, -1))


@mistake("The way begins at index T−1, as xT is pure noise.", id="starts-below-the-top")
def starts_below(model, xT, betas, generator):
    return loop(model, xT, betas, generator, way=range(len(betas) - 2, -1, -1))


@mistake(
    "At index 0 noise was added, and no step comes to take it away.", id="noise-at-the-last-step"
)
def noisy_end(model, xT, betas, generator):
    return loop(model, xT, betas, generator, sigma=lambda i, b: small(i, b) if i else b[0].sqrt())


@mistake(
    "At index 0 noise was added, and no step comes to take it away.", id="noise-at-the-last-step"
)
def noisy_end_with_large_variance(model, xT, betas, generator):
    return loop(model, xT, betas, generator, sigma=lambda i, b: b[i].sqrt())


@mistake("Without fresh noise all samples drift to the middle.", id="fresh-noise-missing")
def no_chance(model, xT, betas, generator):
    return loop(model, xT, betas, generator, sigma=lambda i, b: 0)


@mistake("√β_t is the large one. Here a step adds √β̃_t·z.", id="beta-for-posterior-variance")
def large(model, xT, betas, generator):
    return loop(model, xT, betas, generator, sigma=lambda i, b: b[i].sqrt() if i else 0)


@mistake("β̃_t is a variance. Its root multiplies the noise.", id="std-for-variance")
def unrooted(model, xT, betas, generator):
    return loop(model, xT, betas, generator, sigma=lambda i, b: small(i, b) ** 2)


@mistake("Fresh noise came in at full size: multiply it by σ_t.", id="fresh-noise-not-scaled")
def unscaled(model, xT, betas, generator):
    return loop(model, xT, betas, generator, sigma=lambda i, b: float(i > 0))


@mistake("Every step has noise of its own; yours draws once.", id="one-fresh-noise")
def one_noise(model, xT, betas, generator):
    return loop(model, xT, betas, generator, fresh=lambda draws, eps: draws[0])


@mistake("Fresh noise is drawn, not the guess ε̂ once more.", id="guess-as-fresh-noise")
def guess_again(model, xT, betas, generator):
    return loop(model, xT, betas, generator, fresh=lambda draws, eps: eps)


@mistake("The start is no fresh noise: each step draws its own.", id="start-as-fresh-noise")
def start_again(model, xT, betas, generator):
    return loop(model, xT, betas, generator, fresh=lambda draws, eps: xT)


@mistake("Draw from the generator that was given.", id="generator-ignored")
def own_chance(model, xT, betas, generator):
    return loop(model, xT, betas, None)


@mistake("The start is given: xT. Yours draws another.", id="start-drawn-anew")
def own_start(model, xT, betas, generator):
    start = torch.randn(xT.shape, generator=generator, dtype=xT.dtype)
    return loop(model, start, betas, generator)


@mistake("The model is asked about the start each time. Ask about x.", id="start-asked-again")
def asks_the_start(model, xT, betas, generator):
    return loop(model, xT, betas, generator, ask=xT)


@mistake("You tell the model i + 1. It takes the index, as in training.", id="t-counted-from-one")
def told_one_more(model, xT, betas, generator):
    return loop(model, xT, betas, generator, tell=lambda i: i + 1)


@mistake("The model is told where the step goes. Tell it where x is.", id="told-the-next-level")
def told_the_next(model, xT, betas, generator):
    return loop(model, xT, betas, generator, tell=lambda i: max(i - 1, 0))


@mistake("The mean was not divided by √α_t.", id="not-grown-back")
def not_grown(model, xT, betas, generator):
    def mean(x, eps, i, betas):
        return mean_of(x, eps, i, betas) * (1 - betas[i]).sqrt()

    return loop(model, xT, betas, generator, mean=mean)


@mistake("All of ε̂ is taken away at once: a step takes β_t/√(1−ᾱ_t) of it.", id="plain-subtraction")
def all_of_it(model, xT, betas, generator):
    def mean(x, eps, i, betas):
        return (x - eps) / (1 - betas[i]).sqrt()

    return loop(model, xT, betas, generator, mean=mean)


@mistake("That jumps to x̂_0. A step takes β_t/√(1−ᾱ_t) of ε̂.", id="estimate-for-the-step")
def jumps(model, xT, betas, generator):
    def mean(x, eps, i, betas):
        left = torch.cumprod(1 - betas, dim=0)[i]
        return (x - (1 - left).sqrt() * eps) / left.sqrt()

    return loop(model, xT, betas, generator, mean=mean)


@mistake("xT was changed in place: make a new tensor.", id="start-changed")
def in_place(model, xT, betas, generator):
    return xT.copy_(loop(model, xT, betas, generator))


equivalent("dim=0", "dim=-1", because="betas have one axis: the first is the last")
equivalent(
    "torch.randn(x.shape, generator=generator, dtype=x.dtype, device=x.device)",
    "torch.randn(x.shape, generator=generator, dtype=x.dtype)",
    because="the checks run on one device",
)
equivalent(
    "torch.full((len(x),), i, device=x.device)",
    "torch.full((len(x),), i)",
    because="the checks run on one device",
)
