"""Hiding the condition, now and then."""

import torch


def drop_condition(
    c: torch.Tensor, null: torch.Tensor, p: float, generator: torch.Generator
) -> tuple[torch.Tensor, torch.Tensor]:
    """Conditions, (B, *C), some null, and which, (B,). Ho and Salimans 2022, Algorithm 1."""
    dropped = torch.rand(len(c), generator=generator, device=c.device) < p
    return torch.where(dropped.reshape(-1, *[1] * (c.ndim - 1)), null, c), dropped
