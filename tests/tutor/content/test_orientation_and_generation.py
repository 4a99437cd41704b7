"""The functions and the numbers of lessons 00 and 01, held against other ways to get them."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import numpy as np
import pytest
import torch

from tutor.course.reader import read_course
from tutor.diffusion import statistics
from tutor.grading.grader import Grader
from tutor.simulations.picture import landscape
from tutor.simulations.structure import Structure, mixed, possible

ROOT = Path(__file__).parents[3]
BY_HAND = np.array([[0.0, 1.0, 2.0], [4.0, 4.0, 3.0]])

RIGHT = {
    "broadcast_coef": {
        "an index of its own": "return a[t][(..., *[None] * (x.ndim - 1))]",
        "axis by axis": """values = a.gather(0, t)
    while values.ndim < x.ndim:
        values = values.unsqueeze(-1)
    return values""",
        "a shape written out": "return a[t].view([len(x)] + [1 for _ in x.shape[1:]])",
    },
    "image_dims": {
        "a loop": """values = 0
    for _ in range(h):
        values += w * c
    return values""",
        "a product of a list": "return int(torch.tensor([h, w, c]).prod())",
    },
    "neighbour_correlation": {
        "a matrix of correlations": """return torch.stack([
        torch.corrcoef(torch.stack([one[:, :-1].flatten(), one[:, 1:].flatten()]))[0, 1]
        for one in x
    ])""",
        "deviations of a sample": """a, b = x[..., :-1].flatten(1), x[..., 1:].flatten(1)
    a, b = a - a.mean(1, keepdim=True), b - b.mean(1, keepdim=True)
    return (a * b).sum(1) / (a.shape[1] - 1) / (a.std(1) * b.std(1))""",
        "moments": """a, b = x[:, :, :-1].double(), x[:, :, 1:].double()
    mean = lambda one: one.mean(dim=(1, 2))
    top = mean(a * b) - mean(a) * mean(b)
    bottom = (mean(a * a) - mean(a) ** 2) * (mean(b * b) - mean(b) ** 2)
    return (top / bottom.sqrt()).to(x.dtype)""",
    },
}
HEADS = {
    "broadcast_coef": "def broadcast_coef(a, t, x):",
    "image_dims": "def image_dims(h, w, c=3):",
    "neighbour_correlation": "def neighbour_correlation(x):",
}


def solution(path):
    spec = spec_from_file_location(path.replace("/", "_"), ROOT / "solutions" / f"{path}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, path.split("/")[1])


@pytest.fixture(scope="module")
def grade():
    """The verdict on a function, by one warm grader."""
    course = read_course(ROOT)
    with Grader(course) as grader:
        yield lambda slug, body: grader.grade(
            course.exercises[slug],
            f"import torch\n\n\n{HEADS[slug]}\n    {body}\n",
            filename=f"{slug}.py",
            seed=5,
        )


@pytest.mark.parametrize(("slug", "way"), [(slug, way) for slug in RIGHT for way in RIGHT[slug]])
def test_a_right_way_passes(grade, slug, way):
    verdict = grade(slug, RIGHT[slug][way])

    assert verdict.passed, verdict.first_failure


def test_the_correlation_is_that_of_numpy_and_of_the_ground_truth():
    x = torch.randn(5, 7, 9, dtype=torch.float64, generator=torch.Generator().manual_seed(1))
    pairs = [np.stack([one[:, :-1].ravel(), one[:, 1:].ravel()]) for one in x.numpy()]

    found = solution("01_generation/neighbour_correlation")(x).numpy()

    np.testing.assert_allclose(found, [np.corrcoef(one)[0, 1] for one in pairs], rtol=1e-12)
    np.testing.assert_allclose(found, statistics.neighbour_correlation(x.numpy()), rtol=1e-12)


@pytest.mark.parametrize("shape", [(4,), (4, 2), (4, 4), (4, 3, 5, 5)])
def test_the_numbers_of_a_batch_multiply_it_like_a_loop_over_samples(shape):
    generator = torch.Generator().manual_seed(2)
    a, x = torch.rand(9, generator=generator), torch.randn(shape, generator=generator)
    t = torch.tensor([8, 0, 3, 3])

    found = solution("00_orientation/broadcast_coef")(a, t, x) * x

    torch.testing.assert_close(
        found, torch.stack([a[i] * one for i, one in zip(t, x, strict=True)])
    )


def test_a_picture_in_colour_has_three_times_the_values_of_a_channel():
    dims = solution("01_generation/image_dims")

    assert dims(512, 512) == torch.empty(3, 512, 512).numel() == 786_432
    assert dims(512, 512, 1) == 262_144


def test_the_list_of_all_tiny_pictures_takes_585_years_to_write():
    seconds = 2**64 / 1e9

    assert round(seconds / (365.25 * 24 * 3600)) == 585


def test_the_correlation_by_hand():
    a, b = BY_HAND[:, :-1].ravel(), BY_HAND[:, 1:].ravel()
    a, b = a - a.mean(), b - b.mean()

    assert ((a * b).sum(), (a * a).sum(), (b * b).sum()) == (7.5, 12.75, 5.0)
    assert statistics.neighbour_correlation(BY_HAND[None])[0] == pytest.approx(0.939, abs=5e-4)


def test_the_pictures_to_draw_from_are_counted():
    assert round(possible(24 * 24)) == 1387


def test_the_neighbours_are_half_alike_at_more_than_half_a_picture():
    shares = range(0, 101, 5)

    alike = [statistics.neighbour_correlation(mixed(m / 100, 0)[None])[0] for m in shares]

    assert next(m for m, one in zip(shares, alike, strict=True) if one > 0.5) == 60
    assert round(alike[-1], 2) == 0.90
    assert Structure().controls[0].step == 5


def test_half_a_picture_is_as_alike_as_the_formula_says():
    picture, static = landscape().var(), 1 / 3

    rho = statistics.neighbour_correlation(landscape()[None])[0]

    assert rho * picture / (picture + static) == pytest.approx(0.40, abs=5e-3)
    assert round(0.2**2 / (0.2**2 + 0.8**2), 2) == 0.06


def test_eight_numbers_do_not_meet_eight_pictures_by_themselves():
    pictures = torch.ones(8, 3, 32, 32)

    with pytest.raises(RuntimeError, match="must match"):
        torch.ones(8) * pictures
    with pytest.raises(RuntimeError, match="must match"):
        torch.ones(8, 1) * pictures
