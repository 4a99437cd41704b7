"""How to get a stronger isolation on this very system, for `tutor doctor`.

Reads what the system says of itself and changes nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tutor.sandbox.bubblewrap import Found
from tutor.sandbox.profile import Namespaces, Profile

INSTALLERS = {
    "debian": "apt install",
    "ubuntu": "apt install",
    "fedora": "dnf install",
    "rhel": "dnf install",
    "arch": "pacman -S",
    "suse": "zypper install",
    "opensuse": "zypper install",
    "alpine": "apk add",
}
SWITCHES = {
    "kernel/unprivileged_userns_clone": ("0", "`sysctl kernel.unprivileged_userns_clone=1`"),
    "user/max_user_namespaces": ("0", "`sysctl user.max_user_namespaces=15000`"),
    "kernel/apparmor_restrict_unprivileged_userns": (
        "1",
        "give AppArmor a profile with `userns,` for bwrap "
        "(on Ubuntu: `bwrap-userns-restrict`, from the package `apparmor-profiles`)",
    ),
}
"""What keeps a user from namespaces: a file under /proc/sys, its value, and the remedy."""


def remedies(
    profile: Profile, found: Found, root: Path = Path("/"), platform: str = sys.platform
) -> list[str]:
    """What would make this profile stronger, as imperatives; none for the strongest.

    found: what bubblewrap could do. root: where the files of the system are.
    """
    if platform != "linux":
        return ["run the tutor on Linux, in a virtual machine or in WSL 2"]
    return [*_for_namespaces(found, root), *_for_the_kernel(profile, root)]


def _for_namespaces(found: Found, root: Path) -> Iterator[str]:
    if found.namespaces is Namespaces.OWN:
        return
    if found.namespaces is Namespaces.OUTER_PROC:
        yield "let this container mount /proc (Docker: `--security-opt systempaths=unconfined`)"
        return
    if not found.complaint:
        yield _install("bubblewrap", root)
        return
    closed = [
        remedy
        for name, (value, remedy) in SWITCHES.items()
        if _read(root / "proc/sys" / name).strip() == value
    ]
    if closed:
        yield f"let users make namespaces: {', and '.join(closed)}"
    elif "Unknown option" in found.complaint:
        yield "bring bubblewrap to version 0.7 or later"
    else:
        yield f"mend bubblewrap, which says `{found.complaint.splitlines()[-1]}`"


def _for_the_kernel(profile: Profile, root: Path) -> Iterator[str]:
    if not profile.files:
        modules = _read(root / "sys/kernel/security/lsm").strip()
        if modules and "landlock" not in modules:
            yield f"switch on Landlock: start Linux with `lsm=landlock,{modules}`"
        else:
            yield "use Linux 5.13 or later, which has Landlock"
    if not profile.calls:
        name = "libseccomp2" if _installer(root) == "apt install" else "libseccomp"
        yield _install(name, root)


def _install(package: str, root: Path) -> str:
    installer = _installer(root)
    return f"`{installer} {package}`" if installer else f"install {package}"


def _installer(root: Path) -> str:
    """The command of this distribution; empty if we know none."""
    lines = _read(root / "etc/os-release").splitlines()
    named = dict(line.split("=", 1) for line in lines if "=" in line)
    kinds = f"{named.get('ID', '')} {named.get('ID_LIKE', '')}".replace('"', "").split()
    return next((INSTALLERS[kind] for kind in kinds if kind in INSTALLERS), "")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""
