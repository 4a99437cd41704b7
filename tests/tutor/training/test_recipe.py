import json
from dataclasses import asdict
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors import safe_open
from safetensors.numpy import load_file

import tutor
from tutor.training import recipe
from tutor.training.point_denoiser import PointDenoiser

SHIPPED = Path(tutor.__file__).parent / "simulations" / "networks" / "two_moons.safetensors"


@pytest.fixture(scope="module")
def head():
    with safe_open(SHIPPED, "numpy") as file:
        return {name: json.loads(fact) for name, fact in file.metadata().items()}


@pytest.fixture(scope="module")
def tensors():
    return load_file(SHIPPED)


def test_the_shipped_file_says_what_the_recipe_says(head):
    said = {name: fact for name, fact in head.items() if name != "quality"}

    assert said == {
        "recipe": recipe.VERSION,
        "data": "two-moons",
        "classes": 2,
        "seed": recipe.SEED,
        "T": 100,
        "schedule": "cosine",
        "shape": asdict(recipe.SHAPE),
        "plan": asdict(recipe.PLAN),
        "snapshots": list(recipe.SNAPSHOTS),
        "losses": "mean of 10 steps",
    }
    assert head["quality"].keys() == {"told", "untold"}


def test_the_shipped_network_is_nearly_as_good_as_any_can_be(head):
    for card in head["quality"].values():
        learned = (card["untrained"] - card["loss"]) / (card["untrained"] - card["best"])

        assert learned > 0.99
        assert abs(card["energy"]) < 0.005
        assert card["stray"] < 0.03
        assert card["missed"] < 0.04


def test_the_shipped_file_is_small_enough_to_ship():
    assert SHIPPED.stat().st_size < 400_000


def test_the_quality_card_is_that_of_the_shipped_weights(head, tensors):
    network = PointDenoiser(torch.from_numpy(recipe.schedule()), recipe.CLASSES, recipe.SHAPE)
    state = {name.removeprefix("final."): tensors[name] for name in tensors if "final." in name}
    state["waves"] = tensors["waves"]
    network.load_state_dict({name: torch.from_numpy(array) for name, array in state.items()})

    measured = recipe.card(network)

    for told in ("told", "untold"):
        for name, value in measured[told].items():
            assert value == pytest.approx(head["quality"][told][name], abs=2e-3)


def test_the_recipe_begins_as_the_shipped_network_began(tensors):
    begun = {step: recipe.weights(denoiser) for step, denoiser, _ in islice(recipe.run(), 21)}

    for index, step in [(0, 0), (1, 20)]:
        for name, weight in begun[step].items():
            np.testing.assert_allclose(tensors[f"snapshots.{name}"][index], weight, atol=2e-3)


def test_every_tenth_loss_is_kept(tensors):
    assert tensors["losses"].shape == (800, 2)
    assert tensors["losses"][:, 0].tolist() == list(range(10, 8001, 10))
