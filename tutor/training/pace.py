"""How fast a bench trains, tried for a moment on a copy of its network before the run begins."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from itertools import islice

import torch

from tutor.training.bench import Bench
from tutor.training.fitting import fitting
from tutor.training.horizon import Horizon
from tutor.training.networks import plan_for
from tutor.training.recorded_step import Recorder

TRIED, ROUNDS = 4, 3
"""Steps of a round, and rounds, of which the fastest counts: what else runs only slows down."""
WORTH = 1.25
"""A second thread must be so many times faster, since a busy machine makes it many times slower."""


def seconds_per_step(bench: Bench, recorder: Recorder | None = None) -> float:
    """Wall time of one step; the bench itself is not trained."""
    plan = replace(plan_for(bench.dataset), steps=TRIED * (ROUNDS + 1))
    steps = fitting(bench.apart(), Horizon(plan), seed=0, stretch=TRIED, recorder=recorder)
    losses = (step.loss for step in steps)
    float(sum(islice(losses, TRIED)))  # the first steps also find memory and choose algorithms
    rounds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        float(sum(islice(losses, TRIED)))  # reading the loss waits for the device
        rounds.append(time.perf_counter() - began)
    return min(rounds) / TRIED


def fastest_threads(bench: Bench) -> int:
    """Set, and return, the number of threads that trains this bench fastest here."""
    if bench.examples.ndim == 2 or bench.examples.device.type != "cpu":  # too little to share out
        return 1
    best, fastest = 1, seconds_per_step(bench)
    for threads in _more(os.cpu_count() or 1):
        torch.set_num_threads(threads)
        if (seconds := seconds_per_step(bench)) * WORTH > fastest:
            break
        best, fastest = threads, seconds
    torch.set_num_threads(best)
    return best


def _more(cores: int) -> list[int]:
    return [threads for threads in (2, 4, 8) if threads <= cores]
