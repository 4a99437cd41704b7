"""CPU time of a frame and its drawing at 80x24, for each simulation while it plays.

    python tests/benchmarks/simulations.py

The least of three runs through each; what a run keeps is dropped before it. Budget: 10 ms, the mean
of all frames after the first.
"""

import sys
import time

import numpy as np

from tutor.simulations import (
    catalogue,
    denoising,
    guidance,
    reverse_arrow,
    score_field,
    steps_quality,
    training_watch,
)
from tutor.tui.drawing.draw import draw

BUDGET = 0.010
RUNS = 3
WIDTH, HEIGHT = 74, 12
KEPT = (
    denoising._walk,
    guidance.samples,
    reverse_arrow._walk,
    score_field._walk,
    steps_quality.run,
    training_watch.guesses,
)


def played(name):
    """Seconds of CPU time for each frame of one run."""
    for cache in KEPT:
        cache.cache_clear()
    simulation = catalogue.simulation(name)
    first = simulation.controls[0]
    settings = {**catalogue.start(simulation, {}), first.name: first.low}
    seconds = []
    while settings is not None:
        began = time.process_time()
        draw(simulation.frame(settings), WIDTH, HEIGHT)
        seconds.append(time.process_time() - began)
        settings = simulation.following(settings)
    return seconds


def main():
    """Print a table; exit 1 where a simulation is over the budget."""
    print(f"{'simulation':22}{'first':>10}{'then':>10}   ms of CPU time")
    slow = False
    for name in catalogue.names():
        runs = [played(name) for _ in range(RUNS)]
        first = min(run[0] for run in runs)
        then = min(float(np.mean(run[1:])) for run in runs)
        slow |= then > BUDGET
        print(f"{name:22}{1000 * first:10.1f}{1000 * then:10.1f}")
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
