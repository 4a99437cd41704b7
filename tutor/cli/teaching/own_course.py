"""Which course a teacher works on."""

from __future__ import annotations

from pathlib import Path

from tutor.cli.desk import Desk
from tutor.course.finder import find_course


def own_course(folder: Path | None, desk: Desk) -> Path | None:
    """The one named, else the one around the current folder; None where there is neither."""
    if folder or desk.course_option or desk.environ.get("TUTOR_COURSE"):
        return find_course(folder or desk.course_option, desk.environ)
    around = [desk.cwd, *desk.cwd.parents]
    return next((one for one in around if (one / "lessons" / "course.yaml").is_file()), None)
