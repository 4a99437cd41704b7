"""A schedule that is drawn as a curve of what is left, not of what is added."""

import torch


def cosine_beta_schedule(T: int, s: float = 0.008, max_beta: float = 0.999) -> torch.Tensor:
    """Betas of the cosine schedule. Nichol and Dhariwal 2021, Eq. 17.

    After i of T steps the signal that is left is proportional to a squared cosine f(i/T).
    A beta is the share that one step takes of what it finds.

    T: how many steps, 1 or more. s: the offset, 0 or more. max_beta: no beta is larger.
    Returns shape (T,), float64: entry i is the step from i/T to (i+1)/T.
    """
    raise NotImplementedError("write cosine_beta_schedule")
