"""Other right ways to write what draws: steps, hidden conditions, starts, and the two loops."""

import itertools
import math

import torch


def sample_timesteps_by_cutting_off(B, T, generator):
    return torch.floor(torch.rand(B, generator=generator) * T).long().clamp(max=T - 1)


def sample_timesteps_one_by_one(B, T, generator):
    return torch.tensor([int(torch.randint(0, T, (), generator=generator)) for _ in range(B)])


def sample_timesteps_by_a_lottery(B, T, generator):
    return torch.multinomial(torch.ones(T), B, replacement=True, generator=generator)


def drop_condition_by_bernoulli(c, null, p, generator):
    chance = torch.full((c.shape[0],), float(p))
    dropped = torch.bernoulli(chance, generator=generator).bool()
    kept = c.clone()
    kept[dropped] = null
    return kept, dropped


def drop_condition_one_by_one(c, null, p, generator):
    conditions, dropped = [], []
    for one in c:
        gone = float(torch.rand(1, generator=generator)) < p
        conditions.append(null.to(c.dtype) if gone else one)
        dropped.append(gone)
    return torch.stack(conditions), torch.tensor(dropped)


def drop_condition_by_what_is_kept(c, null, p, generator):
    keep = torch.rand(len(c), generator=generator) >= p
    mask = keep[(...,) + (None,) * (c.dim() - 1)].expand_as(c)
    return torch.where(mask, c, null.expand_as(c)), torch.logical_not(keep)


def p_sample_loop_as_in_the_paper(eps_model, xT, betas, generator):
    alphas = 1 - betas
    alpha_bar = torch.cumprod(alphas, 0)
    before = torch.cat([torch.ones(1, dtype=betas.dtype), alpha_bar[:-1]])
    sigma = torch.sqrt(betas * (1 - before) / (1 - alpha_bar))
    x = xT.clone()
    for i in reversed(range(len(betas))):
        t = torch.tensor([i] * len(x))
        z = torch.randn(x.shape, generator=generator, dtype=x.dtype) if i else torch.zeros_like(x)
        factor = (1 - alphas[i]) / torch.sqrt(1 - alpha_bar[i])
        x = 1 / torch.sqrt(alphas[i]) * (x - factor * eps_model(x, t)) + sigma[i] * z
    return x


def p_sample_loop_by_the_estimate(eps_model, xT, betas, generator):
    alpha_bar = (1 - betas).cumprod(0)
    x, i = xT, len(betas) - 1
    while i >= 0:
        here, there = alpha_bar[i], alpha_bar[i - 1] if i > 0 else torch.ones_like(alpha_bar[0])
        eps = eps_model(x, torch.full(x.shape[:1], i, dtype=torch.int64))
        x0 = (x - (1 - here) ** 0.5 * eps) / here**0.5
        of_x0 = there**0.5 * betas[i] / (1 - here)
        of_xt = (1 - betas[i]) ** 0.5 * (1 - there) / (1 - here)
        noise = torch.randn(*x.shape, generator=generator, dtype=x.dtype)
        x = of_x0 * x0 + of_xt * x + ((1 - there) / (1 - here) * betas[i]) ** 0.5 * noise
        i -= 1
    return x


def p_sample_loop_by_a_step_for_any_t(eps_model, xT, betas, generator):
    def per_sample(values, t, x):
        return values[t].reshape(-1, *[1] * (x.ndim - 1))

    def p_sample(xt, eps, t, betas, noise):
        left = torch.cumprod(1 - betas, dim=0)
        before = torch.cat([torch.ones_like(left[:1]), left[:-1]])
        variance = per_sample(betas * (1 - before) / (1 - left), t, xt)
        share = per_sample(betas / (1 - left).sqrt(), t, xt)
        mean = (xt - share * eps) / per_sample(1 - betas, t, xt).sqrt()
        return mean + (t > 0).reshape(variance.shape) * variance.sqrt() * noise

    x = xT
    for i in torch.arange(len(betas)).flip(0):
        t = i.repeat(len(x))
        noise = torch.randn(x.shape, generator=generator, dtype=x.dtype)
        x = p_sample(x, eps_model(x, t), t, betas, noise)
    return x


def ddim_sample_by_pairs(eps_model, xT, alpha_bar, timesteps, eta, generator):
    x, indices = xT, timesteps.tolist()
    for i, following in zip(indices, [*indices[1:], None]):  # noqa: B905
        a = alpha_bar[i].item()
        b = 1.0 if following is None else alpha_bar[following].item()
        eps = eps_model(x, torch.full((x.shape[0],), i))
        sigma = eta * math.sqrt((1 - b) / (1 - a)) * math.sqrt(1 - a / b)
        x0 = (x - math.sqrt(1 - a) * eps) / math.sqrt(a)
        x = math.sqrt(b) * x0 + math.sqrt(max(1 - b - sigma**2, 0)) * eps
        if eta > 0:
            x = x + sigma * torch.randn(x.shape, generator=generator, dtype=x.dtype)
    return x


def ddim_sample_with_a_one_before_the_table(eps_model, xT, alpha_bar, timesteps, eta, generator):
    padded = torch.cat([alpha_bar.new_ones(1), alpha_bar])
    places = torch.cat([timesteps + 1, timesteps.new_zeros(1)])
    x = xT.clone()
    for here, there in itertools.pairwise(places):
        a, b = padded[here], padded[there]
        eps = eps_model(x, (here - 1).expand(len(x)))
        z = torch.randn(x.shape, generator=generator, dtype=x.dtype)
        sigma = eta * torch.sqrt((1 - b) / (1 - a) * (1 - a / b))
        x0 = (x - (1 - a).sqrt() * eps) / a.sqrt()
        x = b.sqrt() * x0 + (1 - b - sigma**2).clamp(min=0).sqrt() * eps + sigma * z
    return x


def ddim_sample_in_ratios(eps_model, xT, alpha_bar, timesteps, eta, generator):
    if eta == 0:
        y = xT / alpha_bar[timesteps[0]].sqrt()
        ratios = ((1 - alpha_bar) / alpha_bar).sqrt()
        for k in range(len(timesteps)):
            i = timesteps[k]
            eps = eps_model(y * alpha_bar[i].sqrt(), torch.full((len(y),), int(i)))
            last = k + 1 == len(timesteps)
            y = y + ((0 if last else ratios[timesteps[k + 1]]) - ratios[i]) * eps
        return y
    x = xT
    for k, i in enumerate(timesteps.tolist()):
        a = alpha_bar[i]
        b = alpha_bar[timesteps[k + 1]] if k + 1 < len(timesteps) else torch.ones_like(a)
        eps = eps_model(x, torch.full((len(x),), i))
        variance = eta**2 * (1 - b) * (b - a) / (b * (1 - a))
        signal = (x - (1 - a) ** 0.5 * eps) * (b / a) ** 0.5
        kept = torch.relu(1 - b - variance) ** 0.5 * eps
        z = torch.randn(x.shape, generator=generator, dtype=x.dtype)
        x = signal + kept + variance**0.5 * z
    return x


def slerp_one_sample_after_the_other(z1, z2, a):
    turned = []
    for one, other in zip(z1, z2):  # noqa: B905
        cosine = (one * other).sum() / (one * one).sum().sqrt() / (other * other).sum().sqrt()
        if abs(cosine) > 0.9995:
            turned.append((1 - a) * one + a * other)
        else:
            angle = torch.acos(cosine)
            near, far = torch.sin((1 - a) * angle), torch.sin(a * angle)
            turned.append((near * one + far * other) / torch.sin(angle))
    return torch.stack(turned)


def slerp_by_unit_vectors(z1, z2, a):
    first, second = z1.flatten(1) if z1.ndim > 1 else z1[:, None], z2.reshape(len(z2), -1)
    unit = [z / torch.linalg.vector_norm(z, dim=1, keepdim=True) for z in (first, second)]
    dot = torch.einsum("bi,bi->b", *unit).clamp(-1, 1)[:, None]
    angle = torch.arccos(dot)
    way = (torch.sin((1 - a) * angle) * first + torch.sin(a * angle) * second) / torch.sin(angle)
    return torch.where(dot.abs() > 0.9995, torch.lerp(first, second, a), way).view_as(z1)


def slerp_by_an_arc_tangent(z1, z2, a):
    axes = tuple(range(1, z1.dim()))

    def inner(x, y):
        product = x * y
        return product.sum(axes, keepdim=True) if axes else product

    cosine = inner(z1, z2) / (inner(z1, z1) * inner(z2, z2)).sqrt()
    sine = (1 - cosine**2).clamp(min=0).sqrt()
    angle = torch.atan2(sine, cosine)
    flat = cosine.abs() > 0.9995
    safe = torch.where(flat, torch.ones_like(sine), sine)
    near = torch.where(flat, torch.full_like(sine, 1 - a), torch.sin((1 - a) * angle) / safe)
    far = torch.where(flat, torch.full_like(sine, a), torch.sin(a * angle) / safe)
    return near * z1 + far * z2
