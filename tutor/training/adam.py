"""Adam for a small network: all weights in one vector, so that a step is seven operations in all.

torch's own comes with a compiler: its import takes half as long as a whole training here.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn


class Adam:
    """Kingma and Ba 2015, Algorithm 1; the learning rate may change with each step."""

    def __init__(
        self, network: nn.Module, betas: tuple[float, float] = (0.9, 0.99), eps: float = 1e-8
    ) -> None:
        """Lay the network's weights side by side; it must already be on its device."""
        self._parameters = list(network.parameters())
        self._weights = torch.cat(
            [weight.detach().flatten() for weight in self._parameters]
        )  # (P,)
        start = 0
        for weight in self._parameters:
            weight.data = self._weights[start : start + weight.numel()].view_as(weight)
            start += weight.numel()
        self._mean = torch.zeros_like(self._weights)  # (P,) of the gradients
        self._square = torch.zeros_like(self._weights)  # (P,) mean of their squares
        self._betas, self._eps = betas, eps
        self._steps = 0

    def step(self, loss: Tensor, learning_rate: float) -> None:
        """Move every weight against its gradient."""
        gradients = torch.autograd.grad(loss, self._parameters, materialize_grads=True)
        gradient = torch.cat([one.flatten() for one in gradients])  # (P,)
        self._steps += 1
        slow, slower = self._betas
        self._mean.lerp_(gradient, 1 - slow)
        self._square.mul_(slower).addcmul_(gradient, gradient, value=1 - slower)
        spread = (self._square.sqrt() / math.sqrt(1 - slower**self._steps)).add_(self._eps)
        rate = learning_rate / (1 - slow**self._steps)
        self._weights.addcdiv_(self._mean, spread, value=-rate)
