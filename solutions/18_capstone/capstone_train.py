"""The loop that makes a network of examples."""

from collections.abc import Callable
from functools import partial

import torch


def capstone_train(
    model: torch.nn.Module,
    optimizer: torch.optim.Optimizer,
    training_loss: Callable[..., torch.Tensor],
    data: torch.Tensor,
    labels: torch.Tensor,
    none: int,
    hidden: float,
    alpha_bar: torch.Tensor,
    steps: int,
    batch: int,
    generator: torch.Generator,
) -> torch.Tensor:
    """Teach the model the noise; the loss of each step, (steps,). Ho et al. 2020, Alg. 1."""
    losses = []
    for _ in range(steps):
        chosen = torch.randint(len(data), (batch,), generator=generator)
        t = torch.randint(len(alpha_bar), (batch,), generator=generator)
        noise = torch.randn(batch, *data.shape[1:], generator=generator)
        drop = torch.rand(batch, generator=generator) < hidden
        answer = partial(model, label=labels[chosen].masked_fill(drop, none))
        loss = training_loss(answer, data[chosen], t, noise, alpha_bar)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.detach())
    return torch.stack(losses)
