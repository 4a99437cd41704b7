"""A step that looks ahead."""

from collections.abc import Callable

import torch


def heun_step(
    x: torch.Tensor,
    denoise_fn: Callable[[torch.Tensor, float], torch.Tensor],
    sigma: float,
    sigma_next: float,
) -> torch.Tensor:
    """Follow the mean of the slopes at both ends. Karras et al. 2022, Algorithm 1, lines 4 to 8.

    At sigma_next = 0 there is no slope: there it is Euler's step, with a single call.

    x: noisy batch at sigma, shape (B, *S), any S.
    denoise_fn: takes a batch and its sigma, returns the best guess at the clean one, shape of x.
    sigma, sigma_next: noise where x is and where to go, sigma > sigma_next >= 0; plain numbers.
    Returns the batch at sigma_next, shape and dtype of x. The inputs stay as they are.
    """
    raise NotImplementedError("write heun_step")
