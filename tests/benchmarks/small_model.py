"""How soon the small model is good, beside the recipe of tanelp/tiny-diffusion on the same data.

    OMP_NUM_THREADS=1 OMP_WAIT_POLICY=PASSIVE python tests/benchmarks/small_model.py

Four tables, each with what is wanted of it:

dinosaur   CPU seconds of training to each quality, ours and theirs by turns, means over the seeds
against    the shares of theirs after which ours is as good, and the floor of data against data
shapes     `tutor train --data shapes` as it is: time, class accuracy and diversity, guided
sampling   256 points in 50 steps of DDIM

Seconds are CPU time, which other work on the machine shares, but for those called wall.

With `--device cuda` (or mps) it prints, for points and for shapes, the tables of
`small_model_pace.py`: time to the same quality, examples and samples per second, and what a step
takes beside the floors of launches, arithmetic and memory of that device.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
import small_model_pace
import tiny_recipe
import torch

from tutor.diffusion.datasets import find
from tutor.training.bench import Bench, set_up
from tutor.training.device import choose
from tutor.training.fitting import fitting
from tutor.training.functions import Functions, load
from tutor.training.horizon import Horizon
from tutor.training.looks import drawn
from tutor.training.networks import plan_for
from tutor.training.quality.distances import energy
from tutor.training.quality.drawing import compare
from tutor.training.run import Order, Trained, train
from tutor.training.sampler import Choices, in_turn

DATA, JUDGED = "dinosaur", 2000
OURS = (100, 200, 400, 800, 1400)
DRAWING = Choices(100, eta=1.0)
"""As theirs: every level, with fresh noise at each."""
THEIRS = (1000, 2000, 4000, 8000, tiny_recipe.STEPS)
"""Steps after which each is judged; each of ours is a run of its own, since its rate falls to 0."""
FLOORS = 40
CPU = torch.device("cpu")
FUNCTIONS: Functions = load({})
"""The tutor's own, such as a learner's would be."""


@dataclass(frozen=True)
class Mark:
    """How good a network was after so many steps."""

    seconds: float
    energy: float
    stray: float
    missed: float


Marks = dict[int, list[Mark]]
"""By steps; one for each seed."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--shapes", type=int, default=3)
    parser.add_argument("--device", default="cpu")
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    if chosen.device != "cpu":
        for data in ("two-moons", "shapes"):
            small_model_pace.tables(data, choose(chosen.device).device)
        return
    torch.set_flush_denormal(True)  # as the process that trains does
    if chosen.seeds:
        ours, theirs = by_turns(chosen.seeds)
        table("dinosaur: ours", ours)
        table(f"dinosaur: tiny-diffusion, T = {tiny_recipe.T}", theirs)
        against(means(ours), means(theirs))
    for seed in range(chosen.shapes):
        shapes(seed)
    sampling()


def by_turns(seeds: int) -> tuple[Marks, Marks]:
    """Train both, a budget of ours and a stretch of theirs by turns, each seed anew."""
    ours: Marks = defaultdict(list)
    theirs: Marks = defaultdict(list)
    for seed in range(seeds):
        stretches = their_marks(seed)
        for budget, steps in zip(OURS, THEIRS, strict=True):
            ours[budget].append(our_mark(budget, seed))
            theirs[steps].append(next(stretches))
    return ours, theirs


def our_mark(steps: int, seed: int) -> Mark:
    bench = set_up(find(DATA), FUNCTIONS, CPU, seed)
    began = time.process_time()
    plan = replace(plan_for(bench.dataset), steps=steps)
    for _ in fitting(bench, Horizon(plan), seed):
        pass
    spent = time.process_time() - began
    return mark(spent, drawn(bench, in_turn(JUDGED, 0), DRAWING), bench)


def their_marks(seed: int) -> Iterator[Mark]:
    torch.manual_seed(seed)
    bench = set_up(find(DATA), FUNCTIONS, CPU, seed)
    network = tiny_recipe.Network()
    steps = tiny_recipe.train(network, bench.examples)
    spent, done = 0.0, 0
    for until in THEIRS:
        began = time.process_time()
        for _ in islice(steps, until - done):
            pass
        spent, done = spent + time.process_time() - began, until
        points = tiny_recipe.sample(network, JUDGED, torch.Generator().manual_seed(0))
        yield mark(spent, points.double().numpy(), bench)


def mark(spent: float, points: np.ndarray, bench: Bench) -> Mark:
    labels = np.zeros(len(points), np.int64)
    seen = compare(points, labels, DATA, bench.examples.double().numpy())
    return Mark(spent, seen.energy, seen.stray, seen.missed)


def means(marks: Marks) -> list[Mark]:
    """Over the seeds, in order of steps."""
    return [
        Mark(*np.mean([list(vars(one).values()) for one in seeds], axis=0))
        for seeds in marks.values()
    ]


def against(ours: list[Mark], theirs: list[Mark]) -> None:
    """Which share of their time ours takes to be as good as theirs in the end."""
    goal, floor = theirs[-1], data_floor()
    print(f"\ntheirs in the end: {told(goal)}\nfloor of the energy distance: {floor:.4f}")
    wanted = (
        ("all three at most", 12, lambda one: no_worse(one, goal)),
        ("energy at most", 30, lambda one: one.energy <= goal.energy),
    )
    for what, share, is_there in wanted:
        first = next((one.seconds for one in ours if is_there(one)), float("inf"))
        line = f"{what} theirs after {first:.2f} s, 1/{goal.seconds / first:.0f}"
        verdict(line, f"1/{share}", first * share <= goal.seconds)
    first = next((one.seconds for one in ours if one.energy <= floor), float("inf"))
    verdict(f"energy at the floor after {first:.2f} s", "3 s", first < 3)


def no_worse(one: Mark, goal: Mark) -> bool:
    return all(getattr(one, name) <= getattr(goal, name) for name in ("energy", "stray", "missed"))


def data_floor() -> float:
    """Two standard deviations of the energy distance of data to data, whose mean is 0."""
    generator = np.random.default_rng(0)
    draw = find(DATA).draw
    apart = [energy(draw(JUDGED, generator)[0], draw(JUDGED, generator)[0]) for _ in range(FLOORS)]
    return 2 * float(np.std(apart))


def shapes(seed: int) -> None:
    """A whole run by the plan, with all that it shows, on as many threads as are fastest."""
    began, wall = time.process_time(), time.perf_counter()
    order = Order("shapes", choose("cpu"), seed, threads=None)
    *_, end = train(FUNCTIONS, order, stopped=lambda: False)
    assert isinstance(end, Trained)
    report = end.report
    spent, wall = time.process_time() - began, time.perf_counter() - wall
    verdict(
        f"shapes, seed {seed}: {wall:.0f} s wall, {spent:.0f} s CPU, "
        f"obeyed {report.obeyed:.3f}, diversity {report.diversity:.3f}, score {report.score:.3f}",
        "60 s, 0.95, 0.90",
        wall <= 60 and (report.obeyed or 0) >= 0.95 and report.diversity >= 0.9,
    )
    torch.set_num_threads(1)


def sampling() -> None:
    bench = set_up(find("two-moons"), FUNCTIONS, CPU, seed=0)
    labels = in_turn(256, 2)
    spent = []
    for _ in range(5):
        began = time.process_time()
        drawn(bench, labels, Choices(50))
        spent.append(time.process_time() - began)
    verdict(f"256 points in 50 steps of DDIM: {min(spent):.3f} s", "0.1 s", min(spent) < 0.1)


def verdict(line: str, wanted: str, reached: bool) -> None:
    print(f"{line}   (wanted {wanted}: {'reached' if reached else 'MISSED'})", flush=True)


def table(title: str, marks: Marks) -> None:
    print(f"\n{title}\n{'steps':>6}  {'CPU s':>6}  {'energy':>8}  {'stray':>6}  {'missed':>6}")
    for steps, one in zip(marks, means(marks), strict=True):
        print(f"{steps:>6}  {told(one)}", flush=True)


def told(one: Mark) -> str:
    return f"{one.seconds:6.2f}  {one.energy:8.4f}  {one.stray:6.3f}  {one.missed:6.3f}"


if __name__ == "__main__":
    main()
