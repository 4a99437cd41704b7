"""Hidden checks of `ddim_step`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import mistake, same, worth

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


def test_two_steps_with_one_prediction_are_one_step(learner, generator):
    """η = 0: two steps with the same ε̂ lead where one step leads"""
    xt, eps, _ = draw(generator)
    high, middle, low = ALPHA_BAR[799], ALPHA_BAR[399], ALPHA_BAR[99]

    halfway = learner.ddim_step(xt, eps, high, middle)

    same(
        learner.ddim_step(halfway, eps, middle, low),
        learner.ddim_step(xt, eps, high, low),
    )


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
    xt, eps, noise = draw(generator)

    for level in ((0.36, 0.64), (0.05, 0.9), (0.36, 1.0)):
        expected = reference.ddim_step(xt, eps, *level, 1.0, noise)
        same(learner.ddim_step(xt, eps, *level, 1.0, noise), expected, rtol=1e-5, atol=1e-5)


def test_any_shape_and_float32(learner, reference, generator):
    """Any shape, from (B,) to (B, 3, H, W), and float32 stays float32"""
    for shape in ((4,), (1, 2), (2, 3, 4, 5)):
        xt, eps, noise = draw(generator, shape, torch.float32)
        level = ALPHA_BAR[299].float(), ALPHA_BAR[199].float()
        expected = reference.ddim_step(xt, eps, *level, 0.5, noise)
        same(learner.ddim_step(xt, eps, *level, 0.5, noise), expected, rtol=1e-4, atol=1e-4)


def parts(xt, eps, abar_t, abar_prev, eta):
    """x̂_0, σ and how much of ε̂ is kept, as they should be: for mistakes that lie elsewhere."""
    x0 = (xt - (1 - abar_t) ** 0.5 * eps) / abar_t**0.5
    sigma = eta * ((1 - abar_prev) / (1 - abar_t) * (1 - abar_t / abar_prev)) ** 0.5
    return x0, sigma, max(1 - abar_prev - sigma**2, 0) ** 0.5


def mix(x0, abar_prev, old, sigma, noise):
    """The three terms together; noise may be None."""
    x_prev = abar_prev**0.5 * x0 + old
    return x_prev if noise is None else x_prev + sigma * noise


@mistake("The amount of ε̂ to put back is √(1−ᾱ_prev−σ²), with its root.", id="direction-not-rooted")
def direction_not_rooted(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    x0, sigma, kept = parts(xt, eps, abar_t, abar_prev, eta)
    return mix(x0, abar_prev, kept**2 * eps, sigma, noise)


@mistake(
    "You go back to the level you came from: the noise to put back is that of ᾱ_prev, not of ᾱ_t.",
    id="direction-at-old-level",
)
def direction_at_old_level(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    x0, sigma, _ = parts(xt, eps, abar_t, abar_prev, eta)
    old = (1 - abar_t - sigma**2) ** 0.5 * eps
    return mix(x0, abar_prev, old, sigma, noise)


@mistake(
    "√ᾱ_prev·x̂_0 alone has too little noise for its level: √(1−ᾱ_prev−σ²)·ε̂ is missing.",
    id="direction-forgotten",
)
def direction_forgotten(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    x0, sigma, _ = parts(xt, eps, abar_t, abar_prev, eta)
    return mix(x0, abar_prev, 0.0, sigma, noise)


@mistake(
    "x̂_0 is where the step goes through, not where it ends: bring it back to the level ᾱ_prev.",
    id="estimate-for-the-step",
)
def stays_at_the_estimate(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    return parts(xt, eps, abar_t, abar_prev, eta)[0]


@mistake(
    "Without the noise, x_t is √ᾱ_t·x_0: divide by √ᾱ_t to get x̂_0.", id="estimate-not-rescaled"
)
def estimate_not_rescaled(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    x0, sigma, kept = parts(xt, eps, abar_t, abar_prev, eta)
    return mix(x0 * abar_t**0.5, abar_prev, kept * eps, sigma, noise)


@mistake(
    "x̂_0 was clipped to −1 … 1. Pictures live there, but points and latents do not.",
    id="estimate-clipped",
)
def estimate_clipped(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    x0, sigma, kept = parts(xt, eps, abar_t, abar_prev, eta)
    return mix(x0.clamp(-1, 1), abar_prev, kept * eps, sigma, noise)


@mistake(
    "Fresh noise came on top of all the old noise: together they must have variance 1−ᾱ_prev.",
    id="fresh-noise-on-top",
)
def fresh_noise_on_top(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    x0, sigma, _ = parts(xt, eps, abar_t, abar_prev, eta)
    return mix(x0, abar_prev, (1 - abar_prev) ** 0.5 * eps, sigma, noise)


@mistake(
    "Variances subtract, standard deviations do not: what is kept is √(1−ᾱ_prev−σ²).",
    id="deviations-subtracted",
)
def deviations_subtracted(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    x0, sigma, _ = parts(xt, eps, abar_t, abar_prev, eta)
    old = ((1 - abar_prev) ** 0.5 - sigma) * eps
    return mix(x0, abar_prev, old, sigma, noise)


@mistake("Room was made for fresh noise, but it never came: add σ·noise.", id="fresh-noise-missing")
def fresh_noise_missing(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    x0, sigma, kept = parts(xt, eps, abar_t, abar_prev, eta)
    return mix(x0, abar_prev, kept * eps, sigma, None)


@mistake(
    "Fresh noise is an argument of the function; yours draws its own.",
    id="fresh-noise-drawn-inside",
)
def fresh_noise_drawn_inside(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    x0, sigma, kept = parts(xt, eps, abar_t, abar_prev, eta)
    return mix(x0, abar_prev, kept * eps, sigma, torch.randn_like(xt))


@mistake(
    "Fresh noise was put where ε̂ belongs: with η = 0 the old noise is kept, not drawn anew.",
    id="fresh-noise-as-direction",
)
def fresh_noise_as_direction(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    x0, _, _ = parts(xt, eps, abar_t, abar_prev, eta)
    fresh = torch.randn_like(xt) if noise is None else noise
    return mix(x0, abar_prev, (1 - abar_prev) ** 0.5 * fresh, 0.0, None)


@mistake("Your σ does not know η: at η = 0 it must be 0.", id="eta-ignored")
def eta_ignored(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    x0, sigma, kept = parts(xt, eps, abar_t, abar_prev, 1.0)
    return mix(x0, abar_prev, kept * eps, sigma, noise)


@mistake(
    "η scales your fresh noise, but ε̂ is cut back as for η = 1: both follow from one σ.",
    id="eta-on-fresh-noise-only",
)
def eta_on_fresh_noise_only(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    x0, sigma, kept = parts(xt, eps, abar_t, abar_prev, 1.0)
    return mix(x0, abar_prev, kept * eps, eta * sigma, noise)


@mistake("η multiplies σ, not σ²: at η = 0.5 the variance is a quarter.", id="eta-scales-variance")
def eta_scales_variance(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    x0, sigma, kept = parts(xt, eps, abar_t, abar_prev, eta**0.5)
    return mix(x0, abar_prev, kept * eps, sigma, noise)


@mistake(
    "Fresh noise is multiplied by the standard deviation σ; this one is multiplied by σ².",
    id="std-for-variance",
)
def variance_for_deviation(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    x0, sigma, kept = parts(xt, eps, abar_t, abar_prev, eta)
    return mix(x0, abar_prev, kept * eps, sigma**2, noise)


@mistake(
    "Your σ is √(1−ᾱ_t/ᾱ_prev), as in the forward step. Once x̂_0 is known, less is left open: "
    "√((1−ᾱ_prev)/(1−ᾱ_t)) of it.",
    id="beta-for-posterior-variance",
)
def beta_for_posterior_variance(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    x0, _, _ = parts(xt, eps, abar_t, abar_prev, eta)
    sigma = eta * (1 - abar_t / abar_prev) ** 0.5
    kept = max(1 - abar_prev - sigma**2, 0) ** 0.5
    return mix(x0, abar_prev, kept * eps, sigma, noise)


@mistake(
    "ᾱ_t belongs to x̂_0, which comes from x_t; ᾱ_prev belongs to where you go.", id="levels-swapped"
)
def levels_swapped(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    _, sigma, _ = parts(xt, eps, abar_t, abar_prev, eta)
    x0 = (xt - (1 - abar_prev) ** 0.5 * eps) / abar_prev**0.5
    old = (1 - abar_t - sigma**2) ** 0.5 * eps
    return mix(x0, abar_t, old, sigma, noise)


@mistake(
    "ᾱ is a share of variance: everything it multiplies takes its square root.",
    id="weights-not-sqrt",
)
def weights_not_sqrt(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    _, sigma, kept = parts(xt, eps, abar_t, abar_prev, eta)
    x0 = (xt - (1 - abar_t) * eps) / abar_t
    return mix(x0 * abar_prev**0.5, abar_prev, kept**2 * eps, sigma, noise)


@mistake(
    "x_t is divided by ᾱ_t and ε̂ by √(1−ᾱ_t): x̂_0 takes √(1−ᾱ_t)·ε̂ away and divides by √ᾱ_t.",
    id="ddim-turned-upside-down",
)
def ddim_turned_upside_down(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    x0 = xt / abar_t - eps / (1 - abar_t) ** 0.5
    return abar_prev * x0 + (1 - abar_prev) ** 0.5 * eps


@mistake(
    "x_t − ε̂ knows no noise level: it takes all of ε̂ away at every step.", id="plain-subtraction"
)
def plain_subtraction(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    return xt - eps
