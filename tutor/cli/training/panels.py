"""What of a training is drawn as panels: clouds of points, and the loss."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tutor.simulations.frame import Curve, Panel, Points, Tone
from tutor.training.events import Samples

DRAWS, RIGHT = "your model draws", "right functions draw"


def clouds(samples: Samples) -> tuple[Panel, ...]:
    """What the model draws, and what right functions draw where they train beside."""
    yours = cloud(samples.x, samples.labels, DRAWS)
    if samples.right is None:
        return (yours,)
    return yours, cloud(samples.right, samples.labels, RIGHT)


def cloud(xy: NDArray[np.float64], labels: NDArray[np.int64], title: str) -> Panel:
    """Points, (N, 2); neighbouring classes in two tones."""
    odd = labels % 2 == 1
    return Panel(title, (Points(xy[~odd], Tone.MODEL), Points(xy[odd], Tone.YOURS)))


def loss(seen: Sequence[tuple[float, float]]) -> Panel:
    """Losses after so many steps; at least one."""
    steps, values = np.array(seen, float).T
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
