"""The question before the driving: what is guessed so far, what was said, and how both are written.

It is asked until the learner has committed to something, or said that they would rather not.
"""

from __future__ import annotations

from tutor.learning.progress import Foretold
from tutor.simulations.foretold import Choice, Number
from tutor.simulations.frame import Tone
from tutor.simulations.moves import LEAP, slid
from tutor.tui.drawing.controls import slider_line
from tutor.tui.drawing.look import Look
from tutor.tui.drawing.row import Row, flow, wrapped

SKIP, COMMIT = "s", "enter"


class Asking:
    """A question that may have been answered."""

    def __init__(self, question: Number | Choice, prompt: str, foretold: Foretold | None) -> None:
        """prompt: its words as this terminal shows them. foretold: from an earlier session."""
        self._question = question
        self._prompt = prompt
        self._guess = question.scale.start if isinstance(question, Number) else 0.0
        self._said: float | None = None
        self.foretold = foretold
        self.searching = False
        """Whether the simulation is being run for the answer."""

    @property
    def open(self) -> bool:
        """Whether the learner has yet to commit."""
        return self.foretold is None and not self.searching

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that change a guess, or that are one."""
        if isinstance(self._question, Number):
            return ("left", "right", "shift+left", "shift+right")
        return tuple(str(number) for number in range(1, len(self._question.outcomes) + 1))

    def takes(self, key: str) -> bool:
        """Whether a key says something to this question; only a number is said by enter."""
        return key in (SKIP, *self.keys) or (key == COMMIT and isinstance(self._question, Number))

    def move(self, key: str) -> None:
        """Change the guess; nothing is said by that."""
        if isinstance(self._question, Number):
            steps = (LEAP if key.startswith("shift") else 1) * (1 if key.endswith("right") else -1)
            self._guess = slid(self._question.scale, self._guess, steps)

    def commit(self, key: str) -> None:
        """Say it, by the key: a digit chooses, enter takes the guess, and skipping says nothing."""
        self._said = None if key == SKIP else self._guess
        if key.isdigit():
            self._said = float(int(key) - 1)
        self.searching = True

    def search(self) -> Foretold:
        """Run the simulation for what is; takes up to some seconds."""
        return Foretold(self._said, self._question.truth())

    def settle(self, foretold: Foretold) -> None:
        """What was said, and what is."""
        self.foretold, self.searching = foretold, False

    def above(self, width: int, look: Look) -> list[Row]:
        """The question, or what was said to it."""
        if self.foretold:
            told = self._question.told(self.foretold.said, self.foretold.truth)
            return wrapped(look.words(told), width, Tone.MODEL)
        rows = wrapped(f"Predict: {self._prompt}", width, Tone.MODEL)
        if isinstance(self._question, Choice):
            for number, outcome in enumerate(self._question.outcomes, 1):
                rows += wrapped(f"{number}  {look.words(outcome)}", width)
        return rows

    def below(self, width: int, look: Look) -> list[Row]:
        """Where the guess stands, and how to commit to it."""
        if self.searching:
            return [[("Running it to see…" if look.unicode else "Running it to see...", None)]]
        if isinstance(self._question, Choice):
            keys, line = f"1-{len(self._question.outcomes)}", []
        else:
            keys = COMMIT
            line = [slider_line(self._question.scale, self._guess, width, look)]
        hints: list[Row] = [
            [(keys, None), (" say it, then drive", Tone.MUTED)],
            [(SKIP, None), (" skip", Tone.MUTED)],
        ]
        return [*line, *flow(hints, width, gap="  ")]
