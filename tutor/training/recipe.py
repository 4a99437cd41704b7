"""How the network that ships with the simulations was made: `python -m tutor.training.recipe`.

A minute of one core. The file holds what `tutor/simulations/network.py` reads: the final weights,
snapshots of them along the way, the losses, and in its head the numbers below and a quality card.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file
from torch import Tensor

import tutor
from tutor.diffusion.datasets import Labels, draw
from tutor.diffusion.samplers import ddim, timesteps
from tutor.diffusion.schedule import Array, alpha_bar, cosine_betas
from tutor.training.adam import Adam
from tutor.training.point_denoiser import PointDenoiser, PointShape
from tutor.training.quality.drawing import compare
from tutor.training.quality.prediction import evaluate, predict
from tutor.training.reference import drop_condition, training_loss
from tutor.training.trainer import Plan, Work, learning_rates

VERSION = 2
DATA = "two-moons"
CLASSES = 2
SEED = 0
T = 100
SHAPE = PointShape(width=56, waves=16, finest=2.0)
PLAN = Plan(steps=8000, batch=1024, learning_rate=8e-3, unlabelled=0.5)
SNAPSHOTS = (0, 20, 50, 100, 200, 400, 800, 1600, 3000, 5000, 8000)
JUDGED, EXAMPLES = 2000, 8000
"""Samples that the card measures, and of what was trained on, those they are held against."""
EVERY = 10
"""Steps over which a recorded loss is the mean."""


def dropped(labels: Tensor, none: Tensor, share: float, generator: torch.Generator) -> Tensor:
    """The labels, a share of them none."""
    return drop_condition(labels, none, share, generator)[0]


def schedule() -> Array:
    """ᾱ of the recipe, shape (T,)."""
    return alpha_bar(cosine_betas(T))


def run() -> Iterator[tuple[int, PointDenoiser, float]]:
    """Steps done, the network after them, and the loss of the last; the untrained network first."""
    generator = torch.Generator().manual_seed(SEED)
    points, labels = examples()
    levels = torch.from_numpy(schedule())
    denoiser = PointDenoiser(levels, CLASSES, SHAPE, generator)
    work = Work(
        denoiser,
        Adam(denoiser, learning_rates(PLAN)),
        torch.from_numpy(points).float(),
        torch.from_numpy(labels),
        torch.tensor(CLASSES),
        training_loss,
        dropped,
        levels.float(),
        PLAN,
        generator,
    )
    yield 0, denoiser, float("nan")
    for number in range(1, PLAN.steps + 1):
        yield number, denoiser, float(work.step().loss)


def examples() -> tuple[Array, Labels]:
    """What it is trained on, (50,000, 2), and the classes, (50,000,)."""
    return draw(DATA, 50_000, np.random.default_rng(SEED))


def weights(denoiser: PointDenoiser) -> dict[str, NDArray[np.float32]]:
    """What was learned, by name."""
    return {name: weight.detach().numpy().copy() for name, weight in denoiser.named_parameters()}


def card(denoiser: PointDenoiser) -> dict[str, dict[str, float]]:
    """How good the network is, with the class told and without."""
    return {
        "told": _measured(denoiser, np.arange(JUDGED) % CLASSES),
        "untold": _measured(denoiser, np.full(JUDGED, CLASSES)),
    }


def _measured(denoiser: PointDenoiser, label: Labels) -> dict[str, float]:
    """Predictions and samples for those classes, (N,)."""
    told = bool((label < CLASSES).all())
    prediction = predict(denoiser, DATA, schedule(), told=told)
    seen, _ = examples()
    drawing = asdict(compare(_drawn(denoiser, label), label, DATA, seen[:EXAMPLES]))
    if not told:  # what is said of classes would mean nothing
        for name in ("obeyed", "obeyed_floor", "diversity"):
            del drawing[name]
    return {**asdict(prediction), **drawing}


def _drawn(denoiser: PointDenoiser, label: Labels) -> Array:
    """Samples of 50 steps of DDIM, (N, 2), of those classes, (N,)."""
    n = len(label)
    start = np.random.default_rng(SEED).standard_normal((n, 2))
    states = ddim(
        lambda x, i: evaluate(denoiser, x, np.full(n, i), label),
        start,
        schedule(),
        timesteps(T, 50),
    )
    return list(states)[-1].x


def main(path: Path) -> None:
    """Train and write the file."""
    torch.set_num_threads(1)
    kept, losses = [], []
    for step, denoiser, loss in run():
        losses.append(loss)
        if step in SNAPSHOTS:
            kept.append(weights(denoiser))
    final = kept[-1]
    tensors: dict[str, NDArray[Any]] = {f"final.{name}": weight for name, weight in final.items()}
    for name in final:
        tensors[f"snapshots.{name}"] = np.stack([one[name] for one in kept[:-1]]).astype(np.float16)
    means = np.array(losses[1:]).reshape(-1, EVERY).mean(1)
    tensors["losses"] = np.stack([EVERY * np.arange(1, len(means) + 1), means], 1)
    tensors["alpha_bar"] = schedule()
    tensors["levels"] = denoiser.levels.numpy()
    tensors["waves"] = denoiser.waves.numpy()
    save_file(tensors, path, head(card(denoiser)))


def head(quality: dict[str, dict[str, float]]) -> dict[str, str]:
    """What the file says of itself; safetensors keeps text only, so every value is JSON."""
    facts = {
        "recipe": VERSION,
        "data": DATA,
        "classes": CLASSES,
        "seed": SEED,
        "T": T,
        "schedule": "cosine",
        "shape": asdict(SHAPE),
        "plan": asdict(PLAN),
        "snapshots": SNAPSHOTS,
        "losses": f"mean of {EVERY} steps",
        "quality": quality,
    }
    return {name: json.dumps(fact) for name, fact in facts.items()}


if __name__ == "__main__":
    main(Path(tutor.__file__).parent / "simulations" / "networks" / "two_moons.safetensors")
