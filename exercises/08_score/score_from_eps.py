"""What the network's answer says about the density."""

import torch


def score_from_eps(eps: torch.Tensor, t: torch.Tensor, alpha_bar: torch.Tensor) -> torch.Tensor:
    """The score of the noisy data, from an estimate of the noise. Ho et al. 2020, section 3.2.

    eps: the noise the network sees, standard normal in size, shape (B, *S), any S.
    t: int64 in 0..T-1, shape (B,); index i is the paper's step i + 1.
    alpha_bar: share of the variance that is signal, shape (T,).
    Returns the score at every x_t, shape and dtype of eps. The inputs stay as they are.
    """
    raise NotImplementedError("write score_from_eps")
