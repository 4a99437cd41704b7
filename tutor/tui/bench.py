"""The learner's functions, as they stand in their files now, to drive a simulation with.

They run in a jail that is started when first needed. Nothing here waits for the screen, and the
screen must not wait for this: a frame with a learner's function can take seconds.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from tutor.course.course import Course, Exercise
from tutor.course.names import joined
from tutor.errors import BlockedError, TutorError
from tutor.learning.progress import Progress
from tutor.learning.watch import Stamp, stamp
from tutor.learning.workspace import Workspace, read_source

if TYPE_CHECKING:
    from tutor.grading.driving import Code
    from tutor.simulations.frame import Frame
    from tutor.simulations.functions import Function, Functions
    from tutor.simulations.simulation import Settings, Simulation


class Drives(Protocol):
    """What runs the functions; `tutor.grading.driving.Driver` is one."""

    def function(self, code: Code) -> Function:
        """The function of a file, on arrays."""

    def close(self) -> None:
        """Let go of all processes."""


@dataclass(frozen=True)
class Yours:
    """What of the learner's is taken, and from which files."""

    functions: Functions
    words: str
    """Whose they are, as ``your `q_sample`, which has passed``."""
    stamps: tuple[Stamp, ...]


class Bench:
    """Takes the learner's functions from their files and computes frames with them."""

    def __init__(
        self,
        course: Course,
        workspace: Workspace,
        progress: Progress,
        open_driver: Callable[[], Drives] | None = None,
    ) -> None:
        self._course = course
        self._workspace = workspace
        self._progress = progress
        self._open_driver = open_driver or self._jail
        self._driver: Drives | None = None
        self._turn = Lock()

    def drives(self, simulation: Simulation) -> bool:
        """Whether there are exercises that this simulation is about."""
        return bool(self._exercises(simulation))

    def changed(self, simulation: Simulation, yours: Yours) -> bool:
        """Whether a file is another than when its function was taken."""
        return self.stamps(simulation) != yours.stamps

    def take(self, simulation: Simulation) -> Yours:
        """The functions that are begun, with the reference's in place of the others.

        Raises TutorError where none is begun, or a file cannot be read.
        """
        from tutor.grading.driving import Code
        from tutor.simulations.functions import REFERENCE

        stamps = self.stamps(simulation)
        functions = dict(REFERENCE)
        stands: dict[bool, list[str]] = {True: [], False: []}
        for exercise in self._exercises(simulation):
            file = self._workspace.file(exercise)
            source = _begun(exercise, file)
            if source is not None:
                functions[exercise.slug] = self._opened().function(
                    Code(exercise.slug, str(file), source)
                )
                stands[self._progress.passed_as(exercise.slug, source)].append(exercise.slug)
        if not (stands[True] or stands[False]):
            raise _nothing([one.slug for one in self._exercises(simulation)])
        return Yours(functions, _words(stands), stamps)

    def frames(
        self, simulation: Simulation, settings: Settings, yours: Yours
    ) -> tuple[Frame, Frame]:
        """Theirs, then the right one; TutorError with a sentence where theirs gives no value."""
        right = simulation.frame(settings)
        with self._turn:
            try:
                mine = simulation.frame(settings, yours.functions)
            except (ArithmeticError, IndexError, TypeError, ValueError) as error:
                raise TutorError(
                    f"the simulation cannot go on with what {yours.words} returned: {error}",
                    "mend it and save",
                ) from None
        return replace(mine, source=yours.words.replace("`", "")), right

    def close(self) -> None:
        """Leave no process behind."""
        if self._driver:
            self._driver.close()

    def _exercises(self, simulation: Simulation) -> Sequence[Exercise]:
        known = self._course.exercises
        return [known[slug] for slug in simulation.driven_by if slug in known]

    def stamps(self, simulation: Simulation) -> tuple[Stamp, ...]:
        """By which a saved file is known."""
        files = (self._workspace.file(one) for one in self._exercises(simulation))
        return tuple(stamp(file) for file in files)

    def _opened(self) -> Drives:
        if self._driver is None:
            self._driver = self._open_driver()
        return self._driver

    def _jail(self) -> Drives:
        from tutor.grading.driving import Driver
        from tutor.grading.grader import HIDDEN

        return Driver([self._course.root / name for name in HIDDEN], os.environ)


def _begun(exercise: Exercise, file: Path) -> str | None:
    """What is written there, if it is more than the learner was given."""
    from tutor.grading.stub import is_untouched

    if not file.exists():
        return None
    source = read_source(file)
    with suppress(OSError, UnicodeDecodeError):
        if is_untouched(source, exercise.stub.read_text(encoding="utf-8")):
            return None
    return source


def _words(stands: Mapping[bool, Sequence[str]]) -> str:
    """stands: the slugs of those that have passed, and of those that have not."""
    parts = []
    for passed, slugs in stands.items():
        if slugs:
            have = f"{'has' if len(slugs) == 1 else 'have'}{'' if passed else ' not'} passed"
            parts.append(f"{joined([f'`{slug}`' for slug in slugs])}, which {have}")
    return f"your {', and '.join(parts)}"


def _nothing(slugs: Sequence[str]) -> TutorError:
    if not slugs:
        return BlockedError("no exercise of this course is about this simulation")
    names = joined([f"`{slug}`" for slug in slugs])
    are, it = ("is", "it") if len(slugs) == 1 else ("are", "one of them, say")
    return TutorError(
        f"{names} {are} not started, so nothing of yours can drive this",
        f"write {it} with `tutor edit {slugs[0]}`",
    )
