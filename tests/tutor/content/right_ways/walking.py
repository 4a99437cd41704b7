"""Other right ways to write the exercises on the score and on solvers."""

import math

import torch


def score_from_eps_one_sample_after_the_other(eps, t, alpha_bar):
    return torch.stack(
        [-one / (1 - alpha_bar[i]) ** 0.5 for one, i in zip(eps, t.tolist(), strict=True)]
    )


def score_from_eps_by_a_power(eps, t, alpha_bar):
    factor = torch.pow(1 - alpha_bar, -0.5).gather(0, t)
    while factor.ndim < eps.ndim:
        factor = factor.unsqueeze(-1)
    return eps.mul(factor).neg()


def gmm_score_in_a_loop(x, means, std, abar, weights):
    variance = abar * std * std + (1 - abar)
    pulls = [math.sqrt(abar) * mean - x for mean in means]
    logs = [
        torch.log(weight) - (pull * pull).sum(1) / variance / 2
        for weight, pull in zip(weights, pulls, strict=True)
    ]
    share = torch.softmax(torch.stack(logs), 0)
    return sum(s[:, None] * pull for s, pull in zip(share, pulls, strict=True)) / variance


def gmm_score_by_autograd(x, means, std, abar, weights):
    x = x.detach().clone().requires_grad_()
    variance = abar * std**2 + 1 - abar
    squares = torch.cdist(x, abar**0.5 * means, compute_mode="donot_use_mm_for_euclid_dist") ** 2
    log_density = torch.logsumexp(weights.log() - squares / (2 * variance), 1)
    return torch.autograd.grad(log_density.sum(), x)[0]


def gmm_score_by_the_mean_of_all(x, means, std, abar, weights):
    variance = abar * std**2 + 1 - abar
    centres = means * abar**0.5
    distance = (x.unsqueeze(1) - centres.unsqueeze(0)).pow(2).sum(2)
    logs = torch.log(weights) - 0.5 * distance / variance
    density = torch.exp(logs - logs.max(1, keepdim=True).values)
    return (density / density.sum(1, keepdim=True) @ centres - x) / variance


def langevin_step_with_roots_apart(x, score, delta, noise):
    return x + delta * score + math.sqrt(2) * math.sqrt(delta) * noise


def langevin_step_in_place_on_a_copy(x, score, delta, noise):
    moved = x.clone()
    moved += delta * score
    moved += (2 * delta) ** 0.5 * noise
    return moved


def annealed_langevin_over_tensors(x, score_fn, sigmas, n_steps, eps, generator):
    for sigma in sigmas:
        step_size = eps * (sigma / sigmas[-1]) ** 2
        for _ in range(n_steps):
            noise = torch.randn(x.shape, generator=generator, dtype=x.dtype)
            x = x + step_size * score_fn(x, sigma) + torch.sqrt(2 * step_size) * noise
    return x


def annealed_langevin_in_one_loop(x, score_fn, sigmas, n_steps, eps, generator):
    sizes = eps * (sigmas / sigmas[-1]) ** 2
    for step in range(n_steps * len(sigmas)):
        level = step // n_steps
        delta = float(sizes[level])
        slope = score_fn(x, sigmas[level])
        z = torch.randn(*x.shape, generator=generator, dtype=x.dtype)
        x = x + delta * slope + math.sqrt(2 * delta) * z
    return x


def vp_marginal_by_the_share(t, beta_min=0.1, beta_max=20.0):
    area = beta_min * t + (beta_max - beta_min) * t * t / 2
    left = torch.exp(-area)
    return torch.sqrt(left), torch.sqrt(1 - left)


def vp_marginal_by_expm1(t, beta_min=0.1, beta_max=20.0):
    area = t * (beta_min + (beta_min + t * (beta_max - beta_min))) / 2
    return torch.exp(-0.5 * area), torch.sqrt(-torch.expm1(-area))


def ve_sigma_by_logarithms(t, sigma_min=0.01, sigma_max=50.0):
    return torch.exp((1 - t) * math.log(sigma_min) + t * math.log(sigma_max))


def ve_sigma_from_both_ends(t, sigma_min=0.01, sigma_max=50.0):
    return sigma_min ** (1 - t) * sigma_max**t


def reverse_sde_step_in_parts(x, t, dt, score, noise, beta_min=0.1, beta_max=20.0):
    beta = beta_min + (beta_max - beta_min) * t
    beta = beta.view([len(x)] + [1] * (x.dim() - 1))
    f, g = -0.5 * beta * x, torch.sqrt(beta)
    return x + (f - g**2 * score) * dt + g * math.sqrt(-dt) * noise


def reverse_sde_step_one_sample_after_the_other(
    x, t, dt, score, noise, beta_min=0.1, beta_max=20.0
):
    moved = torch.empty_like(x)
    for i in range(len(x)):
        beta = (1 - t[i]) * beta_min + t[i] * beta_max
        moved[i] = x[i] * (1 - beta * dt / 2) - beta * dt * score[i]
        moved[i] += torch.sqrt(beta * abs(dt)) * noise[i]
    return moved


def pf_ode_drift_in_parts(x, t, score, beta_min=0.1, beta_max=20.0):
    beta = (beta_min + t * (beta_max - beta_min))[(...,) + (None,) * (x.ndim - 1)]
    return -0.5 * beta * x - 0.5 * beta * score


def euler_step_as_a_mix(x, denoised, sigma, sigma_next):
    kept = sigma_next / sigma
    return kept * x + (1 - kept) * denoised


def euler_step_from_the_guess(x, denoised, sigma, sigma_next):
    return denoised + sigma_next * ((x - denoised) / sigma)


def karras_sigmas_as_in_the_paper(n, sigma_min=0.002, sigma_max=80.0, rho=7.0):
    i = torch.arange(n, dtype=torch.float64)
    high, low = sigma_max ** (1 / rho), sigma_min ** (1 / rho)
    sigmas = (high + i / (n - 1) * (low - high)) ** rho
    return torch.cat([sigmas, sigmas.new_zeros(1)])


def karras_sigmas_in_a_loop(n, sigma_min=0.002, sigma_max=80.0, rho=7.0):
    levels = []
    for i in range(n):
        part = i / (n - 1)
        levels.append(((1 - part) * sigma_max ** (1 / rho) + part * sigma_min ** (1 / rho)) ** rho)
    return torch.tensor([*levels, 0.0], dtype=torch.float64)


def heun_step_as_two_eulers(x, denoise_fn, sigma, sigma_next):
    h = sigma_next - sigma
    k1 = (x - denoise_fn(x, sigma)) / sigma
    if not sigma_next:
        return x + h * k1
    k2 = (x + h * k1 - denoise_fn(x + h * k1, sigma_next)) / sigma_next
    return x + h * (0.5 * k1 + 0.5 * k2)


def ancestral_sigmas_as_in_k_diffusion(sigma, sigma_next, eta=1.0):
    variance = sigma_next**2 * (sigma**2 - sigma_next**2) / sigma**2
    up = min(sigma_next, eta * math.sqrt(variance))
    return math.sqrt(sigma_next**2 - up**2), up


def ancestral_sigmas_as_tensors(sigma, sigma_next, eta=1.0):
    here, there = (torch.tensor(one, dtype=torch.float64) for one in (sigma, sigma_next))
    up = (eta * there * torch.sqrt(1 - (there / here) ** 2)).clamp(max=sigma_next)
    return torch.sqrt(there**2 - up**2), up


def euler_ancestral_step_by_the_guess(x, denoised, sigma, sigma_next, noise):
    down = sigma_next * sigma_next / sigma
    up = math.sqrt(sigma_next**2 * (sigma**2 - sigma_next**2) / sigma**2)
    return denoised + down / sigma * (x - denoised) + up * noise


def dpmpp_2m_step_as_in_k_diffusion(x, denoised, old_denoised, sigma_prev, sigma, sigma_next):
    if sigma_next == 0:
        return denoised
    h = -math.log(sigma_next) + math.log(sigma)
    if old_denoised is not None:
        r = (-math.log(sigma) + math.log(sigma_prev)) / h
        denoised = (1 + 1 / (2 * r)) * denoised - 1 / (2 * r) * old_denoised
    return sigma_next / sigma * x - math.expm1(-h) * denoised


def edm_precond_with_hypot(sigma, sigma_data=0.5):
    root = torch.hypot(sigma, torch.as_tensor(sigma_data, dtype=sigma.dtype))
    return (sigma_data / root) ** 2, sigma * sigma_data / root, root**-1, 0.25 * torch.log(sigma)


def seeded_noise_in_place(shape, seed, per_sample):
    noise = torch.empty(shape)
    if not per_sample:
        return noise.normal_(generator=torch.Generator().manual_seed(seed))
    for i, one in enumerate(noise):
        one.copy_(torch.randn(one.shape, generator=torch.Generator().manual_seed(seed + i)))
    return noise
