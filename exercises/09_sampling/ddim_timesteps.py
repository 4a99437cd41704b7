"""Which of the trained levels a short walk visits."""

import torch


def ddim_timesteps(T: int, S: int, spacing: str = "trailing") -> torch.Tensor:
    """Array indices of S out of T levels, noisiest first. Lin et al. 2023, Table 2.

    T: levels that were trained. S: levels to visit, a divisor of T.
    spacing: "trailing" begins at T-1 and goes down in strides of T/S;
        "leading" has the same strides and ends at 0;
        "linspace" has both ends, and what lies between rounded to the nearest index.
    Returns int64, shape (S,). Raises ValueError for any other spacing.
    """
    raise NotImplementedError("write ddim_timesteps")
