import json
import os
import subprocess
import sys

import pytest

LOADED = """
import json, os, pathlib
import {module}
threads = len(list(pathlib.Path("/proc/self/task").iterdir()))
print(json.dumps([threads, os.environ.get("OPENBLAS_NUM_THREADS")]))
"""
SEVERAL_CORES = pytest.mark.skipif(
    sys.platform != "linux" or (os.cpu_count() or 1) < 2,
    reason="counts threads in /proc, of which there is one anyway on one core",
)


def threads_and_wish(module: str, **wish: str) -> list[object]:
    environ = {name: value for name, value in os.environ.items() if "NUM_THREADS" not in name}
    command = [sys.executable, "-c", LOADED.format(module=module)]
    done = subprocess.run(command, env=environ | wish, capture_output=True, check=True)
    return list(json.loads(done.stdout))


@SEVERAL_CORES
@pytest.mark.parametrize("module", ["tutor.diffusion.schedule", "tutor.simulations.frame"])
def test_numpy_is_loaded_with_one_thread_and_leaves_the_environment_as_it_was(module):
    assert threads_and_wish(module) == [1, None]


@SEVERAL_CORES
def test_whoever_says_how_many_threads_numpy_has_gets_those():
    threads = threads_and_wish("tutor.diffusion.schedule", OPENBLAS_NUM_THREADS="2")

    assert threads == [2, "2"]
