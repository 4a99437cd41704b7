"""Take the picture of a report on a class: `python docs/pictures/class_report.py`.

Needs chromium, which the project itself does not.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from a_class import make_class

from tutor.cli import main as tutor
from tutor.course.finder import find_course
from tutor.course.reader import read_course

HERE = Path(__file__).parent
SLUGS = (
    "linear_beta_schedule",
    "alpha_bar",
    "q_step",
    "q_sample",
    "q_mean_var",
    "snr",
    "cosine_beta_schedule",
    "ddpm_mean",
    "p_sample",
    "training_loss",
)
LEARNERS, SEED = 36, 2
SIZE = "1000,1000"
"""Pixels: as far as the exercises."""


def main() -> None:
    """Have a class of 36 graded, and keep what its report looks like."""
    course = read_course(find_course(None, os.environ))
    with tempfile.TemporaryDirectory(prefix="diffusion-tutor-") as name:
        folder = Path(name)
        make_class(course, SLUGS, folder, LEARNERS, SEED)
        graded = str(folder / "graded")
        tutor(["class", "grade", str(folder / "class"), "--to", graded])
        tutor(["class", "report", "--records", str(folder / "records"), "--to", graded])
        browser = ["chromium", "--headless", "--no-sandbox", "--hide-scrollbars"]
        picture = [f"--screenshot={HERE / 'class.png'}", f"--window-size={SIZE}"]
        page = (folder / "graded" / "class.html").as_uri()
        subprocess.run([*browser, *picture, page], check=True, capture_output=True)  # noqa: S603


if __name__ == "__main__":
    main()
