"""Drawing from a model that was kept, state by state."""

from __future__ import annotations

from collections.abc import Iterator

import torch

from tutor.diffusion.schedule import alpha_bar, cosine_betas
from tutor.errors import TrainingError
from tutor.training.checkpoint import Checkpoint
from tutor.training.denoiser import Denoiser, Shape
from tutor.training.device import choose
from tutor.training.events import Samples
from tutor.training.functions import Functions, signal_shares
from tutor.training.sampler import Choices, in_turn, sample


def film(
    functions: Functions,
    checkpoint: Checkpoint,
    choices: Choices,
    *,
    n: int,
    label: int | None,
    seed: int,
    device: str | None,
) -> Iterator[Samples]:
    """Pure noise first, points last; every class in turn where `label` is None."""
    denoiser = revive(checkpoint)
    labels = _labels(n, label, denoiser.classes)
    betas = torch.from_numpy(cosine_betas(len(denoiser.signal)))
    place = choose(device).device
    states = sample(
        denoiser.to(place),
        functions,
        signal_shares(functions, betas).to(place),
        labels.to(place),
        choices,
        torch.Generator().manual_seed(seed),
    )
    for step, state in enumerate(states):
        yield Samples(step, state.cpu().double().numpy(), labels.numpy())


def revive(checkpoint: Checkpoint) -> Denoiser:
    """The network as it was kept."""
    about = checkpoint.about
    levels = torch.from_numpy(alpha_bar(cosine_betas(about["T"])))
    denoiser = Denoiser(levels, about["classes"], Shape(**about["shape"]))
    weights = {name: torch.from_numpy(weight) for name, weight in checkpoint.weights.items()}
    denoiser.load_state_dict(weights)
    return denoiser


def _labels(n: int, label: int | None, classes: int) -> torch.Tensor:
    if label is None:
        return in_turn(n, classes)
    if 0 <= label < classes:
        return torch.full((n,), label)
    known = f"the classes 0 to {classes - 1}" if classes else "no classes"
    raise TrainingError(
        f"there is no class {label}: the model knows {known}", "leave the class out"
    )
