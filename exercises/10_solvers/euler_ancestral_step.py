"""Too far down, and up again with fresh noise."""

import torch


def euler_ancestral_step(
    x: torch.Tensor,
    denoised: torch.Tensor,
    sigma: float,
    sigma_next: float,
    noise: torch.Tensor,
) -> torch.Tensor:
    """Euler's step to the `down` of `ancestral_sigmas`, and `up` times fresh noise, with η = 1.

    x: noisy batch at sigma, shape (B, *S), any S. denoised: the best guess at the clean batch.
    sigma, sigma_next: noise where x is and where to go, sigma > sigma_next >= 0; plain numbers.
    noise: standard normal, shape of x.
    Returns the batch at sigma_next, shape and dtype of x. The inputs stay as they are.
    """
    raise NotImplementedError("write euler_ancestral_step")
