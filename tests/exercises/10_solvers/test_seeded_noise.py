"""Hidden checks of `seeded_noise`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import mistake, public, same, worth

SHAPES = [(3, 2), (4, 3, 5, 5), (2, 40)]


def beside(module, shape, seed, per_sample):
    """What other code draws, with the function called in between and without."""
    torch.manual_seed(11)
    alone = torch.randn(4)
    torch.manual_seed(11)
    module.seeded_noise(shape, seed, per_sample)
    return alone, torch.randn(4)


@worth(2)
def test_a_batch_from_one_generator(learner, reference, seed):
    """per_sample=False: the whole batch from one generator"""
    for shape in SHAPES:
        same(learner.seeded_noise(shape, seed, False), reference.seeded_noise(shape, seed, False))


@worth(2)
def test_a_generator_for_each_sample(learner, reference, seed):
    """per_sample=True: sample i from a generator with the seed + i"""
    for shape in SHAPES:
        same(learner.seeded_noise(shape, seed, True), reference.seeded_noise(shape, seed, True))


@public
def test_a_sample_is_the_same_in_any_batch(learner, seed):
    """per_sample=True: the first two of five are those of a batch of two, and the third alone"""
    five = learner.seeded_noise((5, 3, 4), seed, True)

    same(learner.seeded_noise((2, 3, 4), seed, True), five[:2])
    same(learner.seeded_noise((1, 3, 4), seed + 2, True), five[2:3])


@public
def test_the_same_seed_gives_the_same_noise(learner, seed):
    """Twice the same, and another for another seed"""
    for per_sample in (False, True):
        first = learner.seeded_noise((2, 6), seed, per_sample)
        same(learner.seeded_noise((2, 6), seed, per_sample), first)
        other = learner.seeded_noise((2, 6), seed + 100, per_sample)
        assert not torch.equal(first, other), "two seeds gave the same noise"


@public
def test_other_draws_are_left_alone(learner, seed):
    """What torch.randn draws elsewhere does not change"""
    for per_sample in (False, True):
        alone, after = learner.run(beside, (3, 2), seed, per_sample)
        same(after, alone)


def drawn(shape, seed):
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


@mistake("Without the seed nothing can be repeated.", id="generator-ignored")
def seed_ignored(shape, seed, per_sample):
    return torch.randn(shape)


@mistake(
    "manual_seed of torch itself changes what all other code draws: make a generator.",
    id="global-seed-set",
)
def global_seed(shape, seed, per_sample):
    if not per_sample:
        torch.manual_seed(seed)
        return torch.randn(shape)
    samples = []
    for i in range(shape[0]):
        torch.manual_seed(seed + i)
        samples.append(torch.randn(shape[1:]))
    return torch.stack(samples)


@mistake("One generator for the batch: a sample changes with its place in it.", id="batch-seeded")
def never_per_sample(shape, seed, per_sample):
    return drawn(shape, seed)


@mistake("per_sample says which of the two; yours seeds every sample.", id="always-per-sample")
def always_per_sample(shape, seed, per_sample):
    return torch.stack([drawn(shape[1:], seed + i) for i in range(shape[0])])


@mistake("Every sample got the same seed: all of them are alike.", id="one-noise-for-the-batch")
def same_for_all(shape, seed, per_sample):
    if not per_sample:
        return drawn(shape, seed)
    return torch.stack([drawn(shape[1:], seed)] * shape[0])


@mistake("Sample 0 has the seed itself: seed + i, with i from 0.", id="seeds-one-late")
def one_late(shape, seed, per_sample):
    if not per_sample:
        return drawn(shape, seed)
    return torch.stack([drawn(shape[1:], seed + 1 + i) for i in range(shape[0])])


@mistake("Noise is normal, with mean 0: randn, not rand.", id="noise-not-normal")
def uniform(shape, seed, per_sample):
    def flat(shape, seed):
        return torch.rand(shape, generator=torch.Generator().manual_seed(seed))

    if not per_sample:
        return flat(shape, seed)
    return torch.stack([flat(shape[1:], seed + i) for i in range(shape[0])])
