"""A course that is being written, on the screen of its learners; drawn again when it is saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual import work
from textual.message import Message

from tutor.course.course import Course
from tutor.errors import TutorError
from tutor.learning.places import resumed
from tutor.learning.progress import Place
from tutor.learning.watch import GLANCE, stamp
from tutor.learning.workspace import make_workspace
from tutor.tui.app import TutorApp
from tutor.tui.messages import OpenPlace
from tutor.tui.screens.home import HomeScreen
from tutor.tui.screens.lesson import LessonScreen

Stamps = dict[Path, object]


class CourseRead(Message):
    """Brings the course as it was saved."""

    def __init__(self, course: Course) -> None:
        self.course = course
        super().__init__()


class PreviewApp(TutorApp):
    """One lesson, above home, for whoever writes it."""

    def __init__(
        self,
        course: Course,
        *arguments: Any,  # noqa: ANN401 those of TutorApp
        read: Callable[[], Course],
        place: Place,
        **options: Any,  # noqa: ANN401
    ) -> None:
        """read: the course as it is by now; called on a thread. place: what is shown first."""
        super().__init__(course, *arguments, **options)
        self._read = read
        self._first_place = place
        self._lessons = course.root / "lessons"
        self._seen = self._before = self._stamps()

    def on_mount(self) -> None:
        """Open the lesson, and watch its folder."""
        super().on_mount()
        self.post_message(OpenPlace(self._first_place))
        self.set_interval(GLANCE, self.look)

    def look(self) -> None:
        """Read the course again if it was saved, and the save has come to rest."""
        now = self._stamps()
        rests, self._before = now == self._before, now
        if rests and now != self._seen:
            self._seen = now
            self._read_again()

    @work(thread=True, exclusive=True, group="preview")
    def _read_again(self) -> None:
        try:
            course = self._read()
        except TutorError as error:
            self.call_from_thread(self.complain, error)
        else:
            self.post_message(CourseRead(course))

    async def on_course_read(self, event: CourseRead) -> None:
        """Show the place again, as it is by now; what was open above it is closed."""
        top = self.screen
        if isinstance(top, LessonScreen):
            top.note_place()
        session = self.session = replace(self.session, course=event.course)
        make_workspace(session.workspace, session.course)
        place = resumed(session.course, session.progress.place())
        with self.batch_update():
            while len(self.screen_stack) > 1:
                await self.pop_screen()
            if isinstance(self.screen, HomeScreen):
                await self.screen.show(session)
            if place:
                await self.push_screen(LessonScreen(session, place))

    def _stamps(self) -> Stamps:
        return {path: stamp(path) for path in self._lessons.glob("*.[my][da]*")}
