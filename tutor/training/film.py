"""Drawing from a model that was kept, state by state."""

from __future__ import annotations

from collections.abc import Iterator

import torch

from tutor.diffusion.schedule import alpha_bar, cosine_betas
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
    """Pure noise first, points last; every class in turn where `label` is None.

    label: one that the model knows. `session` asks for no other.
    """
    denoiser = revive(checkpoint)
    labels = in_turn(n, denoiser.classes) if label is None else torch.full((n,), label)
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
