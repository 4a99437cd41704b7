"""The learner's small model: trained and drawn from in the terminal that the screen lends."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import App

from tutor.errors import TutorError
from tutor.tui.outside import run_outside
from tutor.tui.session import Session

REPLACE = "Train again? The model you have is replaced as soon as the new one is kept."
WATCH = "Your model is kept. Watch it draw?"


def train(app: App[None], session: Session) -> None:
    """Train, asking first where a model would be replaced; then offer to watch it draw."""
    if _kept(session):
        _ask(app, REPLACE, lambda: _train(app, session))
    else:
        _train(app, session)


def sample(app: App[None], session: Session) -> None:
    """Watch the model draw."""
    _run(app, session, "sample", "--film")


def _train(app: App[None], session: Session) -> None:
    if _run(app, session, "train") and _kept(session):
        _ask(app, WATCH, lambda: sample(app, session))


def _kept(session: Session) -> bool:
    return any(session.workspace.models.glob("*.safetensors"))


def _ask(app: App[None], question: str, act: Callable[[], None]) -> None:
    from tutor.tui.screens.ask import AskScreen

    def answered(agreed: bool | None) -> None:
        if agreed:
            act()

    app.push_screen(AskScreen(question), answered)


def _run(app: App[None], session: Session, *words: str) -> bool:
    try:
        return run_outside(app, [*session.tutor, *words], linger=True)
    except TutorError as error:
        session.complain(error)
        return False
