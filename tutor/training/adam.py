"""Adam for a small network: all weights in one vector, so that a step is ten operations in all.

torch's own comes with a compiler: its import takes half as long as a whole training here.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn


class Adam:
    """Kingma and Ba 2015, Algorithm 1, with a learning rate for each step.

    How many steps were made is known to the device alone, so that no step waits for a number.
    """

    def __init__(
        self,
        network: nn.Module,
        rates: Tensor,
        betas: tuple[float, float] = (0.9, 0.99),
        eps: float = 1e-8,
    ) -> None:
        """Lay the network's weights side by side; it must already be on its device.

        rates: of each step, (S,), on the CPU; a step after the last moves by the last rate.
        """
        self.parameters = list(network.parameters())
        self.weights = side_by_side(network)  # (P,)
        self._mean = torch.zeros_like(self.weights)  # (P,) of the gradients
        self._square = torch.zeros_like(self.weights)  # (P,) mean of their squares
        self._betas, self._eps = betas, eps
        steps = torch.arange(1, len(rates) + 1, dtype=torch.float64)
        self._rate = self.weights.new_empty(len(rates))  # (S,)
        self._widen = (1 - betas[1] ** steps).rsqrt().float().to(self.weights)  # (S,)
        self.turn(0, rates)
        self._now = torch.zeros(1, dtype=torch.int64, device=self.weights.device)

    def turn(self, done: int, rates: Tensor) -> None:
        """Go on by these rates, (L,), after so many steps; there were at least done + L rates."""
        steps = torch.arange(done + 1, done + 1 + len(rates), dtype=torch.float64)
        turned = rates / (1 - self._betas[0] ** steps)
        self._rate[done : done + len(rates)] = turned.float().to(self._rate)

    def step(self, loss: Tensor) -> None:
        """Move every weight against its gradient."""
        self.move(torch.autograd.grad(loss, self.parameters, materialize_grads=True))

    def move(self, gradients: Sequence[Tensor]) -> None:
        """Move every weight against the gradient that is its own."""
        gradient = torch.cat([one.flatten() for one in gradients])  # (P,)
        slow, slower = self._betas
        rate, widen = self._rate[self._now], self._widen[self._now]  # (1,)
        self._now.add_(1).clamp_(max=len(self._rate) - 1)
        self._mean.lerp_(gradient, 1 - slow)
        self._square.mul_(slower).addcmul_(gradient, gradient, value=1 - slower)
        spread = self._square.sqrt().mul_(widen).add_(self._eps)
        self.weights.addcdiv_(self._mean * rate, spread, value=-1)


def side_by_side(network: nn.Module) -> Tensor:
    """All weights of a network as one vector, (P,), of which each becomes a view."""
    parameters = list(network.parameters())
    weights = torch.cat([weight.detach().flatten() for weight in parameters])
    start = 0
    for weight in parameters:
        weight.data = weights[start : start + weight.numel()].view_as(weight)
        start += weight.numel()
    return weights
