"""A running average of a network's weights."""

import torch


def ema_update(ema: list[torch.Tensor], params: list[torch.Tensor], decay: float) -> None:
    """Keep a share of each average and take the rest from its weights. Ho et al. 2020, App. B."""
    for average, weights in zip(ema, params, strict=True):
        average.mul_(decay).add_(weights, alpha=1 - decay)
