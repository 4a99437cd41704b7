import sys

import numpy as np
import pytest

from tutor.diffusion.datasets import cloud, dataset, draw, find, mixture, names
from tutor.diffusion.datasets.shapes import CLASSES
from tutor.errors import TutorError

CLOUDS = ("two-moons", "swiss-roll", "eight-gaussians", "two-clusters", "dinosaur")
PICTURES = ("digits", "shapes")


def test_the_datasets_of_the_course():
    assert names() == (*CLOUDS, *PICTURES)


@pytest.mark.parametrize("name", CLOUDS)
def test_both_coordinates_have_mean_zero_and_variance_one(name):
    points, _ = draw(name, 40_000, np.random.default_rng(0))

    np.testing.assert_allclose(points.mean(0), [0, 0], atol=0.02)
    np.testing.assert_allclose(points.var(0), [1, 1], atol=0.02)


@pytest.mark.parametrize("name", CLOUDS)
def test_more_gaussians_than_five_hundred_change_nothing(name):
    points, _ = draw(name, 500, np.random.default_rng(0))

    few, many = mixture(name, 500), mixture(name, 2000)

    for alpha_bar in (0.999, 0.5):
        np.testing.assert_allclose(
            few.eps(points, alpha_bar), many.eps(points, alpha_bar), atol=0.02
        )


@pytest.mark.parametrize("name", names())
def test_a_seed_draws_the_same_examples_again(name):
    first, first_labels = draw(name, 5, np.random.default_rng(3))
    again, again_labels = draw(name, 5, np.random.default_rng(3))

    assert first.shape == (5, *find(name).shape)
    assert first.dtype == np.float64
    np.testing.assert_array_equal(first, again)
    np.testing.assert_array_equal(first_labels, again_labels)


@pytest.mark.parametrize(
    ("name", "classes"),
    [("two-moons", 2), ("eight-gaussians", 8), ("two-clusters", 2), ("dinosaur", 1)],
)
def test_the_classes_are_equally_frequent(name, classes):
    _, labels = draw(name, 8000, np.random.default_rng(0))

    shares = np.bincount(labels) / len(labels)
    np.testing.assert_allclose(shares, [1 / classes] * classes, atol=0.02)


def test_class_zero_of_the_moons_is_the_upper_one():
    points, labels = draw("two-moons", 1000, np.random.default_rng(0))

    assert points[labels == 0, 1].mean() > 0.5
    assert points[labels == 1, 1].mean() < -0.5


def test_the_mixture_of_a_point_set_has_its_variance_and_its_best_noise_prediction():
    moons = mixture("two-moons", 500)
    points, _ = draw("two-moons", 1000, np.random.default_rng(1))
    noise = np.random.default_rng(2).standard_normal(points.shape)

    noised = np.sqrt(0.5) * points + np.sqrt(0.5) * noise
    best = ((moons.eps(noised, 0.5) - noise) ** 2).mean()
    linear = ((np.sqrt(0.5) * noised - noise) ** 2).mean()

    np.testing.assert_allclose(moons.means.var(0) + moons.std**2, [1, 1], atol=1e-3)
    assert best < 0.95 * linear


def test_the_mixture_of_one_class_lies_where_that_class_lies():
    upper = mixture("two-moons", 500, label=0)

    assert upper.means[:, 1].min() > -0.6
    np.testing.assert_allclose(upper.weights.sum(), 1)


def test_an_unknown_dataset_is_named_with_those_there_are():
    with pytest.raises(TutorError) as caught:
        draw("three-moons", 10, np.random.default_rng(0))

    assert str(caught.value) == "there is no dataset called `three-moons`"
    assert caught.value.hint == (
        "choose one of two-moons, swiss-roll, eight-gaussians, two-clusters, dinosaur, digits, "
        "shapes"
    )


@pytest.fixture
def _register(monkeypatch):
    monkeypatch.setattr(sys.modules[find.__module__], "_datasets", {})
    monkeypatch.setattr(sys.modules[mixture.__module__], "_clouds", {})


@pytest.mark.usefixtures("_register")
def test_a_new_cloud_is_one_function():
    @cloud("origin", width=1.0)
    def origin(way):
        return np.zeros((len(way), 2)), np.zeros(len(way), np.int64)

    assert names() == ("origin",)
    assert draw("origin", 2, np.random.default_rng(0))[0].shape == (2, 2)


@pytest.mark.usefixtures("_register")
def test_a_new_set_of_pictures_is_one_function():
    @dataset("black", (1, 8, 8), ("black",))
    def black(n, generator):
        return np.full((n, 1, 8, 8), -1.0), np.zeros(n, np.int64)

    known = find("black")

    assert known.classes == ("black",)
    assert known.fresh(3, np.random.default_rng(0))[0].shape == (3, 1, 8, 8)


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_lie_between_black_and_white(name):
    pictures, labels = draw(name, 400, np.random.default_rng(0))

    assert pictures.min() >= -1
    assert pictures.max() <= 1
    assert pictures.std() > 0.4
    assert set(labels) == set(range(len(find(name).classes)))


def test_a_shape_is_of_the_colour_and_the_form_its_class_says():
    pictures, labels = draw("shapes", 600, np.random.default_rng(0))
    middle = pictures[:, :, 7:9, 7:9].mean((2, 3))  # every shape covers the middle

    strongest = middle[labels % 4 < 3].argmax(1)
    full = (pictures.max(1) > 0).mean((1, 2))

    assert CLASSES[:5] == (
        "red circle",
        "green circle",
        "blue circle",
        "yellow circle",
        "red square",
    )
    np.testing.assert_array_equal(strongest, (labels % 4)[labels % 4 < 3])
    assert full[labels // 4 == 1].mean() > full[labels // 4 == 3].mean() + 0.05


def test_held_out_digits_are_never_trained_on():
    seen, _ = draw("digits", 1297, np.random.default_rng(0))
    fresh, _ = find("digits").fresh(500, np.random.default_rng(0))

    known = {picture.tobytes() for picture in seen}
    assert len(known) > 1200
    assert sum(picture.tobytes() in known for picture in fresh) < 5


def test_every_scan_comes_once_before_any_comes_twice():
    digits, _ = draw("digits", 1297, np.random.default_rng(1))

    assert len({picture.tobytes() for picture in digits}) > 1290
