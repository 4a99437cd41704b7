"""Hidden checks of `q_posterior`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import equivalent, mistake, public, same, worth

BETAS = torch.linspace(1e-4, 0.02, 1000, dtype=torch.float64)


def draw(generator, shape, T=1000, dtype=torch.float64):
    """x_0, x_t, and t, all of them different and 0 and T−1 first."""
    x0, xt = (torch.randn(shape, generator=generator, dtype=dtype) for _ in range(2))
    t = torch.cat([torch.tensor([T - 1, 0]), 1 + torch.randperm(T - 2, generator=generator)])
    return x0, xt, t[: shape[0]]


def few(generator, dtype=torch.float64):
    """Six large steps."""
    return 0.05 + 0.6 * torch.rand(6, generator=generator, dtype=dtype)


@worth(3)
def test_mean_is_the_vote_of_the_two_witnesses(learner, reference, generator):
    """The mean: √ᾱ_prev·β_t/(1−ᾱ_t)·x_0 + √α_t·(1−ᾱ_prev)/(1−ᾱ_t)·x_t"""
    betas = few(generator)
    batch = draw(generator, (5, 3), T=6)

    same(learner.q_posterior(*batch, betas)[0], reference.q_posterior(*batch, betas)[0])


@worth(2)
def test_variance_is_what_they_leave_open(learner, reference, generator):
    """The variance: β_t·(1−ᾱ_prev)/(1−ᾱ_t), shape (B, 1, …, 1)"""
    betas = few(generator)
    batch = draw(generator, (5, 3), T=6)

    same(learner.q_posterior(*batch, betas)[1], reference.q_posterior(*batch, betas)[1])


@worth(2)
def test_log_variance_never_is_minus_infinity(learner, reference, generator):
    """The logarithm of the variance; at index 0 that of index 1"""
    betas = few(generator)
    batch = draw(generator, (5, 3), T=6)

    same(learner.q_posterior(*batch, betas)[2], reference.q_posterior(*batch, betas)[2])


def test_a_thousand_steps(learner, reference, generator):
    """Ho's schedule, all three, with the first step and the last"""
    batch = draw(generator, (7, 2))

    same(learner.q_posterior(*batch, BETAS), reference.q_posterior(*batch, BETAS))


def test_samples_of_any_shape(learner, reference, generator):
    """Points (B, 2), also B = 1; pictures (B, C, H, W), plain numbers (B,); B as long as wide"""
    for shape in ((1, 2), (4, 4), (2, 3, 4, 6), (5,)):
        batch = draw(generator, shape)
        same(learner.q_posterior(*batch, BETAS), reference.q_posterior(*batch, BETAS))


@public
def test_the_first_step_is_known_exactly(learner, generator):
    """t = 0: the mean is x_0, and nothing is left open"""
    x0, xt, _ = draw(generator, (3, 2))

    mean, variance, _ = learner.q_posterior(x0, xt, torch.zeros(3, dtype=torch.int64), BETAS)

    same(mean, x0)
    same(variance, torch.zeros(3, 1, dtype=torch.float64))


def test_works_in_single_precision(learner, reference, generator):
    """float32 in, float32 out"""
    betas = torch.linspace(0.05, 0.4, 12)
    batch = draw(generator, (5, 2), T=12, dtype=torch.float32)

    same(learner.q_posterior(*batch, betas), reference.q_posterior(*batch, betas), 1e-3, 1e-4)


def column(values, t, x):
    """values[t] as (B, 1, ..., 1)."""
    return values[t].reshape(-1, *[1] * (x.ndim - 1))


def levels(betas):
    """ᾱ and ᾱ one step earlier."""
    left = torch.cumprod(1 - betas, dim=0)
    return left, torch.cat([torch.ones_like(left[:1]), left[:-1]])


def posterior(x0, xt, t, betas, **other):
    """The right one; `other` takes the place of what has its name."""
    left, before = levels(betas)
    is_open = betas * (1 - before) / (1 - left)
    right = {
        "of_x0": before.sqrt() * betas / (1 - left),
        "of_xt": (1 - betas).sqrt() * (1 - before) / (1 - left),
        "variance": is_open,
        "log_variance": torch.cat([is_open[1:2], is_open[1:]]).log(),
    } | other
    of = {name: column(values, t, x0) for name, values in right.items()}
    return of["of_x0"] * x0 + of["of_xt"] * xt, of["variance"], of["log_variance"]


@mistake("In the weight of x_0 stands √ᾱ_prev, of the level before, not √ᾱ_t.", id="prev-is-now")
def signal_of_now(x0, xt, t, betas):
    left, _ = levels(betas)
    return posterior(x0, xt, t, betas, of_x0=left.sqrt() * betas / (1 - left))


@mistake("ᾱ_prev is a share of variance: x_0 gets its root.", id="signal-weight-not-sqrt")
def signal_unrooted(x0, xt, t, betas):
    left, before = levels(betas)
    return posterior(x0, xt, t, betas, of_x0=before * betas / (1 - left))


@mistake("α_t is a share of variance: x_t gets its root.", id="weights-not-sqrt")
def step_unrooted(x0, xt, t, betas):
    left, before = levels(betas)
    return posterior(x0, xt, t, betas, of_xt=(1 - betas) * (1 - before) / (1 - left))


@mistake("x_t gets √α_t, of one step. You took √ᾱ_t, of all.", id="alpha-bar-for-alpha")
def step_of_all(x0, xt, t, betas):
    left, before = levels(betas)
    return posterior(x0, xt, t, betas, of_xt=left.sqrt() * (1 - before) / (1 - left))


@mistake("The weights of x_0 and x_t are swapped.", id="witnesses-swapped")
def swapped(x0, xt, t, betas):
    left, before = levels(betas)
    of_x0, of_xt = before.sqrt() * betas, (1 - betas).sqrt() * (1 - before)
    return posterior(x0, xt, t, betas, of_x0=of_xt / (1 - left), of_xt=of_x0 / (1 - left))


@mistake("Only x_0 was heard. x_t has something to say, too.", id="one-witness")
def only_x0(x0, xt, t, betas):
    return posterior(x0, xt, t, betas, of_xt=torch.zeros_like(betas))


@mistake("Only x_t was heard. x_0 has something to say, too.", id="one-witness")
def only_xt(x0, xt, t, betas):
    return posterior(x0, xt, t, betas, of_x0=torch.zeros_like(betas))


@mistake(
    "The weights are made to add up to 1. They need not: both speak of a shrunken sample.",
    id="weights-sum-to-one",
)
def weights_that_add_up(x0, xt, t, betas):
    left, before = levels(betas)
    of_x0 = before.sqrt() * betas / (1 - left)
    return posterior(x0, xt, t, betas, of_xt=1 - of_x0)


@mistake("Neither is divided by 1−ᾱ_t, the variance of all the noise.", id="vote-not-divided")
def undivided(x0, xt, t, betas):
    _, before = levels(betas)
    of_x0, of_xt = before.sqrt() * betas, (1 - betas).sqrt() * (1 - before)
    return posterior(x0, xt, t, betas, of_x0=of_x0, of_xt=of_xt)


@mistake(
    "The variance is β̃, less than β: once x_0 is known, less is open.",
    id="beta-for-posterior-variance",
)
def beta_as_variance(x0, xt, t, betas):
    return posterior(x0, xt, t, betas, variance=betas, log_variance=betas.log())


@mistake("That is a standard deviation. The second is the variance.", id="std-for-variance")
def rooted(x0, xt, t, betas):
    left, before = levels(betas)
    return posterior(x0, xt, t, betas, variance=(betas * (1 - before) / (1 - left)).sqrt())


@mistake(
    "Upside down: (1−ᾱ_prev) stands on top, so that less is open than β.",
    id="variance-ratio-inverted",
)
def inverted(x0, xt, t, betas):
    left, before = levels(betas)
    upside_down = betas * (1 - left) / (1 - before)
    logarithm = torch.cat([upside_down[1:2], upside_down[1:]]).log()
    return posterior(x0, xt, t, betas, variance=upside_down, log_variance=logarithm)


@mistake(
    "Upside down: (1−ᾱ_prev) stands on top, so that less is open than β.",
    id="variance-ratio-inverted",
)
def inverted_with_its_logarithm(x0, xt, t, betas):
    left, before = levels(betas)
    upside_down = betas * (1 - left) / (1 - before)
    return posterior(x0, xt, t, betas, variance=upside_down, log_variance=upside_down.log())


@mistake("The logarithm of 0 is −inf. At index 0 take that of index 1.", id="log-of-zero")
def unclipped(x0, xt, t, betas):
    left, before = levels(betas)
    return posterior(x0, xt, t, betas, log_variance=(betas * (1 - before) / (1 - left)).log())


@mistake(
    "A tiny floor under the variance is not what is asked: index 0 gets that of index 1.",
    id="log-of-zero",
)
def floored(x0, xt, t, betas):
    left, before = levels(betas)
    is_open = (betas * (1 - before) / (1 - left)).clamp(min=1e-20)
    return posterior(x0, xt, t, betas, log_variance=is_open.log())


@mistake(
    "Index 1 takes the place of index 0 in the logarithm alone. The variance there is 0.",
    id="first-variance-replaced",
)
def first_replaced(x0, xt, t, betas):
    left, before = levels(betas)
    is_open = betas * (1 - before) / (1 - left)
    return posterior(x0, xt, t, betas, variance=torch.cat([is_open[1:2], is_open[1:]]))


@mistake("The variance has one number per sample, shape (B, 1, …, 1).", id="variance-spread-out")
def spread_out(x0, xt, t, betas):
    mean, variance, log_variance = posterior(x0, xt, t, betas)
    return mean, variance.expand_as(x0).clone(), log_variance.expand_as(x0).clone()


@mistake("You looked up t − 1. t is an index already.", id="t-counted-from-one")
def one_early(x0, xt, t, betas):
    return posterior(x0, xt, t - 1, betas)


@mistake(
    "Before index 0 stands ᾱ = 1, not the last entry: roll wraps around.", id="last-before-first"
)
def rolled(x0, xt, t, betas):
    left, _ = levels(betas)
    before = left.roll(1)
    is_open = betas * (1 - before) / (1 - left)
    return posterior(
        x0,
        xt,
        t,
        betas,
        of_x0=before.sqrt() * betas / (1 - left),
        of_xt=(1 - betas).sqrt() * (1 - before) / (1 - left),
        variance=is_open,
    )


@mistake(
    "The variance is β̃, less than β: once x_0 is known, less is open.",
    id="beta-for-posterior-variance",
)
def beta_as_variance_with_its_logarithm(x0, xt, t, betas):
    logarithm = torch.cat([betas[1:2], betas[1:]]).log()
    return posterior(x0, xt, t, betas, variance=betas, log_variance=logarithm)


@mistake("The third is the logarithm of the variance. Yours has none.", id="logarithm-forgotten")
def no_logarithm(x0, xt, t, betas):
    mean, variance, _ = posterior(x0, xt, t, betas)
    return mean, variance, variance


@mistake(
    "The third is the logarithm of the variance, twice that of the deviation.",
    id="log-std-for-log-variance",
)
def log_deviation(x0, xt, t, betas):
    mean, variance, log_variance = posterior(x0, xt, t, betas)
    return mean, variance, log_variance / 2


@mistake(
    "β_1 is another code's first entry: here index 0 gets the logarithm of index 1.",
    id="log-of-zero",
)
def first_of_beta(x0, xt, t, betas):
    left, before = levels(betas)
    is_open = betas * (1 - before) / (1 - left)
    return posterior(x0, xt, t, betas, log_variance=torch.cat([betas[:1], is_open[1:]]).log())


@mistake("Before index 0 stands ᾱ = 1, all of the signal, not 0.", id="zero-before-first")
def zero_before_first(x0, xt, t, betas):
    left, before = levels(betas)
    before = torch.cat([torch.zeros_like(before[:1]), before[1:]])
    is_open = betas * (1 - before) / (1 - left)
    return posterior(
        x0,
        xt,
        t,
        betas,
        of_x0=before.sqrt() * betas / (1 - left),
        of_xt=(1 - betas).sqrt() * (1 - before) / (1 - left),
        variance=is_open,
    )


equivalent("dim=0", "dim=-1", because="betas have one axis: the first is the last")
equivalent(
    "per_sample(values, t, x0)",
    "per_sample(values, t, xt)",
    because="only the shape of the last argument counts, and it is the same",
)
equivalent(
    "per_sample(is_open, t.clamp(min=1), x0)",
    "per_sample(is_open, t.clamp(min=1), xt)",
    because="only the shape of the last argument counts, and it is the same",
)
