"""What a run asks of the functions that drive it, and holds their answers to."""

from __future__ import annotations

import torch
from torch import Tensor

from tutor.errors import TrainingError
from tutor.training.functions import Function, Functions
from tutor.training.trainer import Drop, Loss, Model


def finite(function: Function, value: Tensor) -> Tensor:
    """The value, if it holds neither nan nor infinity; waits for the device."""
    if not bool(torch.isfinite(value).all()):
        raise function.wrong("returned nan or infinity")
    return value


def signal_shares(functions: Functions, T: int) -> Tensor:
    """ᾱ of the cosine schedule, (T,), in the network's single precision."""
    schedule, alpha_bar = functions["cosine_beta_schedule"], functions["alpha_bar"]
    betas = finite(schedule, schedule(T, like=torch.empty(T, dtype=torch.float64)))
    return finite(alpha_bar, alpha_bar(betas, like=betas)).float()


def objective(functions: Functions) -> Loss:
    """The loss, as long as it is a number that the network can learn from."""
    training_loss = functions["training_loss"]

    def loss(model: Model, x0: Tensor, t: Tensor, noise: Tensor, alpha_bar: Tensor) -> Tensor:
        value = training_loss(_asking(model, x0, t), x0, t, noise, alpha_bar, like=alpha_bar[0])
        if not value.requires_grad:
            raise TrainingError(
                "`training_loss` returned a loss without a gradient",
                "keep the model's answer a tensor: no `.detach()`, `.item()` or `.numpy()`",
            )
        return value

    return loss


def _asking(model: Model, x0: Tensor, t: Tensor) -> Model:
    """The model, which says what is wrong with what it is given before it fails on it."""

    def asked(x_t: Tensor, steps: Tensor) -> Tensor:
        for name, given, like in (("x_t", x_t, x0), ("t", steps, t)):
            if not _alike(given, like):
                raise TypeError(f"the model takes {name} as {_told(like)}, not {_told(given)}")
        return model(x_t, steps)

    return asked


def _alike(value: object, like: Tensor) -> bool:
    """Whether it is a tensor of the same shape, dtype and device."""
    if not isinstance(value, Tensor):
        return False
    return (value.shape, value.dtype, value.device) == (like.shape, like.dtype, like.device)


def _told(value: object) -> str:
    if not isinstance(value, Tensor):
        return f"`{type(value).__name__}`"
    return f"{value.dtype} of shape {tuple(value.shape)} on {value.device}"


def dropping(functions: Functions) -> Drop:
    """How classes are hidden, as long as labels come of it."""
    drop_condition = functions["drop_condition"]

    def drop(labels: Tensor, none: Tensor, share: float, generator: torch.Generator) -> Tensor:
        pair = drop_condition.returned(labels, none, share, generator)
        if not (isinstance(pair, tuple) and len(pair) == 2 and isinstance(pair[0], Tensor)):
            raise drop_condition.wrong("must return the labels and which of them were dropped")
        if not _alike(pair[0], labels):
            what = f"must return labels as {_told(labels)}, not {_told(pair[0])}"
            raise drop_condition.wrong(what)
        return pair[0]

    return drop


def try_dropping(functions: Functions, labels: Tensor, none: Tensor) -> None:
    """See once that labels are kept or become none, since a wrong one ends in the network."""
    generator = torch.Generator(labels.device).manual_seed(0)
    left = dropping(functions)(labels, none, 0.5, generator)
    if not bool(((left == labels) | (left == none)).all()):
        raise functions["drop_condition"].wrong("must keep each label or put `null` in its place")
