"""How NumPy is loaded: with one thread, before anything here or in a simulation needs it.

OpenBLAS starts a thread for each core and lets it wait awake: 60 ms of CPU time on two cores, and
more on more. Our arrays are too small to be shared out.
"""

import os

THREADS = "OPENBLAS_NUM_THREADS"


def load_numpy() -> None:
    """Load it; whoever has said how many threads they want gets those."""
    if THREADS in os.environ:
        return
    os.environ[THREADS] = "1"
    try:
        import numpy  # noqa: F401, it reads the environment once, here
    finally:
        del os.environ[THREADS]  # an editor and whatever else we start gets theirs as it was
