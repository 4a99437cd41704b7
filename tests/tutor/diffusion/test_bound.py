import numpy as np
import pytest

from tutor.diffusion.bound import (
    bound,
    clipped_variance,
    gaussian_chain,
    gaussian_eps,
    noise_error,
    normal_kl,
    posterior_variance,
    surprise,
    weights,
)
from tutor.diffusion.schedule import alpha_bar, cosine_betas, linear_betas, previous

DDPM = linear_betas(1000)
FEW = cosine_betas(20)
NODES, WEIGHTS = np.polynomial.hermite_e.hermegauss(40)
WEIGHTS = WEIGHTS / WEIGHTS.sum()


def expected(function, mean, variance):
    """E f(x) for x from N(mean, variance), by quadrature."""
    return float((WEIGHTS * function(mean + np.sqrt(variance) * NODES)).sum())


def test_the_divergence_of_two_gaussians_is_that_of_the_field():
    kl = normal_kl(np.array(1.0), np.log(0.2), np.array(0.3), np.log(0.5))

    assert kl == pytest.approx(0.648145365937078)


def test_the_posterior_has_the_variances_of_the_paper():
    variance = posterior_variance(DDPM)

    assert variance[[0, 1, 499]].tolist() == pytest.approx(
        [0, 5.45318766130219e-05, 0.0100313554146137]
    )
    assert np.log(clipped_variance(DDPM)[0]) == pytest.approx(-9.81672513529567)


def test_the_weights_are_those_of_the_paper():
    large = weights(DDPM, DDPM)

    assert large[[0, 9, 999]].tolist() == pytest.approx(
        [0.500050005000555, 0.0737170159328125, 0.0102044934686379]
    )
    assert weights(DDPM, clipped_variance(DDPM))[[1, 499]].tolist() == pytest.approx(
        [0.599671512159382, 0.00550819651054946]
    )


@pytest.mark.parametrize(
    ("variance", "std"),
    [(posterior_variance(DDPM), 0.496110079881923), (np.append(0, DDPM[1:]), 0.500751510239891)],
    ids=["the posterior's variance", "beta"],
)
def test_ancestral_sampling_of_a_gaussian_ends_where_it_must(variance, std):
    means, variances = gaussian_chain(DDPM, 0.3, 0.5, variance).moments()

    assert means[0] == pytest.approx(0.299996973036054)
    assert variances[0] ** 0.5 == pytest.approx(std)


@pytest.mark.parametrize("x0", [-1.0, 0.3, 1.5])
@pytest.mark.parametrize("variance", [clipped_variance(FEW), FEW], ids=["small", "large"])
def test_every_term_is_the_divergence_that_the_paper_defines(x0, variance):
    signal, before = alpha_bar(FEW), previous(alpha_bar(FEW))
    factor, constant = gaussian_eps(FEW, 0.3, 0.5)
    found = bound(x0, FEW, 0.3, 0.5, variance)

    def model_mean(i, x):
        noise = factor[i] * x + constant[i]
        return (x - FEW[i] / np.sqrt(1 - signal[i]) * noise) / np.sqrt(1 - FEW[i])

    def divergence(i, x):
        from_x0 = np.sqrt(before[i]) * FEW[i] / (1 - signal[i]) * x0
        from_x = np.sqrt(1 - FEW[i]) * (1 - before[i]) / (1 - signal[i]) * x
        log_variance = np.log(posterior_variance(FEW)[i])
        return normal_kl(from_x0 + from_x, log_variance, model_mean(i, x), np.log(variance[i]))

    def unlikely(x):
        return np.log(2 * np.pi * variance[0]) / 2 + (x0 - model_mean(0, x)) ** 2 / (
            2 * variance[0]
        )

    centres, spreads = np.sqrt(signal) * x0, 1 - signal
    steps = [
        expected(lambda x, i=i: divergence(i, x), centres[i], spreads[i]) for i in range(1, 20)
    ]
    assert found.reconstruction == pytest.approx(expected(unlikely, centres[0], spreads[0]))
    np.testing.assert_allclose(found.steps, steps)
    assert found.prior == pytest.approx(
        (spreads[-1] + centres[-1] ** 2 - 1 - np.log(spreads[-1])) / 2, abs=1e-12
    )


def gap(x0, betas, variance):
    means, variances = gaussian_chain(betas, 0.3, 0.5, variance).moments()
    total = bound(x0, betas, 0.3, 0.5, variance).terms.sum()
    return total - surprise(x0, means[0], variances[0])


@pytest.mark.parametrize("x0", np.linspace(-2, 2, 9).tolist())
@pytest.mark.parametrize("variance", [clipped_variance(FEW), FEW], ids=["small", "large"])
def test_the_terms_add_up_to_no_less_than_the_surprise(x0, variance):
    assert gap(x0, FEW, variance) >= 0


def test_more_steps_close_the_gap_unless_the_variance_is_too_small():
    fine = cosine_betas(200)

    assert gap(0.8, fine, fine) < 0.02
    assert gap(0.8, fine, clipped_variance(fine)) > 0.5


def test_the_error_in_the_noise_falls_as_the_noise_grows():
    errors = noise_error(0.8, FEW, 0.3, 0.5)

    assert errors[0] > 0.8
    assert errors[-1] < 0.01
    assert (np.diff(errors) < 0).all()
