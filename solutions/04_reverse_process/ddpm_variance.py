"""How much fresh noise each step back adds."""

import torch


def ddpm_variance(betas: torch.Tensor, kind: str = "small") -> torch.Tensor:
    """Variance of the step back, shape (T,). Ho et al. 2020, section 3.2."""
    if kind == "large":
        return betas.clone()
    if kind != "small":
        raise ValueError(f"kind must be 'small' or 'large', not {kind!r}")
    left = torch.cumprod(1 - betas, dim=0)
    before = torch.cat([torch.ones_like(left[:1]), left[:-1]])
    return betas * (1 - before) / (1 - left)
