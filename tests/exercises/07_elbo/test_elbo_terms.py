"""Hidden checks of `elbo_terms`, and the ways in which it is known to go wrong."""

import math

import torch

from tutor.grading.checks import equivalent, mistake, public, same, worth

DDPM = torch.linspace(1e-4, 0.02, 1000, dtype=torch.float64)
SHORT = torch.tensor([0.1, 0.3, 0.2, 0.5, 0.4], dtype=torch.float64)


def draw(generator, shape, betas=SHORT, dtype=torch.float64):
    """The weight of a small model, a clean batch, t with both ends in it, and noise."""
    weight = 0.5 + torch.rand((), generator=generator, dtype=dtype)
    x0 = torch.randn(shape, generator=generator, dtype=dtype)
    between = 1 + torch.randint(0, len(betas) - 1, (max(shape[0] - 2, 0),), generator=generator)
    t = torch.cat([torch.tensor([len(betas) - 1, 1]), between])[: shape[0]]
    noise = torch.randn(shape, generator=generator, dtype=dtype)
    return weight, x0, t, noise, betas.to(dtype)


def ask(module, weight, x0, t, noise, betas, *kind):
    """The terms with a small model, their slope by its weight, and what the model heard."""
    weight = weight.clone().requires_grad_()
    heard = []

    def model(x_t, t):
        heard.append((x_t.detach().clone(), t.clone()))
        return weight * x_t + (t.to(x_t.dtype) / 3).cos().reshape(-1, *[1] * (x_t.ndim - 1))

    terms = module.elbo_terms(model, x0, t, noise, betas, *kind)
    assert heard, "the model was never called: `model(x_t, t)` is what it says"
    assert isinstance(terms, torch.Tensor), "return the terms as a tensor"
    if not terms.requires_grad:
        return terms, torch.zeros_like(weight), len(heard), *heard[0]
    return terms.detach(), torch.autograd.grad(terms.sum(), weight)[0], len(heard), *heard[0]


def perfect(module, x0, t, noise, betas, kind):
    """The terms of a model that knows the noise."""
    return module.elbo_terms(lambda x_t, t: noise, x0, t, noise, betas, kind)


@worth(3)
def test_measures_the_step_back_against_the_true_one(learner, reference, generator):
    """The KL from the posterior to the model's step, in bits per number"""
    batch = draw(generator, (6, 2))

    same(learner.run(ask, *batch)[0], ask(reference, *batch)[0])
    same(learner.run(ask, *batch, "small")[0], ask(reference, *batch, "small")[0])


@worth(2)
def test_the_large_variance_costs_something(learner, reference, generator):
    """kind="large": the spreads differ, and that counts, too"""
    batch = *draw(generator, (6, 2)), "large"

    same(learner.run(ask, *batch)[0], ask(reference, *batch)[0])


@worth(2)
def test_shows_the_model_x_t_and_t(learner, reference, generator):
    """The model is called once, with x_t and with t as it came"""
    batch = draw(generator, (5, 3))

    _, _, calls, x_t, t = learner.run(ask, *batch)

    same(calls, 1)
    same(x_t, ask(reference, *batch)[3])
    same(t, batch[2])


@public
def test_a_model_that_knows_the_noise_pays_nothing(learner, generator):
    """With ε̂ = ε and the small variance every term is 0"""
    _, *batch = draw(generator, (4, 3))

    answer = learner.run(perfect, *batch, "small")

    same(answer, torch.zeros(4, dtype=torch.float64), atol=1e-12)


def test_gradients_reach_the_model(learner, reference, generator):
    """The derivative of the terms by the model's weight is the right one"""
    for kind in ("small", "large"):
        batch = *draw(generator, (6, 2)), kind
        same(learner.run(ask, *batch)[1], ask(reference, *batch)[1])


def test_samples_of_any_shape(learner, reference, generator):
    """The mean runs over a sample: pictures (B, C, H, W), batches of one, plain numbers (B,)"""
    for shape in ((4, 4), (1, 3), (3, 2, 4, 5), (5,)):
        batch = draw(generator, shape)
        same(learner.run(ask, *batch)[0], ask(reference, *batch)[0])


def test_thousand_small_steps(learner, reference, generator):
    """The schedule of Ho et al."""
    batch = draw(generator, (6, 2), DDPM)

    same(learner.run(ask, *batch)[0], ask(reference, *batch)[0], rtol=1e-6, atol=1e-10)


def test_works_in_single_precision(learner, reference, generator):
    """float32 in, float32 out"""
    batch = draw(generator, (6, 2), dtype=torch.float32)

    same(learner.run(ask, *batch)[0], ask(reference, *batch)[0], rtol=1e-3, atol=1e-4)


def per_sample(values, x):
    """(B,) as (B, 1, ..., 1)."""
    return values.reshape(-1, *[1] * (x.ndim - 1))


def kl(m1, v1, m2, v2):
    """In nats."""
    return ((v2 / v1).log() - 1 + v1 / v2 + (m1 - m2) ** 2 / v2) / 2


def shares(x0, t, betas):
    """β, ᾱ and ᾱ one step before, (B, 1, ..., 1) each."""
    alpha_bar = torch.cumprod(1 - betas, dim=0)
    return tuple(per_sample(one, x0) for one in (betas[t], alpha_bar[t], alpha_bar[t - 1]))


def nats(model, x0, t, noise, betas, kind="small", **other):
    """Number by number, right but for `other`, which takes the place of what has its name."""
    beta, signal, before = other.get("shares") or shares(x0, t, betas)
    x_t = signal.sqrt() * x0 + (1 - signal).sqrt() * noise
    eps = model(other.get("shown", x_t), t)
    clean = other.get("clean", x0)
    told = (before.sqrt() * beta * clean + (1 - beta).sqrt() * (1 - before) * x_t) / (1 - signal)
    guess = (x_t - beta / (1 - signal).sqrt() * eps) / (1 - beta).sqrt()
    small = beta * (1 - before) / (1 - signal)
    variance = other.get("variance", {"small": small, "large": beta}[kind])
    first, second = (told, other.get("spread", small)), (other.get("guess", guess), variance)
    return kl(*second, *first) if other.get("turned") else kl(*first, *second)


def bits(x0, terms):
    """Per number of a sample."""
    return terms.reshape(len(x0), -1).mean(dim=1) / math.log(2)


@mistake("Those are nats. One bit is ln 2 nats: divide.", id="nats-for-bits")
def in_nats(model, x0, *rest):
    return bits(x0, nats(model, x0, *rest)) * math.log(2)


@mistake("You added up over a sample. Bits per number are a mean.", id="sum-within-sample")
def summed(model, x0, *rest):
    return bits(x0, nats(model, x0, *rest)) * (x0.numel() // len(x0))


@mistake("One term for each sample, not for the batch.", id="batch-averaged")
def over_the_batch(model, x0, *rest):
    return bits(x0, nats(model, x0, *rest)).mean()


@mistake("You kept one term for each number. Average over a sample.", id="loss-not-averaged")
def not_averaged(model, x0, *rest):
    return nats(model, x0, *rest) / math.log(2)


@mistake(
    "You measured from the model to the posterior. The posterior is what happens: it comes first.",
    id="kl-turned-round",
)
def turned_round(model, x0, *rest):
    return bits(x0, nats(model, x0, *rest, turned=True))


@mistake(
    "You compared the means alone. With the large variance the spreads differ, too.",
    id="kl-is-means-alone",
)
def means_alone(model, x0, t, noise, betas, kind="small"):
    beta, signal, before = shares(x0, t, betas)
    variance = beta if kind == "large" else beta * (1 - before) / (1 - signal)
    return bits(x0, nats(model, x0, t, noise, betas, kind, variance=variance, spread=variance))


@mistake("You took β_t for the variance whatever the kind is.", id="kind-ignored")
def always_large(model, x0, t, noise, betas, kind="small"):
    return bits(x0, nats(model, x0, t, noise, betas, "large"))


@mistake("You took β̃_t for the variance whatever the kind is.", id="kind-ignored")
def always_small(model, x0, t, noise, betas, kind="small"):
    return bits(x0, nats(model, x0, t, noise, betas, "small"))


@mistake("Small and large are swapped: β̃ is the small one.", id="kinds-swapped")
def swapped(model, x0, t, noise, betas, kind="small"):
    other = {"small": "large", "large": "small"}[kind]
    return bits(x0, nats(model, x0, t, noise, betas, other))


@mistake("The model was shown the clean x_0. It must see x_t.", id="model-sees-clean")
def clean_input(model, x0, *rest):
    return bits(x0, nats(model, x0, *rest, shown=x0))


@mistake("The prediction was cut off from the model: nothing can learn.", id="prediction-detached")
def detached(model, x0, *rest):
    return bits(x0, nats(model, x0, *rest)).detach()


@mistake(
    "You let the model's own guess speak for x_0 in the posterior. There the true x_0 speaks, or "
    "nothing is compared.",
    id="estimate-in-the-posterior",
)
def guess_in_the_posterior(model, x0, t, noise, betas, kind="small"):
    _, signal, _ = shares(x0, t, betas)
    x_t = signal.sqrt() * x0 + (1 - signal).sqrt() * noise
    clean = (x_t - (1 - signal).sqrt() * model(x_t, t)) / signal.sqrt()
    return bits(x0, nats(lambda *_: model(x_t, t), x0, t, noise, betas, kind, clean=clean))


@mistake("You compared with ε̂ itself; the mean of the step is made of it.", id="eps-for-the-mean")
def noise_for_mean(model, x0, t, noise, betas, kind="small"):
    _, signal, _ = shares(x0, t, betas)
    x_t = signal.sqrt() * x0 + (1 - signal).sqrt() * noise
    eps = model(x_t, t)
    return bits(x0, nats(lambda *_: eps, x0, t, noise, betas, kind, guess=eps))


@mistake("ᾱ before the step is that of index t − 1; yours is that of t.", id="no-step-back")
def same_level(model, x0, t, noise, betas, kind="small"):
    beta, signal, _ = shares(x0, t, betas)
    return bits(x0, nats(model, x0, t, noise, betas, kind, shares=(beta, signal, signal)))


@mistake("t is an index already: you looked up t − 1.", id="t-counted-from-one")
def one_early(model, x0, t, noise, betas, kind="small"):
    rows = torch.cat([torch.ones_like(betas[:1]), torch.cumprod(1 - betas, dim=0)])
    early = tuple(per_sample(one, x0) for one in (betas[t - 1], rows[t], rows[t - 1]))
    return bits(x0, nats(model, x0, t, noise, betas, kind, shares=early))


@mistake("That is the squared error. The bound weighs it, step by step.", id="mse-is-the-bound")
def plain_error(model, x0, t, noise, betas, kind="small"):
    _, signal, _ = shares(x0, t, betas)
    x_t = signal.sqrt() * x0 + (1 - signal).sqrt() * noise
    return (noise - model(x_t, t)).square().reshape(len(x0), -1).mean(dim=1)


equivalent("m1 - m2", "m2 - m1", because="the difference is squared")
equivalent("dim=0", "dim=-1", because="betas have one axis: the first is the last")
equivalent("len(x0)", "len(t)", because="there is one t for each sample")
equivalent("len(x0)", "len(noise)", because="the noise has the shape of x0")
equivalent(
    "per_sample(alpha_bar, t, x0)",
    "per_sample(alpha_bar, t, noise)",
    because="the noise has the shape of x0",
)
equivalent(
    "per_sample(alpha_bar, t - 1, x0)",
    "per_sample(alpha_bar, t - 1, noise)",
    because="the noise has the shape of x0",
)
equivalent(
    "per_sample(betas, t, x0)",
    "per_sample(betas, t, noise)",
    because="the noise has the shape of x0",
)
