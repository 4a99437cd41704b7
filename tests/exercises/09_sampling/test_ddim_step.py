"""Hidden checks of `ddim_step`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import equivalent, mistake, public, same, worth

ALPHA_BAR = torch.cumprod(1 - torch.linspace(1e-4, 0.02, 1000, dtype=torch.float64), dim=0)
STRIDES = [(499, 99), (979, 499), (999, 979), (499, 479), (199, 198), (19, 9), (1, 0)]
LEVELS = [(ALPHA_BAR[start], ALPHA_BAR[end]) for start, end in STRIDES]


def draw(generator, shape=(5, 3), dtype=torch.float64):
    """x_t, ε̂ and fresh noise."""
    return [torch.randn(shape, generator=generator, dtype=dtype) for _ in range(3)]


@worth(2)
def test_without_fresh_noise_it_estimates_x0_and_goes_back(learner, reference, generator):
    """η = 0: x_prev = √ᾱ_prev·x̂_0 + √(1−ᾱ_prev)·ε̂"""
    xt, eps, noise = draw(generator)

    for level in LEVELS:
        same(learner.ddim_step(xt, eps, *level), reference.ddim_step(xt, eps, *level))

    ignoring = learner.ddim_step(xt, eps, *LEVELS[0], 0.0, noise)
    same(ignoring, reference.ddim_step(xt, eps, *LEVELS[0]))


def test_the_last_step_returns_the_estimate(learner, generator):
    """The last step, to ᾱ_prev = 1, returns x̂_0, whatever η is"""
    xt, eps, noise = draw(generator)

    for abar_t, _ in LEVELS:
        x0 = (xt - (1 - abar_t).sqrt() * eps) / abar_t.sqrt()
        clean = torch.ones((), dtype=torch.float64)
        same(learner.ddim_step(xt, eps, abar_t, clean), x0)
        same(learner.ddim_step(xt, eps, abar_t, clean, 1.0, noise), x0)


@worth(2)
def test_at_eta_one_fresh_noise_takes_the_place_of_old(learner, reference, generator):
    """η = 1: σ·noise comes in, and √(1−ᾱ_prev−σ²)·ε̂ makes room for it"""
    xt, eps, noise = draw(generator)

    for level in LEVELS:
        expected = reference.ddim_step(xt, eps, *level, 1.0, noise)
        same(learner.ddim_step(xt, eps, *level, 1.0, noise), expected)


def test_eta_scales_the_standard_deviation(learner, reference, generator):
    """η = 0.5: σ is half of what it is at η = 1"""
    xt, eps, noise = draw(generator)

    for level in LEVELS:
        expected = reference.ddim_step(xt, eps, *level, 0.5, noise)
        same(learner.ddim_step(xt, eps, *level, eta=0.5, noise=noise), expected)


def test_the_true_noise_leads_back_along_the_line(learner, generator):
    """Given the true noise of x_t, it lands on √ᾱ_prev·x_0 + √(1−ᾱ_prev)·ε"""
    x0, eps, _ = draw(generator)

    for abar_t, abar_prev in LEVELS:
        xt = abar_t.sqrt() * x0 + (1 - abar_t).sqrt() * eps
        expected = abar_prev.sqrt() * x0 + (1 - abar_prev).sqrt() * eps
        same(learner.ddim_step(xt, eps, abar_t, abar_prev), expected)


@public
def test_two_steps_with_one_prediction_are_one_step(learner, generator):
    """η = 0: two steps with the same ε̂ lead where one step leads"""
    xt, eps, _ = draw(generator)
    high, middle, low = ALPHA_BAR[799], ALPHA_BAR[399], ALPHA_BAR[99]

    halfway = learner.ddim_step(xt, eps, high, middle)

    whole = learner.ddim_step(xt, eps, high, low)
    same(learner.ddim_step(halfway, eps, middle, low), whole)


def test_at_eta_one_neighbours_are_a_ddpm_step(learner, generator):
    """η = 1 between neighbours: the mean and the variance of a DDPM step"""
    xt, eps, noise = draw(generator)
    abar_t, abar_prev = ALPHA_BAR[499], ALPHA_BAR[498]
    beta = 1 - abar_t / abar_prev
    mean = (xt - beta / (1 - abar_t).sqrt() * eps) / (1 - beta).sqrt()
    spread = (beta * (1 - abar_prev) / (1 - abar_t)).sqrt()

    same(learner.ddim_step(xt, eps, abar_t, abar_prev, 1.0, torch.zeros_like(xt)), mean)
    same(learner.ddim_step(xt, eps, abar_t, abar_prev, 1.0, noise), mean + spread * noise)


def test_nothing_breaks_near_the_clean_end(learner, reference, generator):
    """η = 1 close to ᾱ_prev = 1: numbers, never NaN"""
    xt, eps, noise = draw(generator)

    for missing in (1e-3, 1e-6, 1e-9):
        level = ALPHA_BAR[249], torch.tensor(1 - missing, dtype=torch.float64)
        expected = reference.ddim_step(xt, eps, *level, 1.0, noise)
        same(learner.ddim_step(xt, eps, *level, 1.0, noise), expected)


def test_plain_numbers_will_do(learner, reference, generator):
    """ᾱ_t and ᾱ_prev may be plain numbers"""
    xt, eps, noise = draw(generator, dtype=torch.float32)

    for *level, eta in ((0.36, 0.5, 1.0), (0.05, 0.2, 1.0), (0.36, 1.0, 0.0)):
        expected = reference.ddim_step(xt, eps, *level, eta, noise)
        same(learner.ddim_step(xt, eps, *level, eta, noise), expected)


def test_any_shape_and_float32(learner, reference, generator):
    """Any shape, from (B,) to (B, 3, H, W), and float32 stays float32"""
    for shape in ((4,), (1, 2), (2, 3, 4, 5)):
        xt, eps, noise = draw(generator, shape, torch.float32)
        level = ALPHA_BAR[299].float(), ALPHA_BAR[199].float()
        expected = reference.ddim_step(xt, eps, *level, 0.5, noise)
        same(learner.ddim_step(xt, eps, *level, 0.5, noise), expected, rtol=1e-4, atol=1e-4)


def deviation(a, b, eta):
    """σ. In all that follows a is ᾱ_t and b is ᾱ_prev."""
    return eta * ((1 - b) / (1 - a) * (1 - a / b)) ** 0.5


def step(xt, eps, a, b, eta, noise, x0=None, sigma=None, old=None):
    """The right step, but for the parts that are given; `old` is what is kept of ε̂."""
    x0 = (xt - (1 - a) ** 0.5 * eps) / a**0.5 if x0 is None else x0
    sigma = deviation(a, b, eta) if sigma is None else sigma
    old = max(1 - b - sigma**2, 0) ** 0.5 * eps if old is None else old
    x_prev = b**0.5 * x0 + old
    return x_prev if noise is None else x_prev + sigma * noise


@mistake("1−ᾱ_t is a variance: x̂_0 takes √(1−ᾱ_t)·ε̂ away.", id="noise-weight-not-sqrt")
def estimate_noise_unrooted(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, a, b, eta, noise, x0=(xt - (1 - a) * eps) / a**0.5)


@mistake("ᾱ_t is a share: √ᾱ_t divides x_t − √(1−ᾱ_t)·ε̂.", id="signal-weight-not-sqrt")
def estimate_signal_unrooted(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, a, b, eta, noise, x0=(xt - (1 - a) ** 0.5 * eps) / a)


@mistake("x̂_0 is what is left without noise: take √(1−ᾱ_t)·ε̂ away.", id="estimate-sign")
def estimate_adds(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, a, b, eta, noise, x0=(xt + (1 - a) ** 0.5 * eps) / a**0.5)


@mistake("Without noise, x_t is √ᾱ_t·x_0: divide by √ᾱ_t for x̂_0.", id="estimate-not-rescaled")
def estimate_not_rescaled(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, a, b, eta, noise, x0=xt - (1 - a) ** 0.5 * eps)


@mistake(
    "x_t/√ᾱ_t still holds the noise: take √(1−ᾱ_t)·ε̂ away first.", id="noise-left-in-the-guess"
)
def estimate_with_its_noise(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, a, b, eta, noise, x0=xt / a**0.5)


@mistake("√ᾱ_t divides ε̂ alone; put x_t − √(1−ᾱ_t)·ε̂ in brackets.", id="estimate-bracket")
def bracket_missing(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, a, b, eta, noise, x0=xt - (1 - a) ** 0.5 * eps / a**0.5)


@mistake("√ᾱ_t divides ε̂ alone; put x_t − √(1−ᾱ_t)·ε̂ in brackets.", id="estimate-bracket")
def outer_bracket_missing(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, a, b, eta, noise, x0=xt - (1 - a) ** 0.5 * eps / (a * b) ** 0.5)


@mistake("x̂_0 was clipped to −1 … 1. Points and latents go beyond.", id="estimate-clipped")
def estimate_clipped(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, a, b, eta, noise, x0=((xt - (1 - a) ** 0.5 * eps) / a**0.5).clamp(-1, 1))


@mistake("x̂_0 is not where it ends: go back to the level ᾱ_prev.", id="estimate-for-the-step")
def stays_at_the_estimate(xt, eps, a, b, eta=0.0, noise=None):
    return (xt - (1 - a) ** 0.5 * eps) / a**0.5


@mistake("At the level ᾱ_prev, x̂_0 is multiplied by √ᾱ_prev.", id="signal-not-shrunk")
def estimate_unshrunk(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, a, b, eta, noise, x0=(xt - (1 - a) ** 0.5 * eps) / (a * b) ** 0.5)


@mistake("ᾱ_prev is a share: x̂_0 is multiplied by √ᾱ_prev.", id="signal-weight-not-sqrt")
def estimate_shrunk_twice(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, a, b, eta, noise, x0=b**0.5 * (xt - (1 - a) ** 0.5 * eps) / a**0.5)


@mistake("ᾱ is a share of variance: what it multiplies takes its root.", id="weights-not-sqrt")
def weights_not_sqrt(xt, eps, a, b, eta=0.0, noise=None):
    old = (1 - b - deviation(a, b, eta) ** 2) * eps
    return step(xt, eps, a, b, eta, noise, x0=b**0.5 * (xt - (1 - a) * eps) / a, old=old)


@mistake("ε̂ goes back in with the weight √(1−ᾱ_prev−σ²), a root.", id="direction-not-rooted")
def direction_not_rooted(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, a, b, eta, noise, old=(1 - b - deviation(a, b, eta) ** 2) * eps)


@mistake("The noise to put back is that of ᾱ_prev, where you go.", id="direction-at-old-level")
def direction_at_old_level(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, a, b, eta, noise, old=(1 - a - deviation(a, b, eta) ** 2) ** 0.5 * eps)


@mistake("√ᾱ_prev·x̂_0 lacks the noise of its level: √(1−ᾱ_prev−σ²)·ε̂.", id="direction-forgotten")
def direction_forgotten(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, a, b, eta, noise, old=0)


@mistake("ε̂ goes back in: √(1−ᾱ_prev−σ²)·ε̂ is added.", id="direction-sign")
def direction_subtracted(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, a, b, eta, noise, old=-((1 - b - deviation(a, b, eta) ** 2) ** 0.5) * eps)


@mistake("Old and fresh noise together must have variance 1−ᾱ_prev.", id="fresh-noise-on-top")
def fresh_noise_on_top(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, a, b, eta, noise, old=(1 - b) ** 0.5 * eps)


@mistake("Variances subtract, deviations do not: keep √(1−ᾱ_prev−σ²).", id="deviations-subtracted")
def deviations_subtracted(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, a, b, eta, noise, old=((1 - b) ** 0.5 - deviation(a, b, eta)) * eps)


@mistake("You made room for fresh noise that never came: add σ·noise.", id="fresh-noise-missing")
def fresh_noise_missing(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, a, b, eta, None)


@mistake("Fresh noise came in at full size: multiply it by σ.", id="fresh-noise-not-scaled")
def fresh_noise_unscaled(xt, eps, a, b, eta=0.0, noise=None):
    x_prev = step(xt, eps, a, b, eta, None)
    return x_prev if noise is None else x_prev + noise


@mistake("Fresh noise came in at full size: multiply it by σ.", id="fresh-noise-not-scaled")
def fresh_noise_unscaled_if_any(xt, eps, a, b, eta=0.0, noise=None):
    x_prev = step(xt, eps, a, b, eta, None)
    return x_prev + noise if eta > 0 else x_prev


@mistake("η alone does not scale it: σ also depends on both levels.", id="fresh-noise-not-scaled")
def fresh_noise_scaled_by_eta(xt, eps, a, b, eta=0.0, noise=None):
    x_prev = step(xt, eps, a, b, eta, None)
    return x_prev if noise is None else x_prev + eta * noise


@mistake("Fresh noise is an argument; yours draws its own.", id="fresh-noise-drawn-inside")
def fresh_noise_drawn_inside(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, a, b, eta, torch.randn_like(xt))


@mistake(
    "Fresh noise was put where ε̂ belongs: with η = 0 the old noise is kept, not drawn anew.",
    id="fresh-noise-as-direction",
)
def fresh_noise_as_direction(xt, eps, a, b, eta=0.0, noise=None):
    fresh = torch.randn_like(xt) if noise is None else noise
    return step(xt, eps, a, b, 0.0, None, old=(1 - b) ** 0.5 * fresh)


@mistake("At η = 0 the noise may be None: add σ·noise only if there is some.", id="noise-is-none")
def none_multiplied(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, a, b, eta, None) + deviation(a, b, eta) * noise


@mistake("Your σ does not know η: at η = 0 it must be 0.", id="eta-ignored")
def eta_ignored(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, a, b, 1.0, noise)


@mistake("Yours is the step of η = 0, whatever η is: σ grows with η.", id="eta-never-used")
def eta_never_used(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, a, b, 0.0, None)


@mistake(
    "η scales your fresh noise, but ε̂ is cut back as in DDPM, η = 1: both follow from one σ.",
    id="eta-on-fresh-noise-only",
)
def eta_on_fresh_noise_only(xt, eps, a, b, eta=0.0, noise=None):
    old = max(1 - b - deviation(a, b, 1.0) ** 2, 0) ** 0.5 * eps
    return step(xt, eps, a, b, eta, noise, old=old)


@mistake("η multiplies σ, not σ²: η = 0.5 is a quarter of σ².", id="eta-scales-variance")
def eta_scales_variance(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, a, b, eta**0.5, noise)


@mistake("Fresh noise is multiplied by σ; yours is multiplied by σ².", id="std-for-variance")
def variance_on_noise(xt, eps, a, b, eta=0.0, noise=None):
    x_prev = step(xt, eps, a, b, eta, None)
    return x_prev if noise is None else x_prev + deviation(a, b, eta) ** 2 * noise


@mistake("Your σ is a variance: σ is the root of it.", id="std-for-variance")
def sigma_not_rooted(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, a, b, eta, noise, sigma=eta * deviation(a, b, 1.0) ** 2)


@mistake(
    "Your σ is √(1−ᾱ_t/ᾱ_prev): once x̂_0 is known, √((1−ᾱ_prev)/(1−ᾱ_t)) of it is left open.",
    id="beta-for-posterior-variance",
)
def beta_for_posterior_variance(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, a, b, eta, noise, sigma=eta * (1 - a / b) ** 0.5)


@mistake(
    "Your σ is √(1−ᾱ_t/ᾱ_prev): once x̂_0 is known, √((1−ᾱ_prev)/(1−ᾱ_t)) of it is left open.",
    id="beta-for-posterior-variance",
)
def beta_without_a_floor(xt, eps, a, b, eta=0.0, noise=None):
    sigma = eta * (1 - a / b) ** 0.5
    return step(xt, eps, a, b, eta, noise, sigma=sigma, old=(1 - b - sigma**2) ** 0.5 * eps)


@mistake("ᾱ_t belongs to x̂_0, made from x_t; ᾱ_prev to where you go.", id="levels-swapped")
def levels_swapped(xt, eps, a, b, eta=0.0, noise=None):
    x0 = (xt - (1 - b) ** 0.5 * eps) / b**0.5
    old = (1 - a - deviation(a, b, eta) ** 2) ** 0.5 * eps
    return step(xt, eps, a, b, eta, noise, x0=x0 * (a / b) ** 0.5, old=old)


@mistake("ᾱ_t is where xt is, ᾱ_prev where it goes; in σ, too.", id="levels-swapped")
def levels_swapped_throughout(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, b, a, eta, noise)


@mistake("ᾱ_t is where xt is, ᾱ_prev where it goes; in σ, too.", id="levels-swapped")
def levels_swapped_without_a_floor(xt, eps, a, b, eta=0.0, noise=None):
    old = (1 - a - deviation(b, a, eta) ** 2) ** 0.5 * eps
    return step(xt, eps, b, a, eta, noise, old=old)


@mistake("The mean of a DDPM step is right at η = 1 alone; η is an argument.", id="ddpm-mean")
def ddpm_mean(xt, eps, a, b, eta=0.0, noise=None):
    return (xt - (1 - a / b) / (1 - a) ** 0.5 * eps) / (a / b) ** 0.5


@mistake(
    "x̂_0 takes √(1−ᾱ_t)·ε̂ away and divides by √ᾱ_t; here ᾱ_t divides x_t, √(1−ᾱ_t) divides ε̂.",
    id="ddim-turned-upside-down",
)
def ddim_turned_upside_down(xt, eps, a, b, eta=0.0, noise=None):
    return b * (xt / a - eps / (1 - a) ** 0.5) + (1 - b) ** 0.5 * eps


@mistake("x_t − ε̂ knows no level: it takes all of ε̂ away every time.", id="plain-subtraction")
def plain_subtraction(xt, eps, a, b, eta=0.0, noise=None):
    return xt - eps


@mistake(
    "In σ the ratio is (1−ᾱ_prev)/(1−ᾱ_t), less than 1: yours is upside down.",
    id="variance-ratio-inverted",
)
def open_share_inverted(xt, eps, a, b, eta=0.0, noise=None):
    sigma = eta * ((1 - a) / (1 - b) * (1 - a / b)) ** 0.5
    return step(xt, eps, a, b, eta, noise, sigma=sigma)


@mistake(
    "In σ the ratio is (1−ᾱ_prev)/(1−ᾱ_t), less than 1: yours is upside down.",
    id="variance-ratio-inverted",
)
def open_share_inverted_without_a_floor(xt, eps, a, b, eta=0.0, noise=None):
    sigma = eta * ((1 - a) / (1 - b) * (1 - a / b)) ** 0.5
    old = (1 - b - sigma**2) ** 0.5 * eps
    return step(xt, eps, a, b, eta, noise, sigma=sigma, old=old)


@mistake(
    "In σ it is 1 − ᾱ_t/ᾱ_prev: turned upside down, the ratio is above 1 and the root is lost.",
    id="variance-ratio-inverted",
)
def kept_share_inverted(xt, eps, a, b, eta=0.0, noise=None):
    variance = eta**2 * (1 - b) / (1 - a) * (1 - b / a)
    old = (1 - b - variance) ** 0.5 * eps
    return step(xt, eps, a, b, eta, noise, sigma=variance**0.5, old=old)


@mistake(
    "Your σ lacks √(1−ᾱ_t/ᾱ_prev), the noise which the step forward added.",
    id="sigma-factor-missing",
)
def step_share_missing(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, a, b, eta, noise, sigma=eta * ((1 - b) / (1 - a)) ** 0.5)


@mistake(
    "Your σ lacks √(1−ᾱ_t/ᾱ_prev), the noise which the step forward added.",
    id="sigma-factor-missing",
)
def step_share_missing_without_a_floor(xt, eps, a, b, eta=0.0, noise=None):
    sigma = eta * ((1 - b) / (1 - a)) ** 0.5
    return step(xt, eps, a, b, eta, noise, sigma=sigma, old=(1 - b - sigma**2) ** 0.5 * eps)


@mistake(
    "Fresh noise needs room: 1−ᾱ_prev−σ² is left of the old, not +σ².", id="fresh-noise-on-top"
)
def room_added(xt, eps, a, b, eta=0.0, noise=None):
    old = (1 - b + deviation(a, b, eta) ** 2) ** 0.5 * eps
    return step(xt, eps, a, b, eta, noise, old=old)


@mistake("At ᾱ_prev, √ᾱ_prev belongs to x̂_0, √(1−ᾱ_prev−σ²) to ε̂.", id="weights-swapped")
def weights_swapped(xt, eps, a, b, eta=0.0, noise=None):
    x0 = (xt - (1 - a) ** 0.5 * eps) / a**0.5
    kept = max(1 - b - deviation(a, b, eta) ** 2, 0)
    return step(xt, eps, a, b, eta, noise, x0=kept**0.5 * x0 / b**0.5, old=b**0.5 * eps)


@mistake("The root comes last: x̂_0 takes √(1−ᾱ_t)·ε̂ away, not √(1−√ᾱ_t)·ε̂.", id="root-too-early")
def estimate_rooted_too_early(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, a, b, eta, noise, x0=(xt - (1 - a**0.5) ** 0.5 * eps) / a**0.5)


@mistake("1−√ᾱ_t is no weight of noise: x̂_0 takes √(1−ᾱ_t)·ε̂ away.", id="weights-sum-to-one")
def estimate_with_weights_that_add_up(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, a, b, eta, noise, x0=(xt - (1 - a**0.5) * eps) / a**0.5)


@mistake("The room that σ takes is σ², a variance: √(1−ᾱ_prev−σ²).", id="std-for-variance")
def deviation_in_the_room(xt, eps, a, b, eta=0.0, noise=None):
    old = max(1 - b - deviation(a, b, eta), 0) ** 0.5 * eps
    return step(xt, eps, a, b, eta, noise, old=old)


@mistake("Numbers have no `.sqrt()`, and torch.sqrt takes none: ** 0.5.", id="root-of-a-number")
def by_torch(xt, eps, a, b, eta=0.0, noise=None):
    torch.sqrt(a)
    return step(xt, eps, a, b, eta, noise)


@mistake("Numbers have no `.sqrt()`, and torch.sqrt takes none: ** 0.5.", id="root-of-a-number")
def by_method(xt, eps, a, b, eta=0.0, noise=None):
    a.sqrt()
    return step(xt, eps, a, b, eta, noise)


@mistake("The levels are ᾱ. You took them for √ᾱ, as DPM-Solver writes α.", id="share-squared")
def levels_squared(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, a**2, b**2, eta, noise)


@mistake("The levels are ᾱ already. You took their roots first.", id="root-of-the-share")
def levels_rooted(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, a**0.5, b**0.5, eta, noise)


@mistake("The last step, too, has noise to take away: it returns x̂_0.", id="last-step-does-nothing")
def idle_at_the_end(xt, eps, a, b, eta=0.0, noise=None):
    return xt.clone() if b == 1 else step(xt, eps, a, b, eta, noise)


@mistake(
    "Fresh noise is added. −σ·noise is as likely, but not what was given.", id="noise-subtracted"
)
def fresh_noise_subtracted(xt, eps, a, b, eta=0.0, noise=None):
    return step(xt, eps, a, b, eta, None if noise is None else -noise)


equivalent(
    "max(1 - abar_prev - variance, 0)",
    "1 - abar_prev - variance",
    because="(1−ᾱ_prev)²·ᾱ_t / (ᾱ_prev·(1−ᾱ_t)) is left at η = 1: only rounding brings it below 0",
)
equivalent(
    "max(1 - abar_prev - variance, 0)",
    "max(1 - abar_prev - variance, -1)",
    because="as without a floor",
)
