"""Drawing from a model that was kept, state by state."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
import torch
from torch import Tensor

from tutor.training.checkpoint import Checkpoint
from tutor.training.demands import signal_shares
from tutor.training.denoiser import Denoiser
from tutor.training.device import choose
from tutor.training.events import Samples
from tutor.training.functions import Functions
from tutor.training.networks import T, revive
from tutor.training.sampler import Choices, in_turn, predicted, sample
from tutor.training.solving import ancestral, dpmpp, heun

POINTS, PICTURES = 256, 32


def film(
    functions: Functions,
    checkpoint: Checkpoint,
    choices: Choices,
    *,
    sampler: str,
    n: int | None,
    label: int | None,
    seed: int,
    device: str | None,
) -> Iterator[Samples]:
    """Pure noise first, examples last; every class in turn where `label` is None.

    sampler, label: such as there are; `wishes` lets no others through. n: as many as fit a screen
    for None.
    """
    place = choose(device).device
    denoiser = revive(checkpoint).to(place)
    shape = tuple(checkpoint.about["example"])
    n = n or (POINTS if len(shape) == 1 else PICTURES)
    labels = in_turn(n, denoiser.classes) if label is None else torch.full((n,), label)
    generator = torch.Generator().manual_seed(seed)
    noise = partial(_noise, denoiser, functions, labels.to(place), choices.scale)
    start = partial(torch.randn, n, *shape, generator=generator, device="cpu")
    match sampler:
        case "heun":
            states = heun(noise, start().to(place), choices.steps)
        case "dpm++":
            states = dpmpp(noise, start().to(place), choices.steps)
        case "ddpm":
            states = ancestral(noise, start().to(place), np.random.default_rng(seed))
        case _:
            shares = signal_shares(functions, T).to(place)
            states = sample(
                denoiser, functions, shares, labels.to(place), shape, choices, generator
            )
    for step, state in enumerate(states):
        yield Samples(step, state.cpu().double().numpy(), labels.numpy())


@torch.no_grad()
def _noise(
    denoiser: Denoiser, functions: Functions, labels: Tensor, scale: float, x: Tensor, i: int
) -> Tensor:
    """What `predicted` says of a whole batch at one level."""
    return predicted(denoiser, functions, x, torch.full_like(labels, i), labels, scale)
