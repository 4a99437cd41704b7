"""Hidden checks of `sample_timesteps`, and the ways in which it is known to go wrong.

Chance has no one right answer: a mistake is known by what stands out in 128 batches of 64, which
hold each of ten indices 819 times, give or take 27. Limits are at 6 of these, and more.
"""

import torch

from tutor.grading.checks import equivalent, mistake, public, worth

B, T, BATCHES = 64, 10, 128
BEYOND = "index T comes, and the last one is T − 1"


def drawn(module, B, T, seeds):
    """What comes for each seed, and what torch.randn draws afterwards, with it and without."""
    batches = []
    torch.manual_seed(11)
    alone = torch.randn(4)
    torch.manual_seed(11)
    for seed in seeds:
        t = module.sample_timesteps(B, T, torch.Generator().manual_seed(seed))
        assert isinstance(t, torch.Tensor), f"returned a {type(t).__name__}: make it a tensor"
        assert t.shape == (B,), f"t has shape {tuple(t.shape)}: each example has one, {(B,)}"
        batches.append(t)
    return {"t": torch.stack(batches), "others stayed": torch.equal(torch.randn(4), alone)}


def asked(learner, reading, seeds, B=B, T=T):
    """Fail with what a reading says; mistakes are known by what of it stands before a colon."""
    given = B, T, seeds
    said = reading(
        learner.run(drawn, *given, reading=lambda run: reading(run, T).partition(":")[0]), T
    )

    assert not said, said


def several(seed):
    return [seed + k for k in range(BATCHES)]


def kinds(run, T):
    """What is wrong with the kind of number, or with where it lies."""
    t = run["t"]
    if t.dtype != torch.int64:
        return f"t has dtype {t.dtype}: it is an index, int64"
    if t.min() < 0:
        return f"an index is below 0: {int(t.min())}"
    if t.max() == T:
        return BEYOND
    if t.max() > T:
        return f"an index is far beyond T − 1: {int(t.max())}"
    return ""


def shares(run, T):
    """Which indices come too often, or not often enough."""
    t = run["t"]
    if (said := kinds(run, T)) and said != BEYOND:
        return said
    share = t.flatten().bincount(minlength=T) / t.numel()
    inner = share[1:-1]
    patterns = {
        "all examples of a batch have the same t": (t == t[:, :1]).all(),
        "every batch has the same t": (t == t[0]).all(),
        "the indices run from 1 to T": len(share) > T and share[0] == 0,
        "index 0 never comes": share[0] == 0,
        "index T − 1 never comes": share[T - 1] == 0,
        "both ends come half as often as others": max(share[0], share[-1]) < 0.7 * inner.min(),
        BEYOND: len(share) > T,
        "some indices come much more often than others": (share - 1 / T).abs().max() > 0.02,
    }
    return next((said for said, seen in patterns.items() if seen), "")


def neighbours(run, T):
    """What an example has to do with the next of its batch."""
    if said := kinds(run, T):
        return said
    gap = run["t"].diff(dim=1)
    if (gap == 0).all():
        return "all examples of a batch have the same t"
    if (gap >= 0).all():
        return "the indices rise from the first example of a batch to the last"
    share = (gap == 0).float().mean()
    if share == 0:
        return "an index never comes twice in a row: they are not drawn each on its own"
    if abs(share - 1 / T) > 0.02:
        often = "often" if share > 1 / T else "seldom"
        return (
            f"neighbours share an index too {often}: in {share:.0%} of all cases, not {1 / T:.0%}"
        )
    return ""


def repeats(run, T):
    """What does not come from the generator."""
    first, again, *others = run["t"]
    if not torch.equal(first, again):
        return "the same generator gives other indices"
    if all(torch.equal(first, other) for other in others):
        return "another generator gives the same indices"
    return "" if run["others stayed"] else "what torch.randn draws elsewhere has changed"


@worth(3)
def test_every_index_comes_as_often(learner, seed):
    """All of 0 to T−1 come, both ends included, each as often as any other"""
    asked(learner, shares, several(seed))


@worth(2)
def test_each_example_has_its_own(learner, seed):
    """What one example gets says nothing about the next"""
    asked(learner, neighbours, several(seed))


@public
@worth(2)
def test_all_chance_comes_from_the_generator(learner, seed):
    """One seed, one batch; another seed, another; and nothing else is touched"""
    asked(learner, repeats, [seed, *several(seed)[:8]])


def test_other_numbers(learner, seed):
    """Two levels and a single example, and as many levels as Ho et al. have"""
    asked(learner, ends, several(seed), B, 2)
    asked(learner, ends, several(seed), 1, 2)
    asked(learner, tenths, several(seed), B, 1000)


def ends(run, T):
    """Which of two levels never comes."""
    return kinds(run, T) or ("" if len(run["t"].unique()) == T else "one of two levels never comes")


def tenths(run, T):
    """Whether each tenth of many levels comes as often."""
    tenth = run["t"].flatten().double().div(T / 10).long().clamp(0, 9)
    even = (tenth.bincount(minlength=10) / len(tenth) - 0.1).abs().max() < 0.02
    return "" if even else "some tenths of the levels come much more often than others"


def randint(low, end, B, generator):
    return torch.randint(low, end, (B,), generator=generator)


@mistake("Index 0 never comes, the paper's t = 1. Draw from 0 to T−1.", id="t-counted-from-one")
def from_one(B, T, generator):
    return randint(1, T, B, generator)


@mistake("That is the paper's t, 1 to T. An index is 0 to T−1.", id="t-counted-from-one")
def papers_t(B, T, generator):
    return randint(1, T + 1, B, generator)


@mistake(
    "Index T−1 never comes, where sampling starts. `randint` stops before its end.",
    id="last-level-left-out",
)
def without_the_last(B, T, generator):
    return randint(0, T - 1, B, generator)


@mistake("`randint` stops before its end: 0 to T holds T + 1 indices.", id="t-beyond-the-end")
def beyond(B, T, generator):
    return randint(0, T + 1, B, generator)


@mistake("One t serves the whole batch: draw one for each example.", id="one-t-for-the-batch")
def one_for_all(B, T, generator):
    return randint(0, T, 1, generator).expand(B)


@mistake("Draw from the generator that was given.", id="generator-ignored")
def own_chance(B, T, generator):
    return randint(0, T, B, None)


@mistake("You seed the generator anew, so every batch is the same.", id="generator-reseeded")
def reseeded(B, T, generator):
    return randint(0, T, B, generator.manual_seed(0))


@mistake("An index is whole: int64, not a float.", id="index-not-whole")
def not_cut(B, T, generator):
    return torch.rand(B, generator=generator) * T


@mistake("An index is whole: int64, not a float.", id="index-not-whole")
def whole_floats(B, T, generator):
    return randint(0, T, B, generator).float()


@mistake(
    "Rounding gives both ends half as much room as the others: cut off what follows the point.",
    id="rounded-for-cut",
)
def rounded(B, T, generator):
    return (torch.rand(B, generator=generator) * (T - 1)).round().long()


@mistake(
    "Rounding gives index 0 half as much room, and index T: cut off what follows the point.",
    id="rounded-for-cut",
)
def rounded_up(B, T, generator):
    return (torch.rand(B, generator=generator) * T).round().long()


@mistake(
    "You deal indices out like cards: each example draws from all, so that some come twice.",
    id="dealt-for-drawn",
)
def dealt(B, T, generator):
    rounds = [torch.randperm(T, generator=generator) for _ in range(-(-B // T))]
    return torch.cat(rounds)[:B]


@mistake(
    "The indices rise with the place in the batch: draw each on its own.", id="spread-for-drawn"
)
def spread(B, T, generator):
    places = torch.arange(B) + torch.rand(B, generator=generator)
    return (places * T / B).long().clamp(max=T - 1)


@mistake("Nothing is drawn: the indices count up from 0.", id="spread-for-drawn")
def counted(B, T, generator):
    return torch.arange(B) % T


@mistake("Small indices come more often: all are as likely.", id="uneven-levels")
def squared(B, T, generator):
    return (torch.rand(B, generator=generator) ** 2 * T).long()


@mistake("A normal draw has a middle: all indices are as likely.", id="uneven-levels")
def normal(B, T, generator):
    z = torch.randn(B, generator=generator)
    return (T / 2 + z * T / 6).long().clamp(0, T - 1)


@mistake(
    "manual_seed of torch itself changes what all other code draws: use the generator.",
    id="global-seed-set",
)
def global_seed(B, T, generator):
    torch.manual_seed(generator.initial_seed())
    return torch.randint(T, (B,))


equivalent(
    "torch.randint(T, (B,), generator=generator, device=generator.device)",
    "torch.randint(T, (B,), generator=generator)",
    because="the checks run on one device",
)
