"""Hidden checks of `heun_step`, and the ways in which it is known to go wrong."""

from itertools import pairwise

import torch

from tutor.grading.checks import mistake, public, same, worth

LEVELS = [(80.0, 57.6), (2.0, 1.3), (0.5, 0.1)]


def stepped(module, x, sigma, sigma_next, spread=0.5, mean=0.3):
    """Where it lands on data N(mean, spread²), what it asked, and whether x stayed."""
    asked, places, start = [], [], x.clone()

    def denoise_fn(x, sigma):
        level = float(sigma)
        asked.append(level)
        places.append(x.detach().clone())
        return (spread**2 * x + mean * level**2) / (spread**2 + level**2)

    end = module.heun_step(start, denoise_fn, sigma, sigma_next)
    assert asked, "denoise_fn was never called: `denoise_fn(x, sigma)`"
    return end, torch.tensor(asked, dtype=torch.float64), torch.stack(places), torch.equal(start, x)


def draw(generator, shape=(5, 3), dtype=torch.float64):
    return torch.randn(shape, generator=generator, dtype=dtype)


@worth(3)
def test_follows_the_mean_of_both_slopes(learner, reference, generator):
    """x + (σ_next − σ)·(slope here + slope there)/2"""
    x = draw(generator)

    for sigma, sigma_next in LEVELS:
        levels = sigma, sigma_next
        expected = stepped(reference, sigma * x, *levels)[0]
        same(learner.run(stepped, sigma * x, *levels)[0], expected)


@worth(2)
def test_asks_here_and_where_euler_lands(learner, reference, generator):
    """Two calls: x at σ, then Euler's step at σ_next"""
    x = draw(generator)

    _, asked, places, _ = learner.run(stepped, 2 * x, 2.0, 1.3)

    _, right_asked, right_places, _ = stepped(reference, 2 * x, 2.0, 1.3)
    same(asked, right_asked)
    same(places, right_places)


def test_the_last_step_is_that_of_euler(learner, reference, generator):
    """To σ_next = 0: one call, and the guess it gives"""
    x = draw(generator)

    end, asked, *_ = learner.run(stepped, 0.3 * x, 0.3, 0.0)

    same(end, stepped(reference, 0.3 * x, 0.3, 0.0)[0])
    same(asked, torch.tensor([0.3], dtype=torch.float64))


@public
def test_the_start_is_left_alone(learner, generator):
    """The x that it is given stays as it is"""
    x = draw(generator)

    same(learner.run(stepped, x, 2.0, 1.3)[3], True)


@public
def test_half_the_step_leaves_a_quarter_of_the_error(learner):
    """Over a fixed stretch, twice the steps leave about a quarter of the error"""
    true, errors = 0.3 + 1.2 * (2 / 5) ** 0.5, []
    for steps in (16, 32):
        x, levels = (
            torch.tensor([1.5], dtype=torch.float64),
            [2 - i / steps for i in range(steps + 1)],
        )
        for here, there in pairwise(levels):
            x = learner.run(stepped, x, here, there, 1.0, 0.3)[0]
        errors.append(abs(float(x) - true))

    ratio = errors[0] / errors[1]

    assert 3.5 < ratio < 4.5, (
        f"twice the steps should leave a quarter of the error, not 1/{ratio:.2g}"
    )


def test_any_shape_and_float32(learner, reference, generator):
    """Any shape, and float32 stays float32"""
    for shape in ((4,), (1, 2), (2, 3, 4, 5)):
        x = draw(generator, shape, torch.float32)
        expected = stepped(reference, 2 * x, 2.0, 1.3)[0]
        same(learner.run(stepped, 2 * x, 2.0, 1.3)[0], expected)


def slopes(x, denoise_fn, sigma, sigma_next):
    """Here, Euler's place, and the slope there; None where there is none."""
    slope = (x - denoise_fn(x, sigma)) / sigma
    ahead = x + (sigma_next - sigma) * slope
    if sigma_next == 0:
        return slope, ahead, None
    return slope, ahead, (ahead - denoise_fn(ahead, sigma_next)) / sigma_next


@mistake("That is Euler's step: the slope there is missing.", id="heun-without-second-slope")
def euler_only(x, denoise_fn, sigma, sigma_next):
    return x + (sigma_next - sigma) * (x - denoise_fn(x, sigma)) / sigma


@mistake("Take the mean of the slopes: half of their sum.", id="slopes-not-averaged")
def not_averaged(x, denoise_fn, sigma, sigma_next):
    slope, ahead, there = slopes(x, denoise_fn, sigma, sigma_next)
    return ahead if there is None else x + (sigma_next - sigma) * (slope + there)


@mistake("Both slopes count, the first as well.", id="second-slope-only")
def second_only(x, denoise_fn, sigma, sigma_next):
    _, ahead, there = slopes(x, denoise_fn, sigma, sigma_next)
    return ahead if there is None else x + (sigma_next - sigma) * there


@mistake("The whole step starts at x again, not where Euler landed.", id="steps-from-the-trial")
def from_the_trial(x, denoise_fn, sigma, sigma_next):
    slope, ahead, there = slopes(x, denoise_fn, sigma, sigma_next)
    return ahead if there is None else ahead + (sigma_next - sigma) * (slope + there) / 2


@mistake(
    "There is a slope at Euler's place; yours asks about x again, with the noise of the new level.",
    id="second-slope-at-old-place",
)
def asks_about_x_again(x, denoise_fn, sigma, sigma_next):
    slope = (x - denoise_fn(x, sigma)) / sigma
    if sigma_next == 0:
        return x + (sigma_next - sigma) * slope
    there = (x - denoise_fn(x, sigma_next)) / sigma_next
    return x + (sigma_next - sigma) * (slope + there) / 2


@mistake("Where Euler landed the noise is σ_next: ask with it.", id="second-slope-at-old-level")
def asks_at_the_old_level(x, denoise_fn, sigma, sigma_next):
    slope = (x - denoise_fn(x, sigma)) / sigma
    ahead = x + (sigma_next - sigma) * slope
    if sigma_next == 0:
        return ahead
    there = (ahead - denoise_fn(ahead, sigma)) / sigma
    return x + (sigma_next - sigma) * (slope + there) / 2


@mistake("Where Euler landed the noise is σ_next: ask with it.", id="second-slope-at-old-level")
def told_the_old_level(x, denoise_fn, sigma, sigma_next):
    slope = (x - denoise_fn(x, sigma)) / sigma
    ahead = x + (sigma_next - sigma) * slope
    if sigma_next == 0:
        return ahead
    there = (ahead - denoise_fn(ahead, sigma)) / sigma_next
    return x + (sigma_next - sigma) * (slope + there) / 2


@mistake("The slope there is divided by σ_next, the noise there.", id="slope-of-the-other-end")
def divided_by_sigma(x, denoise_fn, sigma, sigma_next):
    slope = (x - denoise_fn(x, sigma)) / sigma
    ahead = x + (sigma_next - sigma) * slope
    if sigma_next == 0:
        return ahead
    there = (ahead - denoise_fn(ahead, sigma_next)) / sigma
    return x + (sigma_next - sigma) * (slope + there) / 2


@mistake("At σ_next = 0 there is no slope: return Euler's step.", id="heun-divides-by-zero")
def divides_by_zero(x, denoise_fn, sigma, sigma_next):
    slope = (x - denoise_fn(x, sigma)) / sigma
    ahead = x + (sigma_next - sigma) * slope
    there = (ahead - denoise_fn(ahead, sigma_next)) / torch.as_tensor(sigma_next, dtype=x.dtype)
    return x + (sigma_next - sigma) * (slope + there) / 2


@mistake("That is the midpoint rule; Heun looks at the far end.", id="midpoint-for-heun")
def midpoint(x, denoise_fn, sigma, sigma_next):
    slope = (x - denoise_fn(x, sigma)) / sigma
    if sigma_next == 0:
        return x + (sigma_next - sigma) * slope
    middle = (sigma + sigma_next) / 2
    half = x + (middle - sigma) * slope
    return x + (sigma_next - sigma) * (half - denoise_fn(half, middle)) / middle


@mistake("That leads uphill: σ_next − σ times (x − guess)/σ is added.", id="steps-uphill")
def uphill(x, denoise_fn, sigma, sigma_next):
    slope = (x - denoise_fn(x, sigma)) / sigma
    ahead = x + (sigma - sigma_next) * slope
    if sigma_next == 0:
        return ahead
    there = (ahead - denoise_fn(ahead, sigma_next)) / sigma_next
    return x + (sigma - sigma_next) * (slope + there) / 2


@mistake("Your first slope is turned round: it is (x − guess)/σ, as the second.", id="steps-uphill")
def first_uphill(x, denoise_fn, sigma, sigma_next):
    slope = (denoise_fn(x, sigma) - x) / sigma
    ahead = x + (sigma_next - sigma) * slope
    if sigma_next == 0:
        return ahead
    there = (ahead - denoise_fn(ahead, sigma_next)) / sigma_next
    return x + (sigma_next - sigma) * (slope + there) / 2


@mistake("x was changed in place: make a new tensor.", id="start-changed")
def in_place(x, denoise_fn, sigma, sigma_next):
    slope, ahead, there = slopes(x, denoise_fn, sigma, sigma_next)
    return x.copy_(ahead if there is None else x + (sigma_next - sigma) * (slope + there) / 2)


def half_way(x, h, here, there):
    """Along the mean of two slopes; along the first where there is no second."""
    return x + h * (here if there is None else (here + there) / 2)


@mistake(
    "What denoise_fn gives is a guess at x; the slope is (x − guess)/σ.", id="guess-taken-for-slope"
)
def guess_as_slope(x, denoise_fn, sigma, sigma_next):
    h, here = sigma_next - sigma, denoise_fn(x, sigma)
    return half_way(x, h, here, denoise_fn(x + h * here, sigma_next) if sigma_next else None)


@mistake("x − guess is noise of size σ. Divide it by σ.", id="slope-not-divided")
def first_not_divided(x, denoise_fn, sigma, sigma_next):
    h, here = sigma_next - sigma, x - denoise_fn(x, sigma)
    ahead = x + h * here
    there = (ahead - denoise_fn(ahead, sigma_next)) / sigma_next if sigma_next else None
    return half_way(x, h, here, there)


@mistake("x − guess is noise of size σ. Divide it by σ.", id="slope-not-divided")
def neither_divided(x, denoise_fn, sigma, sigma_next):
    h, here = sigma_next - sigma, x - denoise_fn(x, sigma)
    ahead = x + h * here
    return half_way(x, h, here, ahead - denoise_fn(ahead, sigma_next) if sigma_next else None)


@mistake(
    "The slope there begins at Euler's place: both x in it are that one.",
    id="second-slope-at-old-place",
)
def old_place_in_the_difference(x, denoise_fn, sigma, sigma_next):
    slope = (x - denoise_fn(x, sigma)) / sigma
    ahead = x + (sigma_next - sigma) * slope
    there = (x - denoise_fn(ahead, sigma_next)) / sigma_next if sigma_next else None
    return half_way(x, sigma_next - sigma, slope, there)


@mistake(
    "The slope there begins at Euler's place: both x in it are that one.",
    id="second-slope-at-old-place",
)
def old_place_in_the_guess(x, denoise_fn, sigma, sigma_next):
    slope = (x - denoise_fn(x, sigma)) / sigma
    ahead = x + (sigma_next - sigma) * slope
    there = (ahead - denoise_fn(x, sigma_next)) / sigma_next if sigma_next else None
    return half_way(x, sigma_next - sigma, slope, there)


@mistake("Average the slopes, not the guesses: each has its own σ.", id="guesses-averaged")
def mean_of_the_guesses(x, denoise_fn, sigma, sigma_next):
    guess = denoise_fn(x, sigma)
    if sigma_next:
        ahead = x + (sigma_next - sigma) * (x - guess) / sigma
        guess = (guess + denoise_fn(ahead, sigma_next)) / 2
    return x + (sigma_next - sigma) * (x - guess) / sigma


@mistake("To σ_next = 0 one call is enough: Euler's step ends at its guess.", id="asks-once-more")
def asks_again_here(x, denoise_fn, sigma, sigma_next):
    slope, _, there = slopes(x, denoise_fn, sigma, sigma_next)
    if there is None:
        return denoise_fn(x, sigma)
    return half_way(x, sigma_next - sigma, slope, there)


@mistake("To σ_next = 0 one call is enough: Euler's step ends at its guess.", id="asks-once-more")
def asks_again_there(x, denoise_fn, sigma, sigma_next):
    slope, ahead, there = slopes(x, denoise_fn, sigma, sigma_next)
    if there is None:
        return denoise_fn(ahead, sigma_next)
    return half_way(x, sigma_next - sigma, slope, there)
