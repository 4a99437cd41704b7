"""Torch's defaults after a learner's code has set them."""

from __future__ import annotations

import pytest
import torch

from tutor.sandbox.defaults import DEFAULTS, keep_defaults

LINES = [
    "torch.set_default_dtype(torch.float64)",
    "torch.set_default_device('meta')",
    "torch.set_grad_enabled(False)",
    "torch.set_num_threads(torch.get_num_threads() + 1)",
    "torch.use_deterministic_algorithms(True)",
    "torch.set_float32_matmul_precision('medium')",
    "torch.autograd.set_detect_anomaly(True)",
]


def defaults():
    return [read() for read, _ in DEFAULTS]


@pytest.mark.parametrize("line", LINES)
def test_a_default_is_put_back(line):
    before = defaults()

    with keep_defaults():
        exec(line)
        changed = defaults()

    assert changed != before
    assert defaults() == before


@keep_defaults()
def fail():
    torch.set_default_dtype(torch.float64)
    raise ZeroDivisionError


def test_a_default_is_put_back_after_an_exception():
    before = defaults()

    with pytest.raises(ZeroDivisionError):
        fail()

    assert defaults() == before
