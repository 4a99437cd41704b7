"""What the bound pays for a start that is not quite pure noise."""

import torch


def prior_kl(x0: torch.Tensor, alpha_bar: torch.Tensor) -> torch.Tensor:
    """L_T, how far q(x_T | x_0) is from the standard normal, in bits per number of x_0.

    q(x_T | x_0) has the mean √ᾱ_T·x_0 and the variance 1 − ᾱ_T. Ho et al. 2020, Eq. 5.
    x0: clean batch, shape (B, *S). alpha_bar: shape (T,), its last entry is ᾱ_T.
    Returns the mean over all numbers of a sample, shape (B,). One bit is ln 2 nats.
    """
    raise NotImplementedError("write prior_kl")
