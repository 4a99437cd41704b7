"""How much is left of a sample, when time runs without steps."""

import torch


def vp_marginal(
    t: torch.Tensor, beta_min: float = 0.1, beta_max: float = 20.0
) -> tuple[torch.Tensor, torch.Tensor]:
    """Factor on x_0 and size of the noise at time t. Song et al. 2021, Appendix C.

    The noise per time rises in a straight line, β(t) = beta_min + t·(beta_max − beta_min).

    t: time, from above 0 to 1, shape (B,), float32 or float64.
    Returns (mean_coef, std), the √ᾱ and √(1−ᾱ) of that time, each of shape and dtype of t.
    """
    raise NotImplementedError("write vp_marginal")
