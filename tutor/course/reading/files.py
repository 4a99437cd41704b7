"""From a file to its lines."""

from __future__ import annotations

from pathlib import Path

from tutor.course.reading.faults import Report


def read_lines(path: Path, report: Report) -> tuple[str, ...] | None:
    """The lines without their ends; None, and a fault, where there is no text to read."""
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        report(line, "this is not UTF-8", "save the file as UTF-8")
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        report(0, f"cannot be read: {reason}", "make it a file that you may read")
    else:
        return tuple(text.replace("\r\n", "\n").split("\n"))
    return None
