"""Samples as a picture in a file, or a film of them, by the ending of its name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tutor.cli.training.sheet import Light, sheet
from tutor.errors import TutorError
from tutor.training.events import Samples

ENDINGS = (".png", ".gif")
SIDE = 512
"""Pixels that a cloud of points, and at least a sheet of pictures, is wide."""
REACH = 2.5
"""How far a cloud is shown to each side of its middle."""
MILLISECONDS, LAST = 80, 1500
"""How long each frame of a film is shown, and its last."""
COLOURS = np.array([[64, 196, 255], [255, 196, 64]], np.uint8)
"""Of neighbouring classes."""


def check(path: Path) -> None:
    """Raise TutorError for a file that could not be written in the end."""
    if path.suffix.lower() not in ENDINGS:
        raise TutorError(
            f"{path}: cannot save as `{path.suffix or path.name}`",
            "give a name that ends in `.png`, or in `.gif` for a film",
        )
    if not path.parent.is_dir():
        raise TutorError(
            f"{path}: there is no folder `{path.parent}`", "make it, or choose another"
        )


def save(path: Path, frames: Sequence[Samples]) -> None:
    """The last frame as a picture, or all of them as a film."""
    from PIL import Image

    lights = [light(frame) for frame in (frames if path.suffix.lower() == ".gif" else frames[-1:])]
    first, *others = [Image.fromarray(one) for one in lights]
    times = [MILLISECONDS] * len(others) + [LAST]
    try:
        if others:
            first.save(path, save_all=True, append_images=others, duration=times, loop=0)
        else:
            first.save(path)
    except OSError as error:
        raise TutorError(
            f"{path}: cannot be written: {(error.strerror or str(error)).lower()}",
            "make room there or give yourself permission",
        ) from error


def light(samples: Samples) -> Light:
    """One frame, large enough to look at."""
    if samples.x.ndim == 2:
        return _scattered(samples)
    count, _, height, width = samples.x.shape
    columns = int(np.ceil(np.sqrt(2 * count)))
    rows = -(-count // columns)
    small = sheet(samples.x, columns * (width + 1), rows * (height + 1))
    times = max(1, SIDE // small.shape[1])
    return small.repeat(times, 0).repeat(times, 1)


def _scattered(samples: Samples) -> Light:
    """Each point as a dot of three by three pixels."""
    dark = np.full((SIDE, SIDE, 3), 16, np.uint8)
    x, y = (samples.x.T / REACH + 1) / 2 * SIDE
    for across, up, label in zip(x, y, samples.labels, strict=True):
        if 1 <= across < SIDE - 2 and 1 <= up < SIDE - 2:
            column, row = int(across), SIDE - 1 - int(up)
            dark[row - 1 : row + 2, column - 1 : column + 2] = COLOURS[label % 2]
    return dark
