"""One step of a walker that follows the score."""

import torch


def langevin_step(
    x: torch.Tensor, score: torch.Tensor, delta: float, noise: torch.Tensor
) -> torch.Tensor:
    """Uphill by delta, and a shake, shape (B, *S). Roberts and Tweedie 1996."""
    return x + delta * score + (2 * delta) ** 0.5 * noise
