"""How much is left of a sample, when time runs without steps."""

import torch


def vp_marginal(
    t: torch.Tensor, beta_min: float = 0.1, beta_max: float = 20.0
) -> tuple[torch.Tensor, torch.Tensor]:
    """Factor on x_0 and size of the noise at time t, each (B,). Song et al. 2021, Appendix C."""
    log_mean = -(t**2) * (beta_max - beta_min) / 4 - t * beta_min / 2
    return log_mean.exp(), (1 - (2 * log_mean).exp()).sqrt()
