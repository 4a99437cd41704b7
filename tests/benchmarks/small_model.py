"""What training the small model costs, against floors measured in the same run.

    python tests/benchmarks/small_model.py [--device cuda] [--batches 256 2048 16384]

Needs torch, numpy and safetensors only; where the tutor is not installed, put `PYTHONPATH=.` before
it. Prints each measurement as a line of JSON, then the two tables:

quality   longer and longer runs, up to the first that scores 0.96 of what can be learned
pace      one step, against the matrix products in it and, on a GPU, against starting as many empty
          kernels as it starts kernels

Seconds are CPU time on the CPU, which other work shares, and wall time elsewhere.
"""

from __future__ import annotations

import argparse
import json
import platform
import time
from collections import deque
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import torch
from torch import Tensor, nn

from tutor.training.device import choose
from tutor.training.functions import load, objective
from tutor.training.run import Bench, judge, set_up
from tutor.training.session import driving
from tutor.training.trainer import Plan, fit

SOLUTIONS = Path(__file__).parents[2] / "solutions"
BUDGETS = (350, 500, 700, 1000, 1400, 2000)
GOOD = 0.96
STEPS, REPEATS = 100, 5
LAUNCHES = 1000

Row = dict[str, object]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--data", default="two-moons")
    parser.add_argument("--batches", type=int, nargs="+", default=[256, 2048, 16384])
    chosen = parser.parse_args()
    device = choose(chosen.device).device
    torch.set_num_threads(1)
    name = torch.cuda.get_device_name() if device.type == "cuda" else platform.machine()
    say("machine", device=str(device), name=name, torch=torch.__version__)
    start = seconds(lambda: exhaust(steps(bench(chosen.data, device), Plan(25))), device)
    say("start", steps=25, seconds=round(start, 2))
    table(list(to_quality(chosen.data, device)))
    table([pace(bench(chosen.data, device), batch) for batch in chosen.batches])


def to_quality(data: str, device: torch.device) -> Iterator[Row]:
    for budget in BUDGETS:
        fresh = bench(data, device)
        run = steps(fresh, Plan(budget))
        spent = seconds(lambda run=run: exhaust(run), device)
        report = judge(fresh, data, budget, False, spent)
        yield say(
            "quality",
            steps=budget,
            seconds=round(spent, 3),
            steps_per_second=round(budget / spent),
            score=round(report.score, 4),
            held_out=round(report.loss, 5),
            stray=report.stray,
            missed=report.missed,
        )
        if report.score >= GOOD:
            return


def pace(fresh: Bench, batch: int) -> Row:
    device = fresh.points.device
    run = steps(fresh, Plan(10**6, batch))
    exhaust(islice(run, 20))
    step = quickest(lambda: exhaust(islice(run, STEPS)), device) / STEPS
    products = quickest(lambda: [multiply(fresh.denoiser, batch) for _ in range(STEPS)], device)
    row = {
        "batch": batch,
        "step_us": round(step * 1e6, 1),
        "steps_per_second": round(1 / step),
        "examples_per_second": round(batch / step),
        "products_us": round(products / STEPS * 1e6, 1),
        "over_products": round(step / products * STEPS, 2),
    }
    if device.type == "cuda":
        kernels = launched(lambda: exhaust(islice(run, 10))) / 10
        empty = quickest(lambda: [torch.cuda._sleep(0) for _ in range(LAUNCHES)], device)
        floor = kernels * empty / LAUNCHES
        row |= {
            "kernels": kernels,
            "launch_us": round(empty / LAUNCHES * 1e6, 2),
            "launches_us": round(floor * 1e6, 1),
            "over_launches": round(step / floor, 2),
        }
    return say("pace", **row)


def bench(data: str, device: torch.device) -> Bench:
    sources = {path.stem: path.read_text() for path in SOLUTIONS.rglob("*.py")}
    return set_up(load(driving(sources)), data, device, seed=0)


def steps(fresh: Bench, plan: Plan) -> Iterator[Tensor]:
    generator = torch.Generator(fresh.points.device).manual_seed(0)
    loss = objective(fresh.functions)
    data = fresh.points, fresh.labels
    return fit(fresh.denoiser, *data, loss, fresh.alpha_bar, plan, generator)


def multiply(denoiser: nn.Module, batch: int) -> None:
    """The products of one step: forward, and back to the inputs and to the weights."""
    for layer in denoiser.modules():
        if isinstance(layer, nn.Linear):
            weight = layer.weight.detach()  # (out, in)
            before = weight.new_empty(batch, weight.shape[1])
            after = before @ weight.T
            after @ weight
            after.T @ before


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
