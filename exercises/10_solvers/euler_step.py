"""The plainest step along a curve."""

import torch


def euler_step(
    x: torch.Tensor, denoised: torch.Tensor, sigma: float, sigma_next: float
) -> torch.Tensor:
    """Follow the slope at sigma as far as sigma_next. Karras et al. 2022, Algorithm 1, line 5.

    x: noisy batch, a clean one plus sigma times standard normal noise, shape (B, *S), any S.
    denoised: the best guess at the clean batch, shape of x.
    sigma, sigma_next: noise where x is and where to go, sigma > sigma_next >= 0; plain numbers.
    Returns the batch at sigma_next, shape and dtype of x. The inputs stay as they are.
    """
    raise NotImplementedError("write euler_step")
