"""One training example, and how wrong the model is about it."""

from collections.abc import Callable

import torch

Model = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]


def per_sample(values: torch.Tensor, t: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """values[t] in a shape that multiplies x: (B, 1, ..., 1). You wrote it as `broadcast_coef`."""
    return values[t].reshape(-1, *[1] * (x.ndim - 1))


def training_loss(
    model: Model,
    x0: torch.Tensor,
    t: torch.Tensor,
    noise: torch.Tensor,
    alpha_bar: torch.Tensor,
    target: str = "eps",
) -> torch.Tensor:
    """Mean squared error of what the model says about x_t. Ho et al. 2020, Eq. 14.

    model: called once, as model(x_t, t); answers in the shape of x_t, (B, *S).
    x0: clean batch, shape (B, *S). t: int64 in 0..T-1, shape (B,).
    noise: standard normal, shape of x0. alpha_bar: shape (T,).
    target: what the model is asked for, "eps" (the noise), "x0" (the clean batch)
        or "v" (√ᾱ_t·noise − √(1−ᾱ_t)·x0; Salimans and Ho 2022, section 4).
    Returns the mean over all B·S numbers, shape (), with gradients to the model.
    Raises ValueError for any other target.
    """
    raise NotImplementedError("write training_loss")
