"""A step that remembers the one before."""

import torch


def dpmpp_2m_step(
    x: torch.Tensor,
    denoised: torch.Tensor,
    old_denoised: torch.Tensor | None,
    sigma_prev: float | None,
    sigma: float,
    sigma_next: float,
) -> torch.Tensor:
    """DPM-Solver++(2M). Lu et al. 2022, arXiv:2211.01095, Algorithm 2.

    The first step, which has nothing to remember, and the last one, to 0, are of first order.

    x: noisy batch at sigma, shape (B, *S), any S. denoised: the best guess at the clean batch.
    old_denoised, sigma_prev: the guess of the step before, and its noise, above sigma; or None.
    sigma, sigma_next: noise where x is and where to go, sigma > sigma_next >= 0; plain numbers.
    Returns the batch at sigma_next, shape and dtype of x. The inputs stay as they are.
    """
    raise NotImplementedError("write dpmpp_2m_step")
