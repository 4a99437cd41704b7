"""How strongly a process that runs a learner's code is fenced in: three facts and their sum.

full     namespaces of its own: hidden files, other processes and the network are not there
kernel   they are there, and the kernel refuses them: Landlock files, seccomp system calls
basic    half of that, or limits alone: hidden files can be read, or processes be started
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Namespaces(StrEnum):
    """Which a process has been started in."""

    NONE = ""
    OWN = "own"
    """Its own, and a /proc that shows nothing else."""
    OUTER_PROC = "outer-proc"
    """Its own, but the /proc of everybody: some containers refuse to mount a new one."""


@dataclass(frozen=True)
class Profile:
    """One strength of isolation."""

    namespaces: Namespaces
    files: bool
    """Whether Landlock takes part."""
    calls: bool
    """Whether seccomp takes part."""

    @property
    def name(self) -> str:
        """What a verdict says of it: `full`, `kernel` or `basic`."""
        if self.namespaces is Namespaces.OWN:
            return "full"
        if self.namespaces is Namespaces.OUTER_PROC and self.files:  # closes /proc again
            return "full"
        return "kernel" if self.files and self.calls else "basic"

    @property
    def says(self) -> str:
        """The same in a sentence, for `tutor doctor`."""
        if self.namespaces is Namespaces.NONE:
            return OUTSIDE[self.files, self.calls]
        inside = INSIDE[self.files, self.calls]
        if self.namespaces is Namespaces.OWN:
            return f"bubblewrap hides files, network and other processes; {inside}"
        return f"bubblewrap hides files and network, but /proc shows other processes; {inside}"


INSIDE = {
    (True, True): "Landlock and seccomp close them once more",
    (True, False): "Landlock closes files once more; no seccomp",
    (False, True): "seccomp closes system calls once more; no Landlock",
    (False, False): "neither Landlock nor seccomp",
}
OUTSIDE = {
    (True, True): "Landlock and seccomp close files, network and other processes",
    (True, False): "Landlock closes files; no seccomp: learners' code can start processes",
    (False, True): "seccomp closes processes; no Landlock: learners' code reads what you can",
    (False, False): "limits and timeouts only: learners' code can read what you can read",
}

FULL = Profile(Namespaces.OWN, files=True, calls=True)
FULL_WITH_OUTER_PROC = Profile(Namespaces.OUTER_PROC, files=True, calls=True)
KERNEL = Profile(Namespaces.NONE, files=True, calls=True)
FILES = Profile(Namespaces.NONE, files=True, calls=False)
CALLS = Profile(Namespaces.NONE, files=False, calls=True)
BASIC = Profile(Namespaces.NONE, files=False, calls=False)
