"""How long ago something was, in words."""

from __future__ import annotations

from datetime import datetime

UNITS = (("day", 86400), ("hour", 3600), ("minute", 60))


def age(then: datetime, now: datetime) -> str:
    """The largest whole unit, as `2 hours ago`; `just now` within a minute, or from the future."""
    seconds = (now - then).total_seconds()
    for unit, length in UNITS:
        if (count := int(seconds // length)) >= 1:
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "just now"
