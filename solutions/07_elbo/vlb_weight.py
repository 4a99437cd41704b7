"""What the bound multiplies the squared error with."""

import torch


def vlb_weight(t: torch.Tensor, betas: torch.Tensor, kind: str = "small") -> torch.Tensor:
    """β_t²/(2·σ_t²·α_t·(1 − ᾱ_t)), shape (B,). Ho et al. 2020, Eq. 12."""
    signal = torch.cumprod(1 - betas, dim=0)
    before = torch.cat([torch.ones_like(signal[:1]), signal[:-1]])
    if kind not in ("small", "large"):
        raise ValueError(f"kind must be 'small' or 'large', not {kind!r}")
    variance = betas if kind == "large" else betas * (1 - before) / (1 - signal)
    return (betas**2 / (2 * variance * (1 - betas) * (1 - signal)))[t]
