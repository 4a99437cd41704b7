"""Other right ways to write the exercises on the network and on the bound."""

import math

import torch
from torch.distributions import Normal, kl_divergence
from torch.nn import functional


def tiny_unet_shapes_level_by_level(h, w, ch, mults):
    down = []
    for level, mult in enumerate(mults):
        if level:
            if h % 2 or w % 2:
                raise ValueError("cannot be halved")
            h, w = h // 2, w // 2
        down.append((ch * mult, h, w))
    return down + list(reversed(down[:-1]))


def tiny_unet_shapes_from_the_middle_out(h, w, ch, mults):
    depth = len(mults) - 1
    if any(size / 2**depth != size >> depth for size in (h, w)):
        raise ValueError("cannot be halved")
    levels = [depth - abs(depth - i) for i in range(2 * depth + 1)]
    return [[mults[k] * ch, h >> k, w >> k] for k in levels]


def timestep_embedding_with_exponentials(t, dim, max_period=10000.0):
    half = dim // 2
    rates = torch.exp(-math.log(max_period) * torch.arange(half).double() / half)
    angles = torch.outer(t.double(), rates)
    columns = [torch.cos(angles), torch.sin(angles)]
    if dim % 2:
        columns.append(torch.zeros(len(t), 1, dtype=torch.float64))
    return torch.cat(columns, -1)


def timestep_embedding_as_a_turning_number(t, dim, max_period=10000.0):
    half = dim // 2
    rates = torch.logspace(0, -math.log10(max_period), half + 1, dtype=torch.float64)[:-1]
    hands = torch.polar(torch.ones(len(t), half, dtype=torch.float64), t[:, None] * rates)
    out = torch.zeros(len(t), dim, dtype=torch.float64)
    out[:, :half], out[:, half : 2 * half] = hands.real, hands.imag
    return out


def timestep_embedding_number_by_number(t, dim, max_period=10000.0):
    half = dim // 2
    rows = []
    for step in t.tolist():
        angles = [step / max_period ** (k / half) for k in range(half)]
        rows.append([*map(math.cos, angles), *map(math.sin, angles), *[0.0] * (dim % 2)])
    return torch.tensor(rows, dtype=torch.float64)


def time_add_by_unsqueezing(h, emb):
    return h + emb.unsqueeze(-1).unsqueeze(-1)


def time_add_with_channels_last(h, emb):
    return (h.permute(2, 3, 0, 1) + emb).permute(2, 3, 0, 1)


def scale_shift_cut_by_hand(h, emb):
    channels = h.shape[1]
    shape = (len(h), channels, 1, 1)
    return h + h * emb[:, :channels].reshape(shape) + emb[:, channels:].reshape(shape)


def scale_shift_in_one_call(h, emb):
    scale, shift = emb.view(len(h), 2, -1, 1, 1).unbind(1)
    return torch.addcmul(shift, h, 1 + scale)


def patchify_by_unfolding(x, p):
    return functional.unfold(x, p, stride=p).transpose(1, 2)


def patchify_patch_by_patch(x, p):
    rows, columns = range(0, x.shape[2], p), range(0, x.shape[3], p)
    patches = [x[:, :, i : i + p, j : j + p].flatten(1) for i in rows for j in columns]
    return torch.stack(patches, 1)


def patchify_by_unfolding_twice(x, p):
    return x.unfold(2, p, p).unfold(3, p, p).permute(0, 2, 3, 1, 4, 5).flatten(3).flatten(1, 2)


def unpatchify_by_folding(tokens, p, h, w):
    return functional.fold(tokens.transpose(1, 2), (h, w), p, stride=p)


def unpatchify_patch_by_patch(tokens, p, h, w):
    x = tokens.new_empty(len(tokens), tokens.shape[2] // p**2, h, w)
    for n in range(tokens.shape[1]):
        top, left = (p * place for place in divmod(n, w // p))
        patch = tokens[:, n].reshape(len(tokens), -1, p, p)
        x[:, :, top : top + p, left : left + p] = patch
    return x


def normal_kl_of_deviations(m1, logv1, m2, logv2):
    s1, s2 = torch.exp(0.5 * logv1), torch.exp(0.5 * logv2)
    return torch.log(s2 / s1) + (s1**2 + (m1 - m2) ** 2) / (2 * s2**2) - 0.5


def normal_kl_of_the_library(m1, logv1, m2, logv2):
    return kl_divergence(Normal(m1, (logv1 / 2).exp()), Normal(m2, (logv2 / 2).exp()))


def prior_kl_of_the_library(x0, alpha_bar):
    end = Normal(alpha_bar[-1].sqrt() * x0, (1 - alpha_bar[-1]).sqrt().expand_as(x0))
    nats = kl_divergence(end, Normal(torch.zeros_like(x0), torch.ones_like(x0)))
    return nats.reshape(len(x0), -1).mean(1) / math.log(2)


def prior_kl_sample_by_sample(x0, alpha_bar):
    signal = alpha_bar[-1]
    constant = -torch.log1p(-signal) - signal
    return torch.stack([(constant + signal * (x**2).mean()) / 2 for x in x0]) / math.log(2)


def vlb_weight_picked_first(t, betas, kind="small"):
    signal = torch.cumprod(1 - betas, 0)
    before = torch.where(t > 0, signal[t - 1], 1)
    match kind:
        case "small":
            return betas[t] / (2 * (1 - betas[t]) * (1 - before))
        case "large":
            return betas[t] / (2 * (1 - betas[t]) * (1 - signal[t]))
    raise ValueError(kind)


def vlb_weight_from_signal_over_noise(t, betas, kind="small"):
    if kind not in {"small", "large"}:
        raise ValueError(kind)
    signal = torch.cumprod(1 - betas, 0)
    before = functional.pad(signal[:-1], (1, 0), value=1.0)
    small = (before / (1 - before) * (1 - signal) / signal - 1) / 2
    return (
        small[t]
        if kind == "small"
        else (small * (1 - before) / (1 - signal))[t].where(
            t > 0, betas[0] / (2 * (1 - betas[0]) * betas[0])
        )
    )


def elbo_terms_by_the_weight(model, x0, t, noise, betas, kind="small"):
    signal = torch.cumprod(1 - betas, 0)
    a, b, before = signal[t], betas[t], signal[t - 1]
    small = b * (1 - before) / (1 - a)
    variance = small if kind == "small" else b
    shape = [-1] + [1] * (x0.ndim - 1)
    x_t = a.sqrt().view(shape) * x0 + (1 - a).sqrt().view(shape) * noise
    error = (noise - model(x_t, t)).square().reshape(len(x0), -1).mean(1)
    weight = b**2 / (2 * variance * (1 - b) * (1 - a))
    spread = (small / variance - 1 - (small / variance).log()) / 2
    return (weight * error + spread) / math.log(2)


def elbo_terms_of_the_library(model, x0, t, noise, betas, kind="small"):
    signal = torch.cumprod(1 - betas, 0)
    wide = [one.reshape(-1, *[1] * (x0.ndim - 1)) for one in (signal[t], signal[t - 1], betas[t])]
    a, before, b = (one.expand_as(x0) for one in wide)
    x_t = a.sqrt() * x0 + (1 - a).sqrt() * noise
    precision = 1 / (1 - before) + (1 - b) / b
    true = (before.sqrt() * x0 / (1 - before) + (1 - b).sqrt() * x_t / b) / precision
    guess = (x_t - b / (1 - a).sqrt() * model(x_t, t)) / (1 - b).sqrt()
    spread = precision.rsqrt() if kind == "small" else b.sqrt()
    nats = kl_divergence(Normal(true, precision.rsqrt()), Normal(guess, spread))
    return nats.reshape(len(x0), -1).mean(1) / math.log(2)
