"""What both networks have in common: how they read level and class, and what they predict.

`point_denoiser` and `picture_denoiser` hold the layers between.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod

import torch
from torch import Tensor, nn


class Denoiser(nn.Module, ABC):
    """Predicts the noise as √(1−ᾱ)·x + √ᾱ·F(x, ᾱ, class), where F is all that is learned.

    The plain loss on the noise then trains F towards v = √ᾱ·ε − √(1−ᾱ)·x0 (Salimans and Ho 2022),
    which has variance 1 at every level: an untrained network already knows the easy half.
    """

    signal: Tensor
    noise: Tensor
    levels: Tensor
    read_level: nn.Linear
    read_label: nn.Embedding
    faintest = -math.inf
    """Log signal-to-noise ratio below which all levels look the same."""
    loudness = 0.5
    """Standard deviation of the label's embedding at the start."""

    def __init__(self, alpha_bar: Tensor, classes: int) -> None:
        super().__init__()
        self.classes = classes
        self._keep("signal", alpha_bar.sqrt())  # (T,)
        self._keep("noise", (1 - alpha_bar).sqrt())  # (T,)
        self._keep("levels", level_features(alpha_bar, self.faintest))  # (T, L)

    @property
    def size(self) -> int:
        """Numbers that are learned."""
        return sum(weight.numel() for weight in self.parameters())

    def forward(self, x: Tensor, t: Tensor, label: Tensor | None = None) -> Tensor:
        """The noise in x.

        x: noisy examples, (B, *S). t: int64 in 0..T-1, (B,). label: int64 in 0..classes, (B,),
        where `classes` itself, like None, means no class. Returns the shape of x.
        """
        if label is None:
            label = torch.full_like(t, self.classes)  # (B,)
        condition = self.read_level(self.levels[t]) + self.read_label(label)  # (B, H)
        each = (-1, *[1] * (x.ndim - 1))
        learned = self.signal[t].view(each) * self.learned(x, condition)  # (B, *S)
        return self.noise[t].view(each) * x + learned  # (B, *S)

    @abstractmethod
    def learned(self, x: Tensor, condition: Tensor) -> Tensor:
        """F of the class docstring, shape of x; condition: level and class together, (B, H)."""

    def _keep(self, name: str, values: Tensor) -> None:
        """A table that moves with the network to a device and is not learned."""
        self.register_buffer(name, values.float(), persistent=False)

    @torch.no_grad()
    def _start(self, generator: torch.Generator | None, silent: list[nn.Module]) -> None:
        """Draw every weight from one generator, so that a seed is a network; `silent` say 0."""
        for weight in self.parameters():
            if weight.ndim > 1:
                reach = 1 / math.sqrt(weight[0].numel())
                weight.uniform_(-reach, reach, generator=generator)
            else:
                weight.zero_()
        self.read_label.weight.normal_(0, self.loudness, generator=generator)
        for layer in silent:
            for weight in layer.parameters():
                weight.zero_()


def level_features(
    alpha_bar: Tensor, faintest: float = -math.inf, octaves: int = 6, per_octave: int = 4
) -> Tensor:
    """Sines and cosines of the log signal-to-noise ratio, (T, 2 · octaves · per_octave).

    A ratio says how hard the noise is to see; the index of a step says nothing of the kind.
    """
    ratio = (alpha_bar / (1 - alpha_bar)).log().clamp(min=faintest)  # (T,)
    angle = math.pi * ratio / ratio.abs().max()  # (T,) in -π..π
    frequencies = 2.0 ** (torch.arange(octaves * per_octave, dtype=angle.dtype) / per_octave - 2)
    phase = angle[:, None] * frequencies  # (T, octaves · per_octave)
    return torch.cat([phase.cos(), phase.sin()], dim=1)
