"""Hidden checks of `annealed_langevin`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import equivalent, mistake, public, same, worth

SIGMAS = torch.tensor([1.0, 0.5, 0.2, 0.1], dtype=torch.float64)


def walked(module, x, sigmas, n_steps, eps, seed, spread=0.3):
    """Where walkers end on data N(0, spread²), what they asked, and whether x stayed."""
    asked, at = [], []
    start = x.clone()

    def score_fn(x, sigma):
        level = float(sigma)
        asked.append(level)
        at.append(x.detach().clone())
        return -x / (spread**2 + level**2)

    generator = torch.Generator().manual_seed(seed)
    end = module.annealed_langevin(start, score_fn, sigmas, n_steps, eps, generator)
    assert asked or n_steps == 0, "score_fn was never called: `score_fn(x, sigma)`"
    levels = torch.tensor(asked, dtype=torch.float64)
    places = torch.stack(at) if at else start[None]
    return end, levels, places, torch.equal(start, x)


def given(generator, shape=(4, 2), dtype=torch.float64, n_steps=3, eps=2e-3):
    """What a walk is given, but for the seed of its noise."""
    x = torch.randn(shape, generator=generator, dtype=dtype)
    return x, SIGMAS, n_steps, eps


@worth(3)
def test_walks_through_all_levels(learner, reference, generator, seed):
    """It ends where Algorithm 1 ends, with the same noise"""
    arguments = *given(generator), seed

    same(learner.run(walked, *arguments)[0], walked(reference, *arguments)[0])


@worth(2)
def test_asks_about_each_level_in_turn(learner, reference, generator, seed):
    """score_fn is called once a step, n_steps times at each level, with x as it is by then"""
    arguments = *given(generator, n_steps=4), seed

    _, levels, places, _ = learner.run(walked, *arguments)

    _, right_levels, right_places, _ = walked(reference, *arguments)
    same(levels, right_levels)
    same(places, right_places)


def test_one_level_has_steps_of_size_eps(learner, reference, generator, seed):
    """At a single level every step has the size eps, whatever the level"""
    x, _, n_steps, _ = given(generator)
    level = torch.tensor([0.7], dtype=torch.float64)

    expected = walked(reference, x, level, n_steps, 0.05, seed)[0]
    same(learner.run(walked, x, level, n_steps, 0.05, seed)[0], expected)


@public
def test_no_steps_leave_the_walkers(learner, generator, seed):
    """n_steps = 0 returns x"""
    x, sigmas, _, eps = given(generator)

    same(learner.run(walked, x, sigmas, 0, eps, seed)[0], x)


@public
def test_the_start_is_left_alone(learner, generator, seed):
    """The x that it is given stays as it is"""
    x, *rest = given(generator)

    same(learner.run(walked, x, *rest, seed)[3], True)


def test_any_shape_and_float32(learner, reference, generator, seed):
    """Any shape, and float32 stays float32"""
    for shape in ((3,), (2, 3, 4, 4)):
        arguments = *given(generator, shape, torch.float32, eps=1e-3), seed
        expected = walked(reference, *arguments)[0]
        same(learner.run(walked, *arguments)[0], expected, rtol=1e-3, atol=1e-4)


def walk(x, score_fn, sigmas, n_steps, generator, size, shake=None, after=None):
    """The right walk, but for the size of a step, its shake, and what a level gives on."""
    for index, sigma in enumerate(sigmas.tolist()):
        delta = size(index, sigma)
        for _ in range(n_steps):
            factor = (2 * delta) ** 0.5 if shake is None else shake(delta)
            noise = torch.randn(x.shape, generator=generator, dtype=x.dtype)
            x = x + delta * score_fn(x, sigma) + factor * noise
        x = x if after is None else after(x, index)
    return x


@mistake(
    "Your steps have one size at every level: δ grows with σ², as eps·(σ_i/σ_L)².",
    id="one-step-size",
)
def one_step_size(x, score_fn, sigmas, n_steps, eps, generator):
    return walk(x, score_fn, sigmas, n_steps, generator, lambda i, s: eps)


@mistake("δ goes with the variance: the ratio of the levels is squared.", id="std-for-variance")
def ratio_not_squared(x, score_fn, sigmas, n_steps, eps, generator):
    return walk(x, score_fn, sigmas, n_steps, generator, lambda i, s: eps * s / sigmas[-1].item())


@mistake("Divide by the last level, σ_L; there the size is eps.", id="measured-by-first-level")
def by_the_first(x, score_fn, sigmas, n_steps, eps, generator):
    first = sigmas[0].item()
    return walk(x, score_fn, sigmas, n_steps, generator, lambda i, s: eps * (s / first) ** 2)


@mistake("Divide by the last level, σ_L; there the size is eps.", id="measured-by-first-level")
def not_divided(x, score_fn, sigmas, n_steps, eps, generator):
    return walk(x, score_fn, sigmas, n_steps, generator, lambda i, s: eps * s**2)


@mistake("σ_i/σ_L, not σ_L/σ_i: noisy levels take large steps.", id="step-ratio-inverted")
def upside_down(x, score_fn, sigmas, n_steps, eps, generator):
    last = sigmas[-1].item()
    return walk(x, score_fn, sigmas, n_steps, generator, lambda i, s: eps * (last / s) ** 2)


def right_size(eps, sigmas):
    return lambda i, s: eps * (s / sigmas[-1].item()) ** 2


@mistake("The shake has the factor √(2δ).", id="shake-too-weak")
def weak_shake(x, score_fn, sigmas, n_steps, eps, generator):
    size = right_size(eps, sigmas)
    return walk(x, score_fn, sigmas, n_steps, generator, size, lambda delta: delta**0.5)


@mistake(
    "δ/2 and √δ are the paper's letters; here a step is the one of `langevin_step`, δ and √(2δ).",
    id="langevin-half-step",
)
def papers_letters(x, score_fn, sigmas, n_steps, eps, generator):
    return walk(x, score_fn, sigmas, n_steps, generator, right_size(eps / 2, sigmas))


@mistake("Without a shake walkers only climb.", id="langevin-without-shake")
def no_shake(x, score_fn, sigmas, n_steps, eps, generator):
    return walk(x, score_fn, sigmas, n_steps, generator, right_size(eps, sigmas), lambda delta: 0)


@mistake("From the noisiest level on: the order in which sigmas come.", id="levels-upwards")
def upwards(x, score_fn, sigmas, n_steps, eps, generator):
    return walk(x, score_fn, sigmas.flip(0), n_steps, generator, right_size(eps, sigmas))


@mistake("Each level goes on from where the last one ended.", id="each-level-from-start")
def from_the_start(x, score_fn, sigmas, n_steps, eps, generator):
    last = len(sigmas) - 1
    size, start = right_size(eps, sigmas), x
    return walk(
        x, score_fn, sigmas, n_steps, generator, size, after=lambda x, i: x if i == last else start
    )


@mistake("n_steps is for each level; yours takes one step a level.", id="one-step-a-level")
def one_step_a_level(x, score_fn, sigmas, n_steps, eps, generator):
    return walk(x, score_fn, sigmas, min(n_steps, 1), generator, right_size(eps, sigmas))


@mistake("Every step has noise of its own; yours draws once a level.", id="one-fresh-noise")
def one_noise_a_level(x, score_fn, sigmas, n_steps, eps, generator):
    for sigma in sigmas.tolist():
        delta = eps * (sigma / sigmas[-1].item()) ** 2
        noise = torch.randn(x.shape, generator=generator, dtype=x.dtype)
        for _ in range(n_steps):
            x = x + delta * score_fn(x, sigma) + (2 * delta) ** 0.5 * noise
    return x


@mistake("The score is that of the level where you are.", id="told-the-next-level")
def last_score_only(x, score_fn, sigmas, n_steps, eps, generator):
    last = sigmas[-1].item()
    return walk(
        x, lambda x, _: score_fn(x, last), sigmas, n_steps, generator, right_size(eps, sigmas)
    )


@mistake("Draw from the generator that was given.", id="generator-ignored")
def own_generator(x, score_fn, sigmas, n_steps, eps, generator):
    return walk(x, score_fn, sigmas, n_steps, None, right_size(eps, sigmas))


@mistake("x was changed in place: make a new tensor.", id="start-changed")
def in_place(x, score_fn, sigmas, n_steps, eps, generator):
    return x.copy_(walk(x, score_fn, sigmas, n_steps, generator, right_size(eps, sigmas)))


@mistake("score_fn takes the level σ_i itself, not its place in the list.", id="place-for-sigma")
def told_the_place(x, score_fn, sigmas, n_steps, eps, generator):
    places = {sigma: place for place, sigma in enumerate(sigmas.tolist())}
    size = right_size(eps, sigmas)
    return walk(x, lambda x, s: score_fn(x, places[s]), sigmas, n_steps, generator, size)


@mistake("score_fn takes σ_i, a standard deviation; yours is told σ_i².", id="told-the-variance")
def told_the_variance(x, score_fn, sigmas, n_steps, eps, generator):
    size = right_size(eps, sigmas)
    return walk(x, lambda x, s: score_fn(x, s**2), sigmas, n_steps, generator, size)


@mistake("All steps of a level come before the next level.", id="loops-swapped")
def loops_swapped(x, score_fn, sigmas, n_steps, eps, generator):
    for _ in range(n_steps):
        x = walk(x, score_fn, sigmas, 1, generator, right_size(eps, sigmas))
    return x


@mistake("Walkers go with the score: it points to where data are denser.", id="score-sign")
def downhill(x, score_fn, sigmas, n_steps, eps, generator):
    size = right_size(eps, sigmas)
    return walk(x, lambda x, s: -score_fn(x, s), sigmas, n_steps, generator, size)


@mistake("2δ is a variance: the noise is multiplied by its root.", id="std-for-variance")
def shake_not_rooted(x, score_fn, sigmas, n_steps, eps, generator):
    size = right_size(eps, sigmas)
    return walk(x, score_fn, sigmas, n_steps, generator, size, lambda delta: 2 * delta)


@mistake("The root is taken of all of 2δ, not of δ alone.", id="root-of-a-part")
def root_of_delta_alone(x, score_fn, sigmas, n_steps, eps, generator):
    size = right_size(eps, sigmas)
    return walk(x, score_fn, sigmas, n_steps, generator, size, lambda delta: 2 * delta**0.5)


@mistake(
    "A level's shake has the factor √(2δ_i), with its own δ_i; eps is that of the last level.",
    id="one-shake-for-all",
)
def constant_shake(x, score_fn, sigmas, n_steps, eps, generator):
    size = right_size(eps, sigmas)
    return walk(x, score_fn, sigmas, n_steps, generator, size, lambda delta: (2 * eps) ** 0.5)


@mistake("δ_i holds σ_i² already: multiply the score by δ_i alone.", id="score-times-variance")
def score_times_variance(x, score_fn, sigmas, n_steps, eps, generator):
    size = right_size(eps, sigmas)
    return walk(x, lambda x, s: s**2 * score_fn(x, s), sigmas, n_steps, generator, size)


@mistake("The walk ends after L·n_steps steps; yours takes one more.", id="step-after-the-last")
def one_more_step(x, score_fn, sigmas, n_steps, eps, generator):
    size = right_size(eps, sigmas)
    x = walk(x, score_fn, sigmas, n_steps, generator, size)
    return walk(x, score_fn, sigmas[-1:], 1, generator, size)


@mistake(
    "The walk ends with its last shake; yours takes the noise out once more.",
    id="step-after-the-last",
)
def denoised_at_the_end(x, score_fn, sigmas, n_steps, eps, generator):
    x = walk(x, score_fn, sigmas, n_steps, generator, right_size(eps, sigmas))
    last = sigmas[-1].item()
    return x + last**2 * score_fn(x, last)


@mistake("Every step has its shake, the last one as well.", id="last-shake-skipped")
def last_shake_skipped(x, score_fn, sigmas, n_steps, eps, generator):
    left = iter(reversed(range(len(sigmas) * n_steps)))
    return walk(
        x,
        score_fn,
        sigmas,
        n_steps,
        generator,
        right_size(eps, sigmas),
        lambda delta: (2 * delta) ** 0.5 * (next(left) > 0),
    )


@mistake("n_steps is for each level; yours are shared out among them.", id="steps-shared-out")
def steps_shared_out(x, score_fn, sigmas, n_steps, eps, generator):
    each = n_steps // len(sigmas)
    return walk(x, score_fn, sigmas, each, generator, right_size(eps, sigmas))


equivalent("sigmas.tolist()", "sigmas", because="a tensor of shape () multiplies like a number")
equivalent("sigmas[-1].item()", "sigmas[-1]", because="a tensor of shape () divides like a number")
