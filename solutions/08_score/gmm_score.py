"""The exact score of spots that have noise on them."""

import torch


def gmm_score(
    x: torch.Tensor, means: torch.Tensor, std: float, abar: float, weights: torch.Tensor
) -> torch.Tensor:
    """Slope of the log density of the noised mixture, shape (B, D)."""
    variance = abar * std**2 + 1 - abar
    pull = abar**0.5 * means - x[:, None]  # (B, K, D)
    share = (weights.log() - pull.square().sum(-1) / (2 * variance)).softmax(-1)  # (B, K)
    return (share[..., None] * pull).sum(1) / variance
