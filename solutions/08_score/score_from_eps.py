"""What the network's answer says about the density."""

import torch


def score_from_eps(eps: torch.Tensor, t: torch.Tensor, alpha_bar: torch.Tensor) -> torch.Tensor:
    """The score of the noisy data, shape (B, *S). Ho et al. 2020, section 3.2."""
    spread = (1 - alpha_bar[t]).sqrt().reshape(-1, *[1] * (eps.ndim - 1))  # (B, 1, ..., 1)
    return -eps / spread
