"""The score and solvers: right ways pass, wrong ways are named, whoever wrote them."""

from pathlib import Path

import pytest

from tests.tutor.content.right_ways_of_walking import ways_of
from tutor.course.reader import read_course
from tutor.grading.grader import Grader

COURSE = read_course(Path(__file__).parents[3])
SLUGS = [
    exercise.slug
    for lesson in COURSE.lessons
    if lesson.id in ("08_score", "10_solvers")
    for exercise in lesson.exercises
]

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
]  # fmt: skip
"""A way, a piece of it, what stands in its place, and the mistake that this is."""


@pytest.fixture(scope="module")
def grade():
    """The verdict on a file, by one warm grader."""
    with Grader(COURSE) as grader:
        yield lambda slug, source: grader.grade(
            COURSE.exercises[slug], source, filename=f"{slug}.py", seed=5
        )


@pytest.mark.parametrize(("slug", "way"), [(slug, way) for slug in SLUGS for way in ways_of(slug)])
def test_a_right_way_passes(grade, slug, way):
    verdict = grade(slug, ways_of(slug)[way])

    assert verdict.passed, verdict.first_failure


@pytest.mark.parametrize("slug", SLUGS)
def test_there_is_another_right_way_to_every_function(slug):
    assert ways_of(slug)


@pytest.mark.parametrize(("slug", "way", "piece", "other", "known"), SPOILED)
def test_a_mistake_in_one_place_is_named(grade, slug, way, piece, other, known):
    source = ways_of(slug)[way]
    assert piece in source

    verdict = grade(slug, source.replace(piece, other))

    assert not verdict.passed
    assert verdict.mistake is not None
    assert verdict.mistake.id == known
