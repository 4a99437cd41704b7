"""How far one normal distribution is from another."""

import torch


def normal_kl(
    m1: torch.Tensor, logv1: torch.Tensor, m2: torch.Tensor, logv2: torch.Tensor
) -> torch.Tensor:
    """KL(N(m1, e^logv1) ‖ N(m2, e^logv2)) in nats, number by number."""
    ratio, distance = (logv1 - logv2).exp(), (m1 - m2).square() * (-logv2).exp()
    return (logv2 - logv1 - 1 + ratio + distance) / 2
