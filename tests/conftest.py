"""What holds for all tests, before any of them imports numpy or torch."""

import os

# The matrices here are small: a second thread of OpenMP spins more than it helps, and on a busy
# machine one training run took 14 times as long.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
