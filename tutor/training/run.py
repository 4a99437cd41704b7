"""A run: the network trained by the run's functions, and what became of it.

It yields what `events` describes and knows no other process; `runner` is the process it lives in.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace

import torch

from tutor.diffusion.datasets import find
from tutor.training.bench import Bench, set_up
from tutor.training.checkpoint import Checkpoint
from tutor.training.device import Machine
from tutor.training.driving import SAMPLING, in_training
from tutor.training.events import Advance, Report, Samples, Started
from tutor.training.fitting import tried
from tutor.training.functions import Functions, learners, load
from tutor.training.horizon import Horizon
from tutor.training.looks import drawn_our_way, judge
from tutor.training.networks import T, plan_for, revive, true_schedule
from tutor.training.pace import fastest_threads, seconds_per_step
from tutor.training.progress import together
from tutor.training.quality.prediction import Prediction, predict
from tutor.training.quality.suspicion import LITTLE, Clues, badly_drawn, suspicion
from tutor.training.recorded_step import Recorder, recorder_for
from tutor.training.trainer import Plan


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


@dataclass(frozen=True)
class Record:
    """How a run went."""

    steps: int
    interrupted: bool
    seconds: float
    losses: list[float]
    """Of the training, means on the way."""


def train(
    functions: Functions, order: Order, stopped: Callable[[], bool]
) -> Iterator[Started | Advance | Samples | Trained]:
    """Train until the last step, or until `stopped` says so, and judge what came out."""
    torch.manual_seed(order.seed)  # for a learner's function that draws noise of its own
    bench = prepared(functions, order)
    threads = order.threads or fastest_threads(bench)
    torch.set_num_threads(threads)
    recording = tried(bench, recorder_for(order.machine.device))
    plan = planned(bench, order, recording.recorder)
    drivers = in_training(learners(functions))
    yield Started(
        str(order.machine.device),
        order.machine.why,
        threads,
        bench.denoiser.size,
        drivers.yours,
        drivers.ours,
        idle=drivers.idle,
        recording=recording.says,
    )
    right = prepared(load({}), order) if order.beside else None
    done, losses, began = 0, [], time.perf_counter()
    horizon = Horizon(plan, order.seconds, time.perf_counter)
    for event in together(bench, right, horizon, order.seed, recording.recorder):
        yield event
        done = event.step
        if isinstance(event, Advance):
            losses.append(event.loss)
        if stopped():
            break
    record = Record(done, done < horizon.steps, time.perf_counter() - began, losses)
    report = reported(bench, record)
    beside = None if right is None else reported(right, record)
    yield Trained(report, _kept(bench, order, replace(plan, steps=horizon.steps), report), beside)


def prepared(functions: Functions, order: Order) -> Bench:
    """The bench of such a run, with the weights it goes on from."""
    bench = set_up(find(order.data), functions, order.machine.device, order.seed)
    if order.resumed is not None:
        kept = revive(order.resumed).state_dict()
        bench.denoiser.load_state_dict(kept)
        bench.averaged.load_state_dict(kept)
    return bench


def planned(bench: Bench, order: Order, recorder: Recorder | None = None) -> Plan:
    """The data's plan, as long as was asked for; for seconds, the steps that a trial foresees."""
    plan = plan_for(bench.dataset)
    if order.steps is not None:
        return replace(plan, steps=order.steps)
    if order.seconds is None:
        return plan
    share = order.seconds / (2 if order.beside else 1)
    return replace(plan, steps=max(1, int(share / seconds_per_step(bench, recorder))))


def reported(bench: Bench, record: Record) -> Report:
    """What became of the bench's network."""
    prediction, drawing = judge(bench)
    theirs = [slug for slug in SAMPLING if slug in learners(bench.functions)]
    return Report(
        record.steps,
        record.interrupted,
        record.seconds,
        warning="" if prediction.learned >= LITTLE else suspicion(_clues(bench, record)),
        score=prediction.score,
        **asdict(prediction),
        **asdict(drawing),
        crossed=badly_drawn(theirs, drawing.stray, lambda: drawn_our_way(bench).stray),
    )


def _clues(bench: Bench, record: Record) -> Clues:
    true = torch.from_numpy(true_schedule()).float()
    itself: Prediction = predict(bench.denoiser, bench.dataset.name, true_schedule())
    return Clues(
        schedule_off=float((bench.alpha_bar.cpu() - true).abs().max()),
        unaveraged=itself.learned,
        fallen=_fallen(record.losses),
        short=record.steps < plan_for(bench.dataset).steps / 2,
        own_loop="capstone_train" in bench.functions,
    )


def _fallen(losses: list[float]) -> float:
    """The last as a share of the first; 1 for none, and for those that were 0 from the start."""
    return losses[-1] / losses[0] if losses and losses[0] else 1.0


def _kept(bench: Bench, order: Order, plan: Plan, report: Report) -> Checkpoint:
    before = order.resumed.about["trained"] if order.resumed else 0
    about = {
        "data": order.data,
        "example": bench.dataset.shape,
        "classes": bench.dataset.classes,
        "T": T,
        "schedule": "cosine",
        "plan": asdict(plan),
        "seed": order.seed,
        "trained": before + report.steps,
        "report": asdict(report),
    }
    weights = {name: w.cpu().numpy() for name, w in bench.averaged.state_dict().items()}
    return Checkpoint(weights, about)
