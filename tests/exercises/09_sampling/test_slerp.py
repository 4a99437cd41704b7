"""Hidden checks of `slerp`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import equivalent, mistake, public, same, worth

SHARES = (0.25, 0.5, 0.9)


def draw(generator, shape=(5, 8), dtype=torch.float64):
    """Two batches of starts, of which no two are nearly parallel."""
    first, second = (torch.randn(shape, generator=generator, dtype=dtype) for _ in range(2))
    tilted = torch.linspace(0.3, 1.5, shape[0], dtype=dtype).reshape(-1, *[1] * (len(shape) - 1))
    return first, first.roll(1, -1) + tilted * second


@worth(3)
def test_turns_from_one_to_the_other(learner, reference, generator):
    """(sin((1−a)·θ)·z1 + sin(a·θ)·z2) / sin θ, with an angle θ for each sample"""
    starts = draw(generator)

    for a in SHARES:
        same(learner.slerp(*starts, a), reference.slerp(*starts, a))


@public
def test_begins_at_one_and_ends_at_the_other(learner, generator):
    """a = 0 is z1, a = 1 is z2"""
    z1, z2 = draw(generator)

    same(learner.slerp(z1, z2, 0.0), z1)
    same(learner.slerp(z1, z2, 1.0), z2)


@public
def test_keeps_the_length(learner, generator):
    """Between two starts of one length every point has that length"""
    z1, z2 = draw(generator)
    z2 = z2 * (z1.norm(dim=1) / z2.norm(dim=1))[:, None]

    for a in SHARES:
        same(learner.slerp(z1, z2, a).norm(dim=1), z1.norm(dim=1))


@worth(2)
def test_goes_straight_where_there_is_no_turn(learner, generator):
    """Parallel and opposite starts, beside others in a batch: the straight line, never NaN"""
    for dtype in (torch.float64, torch.float32):
        z1, z2 = draw(generator, dtype=dtype)
        z1[2:] = torch.eye(3, 8)  # cos θ of these is ±1 to the last bit, however it is computed
        for factor in (1.0, 4.0, -2.0, -0.5):
            beside = torch.cat([z2[:2], factor * z1[2:]])
            for a in (0.0, *SHARES, 1.0):
                seen = learner.slerp(z1, beside, a)
                same(seen[2:], ((1 - a) * z1 + a * beside)[2:], rtol=1e-4, atol=1e-5)


def test_goes_straight_between_plain_numbers(learner):
    """A batch of plain numbers, (B,), has no angles but 0° and 180°"""
    z1, z2 = torch.tensor([[1.0, 2.0, -4.0, 0.5], [2.0, 2.0, 1.0, -0.25]], dtype=torch.float64)

    for a in SHARES:
        same(learner.slerp(z1, z2, a), (1 - a) * z1 + a * z2)


def test_goes_straight_where_there_is_next_to_no_turn(learner):
    """|cos θ| of 0.9996 is straight, of 0.9994 a turn"""
    z1 = torch.tensor([[1.0, 0.0]] * 4, dtype=torch.float64)
    cosine = torch.tensor([0.9996, -0.9996, 0.9994, -0.9994], dtype=torch.float64)
    z2 = torch.stack([cosine, (1 - cosine**2).sqrt()], dim=1)

    seen = learner.slerp(z1, z2, 0.5)

    straight = (z1 + z2) / 2
    turned = straight / straight.norm(dim=1, keepdim=True)
    same(seen, torch.cat([straight[:2], turned[2:]]))


def test_any_shape_and_float32(learner, reference, generator):
    """Pictures (B, C, H, W), single samples, and float32 stays float32"""
    for shape in ((3, 2, 4, 5), (1, 6)):
        starts = draw(generator, shape, torch.float32)
        expected = reference.slerp(*starts, 0.3)
        same(learner.slerp(*starts, 0.3), expected, rtol=1e-3, atol=1e-4)


def cosine_of(z1, z2):
    return torch.cosine_similarity(z1.reshape(len(z1), -1), z2.reshape(len(z2), -1))


def weighted(z1, z2, near, far):
    shape = -1, *[1] * (z1.ndim - 1)
    return near.reshape(shape) * z1 + far.reshape(shape) * z2


def turn(z1, z2, a, cosine=None, straight=None, near=None, far=None):
    """The right one, but for the parts that are given."""
    cosine = cosine_of(z1, z2) if cosine is None else cosine
    straight = cosine.abs() > 0.9995 if straight is None else straight
    angle = cosine.acos()
    near = ((1 - a) * angle).sin() / angle.sin() if near is None else near(angle)
    far = (a * angle).sin() / angle.sin() if far is None else far(angle)
    near, far = torch.where(straight, 1 - a, near), torch.where(straight, a, far)
    return weighted(z1, z2, near, far)


@mistake("That is the straight line; half-way it is too short for noise.", id="straight-for-turn")
def line(z1, z2, a):
    return (1 - a) * z1 + a * z2


@mistake("a = 0 is z1 and a = 1 is z2; yours goes the other way.", id="starts-swapped")
def swapped(z1, z2, a):
    return turn(z2, z1, a)


@mistake("Each sample has an angle of its own; yours is one for the batch.", id="batch-as-one")
def one_angle(z1, z2, a):
    cosine = (z1 * z2).sum() / z1.norm() / z2.norm()
    return turn(z1, z2, a, cosine=cosine.expand(len(z1)))


@mistake("A sample is one vector: yours has an angle for each of its rows.", id="angle-by-rows")
def by_rows(z1, z2, a):
    cosine = torch.cosine_similarity(z1, z2, dim=-1)
    straight = cosine.abs() > 0.9995
    angle = cosine.acos()
    near = torch.where(straight, 1 - a, ((1 - a) * angle).sin() / angle.sin())
    far = torch.where(straight, a, (a * angle).sin() / angle.sin())
    return near[..., None] * z1 + far[..., None] * z2


@mistake("The sines are divided by sin θ.", id="turn-not-divided")
def not_divided(z1, z2, a):
    return turn(
        z1, z2, a, near=lambda angle: ((1 - a) * angle).sin(), far=lambda angle: (a * angle).sin()
    )


@mistake("Where sin θ is 0 yours divides by it: there, go straight.", id="no-turn-no-angle")
def never_straight(z1, z2, a):
    cosine = cosine_of(z1, z2)
    return turn(z1, z2, a, straight=torch.zeros_like(cosine, dtype=torch.bool))


@mistake("Opposite starts have no turn, either: it is |cos θ| that counts.", id="no-turn-no-angle")
def opposite_forgotten(z1, z2, a):
    return turn(z1, z2, a, straight=cosine_of(z1, z2) > 0.9995)


@mistake("One sample without a turn made the whole batch go straight.", id="first-t-only")
def straight_if_any(z1, z2, a):
    straight = cosine_of(z1, z2).abs() > 0.9995
    return turn(z1, z2, a, straight=straight.any().expand(len(z1)))


@mistake(
    "Only the angle needs unit vectors: yours loses the length of the starts.", id="length-lost"
)
def unit_vectors(z1, z2, a):
    shape = -1, *[1] * (z1.ndim - 1)
    lengths = (z.reshape(len(z), -1).norm(dim=1).reshape(shape) for z in (z1, z2))
    return turn(*(z / length for z, length in zip((z1, z2), lengths, strict=True)), a)


@mistake("z1·z2 is no cosine yet: divide it by both lengths.", id="dot-for-cosine")
def not_normalised(z1, z2, a):
    dot = (z1 * z2).reshape(len(z1), -1).sum(1)
    return turn(z1, z2, a, cosine=dot, straight=dot.abs() > 0.9995)


@mistake("Cosine and sine of a quarter turn: that is θ = 90° for all.", id="right-angle-assumed")
def quarter_turn(z1, z2, a):
    angle = torch.full((len(z1),), torch.pi / 2, dtype=z1.dtype)
    return weighted(z1, z2, ((1 - a) * angle).sin(), (a * angle).sin())


@mistake("√(1−a) and √a keep the length at right angles alone.", id="right-angle-assumed")
def roots(z1, z2, a):
    return (1 - a) ** 0.5 * z1 + a**0.5 * z2


equivalent("len(z1)", "len(z2)", because="both batches are as long")
equivalent("len(z2)", "len(z1)", because="both batches are as long")
equivalent("z1.ndim", "z2.ndim", because="both have one shape")
equivalent(
    "torch.cosine_similarity(z1.reshape(len(z1), -1), z2.reshape(len(z2), -1))",
    "torch.cosine_similarity(z2.reshape(len(z2), -1), z1.reshape(len(z1), -1))",
    because="an angle has no direction",
)
equivalent(
    "cosine.abs() > 0.9995", "cosine.abs() >= 0.9995", because="no cosine is 0.9995 to the last bit"
)
