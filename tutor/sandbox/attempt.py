"""Trying out, in a process made for it, what cannot be undone."""

from __future__ import annotations

import os
from collections.abc import Callable


def succeeds(action: Callable[[], object]) -> bool:
    """Whether a forked child comes through this; to be asked by a process of one thread."""
    child = os.fork()
    if child == 0:
        came_through = False
        try:
            action()
            came_through = True
        finally:
            os._exit(0 if came_through else 1)  # no clean-up of the parent's affairs in the child
    _, status = os.waitpid(child, 0)
    return status == 0
