"""What the bound pays for a start that is not quite pure noise."""

import math

import torch


def prior_kl(x0: torch.Tensor, alpha_bar: torch.Tensor) -> torch.Tensor:
    """L_T in bits per number of x_0, shape (B,). Ho et al. 2020, Eq. 5."""
    signal = alpha_bar[-1]
    nats = (signal * x0.square() - signal - (1 - signal).log()) / 2
    return nats.reshape(len(x0), -1).mean(dim=1) / math.log(2)
