"""Hidden checks of `p_sample`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import equivalent, mistake, public, same, worth

BETAS = torch.linspace(1e-4, 0.02, 1000, dtype=torch.float64)


def draw(generator, shape, T=1000, dtype=torch.float64):
    """x_t, a guess of its noise, t with T−1, 0 and 1 first, and fresh noise."""
    xt, eps, noise = (torch.randn(shape, generator=generator, dtype=dtype) for _ in range(3))
    t = torch.cat([torch.tensor([T - 1, 0, 1]), 2 + torch.randperm(T - 3, generator=generator)])
    return xt, eps, t[: shape[0]], noise


def few(generator, dtype=torch.float64):
    """Six large steps."""
    return 0.05 + 0.6 * torch.rand(6, generator=generator, dtype=dtype)


def stepped(module, batch, betas, *kind):
    """One step, with the schedule where it belongs."""
    xt, eps, t, noise = batch
    return module.p_sample(xt, eps, t, betas, noise, *kind)


@worth(3)
def test_mean_and_fresh_noise(learner, reference, generator):
    """The mean, and √β̃_t times the fresh noise"""
    betas, batch = few(generator), draw(generator, (6, 3), T=6)

    same(stepped(learner, batch, betas), stepped(reference, batch, betas))
    same(stepped(learner, batch, betas, "small"), stepped(reference, batch, betas, "small"))


@worth(2)
def test_large_takes_beta(learner, reference, generator):
    """kind="large": √β_t times the fresh noise"""
    betas, batch = few(generator), draw(generator, (6, 3), T=6)

    same(stepped(learner, batch, betas, "large"), stepped(reference, batch, betas, "large"))


@public
@worth(2)
def test_no_noise_at_the_last_step(learner, generator):
    """t = 0: no fresh noise, for both kinds, and for these samples alone"""
    xt, eps, t, noise = draw(generator, (4, 2))
    betas = few(generator)
    t = torch.tensor([0, 3, 0, 1])
    silent = noise * (t > 0)[:, None]

    for kind in ("small", "large"):
        actual = learner.p_sample(xt, eps, t, betas, noise, kind)
        same(actual, learner.p_sample(xt, eps, t, betas, silent, kind))
        louder = learner.p_sample(xt, eps, t, betas, 2 * noise, kind)
        same((louder - actual).abs().sum(1) > 0, t > 0)


def test_a_thousand_steps(learner, reference, generator):
    """Ho's schedule, from the first step to the last"""
    batch = draw(generator, (8, 2))

    for kind in ("small", "large"):
        same(stepped(learner, batch, BETAS, kind), stepped(reference, batch, BETAS, kind))


def test_samples_of_any_shape(learner, reference, generator):
    """Points (B, 2), also B = 1; pictures (B, C, H, W), plain numbers (B,); B as long as wide"""
    betas = few(generator)
    for shape in ((1, 2), (4, 4), (3, 2, 4, 5), (5,)):
        batch = draw(generator, shape, T=6)
        for kind in ("small", "large"):
            same(stepped(learner, batch, betas, kind), stepped(reference, batch, betas, kind))


@public
def test_true_noise_and_no_chance_lead_to_the_clean_sample(learner, generator):
    """From t = 0 with the true noise it arrives at x_0"""
    x0, eps, _, noise = draw(generator, (4, 2))
    betas = torch.tensor([0.36, 0.5], dtype=torch.float64)
    first = torch.zeros(4, dtype=torch.int64)

    same(learner.p_sample(0.8 * x0 + 0.6 * eps, eps, first, betas, noise, "large"), x0)


def test_works_in_single_precision(learner, reference, generator):
    """float32 in, float32 out"""
    betas = torch.linspace(0.05, 0.4, 12)
    batch = draw(generator, (6, 2), T=12, dtype=torch.float32)

    same(stepped(learner, batch, betas), stepped(reference, batch, betas), 1e-3, 1e-4)


def column(values, t, x):
    """values[t] as (B, 1, ..., 1)."""
    return values[t].reshape(-1, *[1] * (x.ndim - 1))


def mean_of(xt, eps, t, betas):
    """Without chance."""
    left = torch.cumprod(1 - betas, dim=0)
    taken = column(betas / (1 - left).sqrt(), t, xt)
    return (xt - taken * eps) / column(1 - betas, t, xt).sqrt()


def sigma_of(xt, t, betas, kind):
    """Standard deviation of what is added, also at t = 0."""
    left = torch.cumprod(1 - betas, dim=0)
    before = torch.cat([torch.ones_like(left[:1]), left[:-1]])
    variance = betas if kind == "large" else betas * (1 - before) / (1 - left)
    return column(variance, t, xt).sqrt()


def again(xt, t):
    """1 where there is a step after this one."""
    return (t > 0).to(xt.dtype).reshape(-1, *[1] * (xt.ndim - 1))


@mistake(
    "At t = 0 noise was added. Nothing comes after that step to take it away.",
    id="noise-at-the-last-step",
)
def noise_at_the_end(xt, eps, t, betas, noise, kind="small"):
    return mean_of(xt, eps, t, betas) + sigma_of(xt, t, betas, kind) * noise


@mistake("One sample at t = 0 silenced the whole batch. Each has its own t.", id="first-t-only")
def silent_if_any(xt, eps, t, betas, noise, kind="small"):
    chance = sigma_of(xt, t, betas, kind) * noise * bool((t > 0).all())
    return mean_of(xt, eps, t, betas) + chance


@mistake("Noise at t = 0 is left out only if all are there. Each has its own t.", id="first-t-only")
def silent_if_all(xt, eps, t, betas, noise, kind="small"):
    chance = sigma_of(xt, t, betas, kind) * noise * bool((t > 0).any())
    return mean_of(xt, eps, t, betas) + chance


@mistake("No noise at index 1, either. The last step is index 0 alone.", id="t-counted-from-one")
def silent_at_one(xt, eps, t, betas, noise, kind="small"):
    chance = sigma_of(xt, t, betas, kind) * noise * again(xt, (t > 1).long())
    return mean_of(xt, eps, t, betas) + chance


@mistake(
    "That is the mean. What is left open, chance decides: add σ_t·noise.", id="fresh-noise-missing"
)
def no_chance(xt, eps, t, betas, noise, kind="small"):
    return mean_of(xt, eps, t, betas)


@mistake("β̃ and β are variances. The noise is multiplied by their root.", id="std-for-variance")
def variance_on_noise(xt, eps, t, betas, noise, kind="small"):
    chance = sigma_of(xt, t, betas, kind) ** 2 * noise * again(xt, t)
    return mean_of(xt, eps, t, betas) + chance


@mistake("The noise came in at full size. Multiply it by σ_t.", id="fresh-noise-not-scaled")
def unscaled(xt, eps, t, betas, noise, kind="small"):
    return mean_of(xt, eps, t, betas) + noise * again(xt, t)


@mistake('Yours adds √β_t·noise for both kinds. "small" is β̃_t.', id="beta-for-posterior-variance")
def always_large(xt, eps, t, betas, noise, kind="small"):
    chance = sigma_of(xt, t, betas, "large") * noise * again(xt, t)
    return mean_of(xt, eps, t, betas) + chance


@mistake('Yours adds √β̃_t·noise for both kinds. "large" is β_t.', id="kind-ignored")
def always_small(xt, eps, t, betas, noise, kind="small"):
    chance = sigma_of(xt, t, betas, "small") * noise * again(xt, t)
    return mean_of(xt, eps, t, betas) + chance


@mistake('"small" and "large" are swapped.', id="kinds-swapped")
def swapped(xt, eps, t, betas, noise, kind="small"):
    other = "small" if kind == "large" else "large"
    return mean_of(xt, eps, t, betas) + sigma_of(xt, t, betas, other) * noise * again(xt, t)


def upside_down(xt, t, betas, kind, noise):
    """Noise by the inverted ratio: at t = 0 it divides by 0."""
    left = torch.cumprod(1 - betas, dim=0)
    before = torch.cat([torch.ones_like(left[:1]), left[:-1]])
    variance = betas if kind == "large" else betas * (1 - left) / (1 - before)
    return column(variance, t, xt).sqrt() * noise * again(xt, t)


@mistake(
    "β̃_t is β_t·(1−ᾱ_prev)/(1−ᾱ_t), less than β_t: your ratio is upside down.",
    id="variance-ratio-inverted",
)
def inverted(xt, eps, t, betas, noise, kind="small"):
    return mean_of(xt, eps, t, betas) + upside_down(xt, t, betas, kind, noise)


@mistake(
    "β̃_t is β_t·(1−ᾱ_prev)/(1−ᾱ_t), less than β_t: your ratio is upside down.",
    id="variance-ratio-inverted",
)
def inverted_where_noise_comes(xt, eps, t, betas, noise, kind="small"):
    return mean_of(xt, eps, t, betas) + upside_down(xt, t, betas, kind, noise).nan_to_num(0.0)


@mistake("You drew noise of your own. Use the argument.", id="fresh-noise-drawn-inside")
def own_noise(xt, eps, t, betas, noise, kind="small"):
    chance = sigma_of(xt, t, betas, kind) * torch.randn_like(xt) * again(xt, t)
    return mean_of(xt, eps, t, betas) + chance


@mistake("Fresh noise is added, not the guess ε̂ once more.", id="guess-as-fresh-noise")
def guess_again(xt, eps, t, betas, noise, kind="small"):
    return mean_of(xt, eps, t, betas) + sigma_of(xt, t, betas, kind) * eps * again(xt, t)


@mistake("That jumps to x̂_0. A step takes β_t/√(1−ᾱ_t) of ε̂.", id="estimate-for-the-step")
def from_the_estimate(xt, eps, t, betas, noise, kind="small"):
    left = column(torch.cumprod(1 - betas, dim=0), t, xt)
    x0 = (xt - (1 - left).sqrt() * eps) / left.sqrt()
    return x0 + sigma_of(xt, t, betas, kind) * noise * again(xt, t)


@mistake("The mean was not divided by √α_t.", id="not-grown-back")
def not_grown(xt, eps, t, betas, noise, kind="small"):
    mean = mean_of(xt, eps, t, betas) * column(1 - betas, t, xt).sqrt()
    return mean + sigma_of(xt, t, betas, kind) * noise * again(xt, t)


@mistake("All of ε̂ is taken away at once. A step takes β_t/√(1−ᾱ_t) of it.", id="plain-subtraction")
def all_of_it(xt, eps, t, betas, noise, kind="small"):
    mean = (xt - eps) / column(1 - betas, t, xt).sqrt()
    return mean + sigma_of(xt, t, betas, kind) * noise * again(xt, t)


@mistake("√α_t divides the mean, not the fresh noise.", id="fresh-noise-divided")
def noise_divided(xt, eps, t, betas, noise, kind="small"):
    chance = sigma_of(xt, t, betas, kind) / column(1 - betas, t, xt).sqrt() * noise
    return mean_of(xt, eps, t, betas) + chance * again(xt, t)


def with_mean(mean, xt, t, betas, noise, kind):
    """The right step around another mean."""
    return mean + sigma_of(xt, t, betas, kind) * noise * again(xt, t)


def parts(eps, t, betas):
    """ᾱ_t, and √α_t and β_t/√(1−ᾱ_t)·ε̂ of the mean."""
    left = torch.cumprod(1 - betas, dim=0)
    taken = column(betas / (1 - left).sqrt(), t, eps) * eps
    return column(left, t, eps), column(1 - betas, t, eps).sqrt(), taken


@mistake("One sample at t = 0 silenced the whole batch. Each has its own t.", id="first-t-only")
def silent_if_the_first(xt, eps, t, betas, noise, kind="small"):
    chance = sigma_of(xt, t, betas, kind) * noise * bool(t[0] > 0)
    return mean_of(xt, eps, t, betas) + chance


@mistake(
    "Yours adds noise at t = 0 alone. It is there that none comes.", id="noise-at-the-last-step"
)
def turned_round(xt, eps, t, betas, noise, kind="small"):
    chance = sigma_of(xt, t, betas, kind) * noise * (1 - again(xt, t))
    return mean_of(xt, eps, t, betas) + chance


@mistake("β̃ and β are variances: σ is their root, not exp(½·β̃).", id="log-variance-for-variance")
def exponential(xt, eps, t, betas, noise, kind="small"):
    chance = (sigma_of(xt, t, betas, kind) ** 2 / 2).exp() * noise
    return mean_of(xt, eps, t, betas) + chance * again(xt, t)


@mistake("Outside stands √α_t, of one step. You divided by √ᾱ_t, of all.", id="alpha-bar-for-alpha")
def divided_by_all(xt, eps, t, betas, noise, kind="small"):
    left, _, taken = parts(eps, t, betas)
    return with_mean((xt - taken) / left.sqrt(), xt, t, betas, noise, kind)


@mistake("1−ᾱ_t is a variance. β_t is divided by its root.", id="noise-weight-not-sqrt")
def unrooted(xt, eps, t, betas, noise, kind="small"):
    left, kept, taken = parts(eps, t, betas)
    return with_mean((xt - taken / (1 - left).sqrt()) / kept, xt, t, betas, noise, kind)


@mistake("√(1−ᾱ_t) of ε̂ is all the noise there is. A step takes β_t/√(1−ᾱ_t).", id="step-takes-all")
def takes_all(xt, eps, t, betas, noise, kind="small"):
    left, kept, _ = parts(eps, t, betas)
    return with_mean((xt - (1 - left).sqrt() * eps) / kept, xt, t, betas, noise, kind)


@mistake(
    "β_t stands above √(1−ᾱ_t) as it is. √β_t is the weight of fresh noise going forward.",
    id="step-undone",
)
def root_of_beta(xt, eps, t, betas, noise, kind="small"):
    _, kept, taken = parts(eps, t, betas)
    rooted = taken / column(betas, t, xt).sqrt()
    return with_mean((xt - rooted) / kept, xt, t, betas, noise, kind)


@mistake("√α_t divides ε̂ alone; put x_t − … in brackets.", id="estimate-bracket")
def no_bracket(xt, eps, t, betas, noise, kind="small"):
    _, kept, taken = parts(eps, t, betas)
    return with_mean(xt - taken / kept, xt, t, betas, noise, kind)


@mistake("The step forward multiplied by √α_t. Going back divides by it.", id="shrunk-again")
def shrunk(xt, eps, t, betas, noise, kind="small"):
    _, kept, taken = parts(eps, t, betas)
    return with_mean((xt - taken) * kept, xt, t, betas, noise, kind)


@mistake("Noise is taken away on the way back. You added it.", id="estimate-sign")
def noise_added(xt, eps, t, betas, noise, kind="small"):
    _, kept, taken = parts(eps, t, betas)
    return with_mean((xt + taken) / kept, xt, t, betas, noise, kind)


@mistake("The estimate x̂_0 was clipped. Points and latents go beyond 1.", id="estimate-clipped")
def clipped(xt, eps, t, betas, noise, kind="small"):
    left, kept, _ = parts(eps, t, betas)
    before = left / kept**2
    x0 = ((xt - (1 - left).sqrt() * eps) / left.sqrt()).clamp(-1, 1)
    mean = (before.sqrt() * column(betas, t, xt) * x0 + kept * (1 - before) * xt) / (1 - left)
    return with_mean(mean, xt, t, betas, noise, kind)


equivalent("dim=0", "dim=-1", because="betas have one axis: the first is the last")
equivalent(
    "per_sample(values, t, xt)",
    "per_sample(values, t, eps)",
    because="only the shape of the last argument counts, and it is the same",
)
equivalent(
    "per_sample(values, t, xt)",
    "per_sample(values, t, noise)",
    because="only the shape of the last argument counts, and it is the same",
)
equivalent(
    "torch.ones_like(left[:1])",
    "left[:1]",
    because="what stands before index 0 only sets the noise of a step that adds none",
)
equivalent(
    "torch.ones_like(left[:1])",
    "torch.zeros_like(left[:1])",
    because="what stands before index 0 only sets the noise of a step that adds none",
)
