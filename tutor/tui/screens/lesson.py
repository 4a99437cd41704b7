"""A lesson, one step to a page: reading, driving simulations, answering, on to the exercises."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Markdown

from tutor.course.course import Prose
from tutor.learning.places import after, lesson_of, linked
from tutor.learning.progress import Place
from tutor.tui.keys import WALK
from tutor.tui.messages import OpenPlace, TrainModel
from tutor.tui.session import Session
from tutor.tui.widgets.closing import Closing
from tutor.tui.widgets.displayed import DisplayedFormula
from tutor.tui.widgets.exercise_card import ExerciseCard
from tutor.tui.widgets.key_line import KeyLine
from tutor.tui.widgets.step_line import StepLine
from tutor.tui.widgets.step_page import StepPage

TRAINING = "tutor train"


class LessonScreen(Screen[None], inherit_bindings=False):
    """The steps of one lesson."""

    # A CSS_PATH would have textual read every rule there is again when the first page opens.
    DEFAULT_CSS = """
    LessonScreen {
        padding: 1 0 0 0;
        align-horizontal: center;

        StepLine, StepPage { max-width: 92; }
        StepLine { padding: 0 2; }
        StepPage { padding: 0 1 0 2; }
    }
    """
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,right", "next", "Next step"),
        Binding("n,right", "next_lesson", "Next lesson"),
        Binding("n,right", "finish", "Finish the course"),
        Binding("p,left", "previous", "Step before", show=False),
        Binding("t", "train", "Train"),
        *WALK,
        Binding("escape,q", "leave", "Lessons"),
        Binding("escape,q", "come_back", "Back"),
    ]

    def __init__(self, session: Session, place: Place, *, aside: bool = False) -> None:
        """aside: read beside an exercise or a review.

        The learner's place stays where it is, until they read on from there.
        """
        lesson = lesson_of(session.course, place.lesson)
        if lesson is None:
            raise LookupError(place.lesson)
        self._session = session
        self._lesson = lesson
        self._place = place
        self._noted: Place | None = None
        self.aside = aside
        self._reads_on = not aside
        super().__init__()

    @property
    def place(self) -> Place:
        """The step that is shown."""
        return self._place

    def compose(self) -> ComposeResult:
        """Head, page, keys."""
        yield StepLine(self._lesson, self._place.step, self._session)
        yield self._page()
        yield KeyLine()

    def on_mount(self) -> None:
        """Scroll to where the learner left."""
        self._arrive()

    def on_screen_resume(self) -> None:
        """Show how the exercises stand by now."""
        self.query_one(StepLine).refresh()
        for card in self.query(ExerciseCard):
            card.refresh()

    def on_question_block_recorded(self) -> None:
        """Show in the head, and at the end of the lesson, what was answered on the page."""
        self.query_one(StepLine).refresh()
        for closing in self.query(Closing):
            closing.tell()

    def on_screen_suspend(self) -> None:
        """Note where the learner turned away."""
        self._turn_away()

    def formulas_in_sight(self) -> list[str]:
        """The LaTeX of the displayed formulas that are on the screen now."""
        page = self.query_one(StepPage)
        shown = self.query(DisplayedFormula)
        return [one.latex for one in shown if page.region.overlaps(one.region)]

    async def show(self, place: Place) -> None:
        """Turn to another step of this lesson."""
        self._turn_away()
        self._reads_on = True
        self._place = place
        old, page = self.query_one(StepPage), self._page()
        with self.app.batch_update():
            await self.mount(page, after=old)
            self.set_focus(page, scroll_visible=False)  # or its first question gets what is typed
            await old.remove()
        if heads := self.query(StepLine):  # none is left where the app was closed meanwhile
            heads.first().show(place.step)
            self._arrive()

    def note_place(self) -> None:
        """Keep where the learner is."""
        pages = self.query(StepPage)
        scroll = round(pages.last().scroll_target_y) if pages else self._place.scroll
        self._note(Place(self._lesson.id, self._place.step, scroll))

    async def action_next(self) -> None:
        """Go on; what lies behind has been read."""
        self._record_read()
        if (place := after(self._session.course, self._place)) is None:
            return
        if place.lesson == self._lesson.id:
            await self.show(place)
        else:
            self.post_message(OpenPlace(place))

    async def action_next_lesson(self) -> None:
        """Go on, out of this lesson."""
        await self.action_next()

    def action_finish(self) -> None:
        """Leave the last page of the course, which has been read."""
        self._record_read()
        self.action_leave()

    async def action_previous(self) -> None:
        """Go back a step."""
        if self._place.step:
            await self.show(Place(self._lesson.id, self._place.step - 1))

    def action_leave(self) -> None:
        """Back to the lessons, which show the place."""
        self._turn_away()
        self.app.pop_screen()

    def action_come_back(self) -> None:
        """Back to the exercise or the review."""
        self._reads_on = False  # the place is theirs again
        self.app.pop_screen()

    def action_train(self) -> None:
        """Train the small model."""
        self.post_message(TrainModel())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense in this place."""
        follows = after(self._session.course, self._place)
        closes = follows is not None and follows.lesson != self._lesson.id
        offered = {
            "next": follows is not None and not closes,
            "next_lesson": closes,
            "finish": follows is None,
            "previous": self._place.step > 0,
            "train": self._names_training,
            "leave": not self.aside,
            "come_back": self.aside,
        }
        return offered.get(action, True)

    def on_markdown_link_clicked(self, event: Markdown.LinkClicked) -> None:
        """Follow a link to another step, or show a page of the web in the browser."""
        if place := linked(self._session.course, event.href):
            self.post_message(OpenPlace(place))
        elif event.href.startswith(("http://", "https://")):
            self.app.open_url(event.href)

    def _turn_away(self) -> None:
        """Note the place; a last step has no next, and is read once its end was in sight."""
        self.note_place()
        last = self._place.step == len(self._lesson.steps) - 1
        if last and self._reads_on and self.query_one(StepPage).is_vertical_scroll_end:
            self._record_read()

    def _record_read(self) -> None:
        session = self._session
        read = session.progress.record_read
        session.keep(read, self._lesson.id, self._place.step, session.now())

    @property
    def _names_training(self) -> bool:
        """Whether this lesson speaks of the command that trains the model."""
        blocks = (block for step in self._lesson.steps for block in step.blocks)
        return any(isinstance(block, Prose) and TRAINING in block.text for block in blocks)

    def _page(self) -> StepPage:
        onward = after(self._session.course, self._place)
        words = "This is the end of the course."
        if onward and (lesson := lesson_of(self._session.course, onward.lesson)):
            title = lesson.steps[onward.step].title
            words = title if lesson is self._lesson else f"{lesson.number} {lesson.title}"
            words = f"next: {words}"
        step, last = self._lesson.steps[self._place.step], len(self._lesson.steps) - 1
        closes = self._lesson if self._place.step == last else None
        return StepPage(step, words, self._session, closes=closes)

    def _arrive(self) -> None:
        self._note(self._place)
        page = self.query_one(StepPage)
        self.set_focus(page, scroll_visible=False)
        page.scroll_to(y=self._place.scroll, animate=False)
        self.call_after_refresh(self._accompany, page)
        self.refresh_bindings()

    def _accompany(self, page: StepPage) -> None:
        """Note at every move where the learner is, so that a kill loses none."""
        self.watch(page, "scroll_target_y", self.note_place, init=False)

    def _note(self, place: Place) -> None:
        if self._reads_on and place != self._noted:
            progress = self._session.progress
            self._session.keep(progress.remember_place, place.lesson, place.step, place.scroll)
            self._noted = place
