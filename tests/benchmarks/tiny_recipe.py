"""The recipe of tanelp/tiny-diffusion, written anew from its published hyper-parameters.

github.com/tanelp/tiny-diffusion: an MLP of 99,074 parameters on sinusoidal embeddings of both
coordinates (scaled by 25) and of the step, AdamW at 1e-3, batches of 32, gradients clipped at 1,
betas along a line from 1e-4 to 0.02. With T = 250 instead of its 50, as its issue 4 recommends:
at 50, 60 % of the variance is still signal where sampling starts from pure noise.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import torch
from torch import Tensor, nn
from torch.nn.functional import mse_loss
from torch.utils.data import DataLoader, TensorDataset

T, WIDTH, LAYERS, BATCH, RATE, CLIP = 250, 128, 3, 32, 1e-3, 1.0
STEPS = 16_000
"""After which its curve is flat; its default of 200 epochs is 50,000."""

BETAS = torch.linspace(1e-4, 0.02, T)
ALPHA_BAR = torch.cumprod(1 - BETAS, 0)


class Waves(nn.Module):
    """Sines and cosines of a number, (B,) to (B, WIDTH)."""

    def __init__(self, scale: float) -> None:
        super().__init__()
        half = WIDTH // 2
        rates = torch.exp(-math.log(10_000) / (half - 1) * torch.arange(half))
        self.register_buffer("rates", scale * rates)

    def forward(self, x: Tensor) -> Tensor:
        angle = x[:, None] * self.rates
        return torch.cat([angle.sin(), angle.cos()], 1)


class Block(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.linear = nn.Linear(WIDTH, WIDTH)

    def forward(self, h: Tensor) -> Tensor:
        return h + nn.functional.gelu(self.linear(h))


class Network(nn.Module):
    """The noise in x, (B, 2), at steps t, (B,)."""

    def __init__(self) -> None:
        super().__init__()
        self.across, self.up, self.step = Waves(25.0), Waves(25.0), Waves(1.0)
        blocks = [Block() for _ in range(LAYERS)]
        self.layers = nn.Sequential(
            nn.Linear(3 * WIDTH, WIDTH), nn.GELU(), *blocks, nn.Linear(WIDTH, 2)
        )

    def forward(self, x: Tensor, t: Tensor) -> Tensor:
        seen = [self.across(x[:, 0]), self.up(x[:, 1]), self.step(t)]
        return self.layers(torch.cat(seen, 1))


def train(network: Network, points: Tensor) -> Iterator[float]:
    """Train in place on points, (N, 2); the loss of each step."""
    batches = DataLoader(TensorDataset(points), BATCH, shuffle=True, drop_last=True)
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE)
    while True:
        for (x0,) in batches:
            noise, t = torch.randn(x0.shape), torch.randint(0, T, (len(x0),))
            signal = ALPHA_BAR[t, None]
            x_t = signal.sqrt() * x0 + (1 - signal).sqrt() * noise
            loss = mse_loss(network(x_t, t), noise)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), CLIP)
            optimizer.step()
            optimizer.zero_grad()
            yield loss.item()


@torch.no_grad()
def sample(network: Network, n: int, generator: torch.Generator) -> Tensor:
    """Points, (n, 2), by all T steps of DDPM with the smaller variance."""
    x = torch.randn(n, 2, generator=generator)
    for i in reversed(range(T)):
        eps = network(x, torch.full((n,), i))
        x = (x - BETAS[i] / (1 - ALPHA_BAR[i]).sqrt() * eps) / (1 - BETAS[i]).sqrt()
        if i:
            variance = BETAS[i] * (1 - ALPHA_BAR[i - 1]) / (1 - ALPHA_BAR[i])
            x = x + variance.sqrt() * torch.randn(n, 2, generator=generator)
    return x
