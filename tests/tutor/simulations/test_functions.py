import numpy as np
import pytest

from tutor.errors import TutorError
from tutor.simulations import catalogue
from tutor.simulations.functions import REFERENCE, answered

DRIVEN = [
    (name, slug) for name in catalogue.names() for slug in catalogue.simulation(name).driven_by
]

OPENED = {"ddim_step": {"sampler": "ddim"}, "dpmpp_2m_step": {"sampler": "dpm++2m"}}
"""Where a simulation can be driven by several functions, the settings at which it is by this."""


def midway(name, slug):
    """Settings some ticks after the beginning, where the function has been called."""
    simulation = catalogue.simulation(name)
    options = OPENED.get(slug, {}) if name == "steps-vs-quality" else {}
    first = simulation.controls[0]
    settings = {**catalogue.start(simulation, options), first.name: first.low}
    for _ in range(3):
        settings = simulation.following(settings)
    return simulation, settings


def drawn(frame):
    """What the first panel and the readouts hold."""
    marks = [value for mark in frame.panels[0].marks for value in vars(mark).values()]
    return [*marks, *frame.readouts]


@pytest.mark.parametrize(("name", "slug"), DRIVEN)
def test_another_function_shows_in_the_first_panel_or_in_the_readouts(name, slug):
    simulation, settings = midway(name, slug)

    theirs = simulation.frame(settings, {**REFERENCE, slug: lambda *a: REFERENCE[slug](*a) ** 3})
    right = simulation.frame(settings)

    assert not all(map(np.array_equal, drawn(theirs), drawn(right)))


@pytest.mark.parametrize(("name", "slug"), DRIVEN)
def test_the_reference_does_not_remember_another_function(name, slug):
    simulation, settings = midway(name, slug)
    before = drawn(simulation.frame(settings))

    simulation.frame(settings, {**REFERENCE, slug: lambda *a: -REFERENCE[slug](*a)})

    assert all(map(np.array_equal, before, drawn(simulation.frame(settings))))


@pytest.mark.parametrize(("name", "slug"), DRIVEN)
def test_a_function_is_called_with_whole_batches_and_not_often(name, slug):
    simulation, settings = midway(name, slug)
    calls = []
    counted = {**REFERENCE, slug: lambda *a: calls.append(a) or REFERENCE[slug](*a)}

    simulation.frame(settings, counted)

    assert 1 <= len(calls) <= 60


@pytest.mark.parametrize(("name", "slug"), DRIVEN)
def test_numbers_that_are_none_are_drawn_as_nothing(name, slug):
    simulation, settings = midway(name, slug)

    frame = simulation.frame(settings, {**REFERENCE, slug: lambda *a: np.nan * REFERENCE[slug](*a)})

    assert frame.says


@pytest.mark.parametrize(("name", "slug"), DRIVEN)
def test_what_a_function_raises_passes_through_however_often_it_is_asked(name, slug):
    simulation, settings = midway(name, slug)
    theirs = {**REFERENCE, slug: lambda *a: 1 / 0}

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            simulation.frame(settings, theirs)


def test_an_answer_of_another_shape_is_named():
    with pytest.raises(TutorError) as caught:
        answered("q_sample", np.zeros(3), (3, 2))

    assert str(caught.value) == "`q_sample` must return shape (3, 2), not (3,)"
    assert caught.value.hint == "`tutor grade q_sample` says more"


def test_an_answer_in_single_precision_is_taken():
    assert answered("q_sample", np.ones(2, np.float32), (2,)).dtype == np.float64
