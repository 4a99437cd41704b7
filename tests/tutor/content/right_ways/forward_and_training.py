"""Other right ways to write the exercises on the forward process and on training."""

from itertools import accumulate

import torch
from torch.nn import functional


def _noisy(x0, t, noise, alpha_bar):
    """ᾱ_t as (B, 1, ..., 1), and x_t."""
    signal = alpha_bar[t].reshape(-1, *[1] * (x0.ndim - 1))
    return signal, signal.sqrt() * x0 + (1 - signal).sqrt() * noise


def alpha_bar_step_by_step(betas):
    left, kept = torch.ones((), dtype=betas.dtype), []
    for beta in betas:
        left = left * (1 - beta)
        kept.append(left)
    return torch.stack(kept)


def alpha_bar_as_sum_of_logarithms(betas):
    return torch.exp(torch.cumsum(torch.log(1 - betas), 0))


def alpha_bar_over_a_triangle(betas):
    T = len(betas)
    kept = (1 - betas).expand(T, T)
    return torch.where(torch.ones(T, T).tril().bool(), kept, torch.ones_like(kept)).prod(1)


def alpha_bar_in_place_on_a_copy(betas):
    kept = 1 - betas.clone()
    for i in range(1, len(kept)):
        kept[i] *= kept[i - 1]
    return kept


def alpha_bar_accumulated(betas):
    return torch.stack(list(accumulate(1 - betas, torch.mul)))


def alpha_bar_from_plain_numbers(betas):
    left, kept = 1.0, []
    for beta in betas.tolist():
        left *= 1 - beta
        kept.append(left)
    return torch.tensor(kept, dtype=betas.dtype)


def alpha_bar_by_doubling_spans(betas):
    kept, span = 1 - betas, 1
    while span < len(kept):
        kept = torch.cat([kept[:span], kept[span:] * kept[:-span]])
        span *= 2
    return kept


def alpha_bar_accumulated_in_numpy(betas):
    kept = (1 - betas).numpy()
    return torch.from_numpy(type(kept).cumprod(kept))


def q_sample_one_sample_after_the_other(x0, t, noise, alpha_bar):
    x_t = torch.empty_like(x0)
    for i in range(len(x0)):
        signal = alpha_bar[t[i]]
        x_t[i] = signal**0.5 * x0[i] + (1 - signal) ** 0.5 * noise[i]
    return x_t


def q_sample_by_einsum(x0, t, noise, alpha_bar):
    signal = alpha_bar[t]
    shrunk = torch.einsum("b,b...->b...", signal.sqrt(), x0)
    return shrunk + torch.einsum("b,b...->b...", (1 - signal).sqrt(), noise)


def q_sample_indexed_by_none(x0, t, noise, alpha_bar):
    signal = alpha_bar[t][(..., *[None] * (x0.dim() - 1))]
    return torch.sqrt(signal) * x0 + torch.sqrt(1.0 - signal) * noise


def q_sample_in_place_on_a_copy(x0, t, noise, alpha_bar):
    signal = alpha_bar.gather(0, t)
    while signal.ndim < x0.ndim:
        signal = signal.unsqueeze(-1)
    x_t = x0.clone()
    x_t *= signal.sqrt()
    x_t += (1 - signal).sqrt() * noise
    return x_t


def q_sample_with_the_batch_last(x0, t, noise, alpha_bar):
    signal = torch.index_select(alpha_bar, 0, t)
    x, n = x0.movedim(0, -1), noise.movedim(0, -1)
    return (signal.sqrt() * x + (1 - signal).sqrt() * n).movedim(-1, 0)


def q_sample_by_an_angle(x0, t, noise, alpha_bar):
    angle = torch.acos(alpha_bar.sqrt())[t].view(-1, *(1,) * (x0.ndim - 1))
    return angle.cos() * x0 + angle.sin() * noise


def q_sample_flattened(x0, t, noise, alpha_bar):
    weight = alpha_bar[t].sqrt()[:, None]
    x, n = x0.reshape(len(x0), -1), noise.reshape(len(x0), -1)
    return (weight * x + (1 - weight**2).sqrt() * n).reshape(x0.shape)


def q_sample_mapped(x0, t, noise, alpha_bar):
    def one(x, signal, n):
        return signal.sqrt() * x + (1 - signal).sqrt() * n

    return torch.vmap(one)(x0, alpha_bar[t], noise)


def q_sample_expanded(x0, t, noise, alpha_bar):
    signal = alpha_bar[t].reshape([-1] + [1] * (len(x0.shape) - 1)).expand_as(x0)
    return torch.addcmul(signal.sqrt() * x0, (1 - signal).sqrt(), noise)


def q_sample_as_a_rotation(x0, t, noise, alpha_bar):
    turn = torch.complex(alpha_bar.sqrt(), (1 - alpha_bar).sqrt())[t]
    return (turn.view(-1, *[1] * (x0.ndim - 1)) * torch.complex(x0, -noise)).real


def q_sample_looked_up_by_matrices(x0, t, noise, alpha_bar):
    signal = functional.one_hot(t, len(alpha_bar)).to(alpha_bar.dtype) @ alpha_bar
    shrunk = torch.tensordot(signal.sqrt().diag(), x0, 1)
    return shrunk + torch.tensordot((1 - signal).sqrt().diag(), noise, 1)


def training_loss_by_mse_loss(model, x0, t, noise, alpha_bar, target="eps"):
    if target not in ("eps", "x0", "v"):
        raise ValueError(target)
    signal, x_t = _noisy(x0, t, noise, alpha_bar)
    prediction = model(x_t, t)
    if target == "eps":
        return functional.mse_loss(prediction, noise)
    if target == "x0":
        return functional.mse_loss(prediction, x0)
    return functional.mse_loss(prediction, signal.sqrt() * noise - (1 - signal).sqrt() * x0)


def training_loss_as_dot_product(model, x0, t, noise, alpha_bar, target="eps"):
    signal, x_t = _noisy(x0, t, noise, alpha_bar)
    targets = {"eps": noise, "x0": x0, "v": (signal.sqrt() * x_t - x0) / (1 - signal).sqrt()}
    if target not in targets:
        raise ValueError(f"there is no target {target}")
    error = (model(x_t, t) - targets[target].detach()).flatten()
    return error @ error / error.numel()


def training_loss_mean_of_means(model, x0, t, noise, alpha_bar, target="eps"):
    if target == "eps":
        wanted = noise
    elif target == "x0":
        wanted = x0
    elif target == "v":
        levels = zip(alpha_bar[t], noise, x0, strict=True)
        wanted = torch.stack([a.sqrt() * n - (1 - a).sqrt() * x for a, n, x in levels])
    else:
        raise ValueError
    prediction = model(_noisy(x0, t, noise, alpha_bar)[1], t)
    losses = [((p - w) ** 2).mean() for p, w in zip(prediction, wanted, strict=True)]
    return sum(losses) / len(losses)


def training_loss_as_squared_norm(model, x0, t, noise, alpha_bar, target="eps"):
    signal, x_t = _noisy(x0, t, noise, alpha_bar)
    with torch.no_grad():
        match target:
            case "eps":
                wanted = noise
            case "x0":
                wanted = x0
            case "v":
                wanted = signal.sqrt() * noise - (1 - signal).sqrt() * x0
            case other:
                raise ValueError(f"unknown target {other}")
    return torch.linalg.vector_norm(wanted - model(x_t, t)) ** 2 / x0.numel()


def training_loss_with_a_module(model, x0, t, noise, alpha_bar, target="eps"):
    signal, x_t = _noisy(x0, t, noise, alpha_bar)
    v = torch.sqrt(signal) * noise - torch.sqrt(1 - signal) * x0
    try:
        wanted = {"eps": noise, "x0": x0, "v": v}[target]
    except KeyError as error:
        raise ValueError("no such target") from error
    return torch.nn.MSELoss()(model(x_t.detach(), t), wanted)


def training_loss_by_an_angle_and_a_table(model, x0, t, noise, alpha_bar, target="eps"):
    signal, x_t = _noisy(x0, t, noise, alpha_bar)
    angle = torch.atan2((1 - signal).sqrt(), signal.sqrt())
    weights = {"eps": (1, 0), "x0": (0, 1), "v": (angle.cos(), -angle.sin())}
    if target not in weights:
        raise ValueError(target)
    of_noise, of_x0 = weights[target]
    both = torch.stack([of_noise * noise + of_x0 * x0, model(x_t, t)])
    return 2 * torch.var(both, 0).mean()  # of two numbers, half their squared distance
