"""The learners' functions that simulations call, and what stands in for each until it is written.

A simulation names the exercises it is about in `driven_by` and takes their functions as an argument
of `frame`: by slug, with the exercise's own arguments in its order, on NumPy arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from tutor.diffusion import langevin, process, samplers, schedule, solvers, statistics
from tutor.diffusion.schedule import Array
from tutor.errors import TutorError

Function = Callable[..., Array]
"""Takes whole batches, answers with one array, and may raise.

Must be hashable, and another object for another source: what it answered is kept.
"""

Functions = Mapping[str, Function]
"""By the slug of the exercise; all that `driven_by` names must be there."""

REFERENCE: Functions = MappingProxyType(
    {
        "neighbour_correlation": statistics.neighbour_correlation,
        "alpha_bar": schedule.alpha_bar,
        "q_sample": process.q_sample,
        "p_sample": samplers.p_sample,
        "langevin_step": langevin.langevin_step,
        "ddim_step": samplers.ddim_step,
        "euler_step": solvers.euler_step,
        "dpmpp_2m_step": solvers.dpmpp_2m_step,
        "cfg_combine": process.guided,
    }
)


def answered(slug: str, answer: Array, shape: tuple[int, ...]) -> Array:
    """The answer of a function in float64; raises TutorError where its shape is another."""
    answer = np.asarray(answer, np.float64)
    if answer.shape != shape:
        message = f"`{slug}` must return shape {shape}, not {answer.shape}"
        raise TutorError(message, f"`tutor grade {slug}` says more")
    return answer
