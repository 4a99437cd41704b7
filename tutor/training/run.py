"""A run: the network trained by the run's functions, with something to see on the way.

It yields what `events` describes and knows no other process; `runner` is the process it lives in.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace

import numpy as np
import torch
from torch import Tensor

from tutor.diffusion.datasets import find
from tutor.diffusion.schedule import Array
from tutor.errors import TrainingError
from tutor.training.bench import HELD_OUT, Bench, set_up
from tutor.training.checkpoint import Checkpoint
from tutor.training.device import Machine
from tutor.training.events import Advance, Report, Samples, Started
from tutor.training.functions import (
    Functions,
    finite,
    first_line,
    load,
    mend,
)
from tutor.training.networks import T, plan_for, revive, true_schedule
from tutor.training.pace import fastest_threads, fitting, seconds_per_step
from tutor.training.quality.drawing import compare
from tutor.training.quality.prediction import predict
from tutor.training.sampler import Choices, in_turn, sample
from tutor.training.trainer import Plan

PROGRESS_EVERY = 25
"""Steps between two looks at the losses: each look waits for the device."""
SAMPLES_EVERY = 100
DECAY = 0.98
"""Of the average of the weights: it holds about the last 50 steps."""


@dataclass(frozen=True)
class Order:
    """What is to be trained, and how."""

    data: str
    machine: Machine
    seed: int
    steps: int | None = None
    seconds: float | None = None
    """Where neither is given, the data's own plan says when to end."""
    threads: int | None = 1
    """None to try a few."""
    resumed: Checkpoint | None = None
    """The model to go on from."""
    beside: bool = False
    """Whether right functions train a second network, to be looked at beside the first."""


@dataclass(frozen=True)
class Trained:
    """The end of a run: what became of it, and the model."""

    report: Report
    checkpoint: Checkpoint
    right: Report | None = None


def train(
    functions: Functions, order: Order, stopped: Callable[[], bool]
) -> Iterator[Started | Advance | Samples | Trained]:
    """Train until the last step, or until `stopped` says so, and judge what came out."""
    torch.manual_seed(order.seed)  # for a learner's function that draws noise of its own
    bench = prepared(functions, order)
    threads = order.threads or fastest_threads(bench)
    torch.set_num_threads(threads)
    plan = planned(bench, order)
    yield Started(
        str(order.machine.device),
        order.machine.why,
        threads,
        bench.denoiser.size,
        tuple(slug for slug, function in functions.items() if function.learners),
        tuple(slug for slug, function in functions.items() if not function.learners),
    )
    right = prepared(load({}), order) if order.beside else None
    done, began = 0, time.perf_counter()
    for event in _together(bench, right, plan, order.seed):
        yield event
        done = event.step
        if stopped():
            break
    ended = done, done < plan.steps, time.perf_counter() - began
    report = judge(bench, *ended)
    beside = None if right is None else judge(right, *ended)
    yield Trained(report, _kept(bench, order, plan, report), beside)


def prepared(functions: Functions, order: Order) -> Bench:
    """The bench of such a run, with the weights it goes on from."""
    bench = set_up(find(order.data), functions, order.machine.device, order.seed)
    if order.resumed is not None:
        kept = revive(order.resumed).state_dict()
        bench.denoiser.load_state_dict(kept)
        bench.averaged.load_state_dict(kept)
    return bench


def planned(bench: Bench, order: Order) -> Plan:
    """The data's plan, as long as was asked for; seconds are turned into steps by trying a few."""
    plan = plan_for(bench.dataset)
    if order.steps is not None:
        return replace(plan, steps=order.steps)
    if order.seconds is None:
        return plan
    share = order.seconds / (2 if order.beside else 1)
    return replace(plan, steps=max(1, int(share / seconds_per_step(bench))))


def judge(bench: Bench, steps: int, interrupted: bool, seconds: float) -> Report:
    """What the network learned, and how its samples lie to the data."""
    data = bench.dataset.name
    prediction = predict(bench.averaged, data, true_schedule())
    labels = in_turn(judged(bench), bench.denoiser.classes)
    drawn = _drawn(bench, labels, choices(bench, points=50, pictures=25))
    drawing = compare(drawn, labels.numpy(), data, bench.examples.cpu().double().numpy())
    return Report(
        steps, interrupted, seconds, score=prediction.score, **asdict(prediction), **asdict(drawing)
    )


def choices(bench: Bench, points: int, pictures: int) -> Choices:
    """Steps for points or for pictures; pictures are guided, or few of them obey their class."""
    if bench.examples.ndim == 2:
        return Choices(points)
    return Choices(pictures, scale=2.0)


def judged(bench: Bench) -> int:
    """Samples to measure at the end: points are cheap, and scans are few."""
    return 1000 if bench.examples.ndim == 2 else 240


def shown(bench: Bench) -> int:
    """Samples to look at on the way."""
    return 256 if bench.examples.ndim == 2 else 16


def _together(
    bench: Bench, right: Bench | None, plan: Plan, seed: int
) -> Iterator[Advance | Samples]:
    """The steps of the bench; samples come with those of the bench beside it, as far trained."""
    beside = iter(()) if right is None else _steps(right, plan, seed)
    for event in _steps(bench, plan, seed):
        other = next(beside, None)
        if isinstance(event, Samples) and isinstance(other, Samples):
            event = replace(event, right=other.x)
        yield event


def _steps(bench: Bench, plan: Plan, seed: int) -> Iterator[Advance | Samples]:
    """Train in place; the first samples are of the untrained network."""
    held_out, first = _held_out(bench), _shown(bench, 0)
    finite(bench.functions["ddim_step"], torch.from_numpy(first.x))
    yield first
    losses: list[Tensor] = []
    last = time.perf_counter()
    for step, value in enumerate(_blamed(fitting(bench, plan, seed)), 1):
        average(bench, step)
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


@torch.no_grad()
def average(bench: Bench, step: int) -> None:
    """Move the average of the weights after so many steps; the first count little."""
    decay = min(DECAY, step / (9 + step))
    averages, weights = (list(one.parameters()) for one in (bench.averaged, bench.denoiser))
    bench.functions["ema_update"].returned(averages, weights, decay)


def _blamed(losses: Iterator[Tensor]) -> Iterator[Tensor]:
    """The same losses; what fails in the gradient of the learner's is told as theirs."""
    try:
        yield from losses
    except torch.OutOfMemoryError:
        raise
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
    """Error on the examples that are not trained on, made noisy by the run's `q_sample`."""
    q_sample, x0 = bench.functions["q_sample"], bench.unseen
    t = torch.arange(HELD_OUT, device=x0.device) % T
    noise = torch.randn(x0.shape, generator=torch.Generator().manual_seed(0)).to(x0.device)
    x_t = q_sample(x0, t, noise, bench.alpha_bar, shape=tuple(x0.shape))
    eps = bench.averaged(finite(q_sample, x_t), t, bench.unseen_labels)
    return float(((eps - noise) ** 2).mean())


def _shown(bench: Bench, step: int) -> Samples:
    labels = in_turn(shown(bench), bench.denoiser.classes)
    drawn = _drawn(bench, labels, choices(bench, points=20, pictures=12))
    return Samples(step, drawn, labels.numpy())


def _drawn(bench: Bench, labels: Tensor, choices: Choices) -> Array:
    """What the run's sampler makes of the same noise each time, for those classes, (N, *S)."""
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
    drawn = last.cpu().double().numpy()
    return np.asarray(drawn if drawn.ndim == 2 else drawn.clip(-1, 1))  # as a picture is shown


def _kept(bench: Bench, order: Order, plan: Plan, report: Report) -> Checkpoint:
    before = order.resumed.about["trained"] if order.resumed else 0
    about = {
        "data": order.data,
        "example": bench.dataset.shape,
        "classes": len(bench.dataset.classes),
        "T": T,
        "schedule": "cosine",
        "plan": asdict(plan),
        "seed": order.seed,
        "trained": before + report.steps,
        "report": asdict(report),
    }
    weights = {name: w.cpu().numpy() for name, w in bench.averaged.state_dict().items()}
    return Checkpoint(weights, about)
