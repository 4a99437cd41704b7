"""Which exercises' functions run in a training or a sampling, and whose they are.

No torch, so that the process with the screen can tell.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

SCHEDULE = ("cosine_beta_schedule", "alpha_bar")
SAMPLING = ("ddim_step", "cfg_combine", "capstone_sample")
DRIVING = (
    *SCHEDULE,
    *("q_sample", "training_loss", "drop_condition", "capstone_train", "ema_update"),
    *SAMPLING,
)
"""Slugs, in the order in which a run meets them."""
WHY_IDLE = {
    "drop_condition": "your capstone_train hides the labels itself",
    "capstone_sample": "it takes only steps that divide the levels, as 20, 25 or 50 do",
}


@dataclass(frozen=True)
class Drivers:
    """Slugs of what runs, the learner's and ours, and of what is the learner's but has no work."""

    yours: tuple[str, ...]
    ours: tuple[str, ...]
    idle: tuple[str, ...] = ()


def driving(functions: Mapping[str, str]) -> dict[str, str]:
    """Those of the sources that training and sampling run."""
    return {slug: functions[slug] for slug in DRIVING if slug in functions}


def in_training(learners: Collection[str]) -> Drivers:
    """Who drives a training, which also draws; a loop of the learner's hides labels by itself."""
    aside = {"drop_condition"} if "capstone_train" in learners else set()
    return _shared(set(DRIVING) - aside, learners, aside)


def in_sampling(learners: Collection[str], *, sampler: str, guided: bool, even: bool) -> Drivers:
    """Who drives a sampling; with another sampler than `ddim` the learner's guidance alone.

    even: whether the steps divide the levels, without which the learner's loop cannot draw.
    """
    guidance = {"cfg_combine"} if guided else set()
    if sampler != "ddim":
        return _shared(guidance, learners, set())
    used = {*SCHEDULE, "ddim_step", *guidance}
    if not even:
        return _shared(used, learners, {"capstone_sample"})
    if "capstone_sample" in learners:
        used |= {"cfg_combine"}  # which such a loop asks at every scale
    return _shared({*used, "capstone_sample"}, learners, set())


def _shared(used: Collection[str], learners: Collection[str], aside: Collection[str]) -> Drivers:
    return Drivers(
        yours=tuple(slug for slug in DRIVING if slug in used and slug in learners),
        ours=tuple(slug for slug in DRIVING if slug in used and slug not in learners),
        idle=tuple(slug for slug in DRIVING if slug in aside and slug in learners),
    )
