"""A step that remembers the one before."""

import math

import torch


def dpmpp_2m_step(
    x: torch.Tensor,
    denoised: torch.Tensor,
    old_denoised: torch.Tensor | None,
    sigma_prev: float | None,
    sigma: float,
    sigma_next: float,
) -> torch.Tensor:
    """DPM-Solver++(2M), shape (B, *S). Lu et al. 2022, arXiv:2211.01095, Algorithm 2."""
    kept = sigma_next / sigma  # exp(-h)
    if old_denoised is None or sigma_next == 0:
        return kept * x + (1 - kept) * denoised
    ratio = math.log(sigma_prev / sigma) / math.log(sigma / sigma_next)
    ahead = denoised + (denoised - old_denoised) / (2 * ratio)
    return kept * x + (1 - kept) * ahead
