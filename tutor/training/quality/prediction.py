"""What a network predicts, under the true forward process, on examples it was not trained on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from tutor.diffusion.datasets import find, mixture
from tutor.diffusion.datasets.clouds import is_cloud
from tutor.diffusion.process import q_sample
from tutor.diffusion.schedule import Array, per_sample
from tutor.training.denoiser import Denoiser

Indices = NDArray[np.int64]

HELD_OUT = 777
"""The seed of examples that no training run draws."""
EXAMPLES = 4000
_GAUSSIANS = 500
REACHED = {"shapes": 0.0394, "digits": 0.1354}
"""Mean loss of five and six runs of right functions by the plan: the exact denoiser is unknown."""
NOTICEABLY = 0.9
"""Share of the untrained loss below which something was learned, where no best is known."""


@dataclass(frozen=True)
class Prediction:
    """Mean squared error of predicted noise on held-out examples, over all noise levels."""

    loss: float
    untrained: float
    """Of a network before its first step."""
    best: float | None
    """Of the exact denoiser, or else of networks that right functions trained, or not known."""
    exact: bool
    """Whether it is the exact denoiser's, which none can pass."""

    @property
    def score(self) -> float | None:
        """1 for the best, 0 for untrained, below 0 for a network that learned wrong."""
        if self.best is None:
            return None
        return (self.untrained - self.loss) / (self.untrained - self.best)

    @property
    def learned(self) -> float:
        """The score; where the best is not known, 1 if anything was learned and 0 if not."""
        if self.score is None:
            return float(self.loss < NOTICEABLY * self.untrained)
        return self.score


def predict(denoiser: Denoiser, data: str, alpha_bar: Array, *, told: bool = True) -> Prediction:
    """Judge predictions with the same examples and noise every time.

    alpha_bar: the true schedule, (T,). told: whether the network is told the class.
    """
    generator = np.random.default_rng(HELD_OUT)
    x0, classes = find(data).fresh(EXAMPLES, generator)
    label = classes if told and denoiser.classes else np.full_like(classes, denoiser.classes)
    noise = generator.standard_normal(x0.shape)
    t = np.arange(EXAMPLES) % len(alpha_bar)
    x_t = q_sample(x0, t, noise, alpha_bar)
    best = REACHED.get(data)
    if is_cloud(data):
        best = _error(_exact(data, x_t, t, label, alpha_bar, denoiser.classes), noise)
    return Prediction(
        loss=_error(evaluate(denoiser, x_t, t, label), noise),
        untrained=_error(per_sample(np.sqrt(1 - alpha_bar), t, x_t) * x_t, noise),
        best=best,
        exact=is_cloud(data),
    )


def evaluate(denoiser: Denoiser, x: Array, t: Indices, label: Indices) -> Array:
    """The noise that the network sees in x, (B, *S), on whichever device it lies."""
    device = denoiser.signal.device
    with torch.no_grad():
        eps = denoiser(
            torch.from_numpy(x).float().to(device),
            torch.from_numpy(t).to(device),
            torch.from_numpy(label).to(device),
        )
    return np.asarray(eps.cpu().numpy(), np.float64)


def _exact(
    data: str, x_t: Array, t: Indices, label: Indices, alpha_bar: Array, classes: int
) -> Array:
    """The noise that the exact denoiser of a cloud sees, (B, 2), where `classes` is no class."""
    eps = np.empty_like(x_t)
    for known in np.unique(label):
        exact = mixture(data, _GAUSSIANS, None if known == classes else int(known))
        for level in range(len(alpha_bar)):
            here = (t == level) & (label == known)
            eps[here] = exact.eps(x_t[here], alpha_bar[level])
    return eps


def _error(predicted: Array, noise: Array) -> float:
    return float(((predicted - noise) ** 2).mean())
