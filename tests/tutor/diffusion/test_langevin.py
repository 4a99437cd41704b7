import numpy as np
import pytest

from tutor.diffusion.langevin import langevin_step


@pytest.mark.parametrize(("delta", "variance"), [(0.1, 1.05263157894737), (0.5, 1.33333333333333)])
def test_walkers_settle_at_the_variance_of_the_unadjusted_algorithm(delta, variance):
    generator = np.random.default_rng(0)
    x = generator.standard_normal(40_000)

    for _ in range(100):
        x = langevin_step(x, -x, delta, generator.standard_normal(x.shape))

    assert x.var() == pytest.approx(variance, rel=0.03)
