"""A right way that somebody else wrote, spoiled in one place: the mistake is named."""

import pytest

from tests.tutor.content.right_ways import drawing, walking
from tests.tutor.content.right_ways.written import ways
from tests.tutor.content.shipped import COURSE

WAYS = ways(drawing, COURSE.exercises) | ways(walking, COURSE.exercises)
SPOILED = [
    ("score_from_eps", "by_a_power", "-0.5", "-1.0", "score-over-variance"),
    ("score_from_eps", "by_a_power", ".neg()", "", "score-sign"),
    ("gmm_score", "in_a_loop", "math.sqrt(abar) * mean", "mean", "signal-not-shrunk"),
    ("gmm_score", "in_a_loop", "std * std", "std", "std-for-variance"),
    ("gmm_score", "by_the_mean_of_all", "torch.log(weights)", "weights", "weights-not-logged"),
    ("gmm_score", "by_the_mean_of_all", "logs - logs.max(1, keepdim=True).values", "logs",
        "density-underflows"),
    ("gmm_score", "by_the_mean_of_all", "0.5 * distance", "distance", "exponent-not-halved"),
    ("langevin_step", "with_roots_apart", "math.sqrt(2) * ", "", "shake-too-weak"),
    ("langevin_step", "with_roots_apart", "math.sqrt(2)", "2", "root-of-a-part"),
    ("annealed_langevin", "in_one_loop", "** 2", "", "std-for-variance"),
    ("annealed_langevin", "over_tensors", "sigma / sigmas[-1]", "sigma / sigmas[0]",
        "measured-by-first-level"),
    ("annealed_langevin", "over_tensors", "torch.sqrt(2 * step_size)", "torch.sqrt(step_size)",
        "shake-too-weak"),
    ("vp_marginal", "by_the_share", "torch.sqrt(1 - left)", "1 - left", "std-for-variance"),
    ("vp_marginal", "by_the_share", "(beta_max - beta_min)", "beta_max", "rate-rises-by-its-end"),
    ("ve_sigma", "by_logarithms", "torch.exp(", "(", "exponential-forgotten"),
    ("ve_sigma", "from_both_ends", "sigma_min ** (1 - t) * sigma_max**t",
        "sigma_max ** (1 - t) * sigma_min**t", "time-reversed"),
    ("reverse_sde_step", "in_parts", "g**2 * score", "0.5 * g**2 * score", "sde-with-half-score"),
    ("reverse_sde_step", "in_parts", "math.sqrt(-dt)", "-dt", "noise-times-dt"),
    ("pf_ode_drift", "in_parts", "0.5 * beta * score", "beta * score", "ode-with-full-score"),
    ("euler_step", "as_a_mix", "sigma_next / sigma", "(sigma_next / sigma) ** 2",
        "mixed-by-variance"),
    ("karras_sigmas", "as_in_the_paper", "i / (n - 1)", "i / n", "gaps-miscounted"),
    ("karras_sigmas", "in_a_loop", "[*levels, 0.0]", "levels", "final-zero-missing"),
    ("heun_step", "as_two_eulers", "0.5 * k1 + 0.5 * k2", "k1 + k2", "slopes-not-averaged"),
    ("heun_step", "as_two_eulers", "denoise_fn(x + h * k1, sigma_next)",
        "denoise_fn(x + h * k1, sigma)", "second-slope-at-old-level"),
    ("ancestral_sigmas", "as_in_k_diffusion", "math.sqrt(sigma_next**2 - up**2), up",
        "sigma_next - up, up", "deviations-subtracted"),
    ("euler_ancestral_step", "by_the_guess", "+ up * noise", "", "fresh-noise-missing"),
    ("dpmpp_2m_step", "as_in_k_diffusion", "(2 * r)", "r", "lookahead-not-halved"),
    ("dpmpp_2m_step", "as_in_k_diffusion", "if old_denoised is not None", "if False",
        "memory-unused"),
    ("edm_precond", "with_hypot", "0.25 * ", "", "network-told-sigma"),
    ("seeded_noise", "in_place", "seed + i", "seed", "one-noise-for-the-batch"),
    ("sample_timesteps", "by_cutting_off", "* T)", "* (T - 1))", "last-level-left-out"),
    ("sample_timesteps", "one_by_one", "randint(0, T", "randint(1, T", "t-counted-from-one"),
    ("sample_timesteps", "one_by_one", "(), generator=generator", "()", "generator-ignored"),
    ("sample_timesteps", "by_a_lottery", "torch.ones(T)", "torch.arange(T) + 1.0",
        "uneven-levels"),
    ("drop_condition", "by_bernoulli", "kept[dropped] = null", "kept[dropped] = 0",
        "null-is-class-zero"),
    ("drop_condition", "by_bernoulli", "c.clone()", "c", "start-changed"),
    ("drop_condition", "one_by_one", "< p", "> p", "hidden-turned-round"),
    ("drop_condition", "by_what_is_kept", "torch.logical_not(keep)", "keep", "kept-for-hidden"),
    ("drop_condition", "by_what_is_kept", "torch.rand(len(c)", "torch.randn(len(c)",
        "normal-for-uniform"),
    ("p_sample_loop", "as_in_the_paper", "sigma[i] * z", "betas[i] ** 0.5 * z",
        "beta-for-posterior-variance"),
    ("p_sample_loop", "as_in_the_paper", "reversed(range(len(betas)))",
        "range(len(betas) - 1, 0, -1)", "last-step-left-out"),
    ("p_sample_loop", "by_the_estimate", "i, dtype", "i + 1, dtype", "t-counted-from-one"),
    ("p_sample_loop", "by_a_step_for_any_t", "eps_model(x, t)", "eps_model(xT, t)",
        "start-asked-again"),
    ("p_sample_loop", "by_a_step_for_any_t", ".flip(0)", "", "levels-upwards"),
    ("ddim_sample", "by_pairs", "1.0 if following is None else alpha_bar[following].item()",
        "alpha_bar[following or 0].item()", "array-holds-the-one"),
    ("ddim_sample", "by_pairs", "eta * math", "math", "eta-ignored"),
    ("ddim_sample", "with_a_one_before_the_table", "(here - 1)", "here", "t-counted-from-one"),
    ("ddim_sample", "with_a_one_before_the_table", "a, b = padded[here], padded[there]",
        "b, a = padded[here], padded[there]", "levels-swapped"),
    ("slerp", "by_unit_vectors", " / torch.sin(angle)", "", "turn-not-divided"),
    ("slerp", "one_sample_after_the_other", "abs(cosine) >", "cosine >", "no-turn-no-angle"),
]  # fmt: skip
"""A way, a piece of it, what stands in its place, and the mistake that this is."""


@pytest.mark.parametrize(("slug", "way", "piece", "other", "known"), SPOILED)
def test_a_mistake_in_one_place_is_named(grade, slug, way, piece, other, known):
    source = WAYS[slug, way]
    assert piece in source

    verdict = grade(slug, source.replace(piece, other))

    assert not verdict.passed
    assert verdict.mistake is not None
    assert verdict.mistake.id == known
