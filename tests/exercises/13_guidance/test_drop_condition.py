"""Hidden checks of `drop_condition`, and the ways in which it is known to go wrong.

Chance has no one right answer: a mistake is known by what stands out in many batches. No limit is
nearer than 6.8 standard deviations.
"""

import torch

from tutor.grading.checks import equivalent, mistake, public, worth

B, P, NONE, BATCHES = 64, 0.2, 10, 128
CLASSES = torch.arange(B) % NONE
CAPTIONS = 1 + torch.arange(6 * 3 * 2, dtype=torch.float32).reshape(6, 3, 2)


def dropped(module, c, null, p, seeds):
    """What comes back for each seed, and whether c stayed."""
    left, gone, stayed = [], [], True
    for seed in seeds:
        given = c.clone()
        pair = module.drop_condition(given, null, p, torch.Generator().manual_seed(seed))
        advice = "return two things: the conditions, and which of them were hidden"
        assert isinstance(pair, tuple | list), advice
        assert len(pair) == 2, advice
        for one in pair:
            assert isinstance(one, torch.Tensor), f"returned a {type(one).__name__} for a tensor"
        left.append(pair[0].clone())
        gone.append(pair[1].clone())
        stayed = stayed and torch.equal(given, c)
    return {"c": torch.stack(left), "gone": torch.stack(gone), "stayed": stayed}


def asked(learner, reading, seeds, c=CLASSES, null=None, p=P):
    """Fail with what a reading says; mistakes are known by what of it stands before a colon."""
    null = torch.tensor(NONE) if null is None else null
    given = c, null, p, seeds

    def read(run):
        return reading(run, c, null)

    said = read(learner.run(dropped, *given, reading=lambda run: read(run).partition(":")[0]))

    assert not said, said


def several(seed):
    return [seed + k for k in range(BATCHES)]


def shapes(run, c, null):
    """What is wrong with the kind of what came back."""
    if run["gone"].dtype != torch.bool:
        if run["c"].dtype == torch.bool:
            return "the conditions come first, and which were hidden second"
        return f"which were hidden is told as {run['gone'].dtype}: make it bool"
    if run["gone"].shape[1:] != (len(c),):
        return (
            f"which were hidden has shape {tuple(run['gone'].shape[1:])}: "
            f"each example has one, {(len(c),)}"
        )
    if run["c"].shape[1:] != c.shape or run["c"].dtype != c.dtype:
        return (
            f"the conditions come back as {run['c'].dtype} in shape {tuple(run['c'].shape[1:])}: "
            f"they went in as {c.dtype} in {tuple(c.shape)}"
        )
    return ""


def places(run, c, null):
    """Whether `null` stands where it says, and only there."""
    if said := shapes(run, c, null):
        return said
    gone = run["gone"].reshape(*run["gone"].shape, *[1] * (c.ndim - 1))
    kinds = {
        "": torch.where(gone, null, c),
        "what was kept is told for what was hidden": torch.where(gone, c, null),
        "the condition is 0 where it is hidden, not `null`": torch.where(gone, 0 * null, c),
        "it says which are hidden, and hides none": c.expand_as(run["c"]),
    }
    for said, conditions in kinds.items():
        if torch.equal(run["c"], conditions):
            return said
    return "the conditions are not `null` where it says that they are hidden, and c elsewhere"


def alike(gone):
    """What batches have in common that chance would not give them."""
    number = gone.sum(1, keepdim=True)
    patterns = {
        "no condition is ever hidden": ~gone,
        "every condition is hidden": gone,
        "whole batches are hidden": gone == gone[:, :1],
        "it is always the first of a batch that are hidden": gone == (torch.arange(B) < number),
        "the same places are hidden in every batch": gone == gone[0],
        "every batch has as many hidden: they are not drawn each on its own": number == number[0],
    }
    return next((said for said, seen in patterns.items() if seen.all()), "")


def chances(run, c, null):
    """What is wrong with how often and how independently examples are hidden."""
    gone = run["gone"]
    if said := shapes(run, c, null) or alike(gone):
        return said
    share = gone.float().mean()
    if abs(share - (1 - P)) < 0.03:
        return "as many are hidden as should be kept"
    if abs(share - P) > 0.03:
        return f"the share of hidden conditions is wrong: with p = {P} it is {share:.3f}"
    return "" if gone.any(0).all() else "some places of a batch are never hidden"


def repeats(run, c, null):
    """What does not come from the generator."""
    first, again, *others = run["c"]
    if not torch.equal(first, again):
        return "the same generator hides others"
    if all(torch.equal(first, other) for other in others):
        return "another generator hides the same"
    return ""


@worth(3)
def test_puts_null_where_it_says(learner, seed):
    """`null` stands where the second answer says so, and the condition everywhere else"""
    asked(learner, places, several(seed))


@worth(3)
def test_hides_each_on_its_own(learner, seed):
    """Each example is hidden with chance p, whatever happens to the others"""
    asked(learner, chances, several(seed))


@worth(2)
def test_any_condition(learner, seed):
    """Captions, (B, L, D), are hidden as a whole; a batch may be one example"""
    null = torch.zeros(3, 2)
    asked(learner, places, several(seed), CAPTIONS, null, 0.5)
    asked(learner, places, several(seed), CAPTIONS[:1], null - 1, 0.5)


@public
def test_both_ends(learner, seed):
    """p = 0 hides nothing, p = 1 everything"""
    for p, said in ((0.0, "some are hidden at p = 0"), (1.0, "some are kept at p = 1")):
        asked(
            learner,
            lambda run, c, null, p=p, said=said: "" if (run["gone"] == bool(p)).all() else said,
            several(seed)[:8],
            p=p,
        )


def test_all_chance_comes_from_the_generator(learner, seed):
    """One seed, one batch; another seed, another"""
    asked(learner, repeats, [seed, *several(seed)[:8]])


@public
def test_c_is_left_alone(learner, seed):
    """The c that it is given stays as it is"""

    def stayed(run, c, null):
        return "" if run["stayed"] else "c was changed: the loop may need it again"

    asked(learner, stayed, several(seed)[:8])


def hide(c, null, gone):
    """The conditions, null where they are gone."""
    return torch.where(gone.reshape(-1, *[1] * (c.ndim - 1)), null, c)


def draw(c, p, generator):
    return torch.rand(len(c), generator=generator) < p


@mistake("Nothing is ever hidden: hide where a draw is below p.", id="labels-never-hidden")
def never(c, null, p, generator):
    return c, torch.zeros(len(c), dtype=torch.bool)


@mistake("You hide what should stay: hide where the draw is below p.", id="hidden-turned-round")
def turned_round(c, null, p, generator):
    gone = torch.rand(len(c), generator=generator) >= p
    return hide(c, null, gone), gone


@mistake("The second answer tells which are hidden; yours tells which stay.", id="kept-for-hidden")
def tells_the_kept(c, null, p, generator):
    gone = draw(c, p, generator)
    return hide(c, null, gone), ~gone


@mistake("You hide the whole batch or nothing: draw for each example.", id="dropout-per-batch")
def per_batch(c, null, p, generator):
    gone = (torch.rand(1, generator=generator) < p).expand(len(c))
    return hide(c, null, gone), gone


@mistake("0 is a class: what stands for no condition is `null`.", id="null-is-class-zero")
def zero(c, null, p, generator):
    gone = draw(c, p, generator)
    return hide(c, torch.zeros_like(null), gone), gone


@mistake("You say which are hidden, and pass on all of them.", id="labels-never-hidden")
def told_and_kept(c, null, p, generator):
    return c.clone(), draw(c, p, generator)


@mistake("A fixed share of each batch is no chance: draw for each example.", id="share-for-chance")
def fixed_share(c, null, p, generator):
    gone = torch.zeros(len(c), dtype=torch.bool)
    gone[torch.randperm(len(c), generator=generator)[: round(p * len(c))]] = True
    return hide(c, null, gone), gone


@mistake("A fixed share of each batch is no chance: draw for each example.", id="share-for-chance")
def the_first_of_each(c, null, p, generator):
    gone = torch.arange(len(c)) < p * len(c)
    return hide(c, null, gone), gone


@mistake("A normal draw is below p far too often: `rand`, not `randn`.", id="normal-for-uniform")
def normal(c, null, p, generator):
    gone = torch.randn(len(c), generator=generator) < p
    return hide(c, null, gone), gone


@mistake(
    "You hide parts of a condition: draw one number for each example, not for each number of c.",
    id="hidden-in-parts",
)
def in_parts(c, null, p, generator):
    gone = torch.rand(c.shape, generator=generator) < p
    return torch.where(gone, null, c), gone


@mistake(
    "You hide parts of a condition: draw one number for each example, not for each number of c.",
    id="hidden-in-parts",
)
def in_parts_told_by_example(c, null, p, generator):
    gone = torch.rand(c.shape, generator=generator) < p
    return torch.where(gone, null, c), gone.reshape(len(c), -1).any(1)


@mistake(
    "(B,) meets the last axis of c: give it the shape (B, 1, …, 1) first.",
    id="broadcast-last-axis",
)
def last_axis(c, null, p, generator):
    gone = draw(c, p, generator)
    return torch.where(gone, null, c), gone


@mistake("c was changed in place: make a new tensor.", id="start-changed")
def in_place(c, null, p, generator):
    gone = draw(c, p, generator)
    c[gone] = null
    return c, gone


@mistake("The conditions come first, and which were hidden second.", id="answers-swapped")
def swapped(c, null, p, generator):
    gone = draw(c, p, generator)
    return gone, hide(c, null, gone)


@mistake("Draw from the generator that was given.", id="generator-ignored")
def own_chance(c, null, p, generator):
    gone = draw(c, p, None)
    return hide(c, null, gone), gone


@mistake("You seed the generator anew, so every batch is the same.", id="generator-reseeded")
def reseeded(c, null, p, generator):
    gone = draw(c, p, generator.manual_seed(0))
    return hide(c, null, gone), gone


equivalent(
    "torch.rand(len(c), generator=generator, device=c.device) < p",
    "torch.rand(len(c), generator=generator, device=c.device) <= p",
    because="a draw hits p itself once in sixteen million times",
)
equivalent(
    "torch.rand(len(c), generator=generator, device=c.device)",
    "torch.rand(len(c), generator=generator)",
    because="the checks run on one device",
)
equivalent("c.device", "null.device", because="both lie on one device")
