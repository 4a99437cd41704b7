"""What a learner's code may set for itself, but not for the others in its process.

`torch.set_default_dtype(torch.float64)` in one file would otherwise pass its own checks and break
the network that is trained beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import torch

DEFAULTS: tuple[tuple[Callable[[], Any], Callable[[Any], object]], ...] = (
    (torch.get_default_dtype, torch.set_default_dtype),
    (torch.get_default_device, torch.set_default_device),
    (torch.is_grad_enabled, torch.set_grad_enabled),
    (torch.get_num_threads, torch.set_num_threads),
    (torch.are_deterministic_algorithms_enabled, torch.use_deterministic_algorithms),
    (torch.get_float32_matmul_precision, torch.set_float32_matmul_precision),
    (torch.is_anomaly_enabled, torch.autograd.set_detect_anomaly),
)
"""How each default is read and set. Random generators are not here: callers seed their own."""


@contextmanager
def keep_defaults() -> Iterator[None]:
    """Put torch's defaults back as they were, however the block ends."""
    before = [read() for read, _ in DEFAULTS]
    try:
        yield
    finally:
        for (read, write), value in zip(DEFAULTS, before, strict=True):
            if read() != value:
                write(value)
