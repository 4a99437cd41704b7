"""Hidden checks of `ddim_sample`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import equivalent, mistake, public, same, worth

ALPHA_BAR = torch.cumprod(1 - torch.linspace(0.01, 0.3, 20, dtype=torch.float64), dim=0)
EVEN, UNEVEN = torch.tensor([19, 14, 9, 4]), torch.tensor([18, 17, 9, 6, 1])


def drawn(module, xT, alpha_bar, timesteps, eta, seed):
    """Where the loop ends on known data, what it asks on its way, and whether xT stayed.

    The generator has a seed of its own: xT would be its first draw.
    """
    told, places, start = [], [], xT.clone()

    def eps_model(x, t):
        assert isinstance(t, torch.Tensor), f"t is a {type(t).__name__}: make it a tensor, int64"
        assert t.shape == (len(xT),), (
            f"t has shape {tuple(t.shape)}: each sample has one, {(len(xT),)}"
        )
        assert t.dtype == torch.int64, f"t has dtype {t.dtype}: it is an index, int64"
        told.append(t.clone())
        places.append(x.detach().clone())
        signal = alpha_bar[t.clamp(0, len(alpha_bar) - 1)].reshape(-1, *[1] * (x.ndim - 1))
        return (1 - signal).sqrt() * (x - signal.sqrt() * 0.3) / (signal * 0.5**2 + 1 - signal)

    given = start, alpha_bar, timesteps.clone(), eta, torch.Generator().manual_seed(seed + 1)
    end = module.ddim_sample(eps_model, *given)
    assert told, "eps_model was never called: `eps_model(x, t)`"
    return end, torch.stack(told), torch.stack(places), torch.equal(start, xT)


def draw(generator, shape=(4, 3), dtype=torch.float64):
    return torch.randn(shape, generator=generator, dtype=dtype)


def check(learner, reference, *given):
    """It ends where the reference ends."""
    same(learner.run(drawn, *given)[0], drawn(reference, *given)[0])


@worth(3)
def test_without_fresh_noise(learner, reference, generator, seed):
    """η = 0: it ends where the steps of DDIM lead, and the generator makes no difference"""
    xT = draw(generator)

    for timesteps in (EVEN, UNEVEN):
        check(learner, reference, xT, ALPHA_BAR, timesteps, 0.0, seed)
    expected = learner.run(drawn, xT, ALPHA_BAR, EVEN, 0.0, seed)[0]
    same(learner.run(drawn, xT, ALPHA_BAR, EVEN, 0.0, seed + 1)[0], expected)


@worth(2)
def test_with_fresh_noise(learner, reference, generator, seed):
    """η = 1 and η = 0.5: every step draws from the generator"""
    xT = draw(generator)

    for timesteps in (EVEN, UNEVEN):
        for eta in (1.0, 0.5):
            check(learner, reference, xT, ALPHA_BAR, timesteps, eta, seed)


@worth(2)
def test_asks_at_the_levels_given(learner, reference, generator, seed):
    """The model is asked once a level, in their order, about x as it is by then"""
    xT = draw(generator)

    _, told, places, _ = learner.run(drawn, xT, ALPHA_BAR, UNEVEN, 0.5, seed)

    _, right_told, right_places, _ = drawn(reference, xT, ALPHA_BAR, UNEVEN, 0.5, seed)
    same(told, right_told)
    same(places, right_places)


def test_a_single_level(learner, generator, seed):
    """S = 1: the guess x̂_0, whatever η is"""
    xT, signal = draw(generator), ALPHA_BAR[19]
    eps = (1 - signal).sqrt() * (xT - signal.sqrt() * 0.3) / (signal * 0.25 + 1 - signal)

    for eta in (0.0, 1.0):
        end = learner.run(drawn, xT, ALPHA_BAR, torch.tensor([19]), eta, seed)[0]
        same(end, (xT - (1 - signal).sqrt() * eps) / signal.sqrt())


def test_all_levels(learner, reference, generator, seed):
    """All T levels, down to index 0"""
    xT = draw(generator)

    for eta in (0.0, 1.0):
        check(learner, reference, xT, ALPHA_BAR, torch.arange(19, -1, -1), eta, seed)


@public
def test_the_start_is_left_alone(learner, generator, seed):
    """The xT that it is given stays as it is"""
    same(learner.run(drawn, draw(generator), ALPHA_BAR, EVEN, 0.5, seed)[3], True)


def test_any_shape_and_float32(learner, reference, generator, seed):
    """Any shape, and float32 stays float32"""
    for shape in ((4,), (1, 2), (2, 3, 4, 5)):
        xT = draw(generator, shape, torch.float32)
        given = xT, ALPHA_BAR.float(), EVEN, 0.5, seed
        expected = drawn(reference, *given)[0]
        same(learner.run(drawn, *given)[0], expected, rtol=1e-3, atol=1e-4)


def step(x, eps, a, b, eta, z):
    """From a = ᾱ_t to b = ᾱ_prev."""
    sigma = eta * ((1 - b) / (1 - a) * (1 - a / b)).clamp(min=0).sqrt()
    x0 = (x - (1 - a).sqrt() * eps) / a.sqrt()
    return b.sqrt() * x0 + (1 - b - sigma**2).clamp(min=0).sqrt() * eps + sigma * z


def next_levels(table, timesteps):
    """Where each step goes: to the next level, and at last to 1."""
    return [*table[timesteps[1:]], torch.ones_like(table[0])]


def loop(model, xT, table, timesteps, eta, generator, **other):
    """The right one, but for `other`, which takes the place of what has its name."""
    x, draws = xT, []
    targets = other.get("targets", next_levels)(table, timesteps)
    for k, (i, there) in enumerate(zip(timesteps.tolist(), targets, strict=False)):
        told = other.get("tell", lambda k, i: i)(k, i)
        eps = model(other.get("ask", x), torch.full((len(x),), told))
        draws.append(torch.randn(x.shape, generator=generator, dtype=x.dtype))
        z = other.get("fresh", lambda draws: draws[-1])(draws)
        x = other.get("move", step)(x, eps, table[i], there, eta, z)
    return x


@mistake("The last step goes to ᾱ = 1, not to `alpha_bar[0]`.", id="array-holds-the-one")
def to_the_first_entry(*given):
    return loop(*given, targets=lambda table, ts: [*table[ts[1:]], table[0]])


@mistake(
    "Index −1 is the noisiest level. After the last level the step goes to ᾱ = 1.",
    id="negative-index-raises",
)
def round_the_end(*given):
    return loop(*given, targets=lambda table, ts: [*table[ts[1:]], table[-1]])


@mistake("A step goes to the level visited next, not to index i − 1.", id="goes-to-the-neighbour")
def to_the_neighbour(*given):
    def near(table, timesteps):
        return [table[i - 1] if i else torch.ones_like(table[0]) for i in timesteps.tolist()]

    return loop(*given, targets=near)


@mistake(
    "The levels may be unevenly spaced: the next one is the next of `timesteps`.",
    id="even-strides-assumed",
)
def by_stride(*given):
    def below(table, timesteps):
        stride = len(table) // len(timesteps)
        return [
            table[i - stride] if i >= stride else torch.ones_like(table[0])
            for i in timesteps.tolist()
        ]

    return loop(*given, targets=below)


@mistake(
    "The step from the last level is missing: x still holds its noise.", id="last-step-left-out"
)
def one_short(*given):
    return loop(*given, targets=lambda table, ts: table[ts[1:]])


@mistake("The levels come noisiest first; yours goes up.", id="levels-upwards")
def upwards(model, xT, table, timesteps, *rest):
    return loop(model, xT, table, timesteps.flip(0), *rest)


@mistake("You visit every index. Visit those of `timesteps`.", id="steps-ignored")
def all_levels(model, xT, table, timesteps, *rest):
    return loop(model, xT, table, torch.arange(len(table) - 1, -1, -1), *rest)


@mistake("The model is told the position in the list. Tell it the index.", id="place-for-level")
def told_the_place(*given):
    return loop(*given, tell=lambda k, i: k)


@mistake("The model is told the position in the list. Tell it the index.", id="place-for-level")
def told_the_place_from_the_end(*given):
    return loop(*given, tell=lambda k, i: len(given[3]) - 1 - k)


@mistake("The model is told where the step goes. Tell it where x is.", id="told-the-next-level")
def told_the_next(*given):
    following = [*given[3][1:].tolist(), 0]
    return loop(*given, tell=lambda k, i: following[k])


@mistake("You tell the model i + 1. It takes the index, as in training.", id="t-counted-from-one")
def told_one_more(*given):
    return loop(*given, tell=lambda k, i: i + 1)


@mistake("The model is asked about the start each time. Ask about x.", id="start-asked-again")
def asks_the_start(*given):
    return loop(*given, ask=given[1])


@mistake("First where x is, then where to go: the levels are swapped.", id="levels-swapped")
def swapped(*given):
    return loop(*given, move=lambda x, eps, a, b, eta, z: step(x, eps, b, a, eta, z))


@mistake("First where x is, then where to go: the levels are swapped.", id="levels-swapped")
def swapped_without_a_floor(*given):
    def move(x, eps, a, b, eta, z):
        sigma = eta * ((1 - a) / (1 - b) * (1 - b / a)).sqrt()
        x0 = (x - (1 - b).sqrt() * eps) / b.sqrt()
        return a.sqrt() * x0 + (1 - a - sigma**2).clamp(min=0).sqrt() * eps + sigma * z

    return loop(*given, move=move)


@mistake("η is never used: yours is DDIM, whatever η is.", id="eta-never-used")
def no_eta(*given):
    return loop(*given, move=lambda x, eps, a, b, eta, z: step(x, eps, a, b, 0.0, z))


@mistake("Your σ does not know η: at η = 0 it must be 0.", id="eta-ignored")
def full_eta(*given):
    return loop(*given, move=lambda x, eps, a, b, eta, z: step(x, eps, a, b, 1.0, z))


@mistake("Your σ does not know η: at η = 0 it must be 0.", id="eta-ignored")
def full_eta_if_any(*given):
    def move(x, eps, a, b, eta, z):
        return step(x, eps, a, b, 1.0, z if eta > 0 else 0)

    return loop(*given, move=move)


@mistake("η multiplies σ, not σ²: η = 0.5 is a quarter of σ².", id="eta-scales-variance")
def eta_scales_variance(*given):
    return loop(*given, move=lambda x, eps, a, b, eta, z: step(x, eps, a, b, eta**0.5, z))


@mistake("Every step has noise of its own; yours draws once.", id="one-fresh-noise")
def one_noise(*given):
    return loop(*given, fresh=lambda draws: draws[0])


@mistake("Old and fresh noise together must have variance 1−ᾱ_prev.", id="fresh-noise-on-top")
def on_top(*given):
    def move(x, eps, a, b, eta, z):
        sigma = eta * ((1 - b) / (1 - a) * (1 - a / b)).clamp(min=0).sqrt()
        return step(x, eps, a, b, 0.0, z) + sigma * z

    return loop(*given, move=move)


@mistake("You made room for fresh noise that never came: add σ·z.", id="fresh-noise-missing")
def no_chance(*given):
    return loop(*given, fresh=lambda draws: 0)


@mistake("Each step ends at x̂_0. From there it goes back to its level.", id="estimate-for-the-step")
def jumps(*given):
    one = torch.ones_like(given[2][0])
    return loop(*given, move=lambda x, eps, a, b, eta, z: step(x, eps, a, one, eta, z))


@mistake("Draw from the generator that was given.", id="generator-ignored")
def own_chance(*given):
    return loop(*given[:-1], None)


@mistake("The start is given: xT. Yours draws another.", id="start-drawn-anew")
def own_start(model, xT, table, timesteps, eta, generator):
    start = torch.randn(xT.shape, generator=generator, dtype=xT.dtype)
    return loop(model, start, table, timesteps, eta, generator)


@mistake("xT was changed in place: make a new tensor.", id="start-changed")
def in_place(*given):
    return given[1].copy_(loop(*given))


equivalent(
    "(1 - there - variance).clamp(min=0)",
    "1 - there - variance",
    because="(1−ᾱ_prev)²·ᾱ_t / (ᾱ_prev·(1−ᾱ_t)) is left at η = 1: only rounding brings it below 0",
)
equivalent(
    "torch.randn(x.shape, generator=generator, dtype=x.dtype, device=x.device)",
    "torch.randn(x.shape, generator=generator, dtype=x.dtype)",
    because="the checks run on one device",
)
equivalent("min=0", "min=-1", because="as without a floor")
equivalent(
    "zip(timesteps, visited, targets, strict=True)",
    "zip(timesteps, visited, targets)",
    because="the lists are as long",
)
equivalent("strict=True", "strict=False", because="the lists are as long")
