"""The network and what it is trained with, laid out on one device."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from tutor.diffusion.datasets import Dataset
from tutor.training.demands import signal_shares
from tutor.training.denoiser import Denoiser
from tutor.training.functions import Functions
from tutor.training.networks import T, build

TRAINED_ON, HELD_OUT = 8000, 512


@dataclass(frozen=True)
class Bench:
    """All that a run works on."""

    dataset: Dataset
    denoiser: Denoiser
    averaged: Denoiser
    """The average of the network over the last steps, which draws and is kept. Ho et al. 2020."""
    functions: Functions
    alpha_bar: Tensor
    """By the run's function, shape (T,)."""
    examples: Tensor
    """To train on, shape (N, *S)."""
    labels: Tensor
    """Shape (N,); where the data have one class only, 0 is also the label for none."""
    unseen: Tensor
    """Not to train on, shape (M, *S)."""
    unseen_labels: Tensor
    """Shape (M,)."""

    def apart(self) -> Bench:
        """The same with networks of its own, to try something on."""
        return replace(self, denoiser=deepcopy(self.denoiser), averaged=deepcopy(self.averaged))


def set_up(dataset: Dataset, functions: Functions, device: torch.device, seed: int) -> Bench:
    """Draw the examples and an untrained network, both from the seed, the same on every device."""
    generator = np.random.default_rng(seed)
    unseen, unseen_labels = dataset.fresh(HELD_OUT, generator)
    examples, labels = dataset.draw(TRAINED_ON, generator)
    denoiser, averaged = (
        build(dataset.shape, len(dataset.classes), torch.Generator().manual_seed(seed)).to(device)
        for _ in range(2)
    )
    return Bench(
        dataset,
        denoiser,
        averaged,
        functions,
        signal_shares(functions, T).to(device),
        torch.from_numpy(examples).float().to(device),
        torch.from_numpy(labels).to(device),
        torch.from_numpy(unseen).float().to(device),
        torch.from_numpy(unseen_labels).to(device),
    )
