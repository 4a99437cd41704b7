"""How a schedule spends its steps."""

import torch


def share_below(alpha_bar: torch.Tensor, noise: float) -> float:
    """Share of the steps in which the variance of the noise is below `noise`.

    alpha_bar: share of the variance that is signal, shape (T,). noise: from 0 to 1.
    Returns a number from 0 to 1; a step that has exactly `noise` does not count.
    """
    raise NotImplementedError("write share_below")
