"""Back from v to the two that it is made of."""

import torch


def from_v(
    xt: torch.Tensor, v: torch.Tensor, t: torch.Tensor, alpha_bar: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """(x_t, v) turned back by the angle: x̂_0 and ε̂. Salimans and Ho 2022, section 4."""
    signal = alpha_bar[t].reshape(-1, *[1] * (xt.ndim - 1))  # (B, 1, ..., 1)
    cosine, sine = signal.sqrt(), (1 - signal).sqrt()
    return cosine * xt - sine * v, sine * xt + cosine * v
