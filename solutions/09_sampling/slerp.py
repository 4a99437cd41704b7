"""From one start to another, by a turn."""

import torch


def slerp(z1: torch.Tensor, z2: torch.Tensor, a: float) -> torch.Tensor:
    """Between two starts, shape (B, *S). Shoemake 1985; straight where |cos θ| > 0.9995."""
    cosine = torch.cosine_similarity(z1.reshape(len(z1), -1), z2.reshape(len(z2), -1))
    straight = cosine.abs() > 0.9995
    angle = cosine.acos()
    near = torch.where(straight, 1 - a, ((1 - a) * angle).sin() / angle.sin())
    far = torch.where(straight, a, (a * angle).sin() / angle.sin())
    shape = -1, *[1] * (z1.ndim - 1)
    return near.reshape(shape) * z1 + far.reshape(shape) * z2
