"""The app: which screen is on top, and what every screen offers. Screens do everything else."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from tutor.course.course import Course
from tutor.errors import TutorError
from tutor.learning.progress import Place, Progress
from tutor.learning.workspace import Workspace
from tutor.tui import model
from tutor.tui.bench import Bench, Drives
from tutor.tui.examiner import Examiner, Grades
from tutor.tui.keys import offers
from tutor.tui.messages import (
    DrawFromModel,
    LookUp,
    OpenExercise,
    OpenPlace,
    OpenReview,
    OpenSimulation,
    ReadAgain,
    ShowMap,
    TrainModel,
    WriteAgain,
)
from tutor.tui.screens.home import HomeScreen
from tutor.tui.session import Session
from tutor.tui.terminal import TerminalApp
from tutor.tui.theme import DARK, LIGHT, fitting
from tutor.tui.widgets.page import has_parts, walk
from tutor.tui.writing import writing_for

if TYPE_CHECKING:
    from textual.command import Provider

    from tutor.simulations.simulation import Settings

# What the first screen does not need is imported where it is opened.

HOME_LOOK = Path(__file__).parent / "screens" / "home.tcss"


def _everything() -> type[Provider]:
    from tutor.tui.palette import Everything

    return Everything


class TutorApp(TerminalApp):
    """Home, lessons and exercises, one above the other."""

    CSS_PATH = HOME_LOOK  # textual loads no CSS_PATH of a default screen
    TITLE = "tutor"
    COMMANDS: ClassVar = {_everything}
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]  # noqa: RUF012, as textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "help", "Help"),
        Binding("ctrl+p", "command_palette", "Find anything", show=False, priority=True),
        Binding("slash", "find", "Find", show=False),
        Binding("g", "glossary", "Symbols", show=False),
        Binding("ctrl+t", "theme", "Light or dark", show=False),
        Binding("ctrl+l", "redraw", "Draw again", show=False),
        Binding("ctrl+z", "suspend_process", "To the shell; `fg` comes back", show=False),
    ]

    def __init__(
        self,
        course: Course,
        workspace: Workspace,
        progress: Progress,
        open_grader: Callable[[], Grades],
        *,
        environ: Mapping[str, str],
        now: Callable[[], datetime],
        tutor: Sequence[str],
        open_driver: Callable[[], Drives] | None = None,
        first: OpenSimulation | None = None,
    ) -> None:
        """open_grader: called once, on a thread, when first needed. tutor: a command.

        open_driver: what runs functions for simulations; the jail if not given. first: what lies
        above home at the beginning.
        """
        super().__init__()
        self.session = Session(
            course, workspace, progress, Examiner(open_grader), writing_for(environ), environ, now,
            tutor, self.complain, Bench(course, workspace, progress, open_driver),
            self.link,
        )  # fmt: skip
        self._first = first
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = fitting(environ)
        self.failure: TutorError | None = None
        """What has ended the app, where that was for a reason the learner can understand."""

    def get_default_screen(self) -> HomeScreen:
        """Home lies below everything."""
        return HomeScreen(self.session)

    def on_mount(self) -> None:
        """Open what was asked for."""
        if self._first:
            self.post_message(self._first)

    def on_unmount(self) -> None:
        """Leave no process behind, and do not look for garbage on the way out."""
        gc.freeze()
        self.session.examiner.close()
        self.session.bench.close()

    def _handle_exception(self, error: Exception) -> None:
        """Textual's hook for what nobody has caught: a traceback is for defects alone."""
        if isinstance(error, TutorError):
            self.failure = error
            self.exit(return_code=error.exit_code)
            self.panic()  # a widget that failed half-made would keep the exit waiting
        else:
            super()._handle_exception(error)

    async def on_open_place(self, event: OpenPlace) -> None:
        """Show a step of a lesson above home, or in the lesson that is on top."""
        await self._open_lesson(event.place, aside=True)

    async def on_read_again(self, event: ReadAgain) -> None:
        """Show a step above the exercise, and leave it where it is."""
        from tutor.tui.screens.lesson import LessonScreen

        await self.push_screen(LessonScreen(self.session, event.place, aside=True))

    async def on_open_exercise(self, event: OpenExercise) -> None:
        """Show an exercise above its lesson."""
        from tutor.tui.screens.exercise import ExerciseScreen

        exercise = self.session.course.exercises[event.slug]
        await self._open_lesson(Place(exercise.lesson, exercise.step))
        await self.push_screen(ExerciseScreen(self.session, exercise))

    async def on_open_review(self, _: OpenReview) -> None:
        """Ask what is due, above home."""
        from tutor.tui.screens.review import ReviewScreen

        await self.push_screen(ReviewScreen(self.session))

    async def on_write_again(self, event: WriteAgain) -> None:
        """Show an exercise from blank, above the review."""
        from tutor.tui.screens.exercise import ExerciseScreen

        exercise = self.session.course.exercises[event.slug]
        await self.push_screen(ExerciseScreen(self.session, exercise, again=True))

    async def on_open_simulation(self, event: OpenSimulation) -> None:
        """Show a simulation above whatever is on top."""
        from tutor.tui.screens.simulation import SimulationScreen

        def left(settings: Settings | None) -> None:
            if event.then and settings:
                event.then(settings)

        await self.push_screen(SimulationScreen(self.session, event.block, event.settings), left)

    def on_train_model(self, _: TrainModel) -> None:
        """Lend the terminal to the training."""
        model.train(self, self.session)

    def on_draw_from_model(self, _: DrawFromModel) -> None:
        """Lend the terminal to the model."""
        model.sample(self, self.session)

    async def on_show_map(self, _: ShowMap) -> None:
        """Show which lesson builds on which, above whatever is open."""
        from tutor.tui.screens.course_map import MapScreen

        await self.push_screen(MapScreen(self.session))

    def on_look_up(self, _: LookUp) -> None:
        """Say what the symbols mean, above whatever is open."""
        from tutor.tui.lookup import look_up

        look_up(self, self.session)

    def complain(self, error: TutorError) -> None:
        """Tell of a problem without taking the screen away."""
        self.notify(error.hint, title=str(error), severity="error", timeout=12, markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to walk from part to part where there is one."""
        return has_parts(self.screen) if action in ("focus_next", "focus_previous") else True

    def action_find(self) -> None:
        """Find a lesson, a step or an exercise."""
        from textual.command import CommandPalette

        from tutor.tui.palette import Places

        words = "find a lesson, a step or an exercise"
        self.push_screen(CommandPalette([Places], placeholder=words))

    def action_glossary(self) -> None:
        """Say what the symbols mean."""
        self.post_message(LookUp())

    def action_help(self) -> None:
        """Say which keys do what."""
        from tutor.tui.screens.help import HelpScreen

        about = getattr(self.screen.focused, "HELP", None) or ""
        self.push_screen(HelpScreen(about, offers(self.screen)))

    def action_focus_next(self) -> None:
        """Go on to the next part, also from an answered question whose keys the page has."""
        walk(self.screen, 1)

    def action_focus_previous(self) -> None:
        """Go back to the part before."""
        walk(self.screen, -1)

    def action_theme(self) -> None:
        """Change between dark and light."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    async def _open_lesson(self, place: Place, *, aside: bool = False) -> None:
        """aside: whether a lesson above an exercise may be the one to turn to the place."""
        from tutor.tui.screens.lesson import LessonScreen

        def turns(screen: object) -> bool:
            return isinstance(screen, LessonScreen) and (aside or not screen.aside)

        while len(self.screen_stack) > 1 and not turns(self.screen):
            await self.pop_screen()
        below = self.screen
        if not isinstance(below, LessonScreen):
            await self.push_screen(LessonScreen(self.session, place))
        elif below.place.lesson != place.lesson:
            await self.switch_screen(LessonScreen(self.session, place, aside=below.aside))
        elif below.place.step != place.step:
            await below.show(place)
