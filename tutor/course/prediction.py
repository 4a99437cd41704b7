"""What a learner is asked to foretell of a simulation: the question as its author wrote it.

The answer is nowhere written down: the simulation is run for it (`tutor.simulations.foretold`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """One way it could turn out."""

    text: str
    when: str
    """A condition on a readout that holds if it did, as `off the data > 20%`."""
    line: int


@dataclass(frozen=True)
class Prediction:
    """A question that the simulation answers."""

    question: str
    answer: str
    """A readout, or a setting and a condition: `t where share < 0.5`; empty with `outcomes`."""
    outcomes: tuple[Outcome, ...]
    at: Mapping[str, str]
    """Settings under which it is answered, as written; the block's own for all others."""
    between: tuple[float, float] | None
    """What can be said of a readout that is no percentage."""
    within: float
    """How far off still counts as near."""
    line: int

    @property
    def content(self) -> str:
        """What was asked, in 16 hex digits; the same for other spaces."""
        import hashlib  # costs 7 ms, which `tutor list` need not pay

        asked = [self.question, self.answer, *(f"{one.text} {one.when}" for one in self.outcomes)]
        asked += [f"{name}={value}" for name, value in sorted(self.at.items())]
        spaced = "\n".join(" ".join(part.split()) for part in asked)
        return hashlib.sha256(spaced.encode()).hexdigest()[:16]
