"""No trick passes, none does harm, and an honest file passes right after each.

The cheats run in namespaces of their own. Where a machine refuses those, this module fails; there,
select it off with `-m "not isolation"`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.tutor.grading.cheats import CHEATS
from tests.tutor.grading.cheats.exits import EXITS
from tests.tutor.grading.cheats.forgeries import FORGERIES
from tests.tutor.grading.hostile_box import FIRST_HALF, HOME, PROFILES, SECOND_HALF
from tutor.sandbox import isolation
from tutor.sandbox.package import PACKAGE

pytestmark = pytest.mark.isolation

IS_ROOT = os.geteuid() == 0
BOX = [
    *("unshare", "--pid", "--fork", "--kill-child", "--mount-proc", "--mount", "--net", "--ipc"),
    *([] if IS_ROOT else ["--user", "--map-root-user"]),
]
WALLS = f"""
for at in $(cut -d' ' -f2 /proc/mounts); do
    case $at in /proc*) ;; *) mount -o remount,bind,ro "$at" ;; esac
done
{"mount -o bind,ro /proc/sys /proc/sys" if IS_ROOT else ""}
exec 3< "$KEPT" 4< "$PYTHON"
for at in /tmp /dev/shm /var/tmp; do mount -t tmpfs none $at; done
mkdir -p "$KEPT" "$PYTHON"
mount -c --bind -o ro /proc/self/fd/3 "$KEPT" && mount -c --bind -o ro /proc/self/fd/4 "$PYTHON"
touch /left-behind 2> /dev/null && exit 9
exec "$@"
"""
"""Nothing can be written to in the box but memory of its own, by root neither.

A checkout or an interpreter below /tmp is brought back after memory has been put over it.
"""
CHECKOUT = Path(__file__).parents[3]
STRONGEST = "full" if isolation.strongest().name == "full" else "kernel"
AT_MOST = 600


def held(profile: str) -> list[str]:
    """All cheats for the strongest profile; for a weaker one, those that depend on its walls."""
    if profile == STRONGEST:
        return list(CHEATS)
    parts = PROFILES[profile]
    return [
        name
        for name, cheat in CHEATS.items()
        if any(getattr(parts, part) for part in cheat.held_by) or name in {**EXITS, **FORGERIES}
    ]


PAIRS = [pytest.param(wall, name, id=f"{wall}-{name}") for wall in PROFILES for name in held(wall)]


@cache
def boxed(profile: str) -> subprocess.CompletedProcess[str] | str:
    """What the box of that profile printed, or why it did not come to its end."""
    program = [sys.executable, "-m", "tests.tutor.grading.hostile_box", profile, *held(profile)]
    try:
        return subprocess.run(
            [*BOX, "sh", "-c", WALLS, "sh", *program],
            cwd=CHECKOUT,
            env={**os.environ, "HOME": str(HOME), "KEPT": str(CHECKOUT), "PYTHON": sys.prefix},
            capture_output=True,
            text=True,
            timeout=AT_MOST,
        )
    except subprocess.TimeoutExpired:
        return f"the box was still at it after {AT_MOST} seconds"


def reports(profile: str) -> dict[str, dict[str, object]]:
    """What came of each cheat, by its name; what was left at the end, under the empty name."""
    if profile == "full" and STRONGEST != "full":
        pytest.skip("no bubblewrap here")
    ran = boxed(profile)
    assert not isinstance(ran, str), ran
    assert ran.returncode == 0, f"no namespaces here, or the box broke: {ran.stderr}"
    lines = map(json.loads, ran.stdout.splitlines())
    return {line["cheat"]: line for line in lines}


@pytest.mark.parametrize(("profile", "cheat"), PAIRS)
def test_a_cheat_meets_its_verdict(profile, cheat):
    report = reports(profile)[cheat]

    assert report["status"] == ("failed" if CHEATS[cheat].says else "passed"), report["says"]
    assert CHEATS[cheat].says in report["says"]
    assert (report["points"] == 8) == (CHEATS[cheat].says == "")


@pytest.mark.parametrize(("profile", "cheat"), PAIRS)
def test_an_honest_file_passes_right_after(profile, cheat):
    assert reports(profile)[cheat]["honest"] == "passed"


@pytest.mark.parametrize(("profile", "cheat"), PAIRS)
def test_a_cheat_leaves_nothing_behind(profile, cheat):
    assert reports(profile)[cheat]["left"] == []


@pytest.mark.parametrize(("profile", "cheat"), PAIRS)
def test_a_cheat_shows_nothing_hidden_and_steers_no_terminal(profile, cheat):
    shown = "".join(reports(profile)[cheat]["shown"])

    assert all(letter.isprintable() or letter in "\n\t" for letter in shown)
    for secret in (FIRST_HALF, SECOND_HALF, "/tmp/course", str(PACKAGE)):
        assert secret not in shown


@pytest.mark.parametrize("profile", PROFILES)
def test_the_fence_is_the_one_that_was_asked_for(profile):
    names = {reports(profile)[cheat]["isolation"] for cheat in held(profile)}

    assert names <= {PROFILES[profile].name, ""}  # none is needed for a file that cannot be read


@pytest.mark.parametrize("profile", PROFILES)
def test_nothing_is_left_once_the_grader_is_closed(profile):
    assert reports(profile)[""]["left"] == []
