"""The network: from a noisy point, its noise level and perhaps a class, to the noise in it.

Small enough to train in seconds, built like the large ones: features of the input, an embedding of
the noise level, an embedding of the class with one row for "no class", residual blocks, and a last
layer that starts at zero.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn


@dataclass(frozen=True)
class Shape:
    """How large the network is."""

    width: int = 96
    """Numbers by which it thinks of one point: H."""
    depth: int = 3
    """Residual blocks."""
    waves: int = 32
    """Directions and frequencies in which it looks at a point: W."""
    finest: float = 3.0
    """Standard deviation of those frequencies: the larger, the finer the detail it can draw."""


class Denoiser(nn.Module):
    """Predicts the noise as √(1−ᾱ)·x + √ᾱ·F(x, ᾱ, class), where F is all that is learned.

    The plain loss on the noise then trains F towards v = √ᾱ·ε − √(1−ᾱ)·x0 (Salimans and Ho 2022),
    which has variance 1 at every level: an untrained network already knows the easy half.
    """

    signal: Tensor
    noise: Tensor
    levels: Tensor
    waves: Tensor

    def __init__(
        self,
        alpha_bar: Tensor,
        classes: int = 0,
        shape: Shape | None = None,
        generator: torch.Generator | None = None,
    ) -> None:
        super().__init__()
        shape = shape or Shape()
        self.classes = classes
        self.register_buffer("signal", alpha_bar.sqrt().float(), persistent=False)  # (T,)
        self.register_buffer("noise", (1 - alpha_bar).sqrt().float(), persistent=False)  # (T,)
        self.register_buffer(
            "levels", level_features(alpha_bar).float(), persistent=False
        )  # (T, L)
        self.register_buffer(
            "waves", shape.finest * torch.randn(2, shape.waves, generator=generator)
        )

        self.read_point = nn.Linear(2 + 2 * shape.waves, shape.width)
        self.read_level = nn.Linear(self.levels.shape[1], shape.width)
        self.read_label = nn.Embedding(classes + 1, shape.width)  # the last row means "no class"
        self.blocks = nn.ModuleList(nn.Linear(shape.width, shape.width) for _ in range(shape.depth))
        self.write = nn.Linear(shape.width, 2)
        self._start(generator)

    @property
    def size(self) -> int:
        """Numbers that are learned."""
        return sum(weight.numel() for weight in self.parameters())

    def forward(self, x: Tensor, t: Tensor, label: Tensor | None = None) -> Tensor:
        """The noise in x.

        x: noisy points, (B, 2). t: int64 in 0..T-1, (B,). label: int64 in 0..classes, (B,), where
        `classes` itself, like None, means no class. Returns (B, 2).
        """
        if label is None:
            label = torch.full_like(t, self.classes)  # (B,)
        phase = x @ self.waves  # (B, W)
        point = torch.cat([x, phase.sin(), phase.cos()], dim=1)  # (B, 2 + 2W)
        level = self.read_level(self.levels[t])  # (B, H)
        h = torch.relu(self.read_point(point) + level + self.read_label(label))  # (B, H)
        for block in self.blocks:
            h = h + torch.relu(block(h))  # (B, H)
        learned: Tensor = self.write(h)  # (B, 2)
        return self.noise[t, None] * x + self.signal[t, None] * learned  # (B, 2)

    @torch.no_grad()
    def _start(self, generator: torch.Generator | None) -> None:
        """Draw every weight from one generator, so that a seed is a network."""
        for weight in self.parameters():
            if weight.ndim == 2:
                reach = 1 / math.sqrt(weight.shape[1])
                weight.uniform_(-reach, reach, generator=generator)
            else:
                weight.zero_()
        self.read_label.weight.normal_(0, 0.5, generator=generator)
        self.write.weight.zero_()


def level_features(alpha_bar: Tensor, octaves: int = 6, per_octave: int = 4) -> Tensor:
    """Sines and cosines of the log signal-to-noise ratio, (T, 2 · octaves · per_octave).

    A ratio says how hard the noise is to see; the index of a step says nothing of the kind.
    """
    ratio = (alpha_bar / (1 - alpha_bar)).log()  # (T,)
    angle = math.pi * ratio / ratio.abs().max()  # (T,) in -π..π
    frequencies = 2.0 ** (torch.arange(octaves * per_octave, dtype=angle.dtype) / per_octave - 2)
    phase = angle[:, None] * frequencies  # (T, octaves · per_octave)
    return torch.cat([phase.cos(), phase.sin()], dim=1)
