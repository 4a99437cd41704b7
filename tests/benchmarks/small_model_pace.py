"""What a step of the small model costs on a device, against the floors of that very device.

    python tests/benchmarks/small_model_pace.py [--device cuda] [--data shapes] [--batches 32 256]

Needs torch, numpy and safetensors only; where the tutor is not installed, put `PYTHONPATH=.` before
it. Prints each measurement as a line of JSON, then three tables:

quality   longer and longer runs, up to the first that scores 0.96
pace      one step, against the same products and convolutions alone (bound by arithmetic), against
          reading and writing all weights and what Adam keeps (bound by memory), and, on a GPU,
          against starting as many empty kernels as it starts kernels (bound by launches); on a GPU
          also recorded, as a CUDA graph, where the first line says that it can be
samples   how many are drawn in a second, in 25 steps of DDIM, guided

Seconds are CPU time on the CPU, which other work shares, and wall time elsewhere.
"""

from __future__ import annotations

import argparse
import json
import platform
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice

import torch
from torch import Tensor, nn

from tutor.diffusion.datasets import find
from tutor.training.bench import Bench, set_up
from tutor.training.device import choose
from tutor.training.fitting import fitting, tried
from tutor.training.functions import load
from tutor.training.horizon import Horizon
from tutor.training.looks import drawn
from tutor.training.networks import plan_for, true_schedule
from tutor.training.quality.prediction import predict
from tutor.training.recorded_step import Recorder, recorder_for
from tutor.training.sampler import Choices, in_turn
from tutor.training.trainer import Step

SHARES = (0.25, 0.5, 1.0, 1.5)
"""Of the plan's steps, one run each."""
GOOD = 0.96
STEPS, REPEATS, LAUNCHES, DRAWN, MANY = 25, 5, 1000, 256, 10_000
KEPT = 4
"""Numbers that a step moves for each weight: itself, its gradient, and two means of Adam's."""

Row = dict[str, object]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--data", default="two-moons")
    parser.add_argument("--batches", type=int, nargs="+", default=None)
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    tables(chosen.data, choose(chosen.device).device, chosen.batches)


def tables(data: str, device: torch.device, batches: list[int] | None = None) -> None:
    """Measure and print; batches: to time a step at, the plan's and 8 times that for None."""
    name = torch.cuda.get_device_name() if device.type == "cuda" else platform.machine()
    recording = tried(bench(data, device), recorder_for(device))
    say("machine", device=str(device), name=name, torch=torch.__version__, says=recording.says)
    start = seconds(lambda: exhaust(steps(bench(data, device), 25)), device)
    say("start", steps=25, seconds=round(start, 2))
    table(list(to_quality(data, device, recording.recorder)))
    usual = plan_for(find(data)).batch
    ways = [None] if recording.recorder is None else [None, recording.recorder]
    table(
        [
            pace(bench(data, device), batch, recorder)
            for batch in batches or [usual, 8 * usual]
            for recorder in ways
        ]
    )
    table([samples(bench(data, device))])


def to_quality(data: str, device: torch.device, recorder: Recorder | None) -> Iterator[Row]:
    for share in SHARES:
        fresh = bench(data, device)
        budget = round(share * plan_for(fresh.dataset).steps)
        spent = seconds(partial(exhaust, steps(fresh, budget, recorder=recorder)), device)
        seen = predict(fresh.averaged, data, true_schedule())
        yield say(
            "quality",
            steps=budget,
            seconds=round(spent, 3),
            steps_per_second=round(budget / spent),
            score=round(seen.learned, 4),
            held_out=round(seen.loss, 5),
        )
        if seen.learned >= GOOD:
            return


def pace(fresh: Bench, batch: int, recorder: Recorder | None) -> Row:
    device = fresh.examples.device
    run = steps(fresh, MANY, batch, recorder)
    exhaust(islice(run, 20))
    step = quickest(lambda: exhaust(islice(run, STEPS)), device) / STEPS
    products = quickest(products_of(fresh.denoiser, batch, fresh.examples[:1]), device)
    moved = torch.zeros(KEPT * fresh.denoiser.size, device=device)
    memory = quickest(lambda: moved.add_(1), device)
    row = {
        "batch": batch,
        "step": "recorded" if recorder else "as written",
        "step_us": round(step * 1e6, 1),
        "examples_per_second": round(batch / step),
        "products_us": round(products * 1e6, 1),
        "over_products": round(step / products, 2),
        "memory_us": round(memory * 1e6, 1),
        "over_memory": round(step / memory, 2),
    }
    if device.type == "cuda":
        written = steps(bench(fresh.dataset.name, device), MANY, batch)
        kernels = launched(lambda: exhaust(islice(written, 10))) / 10
        empty = quickest(lambda: [torch.cuda._sleep(0) for _ in range(LAUNCHES)], device)
        floor = kernels * empty / LAUNCHES
        row |= {
            "kernels": kernels,
            "launches_us": round(floor * 1e6, 1),
            "over_launches": round(step / floor, 2),
        }
    return say("pace", **row)


def samples(fresh: Bench) -> Row:
    labels = in_turn(DRAWN, fresh.denoiser.classes)
    spent = quickest(lambda: drawn(fresh, labels, Choices(25, scale=2.0)), fresh.examples.device)
    return say("samples", drawn=DRAWN, seconds=round(spent, 3), per_second=round(DRAWN / spent))


def bench(data: str, device: torch.device) -> Bench:
    return set_up(find(data), load({}), device, seed=0)


def steps(
    fresh: Bench, count: int, batch: int | None = None, recorder: Recorder | None = None
) -> Iterator[Step]:
    plan = plan_for(fresh.dataset)
    plan = replace(plan, steps=count, batch=batch or plan.batch)
    return fitting(fresh, Horizon(plan), seed=0, recorder=recorder)


def products_of(denoiser: nn.Module, batch: int, example: Tensor) -> Callable[[], None]:
    """The products of one step alone: forward, and back to the inputs and to the weights."""
    layers: list[tuple[nn.Module, Tensor]] = []
    kinds = (nn.Linear, nn.Conv2d, nn.ConvTranspose2d)
    hooks = [
        layer.register_forward_pre_hook(lambda layer, args: layers.append((layer, args[0])))
        for layer in denoiser.modules()
        if isinstance(layer, kinds)
    ]
    t = torch.zeros(batch, dtype=torch.int64, device=example.device)
    denoiser(example.expand(batch, *example.shape[1:]), t, t)
    for hook in hooks:
        hook.remove()
    inputs = [(layer, given.detach().requires_grad_()) for layer, given in layers]

    def work() -> None:
        for layer, given in inputs:
            out = layer(given)
            torch.autograd.grad(out, [given, *layer.parameters()], torch.ones_like(out))

    return work


def quickest(work: Callable[[], object], device: torch.device) -> float:
    """Of several times, so that what else runs counts least."""
    return min(seconds(work, device) for _ in range(REPEATS))


def seconds(work: Callable[[], object], device: torch.device) -> float:
    clock = time.process_time if device.type == "cpu" else time.perf_counter
    wait(device)
    began = clock()
    work()
    wait(device)
    return clock() - began


def wait(device: torch.device) -> None:
    if device.type != "cpu":
        getattr(torch, device.type).synchronize()


def launched(work: Callable[[], object]) -> int:
    """How many kernels, copies and fillings the work starts."""
    from torch.profiler import ProfilerActivity, profile  # slow to import, not needed on the CPU

    with profile(activities=[ProfilerActivity.CPU, ProfilerActivity.CUDA]) as seen:
        work()
        torch.cuda.synchronize()
    started = ("cudaLaunchKernel", "cuLaunchKernel", "cudaMemcpyAsync", "cudaMemsetAsync")
    return sum(event.count for event in seen.key_averages() if event.key.startswith(started))


def exhaust(iterator: Iterator[object]) -> None:
    deque(iterator, maxlen=0)


def say(what: str, **row: object) -> Row:
    print(json.dumps({"what": what, **row}), flush=True)
    return row


def table(rows: list[Row]) -> None:
    cells = [list(rows[0]), *([str(value) for value in row.values()] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    print()
    for line in cells:
        print("  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)))
    print()


if __name__ == "__main__":
    main()
