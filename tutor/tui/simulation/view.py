"""A simulation that the learner drives: its focus, its keys, and what it shows when.

What it shows is decided in `simulations`, how that looks in `drawing`; whose functions draw it in
`yours`, what is asked first in `asking`, how time passes in `player`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType

from tutor.errors import TutorError
from tutor.learning.progress import Foretold
from tutor.simulations.frame import Frame, Tone
from tutor.simulations.moves import moved
from tutor.simulations.simulation import Settings, Simulation
from tutor.tui.bench import Bench
from tutor.tui.drawing.controls import key_rows, slider_line
from tutor.tui.drawing.look import Look
from tutor.tui.drawing.row import Row, wrapped
from tutor.tui.link import Link
from tutor.tui.simulation.aside import Aside
from tutor.tui.simulation.asking import Asking
from tutor.tui.simulation.keys import ASKED, DRIVEN, bind
from tutor.tui.simulation.messages import Driven, Enlarge, Foreseen, Switched
from tutor.tui.simulation.player import Player
from tutor.tui.simulation.sheet import Sheet, SheetWidget
from tutor.tui.simulation.sight import in_sight, is_cut
from tutor.tui.simulation.yours import Theirs

LOW = 16
"""Rows of a terminal with fewer than which a question leaves no room for a picture."""
LOOK = 0.5
"""Seconds between two looks at the learner's files, while theirs drive."""


class SimulationView(SheetWidget, can_focus=True):
    """Draws one simulation and turns keys into settings."""

    HELP = "Drive it with the keys in its last lines, and watch the numbers beside the picture."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "see_all", "Full size"),
        Binding("enter", "commit('enter')", "Say it, then drive"),
        Binding("s", "commit('s')", "Skip the question", show=False),
        Binding("space", "play_or_pause(False)", "Play"),
        Binding("space", "play_or_pause(True)", "Pause"),
        Binding("y", "yours(False)", "Your code"),
        Binding("y", "yours(True)", "The course's code"),
        Binding("left_square_bracket", "speed(0.5)", "Play half as fast", show=False),
        Binding("right_square_bracket", "speed(2.0)", "Play twice as fast", show=False),
        Binding("r", "reset", "Start over", show=False),
        Binding("f", "enlarge", "Full size", show=False),
    ]
    DEFAULT_CSS = """
    SimulationView {
        height: auto;
        padding: 0 1;
        border: round $secondary 50%;
        border-title-color: $secondary;
        border-subtitle-color: $secondary;

        &:focus { border: heavy $primary; border-title-color: $foreground; }
        &.-roomy { height: 1fr; }
        &.-ascii { border: ascii $secondary; }
        &.-ascii:focus { border: double $primary; }
    }
    """

    def __init__(
        self,
        simulation: Simulation,
        opening: Settings,
        *,
        left: Settings | None = None,
        asking: Asking | None = None,
        bench: Bench | None = None,
        yours: bool = False,
        link: Link | None = None,
        unicode: bool = True,
        roomy: bool = False,
    ) -> None:
        """left: the settings it was left with, in place of those it opens with.

        bench: takes the learner's functions. yours: whether they drive it from the beginning.
        link: to the terminal. unicode: whether braille can be shown.
        roomy: it fills a screen of its own.
        """
        classes = "-roomy" * roomy + " -ascii" * (not unicode)
        super().__init__(Look(unicode), link, classes=classes)
        self.simulation = simulation
        self._opening = opening
        self._settings = left or opening
        self._asking = asking
        self._search = Aside(self, Asking.search, self._settle)
        self._theirs = Theirs(self, bench, simulation) if bench else None
        self._theirs_first = yours
        self._player = Player(self, simulation.pace, self.tick)
        self._framed: tuple[Settings, Frame] | None = None
        self.border_title = self.look.words(simulation.title)
        bind(self._bindings, simulation.controls, asking.keys if asking else (), self.look)

    @property
    def settings(self) -> Settings:
        """What is shown now."""
        return self._settings

    @property
    def asks(self) -> bool:
        """Whether the learner has yet to hear what there was to foretell."""
        return self._asking is not None and self._asking.foretold is None

    @property
    def playing(self) -> bool:
        """Whether time passes by itself."""
        return self._player.playing

    def drive(self, settings: Settings) -> None:
        """Show other settings, and tell whoever listens."""
        if settings != self._settings:
            self._settings = settings
            self.redraw()
            self.post_message(Driven(self, settings))

    def play(self) -> None:
        """Let time pass, from the beginning where it has come to its end."""
        if self.simulation.following(self._settings) is None:
            first = self.simulation.controls[0]
            self.drive({**self._settings, first.name: first.low})
        self._player.start()
        self.redraw()
        self.refresh_bindings()

    def pause(self) -> None:
        """Stop time."""
        if self.playing:
            self._player.stop()
            self.redraw()
            self.refresh_bindings()

    def tick(self, ticks: int = 1) -> None:
        """So many moments while playing; the last where it ends or nobody looks."""
        settings = self._settings
        for _ in range(ticks if in_sight(self) else 0):
            settings = self.simulation.following(settings) or settings
        if settings is self._settings:
            self.pause()
        else:
            self.drive(settings)

    def reread(self) -> None:
        """Take the learner's functions again if they were saved."""
        if self._theirs and self._theirs.reread():
            self.redraw(layout=True)

    def action_play_or_pause(self, playing: bool | None = None) -> None:
        """What space does; the footer names it by what goes on."""
        self.pause() if self.playing else self.play()

    def action_speed(self, times: float) -> None:
        """Play so many times as fast, now or when it is played."""
        self._player.hurry(times)
        self.redraw()

    def action_reset(self) -> None:
        """Back to the settings it is written down with."""
        self.pause()
        self.drive(self._opening)

    def action_move(self, key: str) -> None:
        """A key of a control."""
        settings = moved(self.simulation.controls, self._settings, key)
        if settings is not None:
            self.drive(settings)

    def action_guess(self, key: str) -> None:
        """A key of the question."""
        if self._asking:
            self._asking.move(key)
            self.redraw()

    def action_commit(self, key: str) -> None:
        """Say it; the simulation is run for what is, and can be driven from then on."""
        if self._asking:
            self._asking.commit(key)
            self._search.wish(self._asking)
            self.redraw(layout=True)

    def action_yours(self, on: bool | None = None) -> None:
        """Switch between the learner's functions and the course's; the footer says to which."""
        if self._theirs:
            self._theirs.toggle()
            self._watch.resume() if self._theirs.on else self._watch.pause()
            self.post_message(Switched(self, theirs=self._theirs.on))
            self.redraw(layout=True)
            self.refresh_bindings()

    def action_enlarge(self) -> None:
        """Ask for a screen of its own."""
        self.pause()
        self.post_message(Enlarge(self))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """First the question, then the driving."""
        asked = bool(self._asking and self._asking.open)
        if action in ASKED:
            return asked and self._asking is not None and self._asking.takes(str(parameters[0]))
        if action == "yours" and not (self._theirs and self._theirs.offered):
            return False
        goes_on = {
            "play_or_pause": self.playing,
            "yours": bool(self._theirs and self._theirs.on),
        }
        if action in goes_on and parameters and parameters[0] is not goes_on[action]:
            return False
        if action in ("enlarge", "see_all"):
            whole = self.has_class("-roomy") or asked
            return not whole and (action == "see_all") == is_cut(self)
        return not asked if action in DRIVEN else True

    def action_see_all(self) -> None:
        """Enlarge it where a part of it cannot be seen at once, which the footer then offers."""
        self.action_enlarge()

    def on_resize(self) -> None:
        """The room is another, and what can be done in it."""
        super().on_resize()
        self.call_after_refresh(self.refresh_bindings)

    def on_mount(self) -> None:
        """Look after the learner's files while theirs drive."""
        self._watch = self.set_interval(LOOK, self.reread, pause=True)
        if self._theirs_first and self.check_action("yours", ()):
            self.action_yours()

    def on_hide(self) -> None:
        """Nobody looks."""
        self.pause()

    def sheet(self, width: int) -> Sheet:
        """Everything there is to show now; the subtitle says who predicted it.

        Beside a question stands the first picture alone: the others may give the answer away.
        """
        frame, look = self._frame(), self.look
        asked = self._asking if self.asks else None
        shown = replace(frame, panels=frame.panels[:1], readouts=()) if asked else frame
        above: list[Row] = self._asking.above(width, look) if self._asking else []
        if self._theirs and self._theirs.note:
            above = wrapped(look.words(self._theirs.note), width, Tone.YOURS)
        if (source := look.words(frame.source)) != self.border_subtitle:
            self.call_later(self._name_source, source)
        below = asked.below(width, look) if asked else self._controls(width)
        crowded = asked and self.app.size.height < LOW
        return Sheet(above, None if crowded else shown, below, width)

    def _frame(self) -> Frame:
        """Computed when it is drawn, so that keys pressed meanwhile cost one frame together."""
        return self._theirs.frame(self._settings, self._right) if self._theirs else self._right()

    def _right(self) -> Frame:
        if self._framed is None or self._framed[0] is not self._settings:
            self._framed = self._settings, self.simulation.frame(self._settings)
        return self._framed[1]

    def _settle(self, asking: Asking, foretold: Foretold | TutorError) -> None:
        """Show how far off it was; without an answer there was no question."""
        if isinstance(foretold, TutorError):
            self._asking = None
            self.notify(f"{foretold}", severity="warning", markup=False)
            self.post_message(Foreseen(self, None))
        else:
            asking.settle(foretold)
            self.post_message(Foreseen(self, foretold))
        self.redraw(layout=True)
        self.refresh_bindings()

    def _controls(self, width: int) -> list[Row]:
        """The first control as a line, the others as keys."""
        first, *others = self.simulation.controls
        line = slider_line(first, float(self._settings[first.name]), width, self.look)
        more = [("space", "stop" if self.playing else "play")]
        if self._player.speed != 1:
            more.append(("[ ]", f"speed {self._player.speed:g}x"))
        if self.check_action("yours", ()):
            more.append(("y", "the course's" if self._theirs and self._theirs.on else "yours"))
        if not self.has_class("-roomy"):
            more.append(("f", "larger"))
        more.append(("r", "reset"))
        return [line, *key_rows(others, self._settings, width, self.look, more)]

    def _name_source(self, source: str) -> None:
        self.border_subtitle = source
