"""From noise to data: samplers as generators of states; film and result need one function.

Each takes `predict(x, i)`, the noise prediction of shape (B, *S) for x at index i, and yields a
`State` per step, the starting noise first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tutor.diffusion.process import x0_from_eps
from tutor.diffusion.schedule import Array, per_sample, previous

Predict = Callable[[Array, int], Array]


@dataclass(frozen=True)
class State:
    """Where a sampler stands."""

    x: Array
    """Shape (B, *S)."""
    index: int
    """The noise level of x; -1 when it is clean."""
    x0: Array
    """What the last prediction takes the clean data to be; the start itself at the start."""
    calls: int
    """How often the prediction has been asked for."""


def timesteps(T: int, steps: int) -> list[int]:
    """`steps` indices from T-1 down, evenly spaced and rounded: diffusers' `trailing`.

    Lin et al. 2023, Table 2: sampling starts at the noisiest step that was trained.
    """
    return [round(T - i * T / steps) - 1 for i in range(steps)]


def estimated(x_t: Array, eps: Array, alpha_bar_t: float) -> Array:
    """The x_0 that `eps` stands for where the whole batch is at one noise level, (B, *S)."""
    return x0_from_eps(x_t, np.zeros(1, np.int64), eps, np.array([alpha_bar_t]))


def ddim_sigma(alpha_bar_t: float, alpha_bar_prev: float, eta: float) -> float:
    """Size of the fresh noise. Song, Meng and Ermon 2021, Eq. 16."""
    variance = (1 - alpha_bar_prev) / (1 - alpha_bar_t) * (1 - alpha_bar_t / alpha_bar_prev)
    return float(eta * np.sqrt(variance))


def ddim_step(
    x_t: Array,
    eps: Array,
    alpha_bar_t: float,
    alpha_bar_prev: float,
    eta: float = 0.0,
    noise: Array | None = None,
) -> Array:
    """Estimate x_0, then go back to less noise, shape (B, *S). Song et al. 2021, Eq. 12."""
    sigma = ddim_sigma(alpha_bar_t, alpha_bar_prev, eta)
    x0 = estimated(x_t, eps, alpha_bar_t)
    direction = np.sqrt(max(1 - alpha_bar_prev - sigma**2, 0.0)) * eps
    fresh = 0.0 if noise is None else sigma * noise
    return np.asarray(np.sqrt(alpha_bar_prev) * x0 + direction + fresh)


def ddim(
    predict: Predict,
    start: Array,
    alpha_bar: Array,
    indices: Sequence[int],
    eta: float = 0.0,
    generator: np.random.Generator | None = None,
    step: Callable[..., Array] = ddim_step,
) -> Iterator[State]:
    """DDIM over descending indices; the last step ends clean. Song et al. 2021, Eq. 12.

    generator draws the fresh noise and is needed only where eta > 0. step is called as `ddim_step`.
    """
    x = start
    yield State(x, indices[0], x, 0)
    for call, (i, following) in enumerate(zip(indices, [*indices[1:], -1], strict=True), 1):
        eps = predict(x, i)
        before = 1.0 if following < 0 else float(alpha_bar[following])
        fresh = generator.standard_normal(x.shape) if generator is not None and eta > 0 else None
        x0 = estimated(x, eps, float(alpha_bar[i]))
        x = step(x, eps, float(alpha_bar[i]), before, eta, fresh)
        yield State(x, following, x0, call)


def p_sample(
    x_t: Array, eps: Array, t: NDArray[np.int64], betas: Array, noise: Array, kind: str = "small"
) -> Array:
    """One ancestral step, shape (B, *S); without noise where t is 0. Ho et al. 2020, Eq. 11.

    kind: "small" adds noise of the posterior's variance, "large" of beta.
    """
    signal = np.asarray(np.cumprod(1 - betas), np.float64)
    variance = betas if kind == "large" else betas * (1 - previous(signal)) / (1 - signal)
    pull = per_sample(betas / np.sqrt(1 - signal), t, x_t)
    mean = (x_t - pull * eps) / np.sqrt(1 - per_sample(betas, t, x_t))
    fresh = per_sample(np.sqrt(variance), t, x_t) * noise
    return mean + np.where(t.reshape(-1, *[1] * (x_t.ndim - 1)) > 0, fresh, 0.0)


def ddpm(
    predict: Predict,
    start: Array,
    betas: Array,
    generator: np.random.Generator,
    kind: str = "small",
    step: Callable[..., Array] = p_sample,
) -> Iterator[State]:
    """Ancestral sampling. Ho et al. 2020, Algorithm 2. step is called as `p_sample`."""
    alpha_bar = np.cumprod(1 - betas)
    x = start
    yield State(x, len(betas) - 1, x, 0)
    for call, i in enumerate(reversed(range(len(betas))), 1):
        eps = predict(x, i)
        x0 = estimated(x, eps, float(alpha_bar[i]))
        fresh = generator.standard_normal(x.shape)
        x = step(x, eps, np.full(len(x), i), betas, fresh, kind)
        yield State(x, i - 1, x0, call)
