"""The exact score of spots that have noise on them."""

import torch


def gmm_score(
    x: torch.Tensor, means: torch.Tensor, std: float, abar: float, weights: torch.Tensor
) -> torch.Tensor:
    """Score of a mixture of K round Gaussians after the forward process.

    A spot with mean μ and standard deviation std becomes one with mean √ᾱ·μ and the variance
    ᾱ·std² + 1 − ᾱ. Every spot pulls, by its share in the density at x.

    x: where to look, shape (B, D). means: of the clean spots, shape (K, D).
    std: of every clean spot, above 0. abar: share of signal, above 0, at most 1.
    weights: of the spots, positive, their sum is 1, shape (K,).
    Returns the slope of the log density at every x, shape and dtype of x; finite also where the
    density itself is too small for a number.
    """
    raise NotImplementedError("write gmm_score")
