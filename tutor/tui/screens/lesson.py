"""A lesson, one step to a page: reading, driving simulations, answering, on to the exercises."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Markdown

from tutor.learning.progress import Place
from tutor.tui.keys import WALK
from tutor.tui.messages import OpenPlace, TrainModel
from tutor.tui.places import after, lesson_of, linked
from tutor.tui.session import Session
from tutor.tui.widgets.exercise_card import ExerciseCard
from tutor.tui.widgets.key_line import KeyLine
from tutor.tui.widgets.step_line import StepLine
from tutor.tui.widgets.step_page import StepPage

NOTE_PLACE = 1.0
"""Seconds between two notes of where the learner is; what a kill may lose."""


class LessonScreen(Screen[None], inherit_bindings=False):
    """The steps of one lesson."""

    CSS_PATH = "lesson.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,right", "next", "Next step"),
        Binding("p,left", "previous", "Step before", show=False),
        Binding("t", "train", "Train"),
        *WALK,
        Binding("escape,q", "leave", "Lessons"),
    ]

    def __init__(self, session: Session, place: Place) -> None:
        lesson = lesson_of(session.course, place.lesson)
        if lesson is None:
            raise LookupError(place.lesson)
        self._session = session
        self._lesson = lesson
        self._place = place
        self._noted: Place | None = None
        super().__init__()

    @property
    def place(self) -> Place:
        """The step that is shown."""
        return self._place

    def compose(self) -> ComposeResult:
        """Head, page, keys."""
        yield StepLine(self._lesson, self._place.step)
        yield self._page()
        yield KeyLine()

    def on_mount(self) -> None:
        """Scroll to where the learner left and keep a note of where they are."""
        self._arrive()
        self.set_interval(NOTE_PLACE, self.note_place)

    def on_screen_resume(self) -> None:
        """Show how the exercises stand by now."""
        for card in self.query(ExerciseCard):
            card.refresh()

    def on_screen_suspend(self) -> None:
        """Note where the learner turned away."""
        self.note_place()

    async def show(self, place: Place) -> None:
        """Turn to another step of this lesson."""
        self.note_place()
        self._place = place
        old, page = self.query_one(StepPage), self._page()
        with self.app.batch_update():
            await self.mount(page, after=old)
            self.set_focus(page, scroll_visible=False)  # or its first question gets what is typed
            await old.remove()
        self.query_one(StepLine).show(place.step)
        self._arrive()

    def note_place(self) -> None:
        """Keep where the learner is, if they have moved."""
        pages = self.query(StepPage)
        scroll = round(pages.first().scroll_target_y) if pages else self._place.scroll
        place = Place(self._lesson.id, self._place.step, scroll)
        if place != self._noted:
            progress = self._session.progress
            self._session.keep(progress.remember_place, place.lesson, place.step, place.scroll)
            self._noted = place

    async def action_next(self) -> None:
        """Go on; what lies behind has been read."""
        session = self._session
        read = session.progress.record_read
        session.keep(read, self._lesson.id, self._place.step, session.now())
        await self._turn(after(session.course, self._place))

    async def action_previous(self) -> None:
        """Go back a step."""
        if self._place.step:
            await self.show(Place(self._lesson.id, self._place.step - 1))

    def action_leave(self) -> None:
        """Back to the lessons, which show the place."""
        self.note_place()
        self.app.pop_screen()

    def action_train(self) -> None:
        """Train the small model."""
        self.post_message(TrainModel())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing before the first step; the course ends with training the model."""
        if action == "train":
            return self._lesson is self._session.course.lessons[-1]
        return self._place.step > 0 if action == "previous" else True

    def on_markdown_link_clicked(self, event: Markdown.LinkClicked) -> None:
        """Follow a link to another step, or show a page of the web in the browser."""
        if place := linked(self._session.course, event.href):
            self.post_message(OpenPlace(place))
        elif event.href.startswith(("http://", "https://")):
            self.app.open_url(event.href)

    async def _turn(self, place: Place | None) -> None:
        if place and place.lesson == self._lesson.id:
            await self.show(place)
        elif place:
            self.post_message(OpenPlace(place))
        else:
            self.action_leave()

    def _page(self) -> StepPage:
        onward = after(self._session.course, self._place)
        words = "This is the end of the course."
        if onward and (lesson := lesson_of(self._session.course, onward.lesson)):
            title = lesson.steps[onward.step].title
            words = title if lesson is self._lesson else f"{lesson.number} {lesson.title}"
            words = f"next: {words}"
        return StepPage(self._lesson.steps[self._place.step], words, self._session)

    def _arrive(self) -> None:
        page = self.query_one(StepPage)
        self.set_focus(page, scroll_visible=False)
        page.scroll_to(y=self._place.scroll, animate=False)
        self.call_after_refresh(self.note_place)
        self.refresh_bindings()
