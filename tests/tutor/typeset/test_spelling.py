from __future__ import annotations

import pytest

from tutor.typeset import spelt


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "x_t = √ᾱ_t·x_0 + √(1−ᾱ_t)·noise",
            "x_t = sqrt alpha_bar_t*x_0 + sqrt(1-alpha_bar_t)*noise",
            id="a formula in words",
        ),
        pytest.param("(1 − β_0)·…", "(1 - beta_0)*...", id="signs"),
        pytest.param("xₜ₋₁ → x̂₀", "x_{t-1} -> x_hat_0", id="scripts and accents"),
        pytest.param("10⁻⁵ and x²", "10^-5 and x^2", id="powers"),
        pytest.param("−2 * 3", "-2 * 3", id="a star between numbers is no power"),
        pytest.param("Schrödinger’s “ñ”", 'Schrodinger\'s "n"', id="names keep their letters"),
        pytest.param("✓ ✗", "+ x", id="marks"),
        pytest.param("日本", "??", id="what has no spelling"),
        pytest.param("plain text", "plain text", id="ascii stays"),
    ],
)
def test_text_is_spelt_in_ascii(text: str, expected: str) -> None:
    assert spelt(text) == expected
