"""How well the checks of the capstone tell right loops from wrong ones, over many seeds.

    python tests/benchmarks/capstone.py [--seeds 40] [--wrong 8] [--only train|sample|chance]

train    the scores of a network that each right loop trains, told the class and not told; their
         distance from the limits in standard deviations; then those of each known mistake
sample   the mean distance of each loop's samples from where the right ones end
chance   what the checks of drawn values say of right loops: nothing, however often they are asked

Limits and probes are those of the hidden tests. A false fail is a right loop below a limit.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import torch

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.tutor.content import right_ways_of_looping  # noqa: E402  found from the root alone
from tutor.grading.checks import KnownMistake  # noqa: E402

Loops = dict[str, Callable[..., Any]]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=40, help="of each right loop")
    parser.add_argument("--wrong", type=int, default=8, help="of each known mistake")
    parser.add_argument("--only", choices=["train", "sample", "chance"])
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    hidden = {name: hidden_test(f"capstone_{name}") for name in ("train", "sample")}
    if chosen.only in (None, "train"):
        scores(hidden["train"], chosen.seeds, chosen.wrong)
    if chosen.only in (None, "sample"):
        distances(hidden["sample"], chosen.seeds, chosen.wrong)
    if chosen.only in (None, "chance"):
        complaints(hidden["train"], 6 * chosen.seeds)


def hidden_test(slug: str) -> ModuleType:
    return loaded(ROOT / "tests" / "exercises" / "18_capstone" / f"test_{slug}.py")


def loaded(path: Path) -> ModuleType:
    specification = importlib.util.spec_from_file_location(path.stem, path)
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def right_loops(slug: str) -> Loops:
    """The solution, and every other right way."""
    solution = loaded(ROOT / "solutions" / "18_capstone" / f"{slug}.py")
    others = vars(right_ways_of_looping).items()
    ways = {name.removeprefix(f"{slug}_"): way for name, way in others if name.startswith(slug)}
    return {"solution": getattr(solution, slug), **ways}


def wrong_loops(hidden: ModuleType) -> Loops:
    known = [one for one in vars(hidden).values() if isinstance(one, KnownMistake)]
    return {one.id: one.function for one in known}


class Understudy:
    """A `learner` of this process, which keeps what its probes return."""

    def __init__(self, slug: str, loop: Callable[..., Any]) -> None:
        self._module = SimpleNamespace(**{slug: loop})
        self.answers: list[Any] = []

    def run(self, probe: Callable[..., Any], *args: Any, reading: object = None) -> Any:
        self.answers.append(probe(self._module, *args))
        return self.answers[-1]


def attempts(slug: str, loop: Callable[..., Any], check: Callable[..., None], n: int) -> Iterator:
    """For each seed what the probe returned, None if it raised, and whether the check passed."""
    reference = SimpleNamespace(**{slug: right_loops(slug)["solution"]})
    given = check.__code__.co_varnames[: check.__code__.co_argcount]
    for seed in range(1000, 1000 + n):
        torch.manual_seed(seed)
        learner = Understudy(slug, loop)
        sources = {
            "learner": learner,
            "reference": reference,
            "seed": seed,
            "generator": torch.Generator().manual_seed(seed),
        }
        try:
            check(*(sources[name] for name in given))
            passed = True
        except Exception:  # of whichever kind: the loop has failed
            passed = False
        yield (learner.answers[-1] if learner.answers else None), passed


def scores(hidden: ModuleType, right: int, wrong: int) -> None:
    print(f"\nscores; limits {hidden.LEAST}")
    everything = []
    for name, loop in right_loops("capstone_train").items():
        began = time.process_time()
        seen = list(attempts("capstone_train", loop, hidden.test_trained, right))
        table = np.array([hidden.scores(answers) for answers, _ in seen])
        everything.append(table)
        seconds = (time.process_time() - began) / right
        print(f"right  {name:32} {spread(table)}  {failed(seen)} false, {seconds:.2f} s each")
    whole = np.concatenate(everything)
    distance = (whole.mean(0) - list(hidden.LEAST.values())) / whole.std(0)
    print(f"right  {f'all {len(whole)}':32} {spread(whole)}")
    print(
        f"       the limits lie {distance[0]:.1f} and {distance[1]:.1f} standard deviations below"
    )
    for name, loop in wrong_loops(hidden).items():
        seen = list(attempts("capstone_train", loop, hidden.test_trained, wrong))
        tables = [hidden.scores(answers) for answers, _ in seen if answers]
        text = spread(np.array(tables)) if tables else "raises"
        print(f"wrong  {name:32} {text}  {failed(seen)} of {wrong} fail")


def distances(hidden: ModuleType, right: int, wrong: int) -> None:
    print(f"\nmean distance of samples; limit {hidden.LIMIT}")
    checks = [hidden.test_path, hidden.test_guidance, hidden.test_fresh_noise]
    checks += [hidden.test_numbers_of_steps, hidden.test_pictures]
    rows = [("right", right, right_loops("capstone_sample")), ("wrong", wrong, wrong_loops(hidden))]
    for kind, n, loops in rows:
        for name, loop in loops.items():
            found, fails = farthest(hidden, checks, loop, n)
            least, most = (f"{edge(found):.1g}" for edge in (min, max))
            print(f"{kind}  {name:32} {least:>7} to {most:<7}  {fails} of {n} fail")


def farthest(
    hidden: ModuleType, checks: Sequence[Callable[..., None]], loop: Callable[..., Any], n: int
) -> tuple[list[float], int]:
    """The largest mean distance of each seed, over all paths, and how many seeds failed."""
    measured: list[float] = []

    def measure(seen: Any, due: Any) -> float:
        measured.append(float(distance(seen, due)))
        return measured[-1]

    distance = hidden.distance
    hidden.distance = measure
    passed, worst = np.ones(n, bool), np.zeros(n)
    for check in checks:
        for seed, (_, held) in enumerate(attempts("capstone_sample", loop, check, n)):
            passed[seed] &= held
            worst[seed] = max([worst[seed], *np.nan_to_num(measured, nan=np.inf)])
            measured.clear()
    hidden.distance = distance
    return worst.tolist(), int((~passed).sum())


def complaints(hidden: ModuleType, n: int) -> None:
    print(f"\nright loops that a check of drawn values fails, of {n} runs each")
    checks = ("examples", "levels", "noise", "labels", "hidden_labels", "chance", "pictures")
    for name, loop in right_loops("capstone_train").items():
        fails = {
            which: failed(attempts("capstone_train", loop, getattr(hidden, f"test_{which}"), n))
            for which in checks
        }
        print(f"{name:32} {', '.join(f'{which} {count}' for which, count in fails.items())}")


def failed(seen: Any) -> int:
    return sum(not passed for _, passed in seen)


def spread(table: Any) -> str:
    return "   ".join(
        f"{column.mean():6.3f} ± {column.std():.4f} ({column.min():6.3f} to {column.max():6.3f})"
        for column in table.T
    )


if __name__ == "__main__":
    main()
