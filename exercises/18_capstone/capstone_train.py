"""The loop that makes a network of examples."""

from collections.abc import Callable

import torch


def capstone_train(
    model: torch.nn.Module,
    optimizer: torch.optim.Optimizer,
    training_loss: Callable[..., torch.Tensor],
    data: torch.Tensor,
    labels: torch.Tensor,
    none: int,
    hidden: float,
    alpha_bar: torch.Tensor,
    steps: int,
    batch: int,
    generator: torch.Generator,
) -> torch.Tensor:
    """Teach the model to predict the noise. Ho et al. 2020, Algorithm 1.

    model: asked as model(x_t, t, label), answers with the noise. It learns in place.
    optimizer: holds the weights of this model.
    training_loss: as you wrote it in lesson 05, called as
        training_loss(answer, x0, t, noise, alpha_bar), where answer(x_t, t) knows the labels.
    data: clean examples, shape (N, *S). labels: their classes, int64 in 0..none-1, shape (N,).
    none: the label that stands for no class. hidden: chance with which a label becomes `none`.
    alpha_bar: shape (T,).
    steps: how many times the weights are moved, each time by a new batch.
    batch: how many examples a batch has, drawn from all of the data, each with a t in 0..T-1
        and with standard normal noise of its own, and its label hidden or not on its own.
    generator: what all chance is drawn from, as in torch.randn(…, generator=generator).
    Returns the loss of each step, shape (steps,), without gradients.
    """
    raise NotImplementedError("write capstone_train")
