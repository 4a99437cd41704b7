"""Loading torch into a process that is going to fork, so that its children need not.

A forked child has one thread, whatever its parent had: a parent that ran torch on several leaves
its children waiting for ever. Both fork servers therefore run on one (their environment says so,
see `servers`), and make sure of it.
"""

from __future__ import annotations

from pathlib import Path


def warm_torch(*, thorough: bool) -> None:
    """Import torch and use it once. `thorough`: also what it imports at the first optimizer."""
    import torch

    weight = torch.ones(2, 2, requires_grad=True)
    (weight @ weight).sum().backward()  # type: ignore[no-untyped-call]
    if thorough:
        import torch.testing

        torch.optim.Adam([weight])
        torch.testing.assert_close(weight, weight)


def only_thread() -> None:
    """Stop with a RuntimeError if a fork of this process could hang."""
    tasks = Path("/proc/self/task")
    count = len(list(tasks.iterdir())) if tasks.exists() else 1
    if count != 1:
        raise RuntimeError(f"{count} threads where a fork server must have one")
