"""What holds for all tests, before any of them imports numpy or torch."""

import os
import signal

# The matrices here are small: a second thread of OpenMP spins more than it helps, and on a busy
# machine one training run took 14 times as long.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

# Whoever runs the tests in the background has ctrl-c ignored, and every child would ignore it too.
signal.signal(signal.SIGINT, signal.default_int_handler)
