import sys

import numpy as np
import pytest

from tutor.diffusion.datasets import Dataset, find
from tutor.training.quality.drawing import compare

TRAINED_ON = {
    name: find(name).draw(2000, np.random.default_rng(0))[0]
    for name in ("two-moons", "digits", "shapes")
}


def judged(samples, labels, data="two-moons"):
    return compare(samples, labels, data, TRAINED_ON[data])


def fresh(data, n):
    return find(data).fresh(n, np.random.default_rng(1))


@pytest.mark.parametrize(("data", "n"), [("two-moons", 1000), ("digits", 240), ("shapes", 400)])
def test_fresh_data_are_as_good_as_data(data, n):
    seen = judged(*fresh(data, n), data)

    assert abs(seen.energy) < 0.05 * find(data).shape[0] ** 2
    assert seen.sliced < 1.6 * seen.sliced_floor
    assert seen.stray < 0.035
    assert seen.missed < 0.035
    assert seen.obeyed > 0.98
    assert seen.diversity == pytest.approx(1.0, abs=0.06)
    assert seen.novelty == pytest.approx(1.0, abs=0.1)


def test_samples_of_one_moon_miss_the_other():
    points, labels = fresh("two-moons", 2000)

    seen = judged(points[labels == 0], labels[labels == 0])

    assert seen.energy > 0.1
    assert seen.sliced > 3 * seen.sliced_floor
    assert seen.stray < 0.025
    assert seen.missed > 0.4


def test_noise_is_stray():
    noise = np.random.default_rng(1).standard_normal((1000, 2))

    seen = judged(noise, np.arange(1000) % 2)

    assert seen.stray > 0.5
    assert seen.obeyed < 0.7


def test_samples_of_the_wrong_class_do_not_obey():
    pictures, labels = fresh("digits", 200)

    assert judged(pictures, (labels + 1) % 10, "digits").obeyed < 0.02


def test_collapse_shows_in_diversity():
    pictures, labels = fresh("shapes", 320)
    first = {one: pictures[labels == one][0] for one in np.unique(labels)}

    seen = judged(np.stack([first[one] for one in labels]), labels, "shapes")

    assert seen.diversity < 0.01
    assert seen.obeyed > 0.9


def test_copies_of_the_training_data_show_in_novelty():
    pictures, labels = find("shapes").draw(2000, np.random.default_rng(0))

    seen = judged(pictures[:320], labels[:320], "shapes")

    assert seen.novelty < 0.01
    assert seen.diversity == pytest.approx(1.0, abs=0.06)


def test_data_of_which_each_class_is_one_picture_are_held_against_themselves(monkeypatch):
    def draw(n, generator):
        labels = np.arange(n) % 2
        return np.where(labels == 0, -1.0, 1.0)[:, None, None, None] * np.ones((1, 1, 8, 8)), labels

    monkeypatch.setitem(
        sys.modules[find.__module__]._datasets,
        "flags",
        Dataset("flags", (1, 8, 8), ("dark", "light"), draw, draw, draw),
    )
    pictures, labels = draw(40, None)
    noisy = pictures + 0.1 * np.random.default_rng(0).standard_normal(pictures.shape)

    same, other = (compare(x, labels, "flags", pictures) for x in (pictures, noisy))

    assert (same.diversity, same.novelty) == (1.0, 1.0)
    assert (other.diversity, other.novelty) == (np.inf, np.inf)


def test_data_without_classes_are_not_asked_to_obey():
    points, labels = fresh("dinosaur", 500)

    assert compare(points, labels, "dinosaur", points).obeyed is None
