"""The network for pictures: a small U-Net with one step down, told the noise level and the class.

Pictures of 16x16 pixels are folded into 8x8 places of four pixels each, those of 8x8 are left as
they are: the costly layers see 8x8 places either way.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from tutor.training.denoiser import Denoiser

GRID = 8
"""Places across and down on which the network looks."""


@dataclass(frozen=True)
class PictureShape:
    """How large the network is."""

    width: int = 32
    """Numbers by which it thinks of a place on the fine grid: H."""
    middle: int = 64
    """And on the coarse grid of half as many places: M."""
    condition: int = 128
    """Numbers by which level and class are told: C."""


class Block(nn.Module):
    """Two convolutions beside a way past them; the condition scales and shifts what goes in."""

    def __init__(self, width: int, condition: int) -> None:
        super().__init__()
        self.scale_shift = nn.Linear(condition, 2 * width)
        self.first = nn.Conv2d(width, width, 3, padding=1)
        self.second = nn.Conv2d(width, width, 3, padding=1)

    def forward(self, h: Tensor, condition: Tensor) -> Tensor:
        """h: (B, W, Y, X). condition: (B, C). Returns the shape of h. Perez et al. 2018."""
        scale, shift = self.scale_shift(condition)[:, :, None, None].chunk(2, dim=1)  # (B, W, 1, 1)
        seen = functional.group_norm(h, 1) * (1 + scale) + shift  # (B, W, Y, X)
        change: Tensor = self.second(functional.silu(self.first(functional.silu(seen))))
        return h + change


class PictureDenoiser(Denoiser):
    """Down, through the middle, and up again, with a skip past the middle."""

    # A plain loss weighs errors of F by ᾱ: where almost all is noise, nothing would be learned, and
    # samples would start from a guess. So those levels share what the last that are heard learn.
    faintest = -5.0
    loudness = 1.0

    def __init__(
        self,
        alpha_bar: Tensor,
        classes: int,
        picture: tuple[int, int, int],
        shape: PictureShape | None = None,
        generator: torch.Generator | None = None,
    ) -> None:
        """picture: channels, height and width; the sides are equal and a multiple of 8."""
        super().__init__(alpha_bar, classes)
        shape = shape or PictureShape()
        channels, side, _ = picture
        self.fold = side // GRID
        folded = channels * self.fold**2  # P
        self.read_level = nn.Linear(self.levels.shape[1], shape.condition)
        self.read_label = nn.Embedding(classes + 1, shape.condition)  # the last row: "no class"
        self.read = nn.Conv2d(folded, shape.width, 3, padding=1)
        self.before = Block(shape.width, shape.condition)
        self.down = nn.Conv2d(shape.width, shape.middle, 2, stride=2)
        self.middle = nn.ModuleList(Block(shape.middle, shape.condition) for _ in range(2))
        self.up = nn.ConvTranspose2d(shape.middle, shape.width, 2, stride=2)
        self.after = Block(shape.width, shape.condition)
        self.write = nn.Conv2d(shape.width, folded, 3, padding=1)
        blocks = [self.before, *self.middle, self.after]
        self._start(generator, silent=[self.write, *(block.second for block in blocks)])

    def learned(self, x: Tensor, condition: Tensor) -> Tensor:  # noqa: D102, as in Denoiser
        condition = functional.silu(condition)  # (B, C)
        h = self.read(functional.pixel_unshuffle(x, self.fold))  # (B, P, 8, 8) -> (B, H, 8, 8)
        h = self.before(h, condition)  # (B, H, 8, 8)
        coarse = self.down(h)  # (B, M, 4, 4)
        for block in self.middle:
            coarse = block(coarse, condition)  # (B, M, 4, 4)
        h = self.after(h + self.up(coarse), condition)  # (B, H, 8, 8)
        return functional.pixel_shuffle(self.write(h), self.fold)  # (B, channels, height, width)
