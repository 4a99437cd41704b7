"""Each profile, forced, as whoever runs this, inside other namespaces, and as an ordinary user.

The file that is run does no harm, so it may run outside a box, unlike those of `test_cheats`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tutor.grading.jail_box import THREADS

pytestmark = pytest.mark.isolation

CHECKOUT = Path(__file__).parents[3]
OWN_ROOT = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
BOX = ["unshare", *OWN_ROOT, "--pid", "--fork", "--kill-child", "--mount-proc", "--mount", "--net"]
PLACES = {
    "here": [],
    "in other namespaces": BOX,
    "as an ordinary user": BOX if not OWN_ROOT else [],
}
PROFILES = {
    "here": ["FULL", "FULL_WITH_OUTER_PROC", "KERNEL", "FILES", "CALLS", "BASIC"],
    "in other namespaces": ["FULL", "FULL_WITH_OUTER_PROC", "KERNEL"],
    "as an ordinary user": ["FULL", "FULL_WITH_OUTER_PROC", "KERNEL", "CALLS"],
}
ALL = [(place, profile) for place, names in PROFILES.items() for profile in names]
REFUSED = "PermissionError"


@pytest.fixture(scope="module")
def seen():
    """What was seen, by the place and the profile."""
    found = {}
    for place, names in PROFILES.items():
        user = ["--as-nobody"] if place == "as an ordinary user" else []
        ran = subprocess.run(
            [*PLACES[place], sys.executable, "-m", "tests.tutor.grading.jail_box", *user, *names],
            cwd=CHECKOUT,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert ran.returncode == 0, f"{place}: {ran.stderr}"
        found |= {(place, one["profile"]): one for one in map(json.loads, ran.stdout.splitlines())}
    return found


@pytest.fixture(params=ALL, ids=lambda case: f"{case[1]} {case[0]}")
def case(request):
    return request.param


@pytest.fixture
def profile(case):
    return case[1]


@pytest.fixture
def jail(seen, case):
    return seen[case]


@pytest.fixture
def survey(jail):
    """What the second run saw, which could have seen the first."""
    return jail["second"]


def test_a_profile_is_in_force_under_its_name(jail, profile):
    named = {"FULL": "full", "FULL_WITH_OUTER_PROC": "full", "KERNEL": "kernel"}

    assert jail["isolation"] == named.get(profile, "basic")


def test_all_ends_with_the_jail(jail):
    assert jail["ended"] == 0


def test_hidden_files_are_not_there_or_cannot_be_read(survey, profile):
    expected = {
        "FULL": ("FileNotFoundError", "FileNotFoundError"),
        "FULL_WITH_OUTER_PROC": ("FileNotFoundError", "FileNotFoundError"),
        "KERNEL": ("6", REFUSED),
        "FILES": ("6", REFUSED),
        "CALLS": ("6", "x = 1\n"),
        "BASIC": ("6", "x = 1\n"),
    }

    assert (survey["name"], survey["text"]) == expected[profile]


def test_only_namespaces_have_scratch_and_it_is_empty_at_the_start_of_a_run(survey, profile):
    expected = ("[]", "4") if profile.startswith("FULL") else ("KeyError", "KeyError")

    assert (survey["left"], survey["scratch"]) == expected


def test_no_file_of_the_course_is_written(survey, profile):
    if profile not in ("CALLS", "BASIC"):
        assert survey["course"] in (REFUSED, "FileNotFoundError")


def test_no_process_is_started_and_nothing_is_sent(survey, profile):
    if profile not in ("FILES", "BASIC"):  # these have no seccomp
        assert survey["fork"] == REFUSED
        assert survey["datagrams"] == REFUSED


def test_no_other_process_is_signalled(survey, profile):
    if profile != "BASIC":
        assert survey["signal"] == REFUSED
    if profile not in ("FILES", "BASIC"):
        assert survey["signal to all"] == REFUSED


def test_no_process_outside_is_there(survey, profile, case):
    """Asked of numbers that are too large for the few processes inside."""
    if case[0] == "here":
        assert survey["process"] == str(profile != "FULL")


def test_root_has_become_nobody_where_it_could(survey, profile, case):
    if profile.startswith("FULL") and case[0] != "in other namespaces":
        assert survey["user"] == "65534"


def test_threads_are_counted(survey, profile, case):
    """Up to those of the whole machine, unless the namespaces are those of an ordinary user."""
    if profile == "FULL" and (case[0] == "as an ordinary user" or OWN_ROOT):
        assert int(survey["threads"]) <= THREADS
    elif profile.startswith("FULL") and survey["user"] == "65534":
        assert int(survey["threads"]) < 1000
