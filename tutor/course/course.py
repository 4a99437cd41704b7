"""What a course is made of, as plain values: lessons of steps of blocks, exercises, misconceptions.

How they are read from files is `reader`'s affair; where they lie on a disk, `finder`'s.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tutor.course.derivation import Derivation
from tutor.course.prediction import Prediction
from tutor.course.question import Question, Symbol


@dataclass(frozen=True)
class Prose:
    """Markdown without fenced blocks of ours; `$…$` is inline mathematics."""

    text: str
    line: int


@dataclass(frozen=True)
class Formula:
    """A displayed formula, LaTeX without the `$$`."""

    latex: str
    line: int
    """Where the LaTeX starts, which may be the line after the `$$`."""


@dataclass(frozen=True)
class SimulationBlock:
    """A simulation to drive, by the name under which `tutor.simulations` knows it."""

    name: str
    options: Mapping[str, str]
    """Starting settings, as written; the simulation checks them."""
    prediction: Prediction | None
    """What the learner is asked to foretell before driving."""
    line: int


def alone(name: str) -> SimulationBlock:
    """A simulation that no lesson asks for: as it is, with nothing to foretell."""
    return SimulationBlock(name, {}, None, 0)


@dataclass(frozen=True)
class ExerciseBlock:
    """The place in a lesson where an exercise is done."""

    slug: str
    points: float
    hints: tuple[str, ...]
    line: int
    seconds: float | None = None


Block = Prose | Formula | Derivation | SimulationBlock | Question | ExerciseBlock


@dataclass(frozen=True)
class Step:
    """One page of a lesson: a `##` heading and what follows it."""

    title: str
    anchor: str
    """The title as a link target: lower case, words joined by `-`."""
    blocks: tuple[Block, ...]
    line: int


@dataclass(frozen=True)
class Term:
    """A symbol and what it stands for."""

    name: str
    """As typed in ASCII, `abar_t`."""
    show: str
    """LaTeX, as it is written in formulas."""
    says: str
    """What it is; Markdown."""
    shape: str
    """Of the tensor it is in code, as `(B, *S)`; may be empty."""
    values: str
    """Which values it takes, in words; may be empty."""
    lesson: str
    """Id of the lesson that introduces it."""
    step: int
    """Index of the step that introduces it."""
    line: int


@dataclass(frozen=True)
class Lesson:
    """One Markdown file of `lessons/`."""

    id: str
    """The file's name without `.md`, as `02_forward_process`."""
    title: str
    minutes: int
    needs: tuple[str, ...]
    """Ids of the lessons this one builds on."""
    teaches: tuple[str, ...]
    symbols: Mapping[str, Symbol]
    """What formula answers of this lesson may use."""
    steps: tuple[Step, ...]
    path: Path
    terms: tuple[Term, ...] = ()
    """What its symbols mean, in the order in which they are declared."""

    @property
    def number(self) -> str:
        """The leading digits of the id, as `02`."""
        return self.id.partition("_")[0]

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions, in reading order."""
        return tuple(b for s in self.steps for b in s.blocks if isinstance(b, Question))

    @property
    def derivations(self) -> tuple[Derivation, ...]:
        """All derivations, in reading order."""
        return tuple(b for s in self.steps for b in s.blocks if isinstance(b, Derivation))

    @property
    def exercises(self) -> tuple[ExerciseBlock, ...]:
        """All exercises, in reading order."""
        return tuple(b for s in self.steps for b in s.blocks if isinstance(b, ExerciseBlock))


@dataclass(frozen=True)
class Exercise:
    """One function the learner writes: three files that share a slug, and a block in a lesson."""

    slug: str
    lesson: str
    """Id of the lesson that holds its block."""
    step: int
    """Index of the step that holds its block."""
    points: float
    hints: tuple[str, ...]
    stub: Path
    solution: Path
    hidden_test: Path
    seconds: float | None = None
    """Wall time of one call; None leaves it to the grader."""


@dataclass(frozen=True)
class Misconception:
    """A wrong idea, declared once in `misconceptions.yaml` and referred to by id."""

    id: str
    title: str
    why: str
    see: str
    """Where it is treated, as `lesson#step-anchor`."""
    line: int = 0


@dataclass(frozen=True)
class Course:
    """Everything that is taught, in reading order."""

    root: Path
    title: str
    description: str
    lessons: tuple[Lesson, ...]
    exercises: Mapping[str, Exercise]
    """By slug, in reading order."""
    misconceptions: Mapping[str, Misconception]
    handed_out: bool = False
    """Whether it came to a learner: without solutions and hidden tests, its answers sealed."""
