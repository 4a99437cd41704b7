"""The whole record of a learner as JSON: every entry of the log, and what was derived from it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from tutor.course.course import Course
from tutor.learning.progress import Progress
from tutor.learning.review.memory import remembered


def write_record(course: Course, progress: Progress, path: Path, now: datetime) -> int:
    """Write it and return how many entries it has; raises OSError."""
    log, memory = progress.log(), remembered(progress, course)
    whole = {
        "schema": 1,
        "course": course.title,
        "exported": now.isoformat(),
        "log": log,
        "review": [
            {
                "subject": name,
                "due": card.due.isoformat(),
                "rated": card.rated.isoformat(),
                "times": card.times,
                "stability": card.stability,
                "difficulty": card.difficulty,
            }
            for name, card in memory.cards.items()
        ],
        "misconceptions": memory.misled.counts,
    }
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return len(log)
