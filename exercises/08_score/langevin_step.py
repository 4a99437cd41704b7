"""One step of a walker that follows the score."""

import torch


def langevin_step(
    x: torch.Tensor, score: torch.Tensor, delta: float, noise: torch.Tensor
) -> torch.Tensor:
    """Uphill by delta, and a shake. Roberts and Tweedie 1996, the unadjusted Langevin algorithm.

    x: walkers, shape (B, *S), any S. score: slope of the log density at x, shape of x.
    delta: step size, 0 or more; it multiplies the score as it is, not by half.
    noise: standard normal, shape of x.
    Returns the walkers after the step, shape and dtype of x. The inputs stay as they are.
    """
    raise NotImplementedError("write langevin_step")
