"""A simulation that the learner drives with keys: its drawing, its numbers and its controls.

What it shows is decided in `simulations`, how that looks in `drawing`; here are focus, keys, time.
"""

from __future__ import annotations

from functools import lru_cache
from typing import ClassVar

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from tutor.simulations.frame import Frame, Tone
from tutor.simulations.moves import LEAP, moved
from tutor.simulations.simulation import Settings, Simulation
from tutor.tui.drawing.controls import key_rows, slider_line
from tutor.tui.drawing.draw import draw, rows_needed
from tutor.tui.drawing.look import Look
from tutor.tui.drawing.row import LEVELS, Grey, Ink, Row, cut, wrapped

_LOWEST, _TALLEST = 11, 18
"""Rows of the drawing, however small or large the terminal is."""


class SimulationView(Widget, can_focus=True):
    """Draws one simulation and turns keys into settings."""

    HELP = "Drive it with the keys in its last lines, and watch the numbers beside the picture."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "play_or_pause", "Play or pause"),
        Binding("r", "reset", "Start over", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"simulation-view--{tone}" for tone in Tone}
    DEFAULT_CSS = """
    SimulationView {
        height: auto;
        padding: 0 1;
        border: round $secondary 50%;
        border-title-color: $secondary;
        border-subtitle-color: $secondary;

        &:focus { border: heavy $primary; border-title-color: $foreground; }
        &.-ascii { border: ascii $secondary; }
        &.-ascii:focus { border: double $primary; }

        & > .simulation-view--data { color: $primary; }
        & > .simulation-view--noise { color: $error; }
        & > .simulation-view--model { color: $accent; }
        & > .simulation-view--yours { color: $success; }
        & > .simulation-view--muted { color: $secondary; }
    }
    """

    class Changed(Message):
        """The learner, or time, has changed the settings."""

        def __init__(self, view: SimulationView, settings: Settings) -> None:
            super().__init__()
            self.view = view
            self.settings = settings

        @property
        def control(self) -> SimulationView:
            """The view that was driven."""
            return self.view

    def __init__(
        self,
        simulation: Simulation,
        settings: Settings,
        *,
        predict: str = "",
        unicode: bool = True,
        id: str | None = None,  # noqa: A002  (textual's name for it)
    ) -> None:
        """predict: what to foretell before driving. unicode: whether braille can be shown."""
        super().__init__(id=id, classes="" if unicode else "-ascii")
        self.simulation = simulation
        self._unicode = unicode
        self._predict = predict
        self._start = self._settings = settings
        self._framed: tuple[Settings, Frame] | None = None
        self._rows: list[Row] | None = None
        self._timer: Timer | None = None
        self.border_title = self._look.words(simulation.title)
        self._bind_controls()

    def _bind_controls(self) -> None:
        """Bindings differ from simulation to simulation, so they are the instance's."""
        for control in self.simulation.controls:
            does = self._look.words(f"Change {control.label}")
            for key in control.keys:
                self._bindings.bind(key, f"move({key!r})", does, show=False)
                if key in ("left", "right"):
                    leap = f"shift+{key}"
                    self._bindings.bind(
                        leap, f"move({leap!r})", f"{does} by {LEAP} steps", show=False
                    )

    @property
    def settings(self) -> Settings:
        """What is shown now."""
        return self._settings

    @property
    def _frame(self) -> Frame:
        """Computed when it is drawn, so that keys pressed meanwhile cost one frame together."""
        if self._framed is None or self._framed[0] is not self._settings:
            self._framed = self._settings, self.simulation.frame(self._settings)
        return self._framed[1]

    @property
    def playing(self) -> bool:
        """Whether time passes by itself."""
        return self._timer is not None

    def drive(self, settings: Settings) -> None:
        """Show other settings, and tell whoever listens."""
        if settings != self._settings:
            self._settings = settings
            self._redraw()
            self.post_message(self.Changed(self, settings))

    def play(self) -> None:
        """Let time pass, from the beginning where it has come to its end."""
        if self.simulation.following(self._settings) is None:
            first = self.simulation.controls[0]
            self.drive({**self._settings, first.name: first.low})
        if not self.playing:
            self._timer = self.set_interval(1 / self.simulation.pace, self.tick)
            self._redraw()

    def pause(self) -> None:
        """Stop time."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
            self._redraw()

    def action_play_or_pause(self) -> None:
        """What space does."""
        self.pause() if self.playing else self.play()

    def action_reset(self) -> None:
        """Back to the settings it was opened with."""
        self.pause()
        self.drive(self._start)

    def action_move(self, key: str) -> None:
        """A key of a control."""
        settings = moved(self.simulation.controls, self._settings, key)
        if settings is not None:
            self.drive(settings)

    def on_hide(self) -> None:
        """Nobody looks."""
        self.pause()

    def on_resize(self) -> None:
        """The room is another."""
        self._redraw()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Question and drawing, up to half of the terminal, and the controls under them."""
        del container
        asked = len(self._question(width))
        most = min(max(viewport.height // 2 + 1 - asked, _LOWEST), _TALLEST)
        return asked + rows_needed(self._frame, width, most) + 1 + len(self._controls(width))

    def render_line(self, y: int) -> Strip:
        """One row; every segment has a style, on which textual's colour filters rely."""
        width = self.content_size.width
        if self._rows is None:
            self._rows = self._all_rows(width, self.content_size.height)
        row = self._rows[y] if y < len(self._rows) else []
        return Strip([Segment(text, self._style(ink)) for text, ink in cut(row, width)], width)

    def tick(self) -> None:
        """One moment while playing; the last where it ends or nobody looks."""
        following = self.simulation.following(self._settings)
        if following is None or not self._seen():
            self.pause()
        else:
            self.drive(following)

    def _seen(self) -> bool:
        """Whether any of it is on the screen: not scrolled away, nor under another screen."""
        current = self.screen is self.app.screen and self.is_on_screen
        return current and bool(self.screen.find_widget(self).visible_region)

    def _redraw(self) -> None:
        self._rows = None
        self.refresh()
        self.call_after_refresh(self._name_source)

    def _name_source(self) -> None:
        """Say below the drawing who predicted what it shows."""
        self.border_subtitle = self._look.words(self._frame.source)

    def _all_rows(self, width: int, height: int) -> list[Row]:
        question, controls = self._question(width), self._controls(width)
        room = height - len(question) - len(controls) - 1
        greys = not self.app.no_color and self.app.console.color_system in ("256", "truecolor")
        drawing = draw(self._frame, width, room, unicode=self._unicode, greys=greys)
        return [*question, *drawing, [], *controls]

    def _question(self, width: int) -> list[Row]:
        if not self._predict:
            return []
        return wrapped(f"Predict: {self._look.words(self._predict)}", width, Tone.MODEL)

    def _controls(self, width: int) -> list[Row]:
        """The first control as a line, the others as keys."""
        first, *others = self.simulation.controls
        line = slider_line(first, float(self._settings[first.name]), width, self._look)
        keys = key_rows(others, self._settings, width, self._look, playing=self.playing)
        return [line, *keys]

    @property
    def _look(self) -> Look:
        return Look(self._unicode)

    def _style(self, ink: Ink) -> Style:
        if ink is None:
            return self.rich_style
        if isinstance(ink, Grey):
            return _grey_style(ink)
        return self.get_component_rich_style(f"simulation-view--{ink}")


@lru_cache(maxsize=LEVELS**2)
def _grey_style(grey: Grey) -> Style:
    upper, lower = (round(255 * level / (LEVELS - 1)) for level in grey)
    return Style(
        color=Color.from_rgb(upper, upper, upper), bgcolor=Color.from_rgb(lower, lower, lower)
    )
