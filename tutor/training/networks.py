"""Which network learns which data, how long, and how it is made again from what was kept."""

from __future__ import annotations

import torch

from tutor.diffusion.datasets import Dataset
from tutor.diffusion.schedule import Array, alpha_bar, cosine_betas
from tutor.errors import TrainingError
from tutor.training.checkpoint import Checkpoint
from tutor.training.denoiser import Denoiser
from tutor.training.picture_denoiser import GRID, PictureDenoiser
from tutor.training.point_denoiser import PointDenoiser
from tutor.training.trainer import Plan

T = 100
"""Noise levels: few enough for the whole of Ho's sampler, and with the cosine none is wasted."""
PLANS = {
    "shapes": Plan(steps=1600, batch=32, learning_rate=6e-3),
    "digits": Plan(steps=800, batch=64, learning_rate=6e-3),
}
PICTURES = Plan(steps=1200, batch=32, learning_rate=6e-3)
POINTS = Plan()

LEARNABLE = "points, (2,), or pictures, (1 or 3, side, side), with a side of 8, 16, 24, …"


def true_schedule() -> Array:
    """ᾱ that the network is built for and judged by, shape (T,)."""
    return alpha_bar(cosine_betas(T))


def plan_for(dataset: Dataset) -> Plan:
    """How long to train where nobody says."""
    return PLANS.get(dataset.name, POINTS if dataset.shape == (2,) else PICTURES)


def learnable(shape: tuple[int, ...]) -> bool:
    """Whether there is a network for examples of that shape; `LEARNABLE` says it in words."""
    match shape:
        case (2,):
            return True
        case (1 | 3, height, width):
            return height == width and height > 0 and height % GRID == 0
    return False


def build(shape: tuple[int, ...], classes: int, generator: torch.Generator | None) -> Denoiser:
    """An untrained network for examples of that shape: (2,), or channels, height and width."""
    levels = torch.from_numpy(true_schedule())
    match shape:
        case (2,):
            return PointDenoiser(levels, classes, generator=generator)
        case (channels, height, width):
            picture = channels, height, width
            return PictureDenoiser(levels, classes, picture, generator=generator)
    raise ValueError(f"no network for examples of shape {shape}")


def revive(checkpoint: Checkpoint) -> Denoiser:
    """The network as it was kept; a TrainingError where it was another than such data have now."""
    about = checkpoint.about
    denoiser = build(tuple(about["example"]), len(about["classes"]), None)
    kept = {name: torch.from_numpy(weight) for name, weight in checkpoint.weights.items()}
    fitting = {name: weight.shape for name, weight in denoiser.state_dict().items()}
    if {name: weight.shape for name, weight in kept.items()} != fitting:
        raise TrainingError(
            f"the model you have is of another network than `{about['data']}` is learned by now",
            f"train it anew: `tutor train --data {about['data']}`",
        )
    denoiser.load_state_dict(kept)
    return denoiser
