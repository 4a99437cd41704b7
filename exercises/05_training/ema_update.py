"""A running average of a network's weights."""

import torch


def ema_update(ema: list[torch.Tensor], params: list[torch.Tensor], decay: float) -> None:
    """Move each average a little towards its weights, in place. Ho et al. 2020, appendix B.

    ema: the averages, one tensor for each of params and of its shape; they are changed in place.
    params: the weights, which stay as they are. decay: share that the average keeps, 0 to 1.
    """
    raise NotImplementedError("write ema_update")
