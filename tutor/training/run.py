"""A run: the network trained by the learner's functions, with something to see on the way.

It yields what `events` describes and knows no other process; `runner` is the process it lives in.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

import numpy as np
import torch
from torch import Tensor

from tutor.diffusion import datasets
from tutor.diffusion.schedule import Array, alpha_bar, cosine_betas
from tutor.errors import TrainingError
from tutor.training.checkpoint import Checkpoint
from tutor.training.denoiser import Denoiser, Shape
from tutor.training.device import choose
from tutor.training.events import Advance, Report, Samples, Started
from tutor.training.functions import Functions, finite, first_line, mend, objective, signal_shares
from tutor.training.quality import compare, predict
from tutor.training.sampler import Choices, in_turn, sample
from tutor.training.trainer import Plan, fit

T = 100
TRAINED_ON, HELD_OUT = 8000, 512
PROGRESS_EVERY = 25
"""Steps between two looks at the losses: each look waits for the device."""
SAMPLES_EVERY = 100
SHOWN, JUDGED = 256, 1000
"""Samples to look at on the way, and to measure at the end."""


@dataclass(frozen=True)
class Trained:
    """The end of a run: what became of it, and the model."""

    report: Report
    checkpoint: Checkpoint


@dataclass(frozen=True)
class Bench:
    """The network and what it is trained with, all on one device."""

    denoiser: Denoiser
    functions: Functions
    alpha_bar: Tensor
    """The learner's, shape (T,)."""
    points: Tensor
    """Shape (N, 2); the first `HELD_OUT` are not trained on."""
    labels: Tensor
    """Shape (N,); where the data have one class only, 0 is also the label for none."""


def train(
    functions: Functions,
    *,
    data: str,
    device: str | None,
    plan: Plan,
    seed: int,
    stopped: Callable[[], bool],
) -> Iterator[Started | Advance | Samples | Trained]:
    """Train until the last step, or until `stopped` says so, and judge what came out."""
    place = choose(device)
    torch.manual_seed(seed)  # for a learner's function that draws noise of its own
    bench = set_up(functions, data, place.device, seed)
    yield Started(str(place.device), place.why, bench.denoiser.size, tuple(functions))
    done, began = 0, time.perf_counter()
    for event in _steps(bench, plan, seed):
        yield event
        done = event.step
        if stopped():
            break
    seconds = time.perf_counter() - began
    report = judge(bench, data, done, done < plan.steps, seconds)
    about = {
        "data": data,
        "T": T,
        "schedule": "cosine",
        "classes": bench.denoiser.classes,
        "shape": asdict(Shape()),
        "plan": asdict(plan),
        "seed": seed,
        "report": asdict(report),
    }
    weights = {name: w.cpu().numpy() for name, w in bench.denoiser.state_dict().items()}
    yield Trained(report, Checkpoint(weights, about))


def true_schedule() -> Array:
    """ᾱ that the network is built for and judged by, shape (T,)."""
    return alpha_bar(cosine_betas(T))


def set_up(functions: Functions, data: str, device: torch.device, seed: int) -> Bench:
    """Draw the points and an untrained network, both from the seed, the same on every device."""
    points, labels = datasets.draw(data, HELD_OUT + TRAINED_ON, np.random.default_rng(seed))
    classes = int(labels.max()) + 1
    denoiser = Denoiser(
        torch.from_numpy(true_schedule()),
        classes if classes > 1 else 0,
        generator=torch.Generator().manual_seed(seed),
    )
    return Bench(
        denoiser.to(device),
        functions,
        signal_shares(functions, torch.from_numpy(cosine_betas(T))).to(device),
        torch.from_numpy(points).float().to(device),
        torch.from_numpy(labels).to(device),
    )


def judge(bench: Bench, data: str, done: int, interrupted: bool, seconds: float) -> Report:
    """What the network learned, and how its samples lie to the data."""
    prediction = predict(bench.denoiser, data, true_schedule())
    drawing = compare(_drawn(bench, JUDGED, Choices(steps=50)).cpu().double().numpy(), data)
    return Report(
        steps=done,
        interrupted=interrupted,
        seconds=seconds,
        score=prediction.score,
        **asdict(prediction),
        **asdict(drawing),
    )


def _steps(bench: Bench, plan: Plan, seed: int) -> Iterator[Advance | Samples]:
    """Train in place; the first samples are of the untrained network."""
    held_out, first = _held_out(bench), _shown(bench, 0)
    finite("ddim_step", torch.from_numpy(first.xy))
    yield first
    generator = torch.Generator(bench.points.device).manual_seed(seed)
    loss = objective(bench.functions)
    learned = bench.points[HELD_OUT:], bench.labels[HELD_OUT:]
    batches = fit(bench.denoiser, *learned, loss, bench.alpha_bar, plan, generator)
    losses: list[Tensor] = []
    last = time.perf_counter()
    for step, value in enumerate(_blamed(batches), 1):
        losses.append(value)
        if step % PROGRESS_EVERY and step < plan.steps:
            continue
        mean = _mean(losses, step)
        speed = len(losses) * plan.batch / (time.perf_counter() - last)
        sampled = step % SAMPLES_EVERY == 0 or step == plan.steps
        held_out = _held_out(bench) if sampled else held_out
        yield Advance(step, plan.steps, mean, held_out, speed)
        if sampled:
            yield _shown(bench, step)
        losses.clear()
        last = time.perf_counter()


def _blamed(losses: Iterator[Tensor]) -> Iterator[Tensor]:
    """The same losses; what fails in the gradient of the learner's is told as theirs."""
    try:
        yield from losses
    except RuntimeError as error:
        raise TrainingError(
            f"`training_loss` has no usable gradient: {first_line(error)}", mend("training_loss")
        ) from error


def _mean(losses: list[Tensor], step: int) -> float:
    """Mean of the last losses, step the last of theirs; a loss that is no number ends the run."""
    values = torch.stack(losses).tolist()
    for at, value in enumerate(values, step - len(values) + 1):
        if not math.isfinite(value):
            raise TrainingError(
                f"`training_loss` became {value} at step {at}", mend("training_loss")
            )
    return math.fsum(values) / len(values)


@torch.no_grad()
def _held_out(bench: Bench) -> float:
    """Error on the points that are not trained on, made noisy by the learner's `q_sample`."""
    x0, labels = bench.points[:HELD_OUT], bench.labels[:HELD_OUT]
    t = torch.arange(HELD_OUT, device=x0.device) % T
    noise = torch.randn(x0.shape, generator=torch.Generator().manual_seed(0)).to(x0.device)
    x_t = bench.functions["q_sample"](x0, t, noise, bench.alpha_bar, shape=tuple(x0.shape))
    eps = bench.denoiser(finite("q_sample", x_t), t, labels)
    return float(((eps - noise) ** 2).mean())


def _shown(bench: Bench, step: int) -> Samples:
    labels = in_turn(SHOWN, bench.denoiser.classes)
    xy = _drawn(bench, SHOWN, Choices())
    return Samples(step, xy.cpu().double().numpy(), labels.numpy())


def _drawn(bench: Bench, n: int, choices: Choices) -> Tensor:
    """The last state of the learner's sampler, every class in turn, the same noise each time."""
    labels = in_turn(n, bench.denoiser.classes).to(bench.points.device)
    generator = torch.Generator().manual_seed(0)
    *_, last = sample(bench.denoiser, bench.functions, bench.alpha_bar, labels, choices, generator)
    return last
