from __future__ import annotations

import pytest

from tutor.sandbox.profile import (
    BASIC,
    CALLS,
    FILES,
    FULL,
    FULL_WITH_OUTER_PROC,
    KERNEL,
    Namespaces,
    Profile,
)

OUTER, OWN = Namespaces.OUTER_PROC, Namespaces.OWN


@pytest.mark.parametrize(
    ("profile", "name", "says"),
    [
        (
            FULL,
            "full",
            "bubblewrap hides files, network and other processes; "
            "Landlock and seccomp close them once more",
        ),
        (
            FULL_WITH_OUTER_PROC,
            "full",
            "bubblewrap hides files and network, but /proc shows other processes; "
            "Landlock and seccomp close them once more",
        ),
        (
            Profile(OWN, files=False, calls=True),
            "full",
            "bubblewrap hides files, network and other processes; "
            "seccomp closes system calls once more; no Landlock",
        ),
        (
            Profile(OUTER, files=False, calls=True),
            "basic",
            "bubblewrap hides files and network, but /proc shows other processes; "
            "seccomp closes system calls once more; no Landlock",
        ),
        (
            Profile(OWN, files=True, calls=False),
            "full",
            "bubblewrap hides files, network and other processes; "
            "Landlock closes files once more; no seccomp",
        ),
        (
            Profile(OWN, files=False, calls=False),
            "full",
            "bubblewrap hides files, network and other processes; neither Landlock nor seccomp",
        ),
        (
            KERNEL,
            "kernel",
            "Landlock and seccomp close files, network and other processes",
        ),
        (
            FILES,
            "basic",
            "Landlock closes files; no seccomp: learners' code can start processes",
        ),
        (
            CALLS,
            "basic",
            "seccomp closes processes; no Landlock: learners' code reads what you can",
        ),
        (
            BASIC,
            "basic",
            "limits and timeouts only: learners' code can read what you can read",
        ),
    ],
)
def test_a_profile_is_named_and_told(profile, name, says):
    assert (profile.name, profile.says) == (name, says)
