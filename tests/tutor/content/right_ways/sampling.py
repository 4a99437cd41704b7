"""Other right ways to write `ddim_step` and `cfg_combine`, as learners and published codes do."""

import math

import torch


def ddim_step_as_in_diffusers(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    x0 = (xt - (1 - abar_t) ** 0.5 * eps) / abar_t**0.5
    variance = (1 - abar_prev) / (1 - abar_t) * (1 - abar_t / abar_prev)
    std = eta * variance**0.5
    x_prev = abar_prev**0.5 * x0 + (1 - abar_prev - std**2) ** 0.5 * eps
    if eta > 0:
        x_prev = x_prev + std * (torch.randn_like(xt) if noise is None else noise)
    return x_prev


def ddim_step_as_its_authors_do(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    at = torch.as_tensor(abar_t, dtype=xt.dtype)
    at_next = torch.as_tensor(abar_prev, dtype=xt.dtype)
    x0_t = (xt - eps * (1 - at).sqrt()) / at.sqrt()
    c1 = eta * ((1 - at / at_next) * (1 - at_next) / (1 - at)).sqrt()
    c2 = ((1 - at_next) - c1**2).sqrt()
    if noise is None:
        noise = torch.randn_like(xt)
    return at_next.sqrt() * x0_t + c1 * noise + c2 * eps


def ddim_step_with_collected_weights(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    a, b = float(abar_t), float(abar_prev)
    sigma = eta * math.sqrt((1 - b) / (1 - a)) * math.sqrt(1 - a / b)
    kept = math.sqrt(max(0.0, 1 - b - sigma * sigma))
    x_prev = math.sqrt(b / a) * xt + (kept - math.sqrt(b * (1 - a) / a)) * eps
    return x_prev if noise is None or sigma == 0 else x_prev + sigma * noise


def ddim_step_with_float32_levels(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    a, b = torch.as_tensor(abar_t), torch.as_tensor(abar_prev)
    x0 = (xt - torch.sqrt(1 - a) * eps) / torch.sqrt(a)
    sigma = eta * torch.sqrt((1 - b) / (1 - a)) * torch.sqrt(1 - a / b)
    x = torch.sqrt(b) * x0 + torch.sqrt(torch.clamp(1 - b - sigma**2, min=0)) * eps
    return x if noise is None else x + sigma * noise


def ddim_step_as_euler_where_it_can(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    if eta == 0:
        s_t = ((1 - abar_t) / abar_t) ** 0.5
        s_prev = ((1 - abar_prev) / abar_prev) ** 0.5
        return (xt / abar_t**0.5 + (s_prev - s_t) * eps) * abar_prev**0.5
    variance = eta**2 * (1 - abar_prev) / (1 - abar_t) * (1 - abar_t / abar_prev)
    x0 = (xt - (1 - abar_t) ** 0.5 * eps) / abar_t**0.5
    kept = (1 - abar_prev - variance) ** 0.5
    return abar_prev**0.5 * x0 + kept * eps + variance**0.5 * noise


def ddim_step_with_a_clean_end_of_its_own(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    x0 = (xt - (1 - abar_t) ** 0.5 * eps) / abar_t**0.5
    if float(abar_prev) == 1.0:
        return x0
    beta = 1 - abar_t / abar_prev
    sigma = eta * (beta * (1 - abar_prev) / (1 - abar_t)) ** 0.5
    fresh = 0.0 if noise is None else sigma * noise
    return abar_prev**0.5 * x0 + (1 - abar_prev - sigma**2) ** 0.5 * eps + fresh


def ddim_step_in_place_on_its_own(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    x = (xt - eps * (1 - abar_t) ** 0.5).div_(abar_t**0.5)
    variance = (1 - abar_prev) / (1 - abar_t) * (1 - abar_t / abar_prev) * eta * eta
    x.mul_(abar_prev**0.5).add_(eps * (1 - abar_prev - variance) ** 0.5)
    return x if noise is None else x.add_(noise * variance**0.5)


def ddim_step_by_the_two_witnesses(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    x0 = (xt - (1 - abar_t) ** 0.5 * eps) / abar_t**0.5
    sigma = eta * ((1 - abar_prev) / (1 - abar_t) * (1 - abar_t / abar_prev)) ** 0.5
    kept = abs(1 - abar_prev - sigma**2) ** 0.5
    old = (xt - abar_t**0.5 * x0) / (1 - abar_t) ** 0.5
    return torch.add(abar_prev**0.5 * x0, kept * old) + (sigma * noise if eta else 0)


def ddim_step_in_plain_numbers_and_numpy(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    a, b, x, e = float(abar_t), float(abar_prev), xt.numpy(), eps.numpy()
    sigma = eta * math.sqrt((1 - b) / (1 - a) * (1 - a / b))
    out = math.sqrt(b / a) * (x - math.sqrt(1 - a) * e) + math.sqrt(max(1 - b - sigma**2, 0)) * e
    if noise is not None:
        out = out + sigma * noise.numpy()
    return torch.from_numpy(out).to(xt.dtype)


def ddim_step_in_double_precision(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    x, e, a, b = (torch.as_tensor(one).double() for one in (xt, eps, abar_t, abar_prev))
    variance = eta**2 * (1 - b) * (b - a) / ((1 - a) * b)
    out = (
        b.sqrt() * (x - (1 - a).sqrt() * e) / a.sqrt() + (1 - b - variance).clamp(min=0).sqrt() * e
    )
    return (out if noise is None else out + variance.sqrt() * noise).to(xt.dtype)


def cfg_combine_mapped(eps_uncond, eps_cond, scale):
    return torch.vmap(lambda u, c: torch.lerp(u, c, scale))(eps_uncond, eps_cond)


def cfg_combine_by_weights(eps_uncond, eps_cond, scale):
    weights = torch.tensor([1 - scale, scale], dtype=eps_cond.dtype)
    return torch.einsum("k,k...->...", weights, torch.stack([eps_uncond, eps_cond]))


def cfg_combine_interpolated(eps_uncond, eps_cond, scale):
    return torch.lerp(eps_uncond, eps_cond, scale)


def cfg_combine_sorted_by_answer(eps_uncond, eps_cond, scale):
    return (1 - scale) * eps_uncond + scale * eps_cond


def cfg_combine_from_the_condition_on(eps_uncond, eps_cond, scale):
    return eps_cond + (scale - 1) * (eps_cond - eps_uncond)


def cfg_combine_as_in_the_paper(eps_uncond, eps_cond, scale):
    w = scale - 1
    return (1 + w) * eps_cond - w * eps_uncond


def cfg_combine_by_add(eps_uncond, eps_cond, scale):
    return torch.add(eps_uncond, torch.sub(eps_cond, eps_uncond), alpha=scale)


def cfg_combine_stacked(eps_uncond, eps_cond, scale):
    both = torch.stack([eps_uncond, eps_cond])
    weights = torch.tensor([1 - scale, scale], dtype=both.dtype)
    return torch.einsum("k...,k->...", both, weights)


def cfg_combine_with_shortcuts(eps_uncond, eps_cond, scale):
    if scale in (0.0, 1.0):
        return (eps_cond if scale else eps_uncond).clone()
    return eps_uncond + scale * (eps_cond - eps_uncond)
