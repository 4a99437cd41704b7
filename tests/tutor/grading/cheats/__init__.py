"""Hostile files, by kind; `hostile_box` alone runs them."""

from __future__ import annotations

from tests.tutor.grading.cheats.cheat import Cheat
from tests.tutor.grading.cheats.crashes import CRASHES
from tests.tutor.grading.cheats.disk import DISK
from tests.tutor.grading.cheats.escapes import ESCAPES
from tests.tutor.grading.cheats.exits import EXITS
from tests.tutor.grading.cheats.forgeries import FORGERIES
from tests.tutor.grading.cheats.hangs import HANGS
from tests.tutor.grading.cheats.hogs import HOGS
from tests.tutor.grading.cheats.leftovers import LEFTOVERS
from tests.tutor.grading.cheats.network import NETWORK
from tests.tutor.grading.cheats.objects import OBJECTS
from tests.tutor.grading.cheats.patches import PATCHES
from tests.tutor.grading.cheats.searches import SEARCHES
from tests.tutor.grading.cheats.signals import SIGNALS
from tests.tutor.grading.cheats.tampering import TAMPERING

CHEATS: dict[str, Cheat] = {
    **EXITS,
    **CRASHES,
    **HANGS,
    **PATCHES,
    **OBJECTS,
    **SEARCHES,
    **DISK,
    **FORGERIES,
    **HOGS,
    **LEFTOVERS,
    **SIGNALS,
    **NETWORK,
    **ESCAPES,
    **TAMPERING,
}
"""By what each does."""
