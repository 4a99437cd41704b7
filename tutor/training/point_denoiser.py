"""The network for points: from a noisy point, its noise level and perhaps a class, to the noise.

Small enough to train in seconds, built like the large ones: features of the input, an embedding of
the noise level, an embedding of the class with one row for "no class", residual blocks, and a last
layer that starts at zero.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from tutor.training.denoiser import Denoiser


@dataclass(frozen=True)
class PointShape:
    """How large the network is."""

    width: int = 96
    """Numbers by which it thinks of one point: H."""
    depth: int = 3
    """Residual blocks."""
    waves: int = 32
    """Directions and frequencies in which it looks at a point: W."""
    finest: float = 3.0
    """Standard deviation of those frequencies: the larger, the finer the detail it can draw."""


class PointDenoiser(Denoiser):
    """A multilayer perceptron on Fourier features. Tancik et al. 2020."""

    waves: Tensor

    def __init__(
        self,
        alpha_bar: Tensor,
        classes: int = 0,
        shape: PointShape | None = None,
        generator: torch.Generator | None = None,
    ) -> None:
        super().__init__(alpha_bar, classes)
        shape = shape or PointShape()
        self.register_buffer(
            "waves", shape.finest * torch.randn(2, shape.waves, generator=generator)
        )
        self.read_point = nn.Linear(2 + 2 * shape.waves, shape.width)
        self.read_level = nn.Linear(self.levels.shape[1], shape.width)
        self.read_label = nn.Embedding(classes + 1, shape.width)  # the last row means "no class"
        self.blocks = nn.ModuleList(nn.Linear(shape.width, shape.width) for _ in range(shape.depth))
        self.write = nn.Linear(shape.width, 2)
        self._start(generator, silent=[self.write])

    def learned(self, x: Tensor, condition: Tensor) -> Tensor:  # noqa: D102, as in Denoiser
        phase = x @ self.waves  # (B, W)
        point = torch.cat([x, phase.sin(), phase.cos()], dim=1)  # (B, 2 + 2W)
        h = torch.relu(self.read_point(point) + condition)  # (B, H)
        for block in self.blocks:
            h = h + torch.relu(block(h))  # (B, H)
        drawn: Tensor = self.write(h)  # (B, 2)
        return drawn
