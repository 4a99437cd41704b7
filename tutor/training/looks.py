"""How a run is looked at: what its network draws on the way, and how it is judged at the end.

Always the same noise and the same classes, so that two looks differ by the network alone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from tutor.diffusion.schedule import Array
from tutor.training.bench import HELD_OUT, Bench
from tutor.training.demands import finite
from tutor.training.events import Samples
from tutor.training.functions import load
from tutor.training.networks import T, true_schedule
from tutor.training.quality.drawing import Drawing, compare
from tutor.training.quality.prediction import Prediction, predict
from tutor.training.sampler import Choices, in_turn, sample


@dataclass(frozen=True)
class Looks:
    """How many samples, and how they are drawn."""

    every: int
    """Steps of training between two looks."""
    shown: int
    on_the_way: Choices
    judged: int
    at_the_end: Choices


POINTS = Looks(100, 256, Choices(20), 1000, Choices(50))
# Without guidance, fewer pictures obey their class. Between two looks lies a second of training.
PICTURES = Looks(50, 16, Choices(10, scale=2.0), 320, Choices(25, scale=2.0))


def looks_of(bench: Bench) -> Looks:
    """What fits the bench's data."""
    return POINTS if bench.examples.ndim == 2 else PICTURES


def shown(bench: Bench, step: int) -> Samples:
    """What the network draws after so many steps."""
    looks = looks_of(bench)
    labels = in_turn(looks.shown, bench.denoiser.classes)
    return Samples(step, drawn(bench, labels, looks.on_the_way), labels.numpy())


@torch.no_grad()
def held_out(bench: Bench) -> float:
    """Error on the examples that are not trained on, made noisy by the run's `q_sample`."""
    q_sample, x0 = bench.functions["q_sample"], bench.unseen
    t = torch.arange(HELD_OUT, device=x0.device) % T
    noise = torch.randn(x0.shape, generator=torch.Generator().manual_seed(0)).to(x0.device)
    x_t = q_sample(x0, t, noise, bench.alpha_bar, like=x0)
    eps = bench.averaged(finite(q_sample, x_t), t, bench.unseen_labels)
    error = float(((eps - noise) ** 2).mean())
    if not math.isfinite(error):
        raise bench.functions["ema_update"].wrong("made nan or infinity of the weights")
    return error


def judge(bench: Bench) -> tuple[Prediction, Drawing]:
    """What the network learned, and how its samples lie to the data."""
    return predict(bench.averaged, bench.dataset.name, true_schedule()), _judged(bench)


def drawn_our_way(bench: Bench) -> Drawing:
    """How samples of the same network lie to the data where our functions draw them."""
    return _judged(replace(bench, functions=load({})))


def _judged(bench: Bench) -> Drawing:
    looks = looks_of(bench)
    labels = in_turn(looks.judged, bench.denoiser.classes)
    samples = drawn(bench, labels, looks.at_the_end)
    seen = bench.examples.cpu().double().numpy()
    return compare(samples, labels.numpy(), bench.dataset.name, seen)


def drawn(bench: Bench, labels: Tensor, choices: Choices) -> Array:
    """What the run's sampler makes of noise, for those classes, (N, *S)."""
    generator = torch.Generator().manual_seed(0)
    *_, last = sample(
        bench.averaged,
        bench.functions,
        bench.alpha_bar,
        labels.to(bench.examples.device),
        tuple(bench.examples.shape[1:]),
        choices,
        generator,
    )
    x = finite(bench.functions["ddim_step"], last).cpu().double().numpy()
    return np.asarray(x if x.ndim == 2 else x.clip(-1, 1))  # as a picture is shown
