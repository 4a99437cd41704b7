"""Adam as a loop of the learner's asks for it: `zero_grad`, `backward`, `step`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from tutor.training.adam import Adam


class Optimizer(torch.optim.Optimizer):
    """Moves by the gradients that lie at the weights, then says so.

    What torch decorates in its own, and thereby loads a compiler for, is written anew here.
    """

    def __init__(self, adam: Adam, moved: Callable[[], None]) -> None:
        self._adam, self._moved = adam, moved
        super().__init__(adam.parameters, {})

    def add_param_group(self, param_group: dict[str, Any]) -> None:  # noqa: D102, as in torch
        self.param_groups.append({**param_group, "params": list(param_group["params"])})

    def zero_grad(self, set_to_none: bool = True) -> None:  # noqa: D102, as in torch
        for weight in self._adam.parameters:
            if set_to_none:
                weight.grad = None
            elif weight.grad is not None:
                weight.grad.zero_()

    def step(self, closure: Callable[[], Any] | None = None) -> Any:  # noqa: ANN401, D102, as in torch
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        with torch.no_grad():
            weights = self._adam.parameters
            self._adam.move([torch.zeros_like(w) if w.grad is None else w.grad for w in weights])
        self._moved()
        return loss
