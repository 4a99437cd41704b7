"""Which symbols a learner may wonder about: those in sight, those of the page, those before it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import App

from tutor.course import glossary
from tutor.course.course import Term
from tutor.errors import TutorError
from tutor.learning.places import lesson_of
from tutor.learning.progress import Place
from tutor.tui.messages import OpenPlace, ReadAgain
from tutor.tui.screens.exercise import ExerciseScreen
from tutor.tui.screens.glossary import GlossaryScreen
from tutor.tui.screens.lesson import LessonScreen
from tutor.tui.session import Session

_REMEDY = "whoever writes it can declare them under `symbols`"


def look_up(app: App[None], session: Session) -> None:
    """Open the glossary, and then the page of a symbol: beside an exercise, else in its place."""
    beside = isinstance(app.screen, ExerciseScreen)

    def go(place: Place | None) -> None:
        if place:
            app.post_message(ReadAgain(place) if beside else OpenPlace(place))

    here, others = _terms(app, session)
    if here or others:
        app.push_screen(GlossaryScreen(session, here, others), go)
    else:
        session.complain(TutorError("this course explains no symbols", _REMEDY))


def _terms(app: App[None], session: Session) -> tuple[Sequence[Term], Sequence[Term]]:
    course = session.course
    page = next((one for one in reversed(app.screen_stack) if isinstance(one, LessonScreen)), None)
    if page is None:
        return (), glossary.known_in(course, course.lessons[-1].id)
    known = glossary.known_in(course, page.place.lesson)
    lesson = lesson_of(course, page.place.lesson)
    blocks = lesson.steps[page.place.step].blocks if lesson else ()
    here = glossary.used([*page.formulas_in_sight(), *glossary.formulas(blocks)], known)
    return here, [term for term in known if term not in here]
