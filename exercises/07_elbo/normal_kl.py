"""How far one normal distribution is from another."""

import torch


def normal_kl(
    m1: torch.Tensor, logv1: torch.Tensor, m2: torch.Tensor, logv2: torch.Tensor
) -> torch.Tensor:
    """KL(N(m1, e^logv1) ‖ N(m2, e^logv2)) in nats, number by number.

    m1, m2: means. logv1, logv2: natural logarithms of the variances.
    All four have shapes that broadcast; nothing is added up or averaged.
    Returns 0 or more, in the shape to which they broadcast.
    """
    raise NotImplementedError("write normal_kl")
