"""What a terminal shows while a model trains or draws: pictures that redraw, or plain lines."""

from __future__ import annotations

from types import TracebackType
from typing import Self

import numpy as np
from rich.console import Console
from rich.live import Live
from rich.text import Text

from tutor.simulations.frame import Curve, Frame, Panel, Points, Readout, Tone
from tutor.training.events import Advance, Event, Finished, Samples, Started
from tutor.tui.drawing.draw import draw
from tutor.tui.drawing.row import Grey

STYLES = {
    Tone.DATA: "default",
    Tone.NOISE: "bright_black",
    Tone.MODEL: "bright_cyan",
    Tone.YOURS: "bright_yellow",
    Tone.MUTED: "bright_black",
}
HEIGHT = 20
"""Rows of a picture; leaves room for the prompt in a terminal of 24."""
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
                self._say(
                    f"{event.parameters:,} parameters on {event.device} ({event.why}), "
                    f"with your {', '.join(event.functions)}, isolation {event.isolation}"
                )
            case Samples():
                self._samples = event
            case Advance():
                self._losses.append((event.step, event.loss))
                self._progress(event)
            case Finished():
                pass

    def draw(self, samples: Samples, steps: int) -> None:
        """Show one state of a sampler that takes so many steps."""
        spread = f"{samples.xy[:, 0].std():.2f} across, {samples.xy[:, 1].std():.2f} up"
        title = f"step {samples.step} of {steps}"
        readouts = (Readout("points", str(len(samples.xy))), Readout("spread", spread))
        if self._plain:
            self._say(f"{title}: {len(samples.xy)} points, spread {spread}")
        else:
            self._draw(Frame((_cloud(samples, title),), readouts))

    def _progress(self, event: Advance) -> None:
        if self._plain:
            if event.step % 100 == 0 or event.step == event.steps:
                self._say(f"step {event.step} of {event.steps}, loss {event.loss:.4f}")
            return
        done = round(BAR * event.step / event.steps)
        bar = ("━" if self._unicode else "#") * done + ("─" if self._unicode else "-") * (
            BAR - done
        )
        readouts = (
            Readout("", f"{bar} {event.step} of {event.steps}"),
            Readout("loss", f"{event.loss:.3f}"),
            Readout("held out", f"{event.held_out:.3f}"),
            Readout("examples per second", f"{event.examples_per_second:,.0f}"),
        )
        cloud = () if self._samples is None else (_cloud(self._samples, "your model draws"),)
        self._draw(Frame((*cloud, _losses(self._losses)), readouts))

    def _draw(self, frame: Frame) -> None:
        rows = draw(frame, min(self._console.width, 100), HEIGHT, unicode=self._unicode)
        text = Text(no_wrap=True)
        for row in rows:
            for run, ink in row:
                text.append(run, "" if ink is None or isinstance(ink, Grey) else STYLES[ink])
            text.append("\n")
        self._live.update(text, refresh=True)

    def _say(self, line: str) -> None:
        self._console.print(line, markup=False)


def _cloud(samples: Samples, title: str) -> Panel:
    """Neighbouring classes in two tones."""
    odd = samples.labels % 2 == 1
    marks = (Points(samples.xy[~odd], Tone.MODEL), Points(samples.xy[odd], Tone.YOURS))
    return Panel(title, marks)


def _losses(losses: list[tuple[float, float]]) -> Panel:
    steps, values = np.array(losses, float).T
    low, high = values.min(), max(values.max(), values.min() + 1e-3)
    return Panel(
        "loss",
        (Curve(np.column_stack([steps, values]), Tone.DATA),),
        x_range=(0.0, float(steps[-1])),
        y_range=(float(low), float(high)),
        square=False,
        x_ends=("0", f"{steps[-1]:.0f}"),
        y_ends=(f"{low:.2f}", f"{high:.2f}"),
    )
