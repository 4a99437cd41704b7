"""An exercise: the task, the learner's file, and a verdict after every save."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tutor.course.course import Exercise
from tutor.course.verdict import Verdict
from tutor.errors import TutorError
from tutor.learning.editor import editor_command
from tutor.learning.places import after_exercise, linked
from tutor.learning.progress import Place, source_hash
from tutor.learning.watch import GLANCE, Watch
from tutor.learning.workspace import read_source
from tutor.tui.keys import WALK
from tutor.tui.messages import OpenExercise, OpenPlace, ReadAgain
from tutor.tui.outside import run_outside
from tutor.tui.paper import Paper
from tutor.tui.runs import Found, Graded, Runs, Troubled
from tutor.tui.screens.ask import AskScreen
from tutor.tui.screens.solution import SolutionScreen
from tutor.tui.session import Session
from tutor.tui.widgets.exercise_head import ExerciseHead
from tutor.tui.widgets.hints import Hints
from tutor.tui.widgets.key_line import KeyLine
from tutor.tui.widgets.onward import Onward
from tutor.tui.widgets.page import Page
from tutor.tui.widgets.task_text import TaskText
from tutor.tui.widgets.verdict_view import VerdictView

GIVE_UP = "See the solution of {} before you have passed? It comes back in your review."
BRING_BACK = "press x to bring it back as it was given to you"


class ExerciseScreen(Screen[None], inherit_bindings=False):
    """One exercise, graded whenever its file is saved."""

    CSS_PATH = "exercise.tcss"
    AUTO_FOCUS = "Page"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "next", "Next"),
        Binding("s", "solution", "Solution"),
        Binding("s", "give_up", "Give up and see the solution", show=False),
        Binding("e", "edit", "Edit"),
        Binding("h", "hint", "Hint"),
        Binding("l", "lesson(False)", "Lesson"),
        Binding("l", "lesson(True)", "Read again"),
        Binding("escape,q", "leave", "Back"),
        *WALK,
        Binding("r,f5", "grade", "Grade now", show=False),
        Binding("x", "reset", "Start over", show=False),
    ]

    def __init__(self, session: Session, exercise: Exercise, *, again: bool = False) -> None:
        """again: whether it is written once more, from blank."""
        self._session = session
        self._exercise = exercise
        self._paper = Paper(session, exercise, again=again)
        self._file = self._paper.file
        self._watch = Watch(self._file)
        self._place = Place(exercise.lesson, exercise.step)
        self._runs = Runs(self, session.examiner, exercise, str(self._file))
        self._verdict: Verdict | None = None
        self._left = session.progress.place()
        super().__init__()

    def compose(self) -> ComposeResult:
        """What it is, how it stands, what helps, and the task."""
        session, exercise = self._session, self._exercise
        self._hand_out()
        yield ExerciseHead(session, exercise, self._file)
        with Page():
            yield VerdictView(session)
            yield Onward(session, exercise)
            yield Hints(exercise.hints, self._paper.hinting.shown, session.writing)
            yield TaskText(exercise)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the latest verdict, and grade what has changed since."""
        self._runs.warm()
        self._watch.seen()
        self._open()
        self.set_interval(GLANCE, self.look)

    def on_screen_resume(self) -> None:
        """Come back from what was read beside it."""
        self._session.return_to(self._left)

    def on_unmount(self) -> None:
        """Leave nothing running."""
        self._runs.stop()

    def look(self) -> None:
        """Grade if the file was saved; say so if it is gone."""
        if self._watch.look():
            self.action_grade()

    def on_found(self, event: Found) -> None:
        """Show a check as it comes out."""
        if self._runs.hears(event):
            self.query_one(VerdictView).add(event.finding)

    def on_graded(self, event: Graded) -> None:
        """Show the verdict and keep it."""
        if self._runs.hears(event):
            self._show(event.verdict, self._session.now())
            self._paper.keep(event.verdict, event.source)

    def on_troubled(self, event: Troubled) -> None:
        """Say why there is no verdict."""
        if self._runs.hears(event):
            self._say(event.error)

    def action_grade(self) -> None:
        """Grade the file as it is now."""
        self._runs.stop()
        self._watch.seen()
        try:
            source = read_source(self._file)
        except TutorError as error:
            self._say(error)
            return
        self.query_one(VerdictView).checking()
        self._runs.start(source)

    def action_edit(self) -> None:
        """Open the file in the learner's editor."""
        try:
            run_outside(self.app, [*editor_command(self._session.environ), str(self._file)])
        except TutorError as error:
            self._session.complain(error)
        self._catch_up()

    def action_hint(self) -> None:
        """Show one hint more, or say what it waits for."""
        found = self._paper.hinting
        if found.next is None:
            self.notify(found.words, markup=False)
            return
        self._paper.keep_hint(self.query_one(Hints).show_next())
        self.refresh_bindings()

    def action_solution(self) -> None:
        """Show how the course solves it."""
        self.app.push_screen(SolutionScreen(self._exercise))

    def action_give_up(self) -> None:
        """Show the solution to who asks for it twice."""
        self.app.push_screen(AskScreen(GIVE_UP.format(self._exercise.slug)), self._give_up)

    def action_reset(self) -> None:
        """Put the stub back, after asking."""
        slug = self._exercise.slug
        question = f"Start {slug} over? Your version is kept beside it."
        if not self._file.exists():
            question = f"Bring {slug} back as it was given to you?"
        self.app.push_screen(AskScreen(question), self._reset)

    def action_lesson(self, again: bool) -> None:
        """Open the step that treats the named mistake, else the step of this exercise."""
        self.post_message(ReadAgain(self._treated or self._place))

    def action_next(self) -> None:
        """Go on to what follows; after a review, to its next."""
        if self._paper.again:
            self.app.pop_screen()
            return
        follows = after_exercise(self._session.course, self._exercise)
        if isinstance(follows, Exercise):
            self.post_message(OpenExercise(follows.slug))
        elif follows:
            self._record_read(follows)
            self.post_message(OpenPlace(follows))

    def action_leave(self) -> None:
        """Back to the lesson, or to the review."""
        self.app.pop_screen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense in this state."""
        passed = bool(self._verdict and self._verdict.passed)
        if action == "lesson":
            return parameters == (self._treated is not None,)
        if action == "next":
            follows = after_exercise(self._session.course, self._exercise)
            return passed and (self._paper.again or follows is not None)
        if action == "hint":
            return not passed and self.query_one(Hints).left > 0
        if action == "give_up":
            return not (passed or self._session.course.handed_out)
        return passed if action == "solution" else True

    @property
    def _treated(self) -> Place | None:
        """The step that treats the mistake that is named."""
        mistake = self._verdict.mistake if self._verdict else None
        return linked(self._session.course, mistake.see) if mistake else None

    def _hand_out(self) -> None:
        try:
            self._paper.hand_out()
        except TutorError as error:
            self._session.complain(error)

    def _open(self) -> None:
        attempt = self._paper.last
        try:
            source = read_source(self._file)
        except TutorError as error:
            self._say(error)
            return
        if attempt:
            self._show(attempt.verdict, attempt.at)
        if attempt is None or attempt.source != source_hash(source):
            self.query_one(VerdictView).checking()
            self._runs.start(source)

    def _show(self, verdict: Verdict, at: datetime) -> None:
        self._verdict = verdict
        self.query_one(VerdictView).show(verdict, at)
        if not self._paper.again:
            self.query_one(Onward).show(verdict)
        self.refresh_bindings()

    def _say(self, error: TutorError) -> None:
        gone = not self._file.exists()
        self.query_one(VerdictView).trouble(str(error), BRING_BACK if gone else error.hint)

    def _record_read(self, follows: Place) -> None:
        """Going on to another step leaves this one read."""
        session, here = self._session, self._place
        if follows != here:
            session.keep(session.progress.record_read, here.lesson, here.step, session.now())

    def _give_up(self, agreed: bool | None) -> None:
        if agreed:
            self._paper.give_up()
            self.action_solution()

    def _reset(self, agreed: bool | None) -> None:
        if not agreed:
            return
        try:
            kept = self._paper.reset()
        except TutorError as error:
            self._session.complain(error)
            return
        if kept:
            self.notify(f"your version is kept as {kept.name}", markup=False)
        self._catch_up()

    def _catch_up(self) -> None:
        """Grade what was changed while nobody looked."""
        if self._watch.changed:
            self.action_grade()
