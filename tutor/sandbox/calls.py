"""Which system calls a learner's process may not make.

A list of what is denied, because numerical libraries need more calls than anyone can list. Files
are not its affair (`landlock`), except for those calls that Landlock lets through.
"""

from __future__ import annotations

import errno
import os

try:  # here, because it looks for its library with tools that a confined process cannot start
    import pyseccomp as seccomp
except (ImportError, RuntimeError):  # not Linux, or a Linux without libseccomp
    seccomp = None

from tutor.sandbox.process import PR_SET_DUMPABLE, PR_SET_PDEATHSIG

NEW_PROCESSES = "fork vfork execve execveat"
OTHER_PROCESSES = (
    "ptrace process_vm_readv process_vm_writev process_madvise process_mrelease kcmp pidfd_open "
    "pidfd_getfd pidfd_send_signal tkill setpriority ioprio_set sched_setscheduler "
    "sched_setparam sched_setattr sched_setaffinity migrate_pages move_pages"
)
NETWORK = "socket socketpair connect bind listen accept accept4"
NAMES_OF_FILES = (  # Landlock guards what is in a file and the list of names, not these
    "chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat utime utimes utimensat futimesat "
    "setxattr lsetxattr fsetxattr removexattr lremovexattr fremovexattr truncate creat"
)
WHAT_OUTLIVES_A_PROCESS = "shmget msgget semget mq_open memfd_create memfd_secret"
THE_SYSTEM = (
    "unshare setns mount umount2 pivot_root chroot move_mount open_tree fsopen fsmount "
    "keyctl add_key request_key bpf perf_event_open userfaultfd io_uring_setup io_uring_enter "
    "name_to_handle_at open_by_handle_at fanotify_init syslog"
)
DENIED = (
    NEW_PROCESSES,
    OTHER_PROCESSES,
    NETWORK,
    WHAT_OUTLIVES_A_PROCESS,
    THE_SYSTEM,
)
OWNERS_OF_FILES = {"F_SETOWN": 8, "F_SETSIG": 10, "F_SETOWN_EX": 15, "F_NOTIFY": 1026}
"""Whom the kernel signals, and how, once a file is ready: a way to signal others."""
KINDS_OF_IOCTL = {
    "sockets": 0x89,
    "flags": 0x66,
    "attributes": 0x58,
    "version": 0x76,
    "pidfd": 0xFF,
}
"""The second byte of a request. The first is `FIOSETOWN`'s, the next three outlive a process."""
SIGNALS = "kill tgkill rt_sigqueueinfo rt_tgsigqueueinfo"
"""Allowed towards the own process: abort() needs them."""

EMPTYING = {"open": 1, "openat": 2}
"""Which argument may ask to empty a file: below 6.2, Landlock lets a reader do that."""

NUMBERS = {
    "pidfd_send_signal": 424,
    "io_uring_setup": 425,
    "io_uring_enter": 426,
    "open_tree": 428,
    "move_mount": 429,
    "fsopen": 430,
    "fsmount": 432,
    "pidfd_open": 434,
    "clone3": 435,
    "openat2": 437,
    "pidfd_getfd": 438,
    "process_madvise": 440,
    "memfd_secret": 447,
    "process_mrelease": 448,
    "fchmodat2": 452,
}
"""Calls for which an old libseccomp has no name; from 424 on, numbers are the same everywhere."""
YOUNGER = range(457, 512)
"""Numbers of calls younger than these lists."""

CLONE_THREAD = 0x10000
WORD = 0xFFFFFFFF  # of these arguments the kernel drops the upper half


def close_calls(*, names: bool = True) -> None:
    """Deny this process, for good, to start, touch or talk to any other; threads stay allowed.

    names: also to change what files are called and who may use them, or to empty them; not needed
    where all but scratch is mounted for reading.
    OSError: one of the rules cannot be made, and none is in force.
    """
    rules = seccomp.SyscallFilter(seccomp.ALLOW)
    denied, unknown = seccomp.ERRNO(errno.EPERM), seccomp.ERRNO(errno.ENOSYS)
    for name in " ".join((*DENIED, NAMES_OF_FILES * names)).split():
        rules.add_rule(denied, NUMBERS.get(name, name))
    for name in SIGNALS.split():
        rules.add_rule(denied, name, seccomp.Arg(0, seccomp.NE, os.getpid()))
    rules.add_rule(denied, "prlimit64", seccomp.Arg(0, seccomp.NE, 0))
    rules.add_rule(denied, "clone", seccomp.Arg(0, seccomp.MASKED_EQ, CLONE_THREAD, 0))
    for name, flags in (EMPTYING if names else {}).items():
        asked = seccomp.Arg(flags, seccomp.MASKED_EQ, os.O_TRUNC, os.O_TRUNC)
        rules.add_rule(denied, name, asked)
    for command in OWNERS_OF_FILES.values():
        rules.add_rule(denied, "fcntl", seccomp.Arg(1, seccomp.MASKED_EQ, WORD, command))
    for kind in KINDS_OF_IOCTL.values():
        rules.add_rule(denied, "ioctl", seccomp.Arg(1, seccomp.MASKED_EQ, 0xFF00, kind << 8))
    for option in (PR_SET_PDEATHSIG, PR_SET_DUMPABLE):  # set before, to stay as they are
        rules.add_rule(denied, "prctl", seccomp.Arg(0, seccomp.MASKED_EQ, WORD, option))
    # These two hide their flags behind a pointer; without them, libraries use clone and openat.
    for call in (NUMBERS["clone3"], NUMBERS["openat2"], *YOUNGER):
        rules.add_rule(unknown, call)
    rules.load()
