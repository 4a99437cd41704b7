"""How a schedule spends its steps."""

import torch


def share_below(alpha_bar: torch.Tensor, noise: float) -> float:
    """Share of the steps in which the variance of the noise is below `noise`."""
    return (1 - alpha_bar < noise).double().mean().item()
