import numpy as np
import pytest

from tutor.training.events import Samples
from tutor.training.film import film
from tutor.training.functions import load
from tutor.training.run import train
from tutor.training.sampler import Choices
from tutor.training.trainer import Plan


@pytest.fixture(scope="module")
def kept(sources):
    """A model of two moons, trained for a moment."""
    options = {"data": "two-moons", "device": "cpu", "plan": Plan(200), "seed": 0}
    *_, end = train(load(sources), **options, stopped=lambda: False)
    return end.checkpoint


def states(kept, functions, *, label=None, seed=0, **choices) -> list[Samples]:
    options = {"n": 100, "label": label, "seed": seed, "device": "cpu"}
    return list(film(functions, kept, Choices(**choices), **options))


def test_a_film_runs_from_noise_to_points(kept, functions):
    frames = states(kept, functions, steps=10)

    assert [frame.step for frame in frames] == list(range(11))
    assert all(frame.xy.shape == (100, 2) for frame in frames)
    assert frames[0].xy.var() == pytest.approx(1.0, abs=0.2)


def test_a_seed_is_a_picture(kept, functions):
    first, again, other = (
        states(kept, functions, steps=5, eta=1.0, seed=seed)[-1].xy for seed in (1, 1, 2)
    )

    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


def test_the_asked_class_is_drawn(kept, functions):
    upper = states(kept, functions, label=0)[-1]

    assert set(upper.labels) == {0}
    assert upper.xy[:, 1].mean() > 0.4


def test_guidance_is_the_learners(kept, functions):
    plain = states(kept, functions, label=0, scale=1.0)[-1].xy
    guided = states(kept, functions, label=0, scale=3.0)[-1].xy
    source = "def cfg_combine(eps_uncond, eps_cond, scale):\n    return eps_cond\n"
    unguided = {**functions, **load({"cfg_combine": source})}

    assert guided.std(0).mean() < 0.9 * plain.std(0).mean()
    np.testing.assert_allclose(states(kept, unguided, label=0, scale=3.0)[-1].xy, plain)


def test_fresh_noise_is_given_where_it_is_asked_for(kept, functions):
    head = "def ddim_step(xt, eps, abar_t, abar_prev, eta, noise):\n"
    echo = {**functions, **load({"ddim_step": f"{head}    return noise\n"})}
    none = {**functions, **load({"ddim_step": f"{head}    return xt * (noise is None)\n"})}

    noise = states(kept, echo, steps=2, eta=1.0)
    still = states(kept, none, steps=2, eta=0.0)

    assert noise[1].xy.var() == pytest.approx(1.0, abs=0.2)
    assert not np.array_equal(noise[1].xy, noise[2].xy)
    np.testing.assert_array_equal(still[2].xy, still[0].xy)
