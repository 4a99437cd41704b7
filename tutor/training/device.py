"""Where to compute: the first of cuda, mps and cpu on which a product of matrices comes out."""

from __future__ import annotations

from dataclasses import dataclass

import torch

from tutor.errors import TrainingError

KINDS = ("cuda", "mps", "cpu")


@dataclass(frozen=True)
class Machine:
    """A device that computes, and why it is this one."""

    device: torch.device
    why: str


def choose(name: str | None) -> Machine:
    """The device of that name, which may bear a number as in `cuda:1`; the best there is for None.

    Raises TrainingError where the one that was asked for does not compute.
    """
    if name is None:
        best = available()[0]
        faster = KINDS[: KINDS.index(best)]
        why = f"{' and '.join(faster)} cannot be used here" if faster else "the fastest kind"
        return Machine(torch.device(best), why)
    if not computes(name):
        there = " or ".join(f"`{kind}`" for kind in available())
        raise TrainingError(f"no device called `{name}` computes here", f"choose {there}")
    return Machine(torch.device(name), "as you asked")


def available() -> tuple[str, ...]:
    """The kinds that compute here, the fastest first; `cpu` always does."""
    return tuple(filter(computes, KINDS))


def computes(name: str) -> bool:
    """Whether a small product comes out: a driver may be too old, a wheel made for other cards."""
    try:
        ones = torch.ones(2, 2, device=name)
        return float((ones @ ones).sum()) == 8.0
    except (RuntimeError, AssertionError, NotImplementedError):
        return False


def too_little_memory(error: BaseException) -> bool:
    """Whether an error says so; the CPU's allocator has no class of its own for it."""
    kinds = (torch.OutOfMemoryError, MemoryError)
    return isinstance(error, kinds) or "can't allocate memory" in str(error)


def gave_out(error: BaseException) -> bool:
    """Whether a device has failed, at whichever operation that came to light."""
    says = str(error)
    return isinstance(error, RuntimeError) and says.startswith(("CUDA error", "HIP error"))
