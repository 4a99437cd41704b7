import sys

import numpy as np
import pytest

from tutor.diffusion.datasets import find, mixture, names
from tutor.errors import TrainingError, TutorError
from tutor.training.teachers import register

STRIPES = """import numpy as np

from tutor.diffusion.datasets import dataset


@dataset("stripes", (1, 8, 8), ("across", "down"))
def stripes(n, generator):
    labels = generator.integers(0, 2, n)
    bright = generator.choice([-1.0, 1.0], (n, 1, 8))
    across = np.broadcast_to(bright[..., None], (n, 1, 8, 8))
    down = np.broadcast_to(bright[..., None, :], (n, 1, 8, 8))
    return np.where(labels[:, None, None, None] == 0, across, down), labels
"""
RING = """import numpy as np

from tutor.diffusion.datasets import cloud


@cloud("ring", width=0.1)
def ring(way):
    angle = 2 * np.pi * way
    return 2**0.5 * np.stack([np.cos(angle), np.sin(angle)], 1), np.zeros(len(way), np.int64)
"""


@pytest.fixture(autouse=True)
def _registers(monkeypatch):
    """Registers that forget what a test adds."""
    for module, name in ((find.__module__, "_datasets"), (mixture.__module__, "_clouds")):
        register = getattr(sys.modules[module], name)
        monkeypatch.setattr(sys.modules[module], name, dict(register))


def refused(source, asked="stripes"):
    with pytest.raises(TrainingError) as caught:
        register(source, asked)
    return caught.value


def test_a_set_of_pictures_is_one_function_of_the_teachers():
    register(STRIPES, "stripes")

    pictures, labels = find("stripes").draw(4, np.random.default_rng(0))
    assert pictures.shape == (4, 1, 8, 8)
    assert find("stripes").classes == ("across", "down")
    assert set(labels) <= {0, 1}


def test_a_cloud_is_one_function_of_the_teachers():
    register(RING, "ring")

    assert names()[-1] == "ring"
    assert len(mixture("ring", 500).means) == 500


def test_what_comes_with_the_tutor_is_still_there():
    register(STRIPES, "two-moons")

    assert find("two-moons").shape == (2,)


def test_a_name_that_nobody_registered_is_told_with_all_there_are():
    with pytest.raises(TutorError) as caught:
        register(STRIPES, "spots")

    assert str(caught.value) == "there is no dataset called `spots`"
    assert caught.value.hint.endswith("digits, shapes, stripes")


def test_a_name_that_is_taken_is_told_at_its_line():
    told = refused(STRIPES.replace('"stripes"', '"shapes"'))

    assert str(told) == (
        "lessons/datasets.py:6: ValueError: there is a dataset called `shapes` already"
    )
    assert told.hint == (
        "mend `lessons/datasets.py` of the course: docs/writing-a-course.md says what is asked "
        "of it"
    )


def test_a_file_that_is_no_python_is_told_at_its_line():
    assert str(refused("import numpy\ndef (\n")).startswith("lessons/datasets.py:2: SyntaxError: ")


def test_what_a_function_raises_is_told_at_its_line():
    told = refused(STRIPES.replace("integers(0, 2, n)", "whole(0, 2, n)"))

    assert str(told) == (
        "lessons/datasets.py:8: AttributeError: 'numpy.random._generator.Generator' object has "
        "no attribute 'whole'"
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "return np.where(",
            "return 0  # np.where(",
            "must return an array of examples and one of labels, but returned `int`",
        ),
        (
            "(1, 8, 8), (",
            "(5,), (",
            "has examples of shape (5,), but networks learn points, (2,), or pictures, "
            "(1 or 3, side, side), with a side of 8, 16, 24, …",
        ),
        (
            "(1, 8, 8), (",
            "(1, 16, 16), (",
            "must draw shape (8000, 1, 16, 16), but drew (8000, 1, 8, 8)",
        ),
        ("[-1.0, 1.0]", "[-1, 1]", "must draw finite floating point numbers"),
        ("[-1.0, 1.0]", "[-np.inf, 1.0]", "must draw finite floating point numbers"),
        (
            "[-1.0, 1.0]",
            "[1.0, 1.0]",
            "must draw examples that differ, or there is nothing to learn",
        ),
        ("[-1.0, 1.0]", "[0.0, 255.0]", "must draw pictures in -1 to 1, but drew 0 to 255"),
        ('("across", "down")', "()", "must label each example with an int64 from 0 to 0"),
        ("down), labels", "down), labels / 2", "must label each example with an int64 from 0 to 1"),
    ],
    ids=[
        *("no pair", "no network", "another shape", "whole numbers", "infinity"),
        *("all alike", "bytes", "more classes than named", "labels that are not whole"),
    ],
)
def test_what_a_function_draws_wrong_is_told_at_the_function(old, new, told):
    assert old in STRIPES

    assert str(refused(STRIPES.replace(old, new))) == f"lessons/datasets.py:6: `stripes` {told}"


def test_points_that_no_schedule_fits_are_told():
    told = refused(RING.replace("2**0.5 *", "5 *"), "ring")

    assert str(told) == (
        "lessons/datasets.py:6: `ring` must draw points with mean 0 and variance 1 on both axes"
    )
