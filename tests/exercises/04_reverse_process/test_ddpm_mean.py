"""Hidden checks of `ddpm_mean`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import equivalent, mistake, public, same, worth

BETAS = torch.linspace(1e-4, 0.02, 1000, dtype=torch.float64)


def draw(generator, shape, T=1000, dtype=torch.float64):
    """x_t, a guess of its noise, and t, all of them different and 0 and T−1 first."""
    xt, eps = (torch.randn(shape, generator=generator, dtype=dtype) for _ in range(2))
    t = torch.cat([torch.tensor([T - 1, 0]), 1 + torch.randperm(T - 2, generator=generator)])
    return xt, eps, t[: shape[0]]


@worth(3)
def test_takes_a_little_of_the_noise_away(learner, reference, generator):
    """(x_t − β_t/√(1−ᾱ_t)·ε̂)/√α_t"""
    batch = draw(generator, (6, 2))

    same(learner.ddpm_mean(*batch, BETAS), reference.ddpm_mean(*batch, BETAS))


@worth(2)
def test_every_sample_has_a_t_of_its_own(learner, reference, generator):
    """Each sample gets its own t, also where the batch is as long as a sample is wide"""
    for shape in ((4, 4), (3, 2, 5, 3)):
        batch = draw(generator, shape)
        same(learner.ddpm_mean(*batch, BETAS), reference.ddpm_mean(*batch, BETAS))


def test_samples_of_any_shape(learner, reference, generator):
    """Points (B, 2), also B = 1; pictures (B, C, H, W), plain numbers (B,)"""
    for shape in ((1, 2), (2, 3, 4, 6), (5,)):
        batch = draw(generator, shape)
        same(learner.ddpm_mean(*batch, BETAS), reference.ddpm_mean(*batch, BETAS))


def test_takes_the_schedule_it_is_given(learner, reference, generator):
    """Another schedule, of few large steps"""
    betas = 0.05 + 0.6 * torch.rand(6, generator=generator, dtype=torch.float64)
    batch = draw(generator, (5, 3), T=6)

    same(learner.ddpm_mean(*batch, betas), reference.ddpm_mean(*batch, betas))


@public
def test_the_last_step_arrives_at_the_clean_sample(learner, generator):
    """t = 0 with the true noise: the mean is x_0"""
    x0, eps, _ = draw(generator, (4, 2))
    betas = torch.tensor([0.36, 0.5], dtype=torch.float64)

    mean = learner.ddpm_mean(0.8 * x0 + 0.6 * eps, eps, torch.zeros(4, dtype=torch.int64), betas)

    same(mean, x0)


def test_without_noise_it_only_grows(learner, generator):
    """ε̂ = 0: x_t/√α_t"""
    xt, eps, t = draw(generator, (5, 2))
    growth = (1 - BETAS[t]).rsqrt()[:, None]  # (B, 1)

    same(learner.ddpm_mean(xt, torch.zeros_like(eps), t, BETAS), growth * xt)


def test_works_in_single_precision(learner, reference, generator):
    """float32 in, float32 out"""
    batch = draw(generator, (6, 2), T=12, dtype=torch.float32)
    betas = torch.linspace(0.05, 0.4, 12)

    same(learner.ddpm_mean(*batch, betas), reference.ddpm_mean(*batch, betas), 1e-3, 1e-4)


def column(values, x):
    """(B,) as (B, 1, ..., 1)."""
    return values.reshape(-1, *[1] * (x.ndim - 1))


def parts(xt, t, betas):
    """β_t and ᾱ_t, both (B, 1, ..., 1)."""
    left = torch.cumprod(1 - betas, dim=0)
    return column(betas[t], xt), column(left[t], xt)


@mistake("All of ε̂ is taken away at once. A step takes β_t/√(1−ᾱ_t) of it.", id="plain-subtraction")
def all_of_it(xt, eps, t, betas):
    beta, _ = parts(xt, t, betas)
    return (xt - eps) / (1 - beta).sqrt()


@mistake(
    "That is x̂_0, the end of the way. A step takes β_t/√(1−ᾱ_t) of ε̂ and divides by √α_t.",
    id="estimate-for-the-step",
)
def estimate(xt, eps, t, betas):
    _, left = parts(xt, t, betas)
    return (xt - (1 - left).sqrt() * eps) / left.sqrt()


@mistake("√(1−ᾱ_t) of ε̂ is all the noise there is. A step takes β_t/√(1−ᾱ_t).", id="step-takes-all")
def weight_of_all(xt, eps, t, betas):
    beta, left = parts(xt, t, betas)
    return (xt - (1 - left).sqrt() * eps) / (1 - beta).sqrt()


@mistake(
    "√β_t is the weight of fresh noise going forward. Here it is β_t/√(1−ᾱ_t).", id="step-undone"
)
def undone(xt, eps, t, betas):
    beta, _ = parts(xt, t, betas)
    return (xt - beta.sqrt() * eps) / (1 - beta).sqrt()


@mistake(
    "ε̂ gets β_t alone. Divide by √(1−ᾱ_t), the weight it has in x_t.", id="noise-weight-forgotten"
)
def beta_only(xt, eps, t, betas):
    beta, _ = parts(xt, t, betas)
    return (xt - beta * eps) / (1 - beta).sqrt()


@mistake("1−ᾱ_t is a variance. β_t is divided by its root.", id="noise-weight-not-sqrt")
def unrooted(xt, eps, t, betas):
    beta, left = parts(xt, t, betas)
    return (xt - beta / (1 - left) * eps) / (1 - beta).sqrt()


@mistake("Divide by √α_t: the step forward had shrunk the sample.", id="not-grown-back")
def not_grown(xt, eps, t, betas):
    beta, left = parts(xt, t, betas)
    return xt - beta / (1 - left).sqrt() * eps


@mistake("The step forward multiplied by √α_t. Going back divides by it.", id="shrunk-again")
def shrunk_again(xt, eps, t, betas):
    beta, left = parts(xt, t, betas)
    return (xt - beta / (1 - left).sqrt() * eps) * (1 - beta).sqrt()


@mistake("α_t is a share of variance: divide by its root.", id="signal-weight-not-sqrt")
def grown_unrooted(xt, eps, t, betas):
    beta, left = parts(xt, t, betas)
    return (xt - beta / (1 - left).sqrt() * eps) / (1 - beta)


@mistake("Outside stands √α_t, of one step. You divided by √ᾱ_t, of all.", id="alpha-bar-for-alpha")
def grown_by_all(xt, eps, t, betas):
    beta, left = parts(xt, t, betas)
    return (xt - beta / (1 - left).sqrt() * eps) / left.sqrt()


@mistake("√α_t divides ε̂ alone; put x_t − … in brackets.", id="estimate-bracket")
def bracket_missing(xt, eps, t, betas):
    beta, left = parts(xt, t, betas)
    return xt - beta / (1 - left).sqrt() * eps / (1 - beta).sqrt()


@mistake("Noise is taken away on the way back. You added it.", id="estimate-sign")
def added(xt, eps, t, betas):
    beta, left = parts(xt, t, betas)
    return (xt + beta / (1 - left).sqrt() * eps) / (1 - beta).sqrt()


@mistake("√ᾱ_t is what is left of the picture. ε̂ has the weight √(1−ᾱ_t).", id="alpha-bar-is-noise")
def by_signal(xt, eps, t, betas):
    beta, left = parts(xt, t, betas)
    return (xt - beta / left.sqrt() * eps) / (1 - beta).sqrt()


@mistake("You looked up t − 1. t is an index already.", id="t-counted-from-one")
def one_early(xt, eps, t, betas):
    beta, left = parts(xt, t - 1, betas)
    return (xt - beta / (1 - left).sqrt() * eps) / (1 - beta).sqrt()


@mistake("The whole batch got the t of its first sample.", id="first-t-only")
def first_t(xt, eps, t, betas):
    beta, left = parts(xt, t[:1].expand(len(t)), betas)
    return (xt - beta / (1 - left).sqrt() * eps) / (1 - beta).sqrt()


@mistake(
    "The factors were lined up with the last axis. They need shape (B, 1, …, 1).",
    id="broadcast-last-axis",
)
def along_last_axis(xt, eps, t, betas):
    left = torch.cumprod(1 - betas, dim=0)[t]
    return (xt - betas[t] / (1 - left).sqrt() * eps) / (1 - betas[t]).sqrt()


equivalent("dim=0", "dim=-1", because="betas have one axis: the first is the last")
equivalent(
    "per_sample(values, t, xt)",
    "per_sample(values, t, eps)",
    because="only the shape of the last argument counts, and it is the same",
)
