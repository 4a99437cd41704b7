"""How well and how fast formulas are marked: the table of docs/decisions/031-formula-answers.md.

    python tests/benchmarks/formulas.py

Takes the forms of tests/tutor/course/formula_corpus, hostile texts, and 20,000 random ones.
Times are of the CPU; marking is reading, comparing, and where it is wrong, naming the cause.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.tutor.course.formula_corpus import Asked, corpus
from tests.tutor.course.formula_corpus.noise import noise
from tests.tutor.course.test_formula import HOSTILE, WITHOUT_VALUE
from tutor.course.formula import FormulaError, read, same
from tutor.course.formula.causes import cause

RANDOM_TEXTS, SEED = 20_000, 1
CLOSED_FORM = next(one for one in corpus() if one.name == "closed form")


class Marked:
    """What came of one form, and how long it took."""

    def __init__(self, asked: Asked, form: str) -> None:
        start = time.process_time()
        self.right = self.named = False
        try:
            given, answer = read(form, asked.symbols), read(asked.answer, asked.symbols)
            self.right = same(given, answer, asked.symbols)
            self.named = not self.right and bool(cause(given, answer, asked.symbols))
        except FormulaError:
            pass
        self.milliseconds = 1000 * (time.process_time() - start)


def main() -> int:
    asked = corpus()
    for one in asked:
        Marked(one, one.answer)  # warm
    right = [Marked(one, form) for one in asked for form in one.right]
    wrong = [Marked(one, form) for one in asked for form in one.wrong]
    say("right forms accepted", share(one.right for one in right))
    say("wrong forms accepted", share(one.right for one in wrong))
    say("wrong forms whose cause is named", share(one.named for one in wrong))
    times("marking a right form", [one.milliseconds for one in right])
    times("marking a wrong form", [one.milliseconds for one in wrong])
    hostile = [*HOSTILE.values(), *WITHOUT_VALUE.values()]
    times("a hostile text", [one.milliseconds for one in attempts(CLOSED_FORM, hostile)])
    texts = noise(RANDOM_TEXTS, SEED, [*CLOSED_FORM.right, *CLOSED_FORM.wrong])
    times(
        f"{RANDOM_TEXTS} random texts", [one.milliseconds for one in attempts(CLOSED_FORM, texts)]
    )
    return 0


def attempts(asked: Asked, texts: Iterator[str] | list[str]) -> Iterator[Marked]:
    return (Marked(asked, text) for text in texts)


def share(of: Iterator[bool]) -> str:
    outcomes = list(of)
    return f"{sum(outcomes)} of {len(outcomes)} ({100 * sum(outcomes) / len(outcomes):.1f} %)"


def times(what: str, milliseconds: list[float]) -> None:
    median, most = statistics.median(milliseconds), max(milliseconds)
    say(what, f"median {median:.2f} ms, at most {most:.1f} ms")


def say(what: str, value: str) -> None:
    sys.stdout.write(f"{what:<36} {value}\n")


if __name__ == "__main__":
    sys.exit(main())
