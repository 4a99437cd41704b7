import numpy as np
import pytest

from tutor.training.device import choose
from tutor.training.events import Samples
from tutor.training.film import film
from tutor.training.functions import load
from tutor.training.run import Order, train
from tutor.training.sampler import Choices


@pytest.fixture(scope="module")
def kept(sources):
    """A model of two moons, trained for a moment."""
    order = Order("two-moons", choose("cpu"), seed=0, steps=200)
    *_, end = train(load(sources), order, stopped=lambda: False)
    return end.checkpoint


def states(kept, functions, *, label=None, seed=0, sampler="ddim", **choices) -> list[Samples]:
    options = {"n": 100, "sampler": sampler, "label": label, "seed": seed, "device": "cpu"}
    return list(film(functions, kept, Choices(**choices), **options))


def step(source):
    return {"ddim_step": load({"ddim_step": source})["ddim_step"]}


def test_a_film_runs_from_noise_to_points(kept, functions):
    frames = states(kept, functions, steps=10)

    assert [frame.step for frame in frames] == list(range(11))
    assert all(frame.x.shape == (100, 2) for frame in frames)
    assert frames[0].x.var() == pytest.approx(1.0, abs=0.2)


def test_a_seed_is_a_picture(kept, functions):
    first, again, other = (
        states(kept, functions, steps=5, eta=1.0, seed=seed)[-1].x for seed in (1, 1, 2)
    )

    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


def test_the_asked_class_is_drawn(kept, functions):
    upper = states(kept, functions, label=0)[-1]

    assert set(upper.labels) == {0}
    assert upper.x[:, 1].mean() > 0.4


def test_guidance_is_the_learners(kept, functions):
    plain = states(kept, functions, label=0, scale=1.0)[-1].x
    guided = states(kept, functions, label=0, scale=3.0)[-1].x
    source = "def cfg_combine(eps_uncond, eps_cond, scale):\n    return eps_cond\n"
    unguided = {**functions, "cfg_combine": load({"cfg_combine": source})["cfg_combine"]}

    assert guided.std(0).mean() < 0.9 * plain.std(0).mean()
    np.testing.assert_allclose(states(kept, unguided, label=0, scale=3.0)[-1].x, plain)


def test_fresh_noise_is_given_where_it_is_asked_for(kept, functions):
    head = "def ddim_step(xt, eps, abar_t, abar_prev, eta, noise):\n"
    echo = {**functions, **step(f"{head}    return noise\n")}
    none = {**functions, **step(f"{head}    return xt * (noise is None)\n")}

    noise = states(kept, echo, steps=2, eta=1.0)
    still = states(kept, none, steps=2, eta=0.0)

    assert noise[1].x.var() == pytest.approx(1.0, abs=0.2)
    assert not np.array_equal(noise[1].x, noise[2].x)
    np.testing.assert_array_equal(still[2].x, still[0].x)


@pytest.mark.parametrize("sampler", ["ddpm", "heun", "dpm++"])
def test_other_samplers_draw_the_same_cloud(kept, functions, sampler):
    ddim = states(kept, functions, steps=50)[-1]

    other = states(kept, functions, steps=20, sampler=sampler)

    assert other[0].x.std() == pytest.approx(1.0, abs=0.1)
    np.testing.assert_allclose(other[-1].x.std(0), ddim.x.std(0), atol=0.15)
    assert other[-1].x[other[-1].labels == 0, 1].mean() > 0.4


@pytest.mark.parametrize("sampler", ["heun", "dpm++"])
def test_solvers_end_where_ddim_ends(kept, functions, sampler):
    ddim = states(kept, functions, steps=100)[-1].x

    other = states(kept, functions, steps=50, sampler=sampler)[-1].x

    assert np.median(np.linalg.norm(other - ddim, axis=1)) < 0.05
