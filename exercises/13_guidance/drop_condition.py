"""Hiding the condition, now and then."""

import torch


def drop_condition(
    c: torch.Tensor, null: torch.Tensor, p: float, generator: torch.Generator
) -> tuple[torch.Tensor, torch.Tensor]:
    """Hide the condition of some examples, each on its own. Ho and Salimans 2022, Algorithm 1.

    c: a condition for each example, shape (B, *C): (B,) for classes, (B, L, D) for captions.
    null: what stands for no condition, shape (*C), dtype of c.
    p: chance with which an example loses its condition, from 0 to 1.
    generator: what all chance is drawn from, as in `torch.rand(…, generator=generator)`;
        it lies on the device of c.
    Returns the conditions, shape and dtype of c, and which were hidden: bool, shape (B,).
    c stays as it is.
    """
    raise NotImplementedError("write drop_condition")
