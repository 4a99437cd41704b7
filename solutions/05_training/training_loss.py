"""One training example, and how wrong the model is about it."""

from collections.abc import Callable

import torch

Model = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]


def per_sample(values: torch.Tensor, t: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """values[t] in a shape that multiplies x: (B, 1, ..., 1)."""
    return values[t].reshape(-1, *[1] * (x.ndim - 1))


def training_loss(
    model: Model,
    x0: torch.Tensor,
    t: torch.Tensor,
    noise: torch.Tensor,
    alpha_bar: torch.Tensor,
    target: str = "eps",
) -> torch.Tensor:
    """Mean squared error of what the model says about x_t, shape (). Ho et al. 2020, Eq. 14."""
    signal = per_sample(alpha_bar, t, x0)  # (B, 1, ..., 1)
    x_t = signal.sqrt() * x0 + (1 - signal).sqrt() * noise
    match target:
        case "eps":
            wanted = noise
        case "x0":
            wanted = x0
        case "v":
            wanted = signal.sqrt() * noise - (1 - signal).sqrt() * x0
        case _:
            raise ValueError(f"target must be 'eps', 'x0' or 'v', not {target!r}")
    return (wanted - model(x_t, t)).square().mean()
