"""How much signal is left after each step of noise."""

import torch


def alpha_bar(betas: torch.Tensor) -> torch.Tensor:
    """Share of the variance that is still signal after each step. Ho et al. 2020, section 2.

    One step keeps the share 1 − β. Shares multiply from step to step.

    betas: variance added by each step, shape (T,), each between 0 and 1, float32 or float64.
    Returns ᾱ, shape (T,), dtype of betas: entry i is what is left after the steps 0 to i.
    """
    raise NotImplementedError("write alpha_bar")
