"""What a terminal shows while a model trains or draws: pictures that redraw, or plain lines."""

from __future__ import annotations

from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray
from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.table import Table
from rich.text import Text

from tutor.cli.training.panels import DRAWS, RIGHT, cloud, clouds, loss
from tutor.cli.training.sheet import in_colour, in_shades, sheet
from tutor.simulations.frame import Frame, Readout, Tone
from tutor.training.driving import WHY_IDLE, Drivers
from tutor.training.events import Advance, Event, Finished, Samples, Started
from tutor.tui.drawing.draw import draw
from tutor.tui.drawing.row import Grey, Row, flow

STYLES = {
    Tone.DATA: "default",
    Tone.NOISE: "bright_black",
    Tone.MODEL: "bright_cyan",
    Tone.YOURS: "bright_yellow",
    Tone.MUTED: "bright_black",
}
HEIGHT = 20
"""Rows of a picture, where the terminal has more."""
SPARE = 4
"""Rows of a terminal that are left for the prompt."""
WIDTH = 100
"""Columns, where the terminal has more."""
GAP = 2
"""Cells between what stands side by side."""
BAR = 28
"""Cells of the progress bar."""


class Board:
    """Shows the events of a run; a context, because it redraws in place while it is open."""

    def __init__(self, plain: bool, unicode: bool) -> None:
        """plain: print lines, redraw nothing. unicode: whether stdout carries it."""
        self._plain = plain
        self._unicode = unicode
        self._console = Console(highlight=False, no_color=plain or None)
        self._live = Live(console=self._console, auto_refresh=False)
        self._samples: Samples | None = None
        self._losses: list[tuple[float, float]] = []

    def __enter__(self) -> Self:
        if not self._plain:
            self._live.start()
            self._live.update(Text("loading torch and your functions"), refresh=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._live.stop()

    def show(self, event: Event) -> None:
        """Show what a training run tells."""
        match event:
            case Started():
                self._live.update(Text(), refresh=not self._plain)
                self._start(event)
            case Samples():
                self._samples = event
            case Advance():
                self._losses.append((event.step, event.loss))
                self._progress(event)
            case Finished():
                pass

    def draw(self, samples: Samples, steps: int) -> None:
        """Show one state of a sampler that takes so many steps."""
        title = f"step {samples.step} of {steps}"
        if samples.x.ndim == 2:
            spread = f"{samples.x[:, 0].std():.2f} across, {samples.x[:, 1].std():.2f} up"
            readouts = (Readout("points", str(len(samples.x))), Readout("spread", spread))
        else:
            contrast = f"{np.nan_to_num(samples.x).std():.2f}"
            readouts = (Readout("pictures", str(len(samples.x))), Readout("contrast", contrast))
        if self._plain:
            told = ", ".join(f"{readout.label} {readout.value}" for readout in readouts)
            self._say(f"{title}: {told}")
        elif samples.x.ndim == 2:
            self._update(self._drawn(Frame((cloud(samples.x, samples.labels, title),), readouts)))
        else:
            self._update(self._pictures(samples, title), self._told(readouts))

    def _start(self, event: Started) -> None:
        threads = f", {event.threads} threads" if event.threads > 1 else ""
        self._say(
            f"{event.parameters:,} parameters on {event.device} ({event.why}{threads}), "
            f"isolation {event.isolation}"
        )
        self.tell(Drivers(event.functions, event.ours, event.idle))
        if event.recording:
            self._say(event.recording)

    def tell(self, drivers: Drivers) -> None:
        """Say whose functions run."""
        self._say(f"yours: {', '.join(drivers.yours) or 'none yet'}")
        if drivers.ours:
            self._say(f"the tutor's, until you pass them: {', '.join(drivers.ours)}")
        for slug in drivers.idle:
            self._say(f"not needed here: {slug}, since {WHY_IDLE[slug]}")

    def _progress(self, event: Advance) -> None:
        if self._plain:
            if event.step % 100 == 0 or event.step == event.steps:
                self._say(f"step {event.step} of {event.steps}, loss {event.loss:.4f}")
            return
        done = round(BAR * event.step / event.steps)
        full, empty = ("━", "─") if self._unicode else ("#", "-")
        readouts = (
            Readout("", f"{full * done}{empty * (BAR - done)} {event.step} of {event.steps}"),
            Readout("loss", f"{event.loss:.3f}"),
            Readout("held out", f"{event.held_out:.3f}"),
            Readout("examples/s", f"{event.examples_per_second:,.0f}"),
        )
        if self._samples is None:
            self._update(self._drawn(Frame((loss(self._losses),), readouts)))
        elif self._samples.x.ndim == 2:
            panels = (*clouds(self._samples), loss(self._losses))
            self._update(self._drawn(Frame(panels, readouts)))
        else:
            self._update(self._pictures(self._samples, DRAWS), self._told(readouts))

    def _pictures(self, samples: Samples, title: str) -> RenderableType:
        """A sheet with the loss beside it, or with that of right functions where there is one."""
        names, columns = [title], [samples.x]
        if samples.right is not None:
            names, columns = [title, RIGHT], [samples.x, samples.right]
        alone = not self._losses or samples.right is not None
        room = self._width // len(columns) - 1 if alone else 2 * self._width // 3
        sheets = [self._sheet(pictures, room) for pictures in columns]
        table = Table.grid(padding=(0, GAP, 0, 0))
        if not alone:
            lines = sheets[0].plain.splitlines()
            left = self._width - len(lines[0]) - GAP
            panel = draw(
                Frame((loss(self._losses),), ()), left, len(lines) + 1, unicode=self._unicode
            )
            sheets.append(_text(panel[1:]))
            names.append("loss")
        table.add_row(*map(Text, names))
        table.add_row(*sheets)
        return table

    def _sheet(self, pictures: NDArray[np.float64], room: int) -> Text:
        light = sheet(pictures, room, 2 * (self._height - 3))
        if self._unicode and self._console.color_system and not self._console.no_color:
            return in_colour(light)
        return in_shades(light, unicode=self._unicode)

    @property
    def _width(self) -> int:
        return min(self._console.width, WIDTH)

    @property
    def _height(self) -> int:
        return min(self._console.height - SPARE, HEIGHT)

    def _drawn(self, frame: Frame) -> Text:
        return _text(draw(frame, self._width, self._height, unicode=self._unicode))

    def _told(self, readouts: tuple[Readout, ...]) -> Text:
        """Numbers under pictures, in as many lines as they need."""
        told = (f"{one.label} {one.value}".strip() for one in readouts)
        return _text(flow([[(one, None)] for one in told], self._width))

    def _update(self, *parts: RenderableType) -> None:
        self._live.update(Group(*parts), refresh=True)

    def _say(self, line: str) -> None:
        self._console.print(line, markup=False)


def _text(rows: list[Row]) -> Text:
    """Drawn rows with their tones."""
    text = Text(no_wrap=True)
    for row in rows:
        for run, ink in row:
            text.append(run, "" if ink is None or isinstance(ink, Grey) else STYLES[ink])
        text.append("\n")
    return text
