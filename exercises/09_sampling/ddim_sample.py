"""The whole way back, by the levels of your choice."""

from collections.abc import Callable

import torch


def ddim_sample(
    eps_model: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
    xT: torch.Tensor,
    alpha_bar: torch.Tensor,
    timesteps: torch.Tensor,
    eta: float,
    generator: torch.Generator,
) -> torch.Tensor:
    """From pure noise to clean samples, by the levels given. Song, Meng and Ermon 2021, Eq. 12.

    A step is the one of `ddim_step`. Copy in what you need of it.

    eps_model: called as eps_model(x, t), answers with the noise in x. t: int64, shape (B,).
    xT: standard normal, shape (B, *S). alpha_bar: shape (T,).
    timesteps: the indices to visit, noisiest first, int64, shape (S,), as of `ddim_timesteps`;
        they may be unevenly spaced. From the last of them the step goes to ᾱ = 1.
    eta: how much of the noise is fresh; 0 is DDIM, 1 is DDPM.
    generator: where fresh noise comes from: for every step one
        `torch.randn(x.shape, generator=generator, dtype=x.dtype, device=x.device)`, in the order
        of the steps. At eta 0 nothing is drawn that counts.
    Returns the samples, shape and dtype of xT. xT stays as it is.
    """
    raise NotImplementedError("write ddim_sample")
