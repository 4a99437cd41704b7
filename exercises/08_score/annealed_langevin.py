"""A walk that starts where all is noise, and ends where data are."""

from collections.abc import Callable

import torch


def annealed_langevin(
    x: torch.Tensor,
    score_fn: Callable[[torch.Tensor, float], torch.Tensor],
    sigmas: torch.Tensor,
    n_steps: int,
    eps: float,
    generator: torch.Generator,
) -> torch.Tensor:
    """Some Langevin steps at every noise level, from the noisiest on. Song and Ermon 2019, Alg. 1.

    A step is the one of `langevin_step`, with the size δ_i = eps·(σ_i/σ_L)²; σ_L is the last level.

    x: walkers, shape (B, *S). score_fn: takes x and one level, and returns shape of x.
    sigmas: noise levels in the order of the walk, shape (L,), L at least 1.
    n_steps: how many steps at each level. eps: size of a step at the last level.
    generator: where noise comes from: for every step one
        `torch.randn(x.shape, generator=generator, dtype=x.dtype)`, in the order of the steps.
    Returns the walkers after L·n_steps steps, shape and dtype of x. x stays as it is.
    """
    raise NotImplementedError("write annealed_langevin")
