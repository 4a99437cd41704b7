from __future__ import annotations

import pytest

from tutor.sandbox.bubblewrap import Found
from tutor.sandbox.profile import CALLS, FILES, FULL, FULL_WITH_OUTER_PROC, KERNEL, Namespaces
from tutor.sandbox.remedies import remedies

REFUSED = Found(Namespaces.NONE, "bwrap: No permissions to create new namespace")


@pytest.fixture
def system(tmp_path):
    """The root of a Debian with these files."""

    def made(**files):
        for place, text in {"etc/os-release": "ID=debian\n", **files}.items():
            path = tmp_path / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return tmp_path

    return made


@pytest.mark.parametrize(
    ("profile", "found", "files", "expected"),
    [
        (FULL, Found(Namespaces.OWN), {}, []),
        (KERNEL, Found(Namespaces.NONE), {}, ["`apt install bubblewrap`"]),
        (
            KERNEL,
            Found(Namespaces.NONE),
            {"etc/os-release": 'ID=rocky\nID_LIKE="rhel fedora"\n'},
            ["`dnf install bubblewrap`"],
        ),
        (KERNEL, Found(Namespaces.NONE), {"etc/os-release": ""}, ["install bubblewrap"]),
        (
            KERNEL,
            REFUSED,
            {"proc/sys/kernel/unprivileged_userns_clone": "0\n"},
            ["let users make namespaces: `sysctl kernel.unprivileged_userns_clone=1`"],
        ),
        (
            KERNEL,
            REFUSED,
            {"proc/sys/user/max_user_namespaces": "0\n"},
            ["let users make namespaces: `sysctl user.max_user_namespaces=15000`"],
        ),
        (
            KERNEL,
            REFUSED,
            {
                "proc/sys/kernel/unprivileged_userns_clone": "1\n",
                "proc/sys/kernel/apparmor_restrict_unprivileged_userns": "1\n",
            },
            [
                "let users make namespaces: give AppArmor a profile with `userns,` for bwrap "
                "(on Ubuntu: `bwrap-userns-restrict`, from the package `apparmor-profiles`)"
            ],
        ),
        (
            KERNEL,
            Found(Namespaces.NONE, "bwrap: Unknown option --size"),
            {},
            ["bring bubblewrap to version 0.7 or later"],
        ),
        (
            KERNEL,
            REFUSED,
            {},
            ["mend bubblewrap, which says `bwrap: No permissions to create new namespace`"],
        ),
        (
            FULL_WITH_OUTER_PROC,
            Found(Namespaces.OUTER_PROC, "bwrap: Can't mount proc on /newroot/proc"),
            {},
            ["let this container mount /proc (Docker: `--security-opt systempaths=unconfined`)"],
        ),
        (
            CALLS,
            Found(Namespaces.NONE),
            {"sys/kernel/security/lsm": "capability,yama"},
            [
                "`apt install bubblewrap`",
                "switch on Landlock: start Linux with `lsm=landlock,capability,yama`",
            ],
        ),
        (
            CALLS,
            Found(Namespaces.NONE),
            {},
            ["`apt install bubblewrap`", "use Linux 5.13 or later, which has Landlock"],
        ),
        (
            FILES,
            Found(Namespaces.NONE),
            {"etc/os-release": "ID=arch"},
            ["`pacman -S bubblewrap`", "`pacman -S libseccomp`"],
        ),
        (FILES, Found(Namespaces.OWN), {}, ["`apt install libseccomp2`"]),
    ],
    ids=[
        "nothing is missing",
        "no bubblewrap",
        "another distribution",
        "an unknown distribution",
        "user namespaces are off",
        "there may be no user namespaces",
        "AppArmor keeps them for some",
        "an old bubblewrap",
        "another reason",
        "no proc of its own",
        "Landlock is off",
        "no Landlock",
        "neither bubblewrap nor seccomp",
        "no seccomp",
    ],
)
def test_the_remedy_is_the_one_of_this_system(system, profile, found, files, expected):
    assert remedies(profile, found, root=system(**files), platform="linux") == expected


def test_where_there_is_no_fence_another_system_is_the_remedy(tmp_path):
    told = remedies(FILES, Found(Namespaces.NONE), root=tmp_path, platform="darwin")

    assert told == ["run the tutor on Linux, in a virtual machine or in WSL 2"]
