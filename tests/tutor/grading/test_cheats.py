"""No trick passes, none does harm, and an honest file passes right after each.

The cheats run in namespaces of their own. Where a machine refuses those, this module fails; there,
select it off with `-m "not isolation"`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tutor.grading.cheats import CHEATS

pytestmark = pytest.mark.isolation

BOX = ["unshare", "--pid", "--fork", "--kill-child", "--mount-proc", "--mount", "--net", "--ipc"]
AS_ROOT_OF_ITS_OWN = ["--user", "--map-root-user"]
CHECKOUT = Path(__file__).parents[3]
AT_MOST = 300


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """What came of each cheat, by its name; what was left at the end, under the empty name."""
    own_root = [] if os.geteuid() == 0 else AS_ROOT_OF_ITS_OWN
    program = [sys.executable, "-m", "tests.tutor.grading.hostile_box"]
    folder = tmp_path_factory.mktemp("box")
    ran = subprocess.run(
        [*BOX, *own_root, *program, str(folder)],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        timeout=AT_MOST,
    )
    assert ran.returncode == 0, f"no namespaces here, or the box broke: {ran.stderr}"
    lines = map(json.loads, ran.stdout.splitlines())
    return {line.get("cheat", ""): line for line in lines}


@pytest.mark.parametrize("cheat", CHEATS)
def test_a_cheat_fails(reports, cheat):
    assert reports[cheat]["status"] == "failed"
    assert reports[cheat]["points"] < 8


@pytest.mark.parametrize("cheat", CHEATS)
def test_an_honest_file_passes_right_after(reports, cheat):
    assert reports[cheat]["honest"] == "passed"


@pytest.mark.parametrize("cheat", CHEATS)
def test_a_cheat_leaves_nothing_behind_and_shows_nothing_hidden(reports, cheat):
    report = reports[cheat]

    assert report["processes"] <= 3
    assert report["course_unharmed"]
    assert "\x1b" not in report["shown"]
    assert "/solutions/" not in report["shown"]


def test_the_kernel_isolates(reports):
    assert {reports[cheat]["isolation"] for cheat in CHEATS} == {"kernel"}


def test_nothing_runs_once_the_grader_is_closed(reports):
    assert reports[""]["processes"] == 0
