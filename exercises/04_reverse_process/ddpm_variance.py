"""How much fresh noise each step back adds."""

import torch


def ddpm_variance(betas: torch.Tensor, kind: str = "small") -> torch.Tensor:
    """Variance of the step back, at every step. Ho et al. 2020, section 3.2.

    betas: shape (T,), float32 or float64.
    kind: "small" is β̃, what x_t and x_0 leave open; "large" is β, what the step forward added.
    Returns shape and dtype of betas. Before the first step ᾱ is 1.
    Raises ValueError for any other kind.
    """
    raise NotImplementedError("write ddpm_variance")
