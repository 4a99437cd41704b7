"""What to feed a network, and what to make of its answer."""

import torch


def edm_precond(
    sigma: torch.Tensor, sigma_data: float = 0.5
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """The four factors around a network F. Karras et al. 2022, Table 1.

    With them, D(x; σ) = c_skip·x + c_out·F(c_in·x; c_noise) is the guess at the clean batch.

    sigma: noise of each sample, above 0, shape (B,), float32 or float64.
    sigma_data: standard deviation of the data, above 0.
    Returns (c_skip, c_out, c_in, c_noise), each of shape and dtype of sigma.
    """
    raise NotImplementedError("write edm_precond")
