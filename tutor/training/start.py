"""Starting the process that trains: which program, with what of our environment."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping

from tutor.sandbox.package import own_package

PASSED = {
    *("PATH", "HOME", "USER", "LOGNAME", "LANG", "TMPDIR"),
    *("LD_LIBRARY_PATH", "PYTHONPATH"),  # where clusters keep torch and CUDA
}
PASSED_KINDS = ("LC_", "CUDA_", "NVIDIA_", "CUBLAS_", "HIP_", "ROCR_", "HSA_", "PYTORCH_", "OMP_")
"""Beginnings of names. With `PASSED`, all that torch and devices need, and no secret."""
FIXED = {
    "OMP_NUM_THREADS": "1",
    "OMP_WAIT_POLICY": "PASSIVE",  # threads that wait awake make a busy machine ten times slower
    "PYTHONOPTIMIZE": "",
}


def start(descriptor: int, environ: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start `runner` with that socket; an OSError if it cannot be."""
    return subprocess.Popen(  # noqa: S603, our own module with a number
        # -P: a file of the learner's must not pass for a module of ours or of Python's.
        [sys.executable, "-P", "-m", "tutor.training.runner", str(descriptor)],
        pass_fds=[descriptor],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment(environ),
        start_new_session=True,  # ctrl-c is for us, who then ask it to stop
    )


def environment(environ: Mapping[str, str]) -> dict[str, str]:
    """What of ours a process may know that runs a learner's code."""
    passed = {
        name: value
        for name, value in environ.items()
        if name in PASSED or name.startswith(PASSED_KINDS)
    }
    return {**passed, **FIXED, **own_package(environ)}
