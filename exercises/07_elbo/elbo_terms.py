"""One rung of the bound, straight from its definition."""

from collections.abc import Callable

import torch

Model = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]


def per_sample(values: torch.Tensor, t: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """values[t] in a shape that multiplies x: (B, 1, ..., 1)."""
    return values[t].reshape(-1, *[1] * (x.ndim - 1))


def elbo_terms(
    model: Model,
    x0: torch.Tensor,
    t: torch.Tensor,
    noise: torch.Tensor,
    betas: torch.Tensor,
    kind: str = "small",
) -> torch.Tensor:
    """KL(q(x_{t−1} | x_t, x_0) ‖ p_θ(x_{t−1} | x_t)) in bits per number of x_0. Ho et al., Eq. 5.

    model: called once, as model(x_t, t); answers with ε̂ in the shape of x_t, (B, *S).
    x0: clean batch, shape (B, *S). noise: standard normal, shape of x0; it makes x_t.
    t: int64 in 1..T-1, shape (B,): the first step, index 0, is no KL and never asked for.
    betas: shape (T,). kind: the variance of p_θ, β̃_t for "small" and β_t for "large".
    The mean of p_θ is (x_t − β_t/√(1−ᾱ_t)·ε̂)/√α_t.
    The distance is that of `normal_kl`: copy in what you need of it, and of your other functions.
    Returns the mean over all numbers of a sample, shape (B,), with gradients to the model.
    """
    raise NotImplementedError("write elbo_terms")
