"""The first screen: what there is to learn, how far the learner has come, and the way on."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tutor.learning.known import unmet
from tutor.learning.places import entered
from tutor.learning.standing import standings
from tutor.learning.way_on import way_on
from tutor.tui.messages import OpenPlace, OpenReview, ShowMap, TrainModel
from tutor.tui.session import Session
from tutor.tui.widgets.key_line import KeyLine
from tutor.tui.widgets.lesson_list import LessonList
from tutor.tui.widgets.page import Page
from tutor.tui.widgets.reminder import Recurring, Reminder


class HomeScreen(Screen[None], inherit_bindings=False):
    """The list of lessons."""

    AUTO_FOCUS = "LessonList"
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = [  # noqa: RUF012 as textual declares it
        (0, "-low"),
        (18, "-high"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "resume", "Continue", show=False),
        Binding("r", "review", "Review"),
        Binding("slash", "app.find", "Find"),
        Binding("t", "train", "Train"),
        Binding("m", "map", "Map of the lessons", show=False),
        Binding("q", "app.quit", "Quit"),
    ]

    def __init__(self, session: Session) -> None:
        self._session = session
        super().__init__()

    def compose(self) -> ComposeResult:
        """What the course is, how far the learner is, what is due, the lessons, what to mend."""
        yield Static(Content(self._session.course.title), id="title")
        if self._session.course.description:
            yield Static(Content(self._session.course.description), id="description")
        yield Static(id="reached")
        yield Reminder(self._session)
        yield Static(id="notice")
        with Page(can_focus=False):
            yield LessonList(self._session.course, self._session.writing)
        yield Recurring(self._session)
        yield KeyLine()

    async def show(self, session: Session) -> None:
        """Show the course of another session."""
        self._session = session
        await self.recompose()

    def on_screen_resume(self) -> None:
        """Count what is done, then, once that is on the screen, what is due."""
        self._count()
        self.call_after_refresh(self._remind)

    def on_lesson_list_opened(self, event: LessonList.Opened) -> None:
        """Go on, or open a lesson at its first unread step."""
        if event.lesson is None:
            self.action_resume()
            return
        lesson = self._session.course.lessons[event.lesson]
        progress = self._session.progress
        read = progress.steps_read().get(lesson.id, frozenset())
        self.post_message(OpenPlace(entered(lesson, read, progress.place())))

    def action_resume(self) -> None:
        """Go on where the learner left."""
        if onward := way_on(self._session.course, self._session.progress):
            self.post_message(OpenPlace(onward.place))

    def action_review(self) -> None:
        """Ask what is due."""
        self.post_message(OpenReview())

    def action_map(self) -> None:
        """Show which lesson builds on which."""
        self.post_message(ShowMap())

    def action_train(self) -> None:
        """Train the small model."""
        self.post_message(TrainModel())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a review where something is due."""
        return self.query_one(Reminder).due if action == "review" else True

    def _remind(self) -> None:
        from tutor.learning.review.memory import remembered

        memory = remembered(self._session.progress, self._session.course)
        self.query_one(Reminder).remind(memory)
        self.query_one(Recurring).recall(memory)
        self.refresh_bindings()

    def _count(self) -> None:
        session = self._session
        notice = self.query_one("#notice", Static)
        notice.update(Content(session.progress.notice))
        notice.display = bool(session.progress.notice)
        found = standings(session.course, session.progress)
        answers = session.progress.answers()
        asking = [one for one in found if one.questions.of]
        reached = (
            f"{sum(one.passed for one in asking)} of {len(asking)} lessons passed, "
            f"{sum(one.questions.done for one in found)} of "
            f"{sum(one.questions.of for one in found)} questions right, "
            f"{sum(one.exercises.done for one in found)} of "
            f"{sum(one.exercises.of for one in found)} exercises passed"
        )
        self.query_one("#reached", Static).update(Content(reached))
        self.query_one(LessonList).show(
            way_on(session.course, session.progress),
            standings=found,
            unmet=[unmet(session.course, one, answers) for one in session.course.lessons],
        )
