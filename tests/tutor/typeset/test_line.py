"""One line of Unicode, and one of ASCII."""

import pytest

from tutor.typeset import ascii, inline, parse  # noqa: A004 - read as `typeset.ascii`

WRITTEN = {
    "closed form": (
        r"x_t = \sqrt{\bar\alpha_t}\,x_0 + \sqrt{1-\bar\alpha_t}\,\varepsilon",
        "xₜ = √ᾱₜ x₀ + √(1 − ᾱₜ) ε",
        "x_t = sqrt(alpha_bar_t) x_0 + sqrt(1 - alpha_bar_t) eps",
    ),
    "forward kernel": (
        r"q(x_t \mid x_{t-1}) = \mathcal N(x_t;\, \sqrt{1-\beta_t}\,x_{t-1},\, \beta_t\mathbf I)",
        "q(xₜ | xₜ₋₁) = N(xₜ; √(1 − βₜ) xₜ₋₁, βₜ 𝐈)",
        "q(x_t | x_{t-1}) = N(x_t; sqrt(1 - beta_t) x_{t-1}, beta_t I)",
    ),
    "posterior mean": (
        r"\mu_\theta = \frac1{\sqrt{\alpha_t}}\left(x_t - \frac{\beta_t}{\sqrt{1-\bar\alpha_t}}"
        r"\varepsilon_\theta(x_t,t)\right)",
        "μ_θ = (1/√αₜ)(xₜ − (βₜ/√(1 − ᾱₜ)) ε_θ(xₜ, t))",
        "mu_theta = (1/sqrt(alpha_t))(x_t - (beta_t/sqrt(1 - alpha_bar_t)) eps_theta(x_t, t))",
    ),
    "training loss": (
        r"L = \mathbb E_{t,x_0,\varepsilon}\big[\|\varepsilon-\varepsilon_\theta(x_t,t)\|^2\big]",
        "L = 𝔼_{t,x₀,ε}[‖ε − ε_θ(xₜ, t)‖²]",
        "L = E_{t,x_0,eps}[||eps - eps_theta(x_t, t)||^2]",
    ),
    "guidance": (
        r"\hat\varepsilon = \varepsilon_{\text{uncond}} + w\,(\varepsilon_{\text{cond}}"
        r" - \varepsilon_{\text{uncond}})",
        "ε̂ = ε_uncond + w (ε_cond − ε_uncond)",
        "eps_hat = eps_uncond + w (eps_cond - eps_uncond)",
    ),
    "score": (
        r"\nabla_x\log p(x) \approx -\frac{\varepsilon_\theta(x,t)}{\sqrt{1-\bar\alpha_t}}",
        "∇ₓ log p(x) ≈ −ε_θ(x, t)/√(1 − ᾱₜ)",
        "grad_x log p(x) ~= -eps_theta(x, t)/sqrt(1 - alpha_bar_t)",
    ),
    "divergence": (
        r"D_{\mathrm{KL}}(q(x_T\mid x_0)\,\|\,p(x_T))",
        "D_KL(q(x_T | x₀) ‖ p(x_T))",
        "D_KL(q(x_T | x_0) || p(x_T))",
    ),
    "stochastic differential equation": (
        r"dx = [f - g^2\nabla\log p_t(x)]\,dt + g\,d\bar W",
        "dx = [f − g² ∇ log pₜ(x)] dt + g dW̄",
        "dx = [f - g^2 grad log p_t(x)] dt + g d W_bar",
    ),
    "sum with limits": (
        r"\sum_{s=1}^{t}\beta_s",
        "∑ₛ₌₁ᵗ βₛ",
        "sum_{s=1}^t beta_s",
    ),
    "alternatives": (
        r"\begin{cases} a & \text{if } x > 0 \\ b & \text{otherwise} \end{cases}",
        "{a if x > 0; b otherwise}",
        "{a if x > 0; b otherwise}",
    ),
    "aligned rows": (
        r"\begin{aligned} a &= b \\ &= c \\ d &= e \end{aligned}",
        "a = b = c; d = e",
        "a = b = c; d = e",
    ),
    "labelled brace": (
        r"\underbrace{a + b}_{\text{signal}} + c",
        "(a + b) [signal] + c",
        "(a + b) [signal] + c",
    ),
}


@pytest.mark.parametrize(("latex", "unicode", "plain"), WRITTEN.values(), ids=WRITTEN)
def test_formulas_are_written_in_one_line(latex, unicode, plain):
    node = parse(latex)

    assert inline(node) == unicode
    assert ascii(node) == plain


MEANING = {
    "a sum over something": (r"\frac{a-b}{c}", "(a − b)/c"),
    "something over a sum": (r"\frac{a}{b+c}", "a/(b + c)"),
    "something over a product": (r"\frac{a}{bc}", "a/(bc)"),
    "something over a differential": (r"\frac{dx}{dt}", "dx/dt"),
    "a fraction over something": (r"\frac{\frac ab}{c}", "(a/b)/c"),
    "a fraction times something": (r"\frac12 x", "(1/2) x"),
    "a function of a fraction": (r"\log\frac ab", "log (a/b)"),
    "a fraction in a sum": (r"1 + \frac ab", "1 + a/b"),
    "a power of a root": (r"\sqrt{x}^2", "(√x)²"),
    "the root of a power": (r"\sqrt{x^2}", "√(x²)"),
    "the root of a product": (r"\sqrt{2\delta}\,z", "√(2δ) z"),
    "a cube root": (r"\sqrt[3]{x}", "³√x"),
    "a power of a sum": (r"{a+b}^2", "(a + b)²"),
    "a bar over a sum": (r"\overline{a+b}", "bar(a + b)"),
    "an exponent without Unicode": (r"e^{-\frac{x^2}{2}}", "e^(−x²/2)"),
}


@pytest.mark.parametrize(("latex", "expected"), MEANING.values(), ids=MEANING)
def test_brackets_keep_the_meaning(latex, expected):
    assert inline(parse(latex)) == expected


SCRIPTS = {
    "all characters exist": (r"x_{t-1}", "xₜ₋₁"),
    "one character does not exist": (r"x_{T-1}", "x_{T−1}"),
    "a Greek letter, of which only some exist": (r"p_\phi", "p_φ"),
    "a letter that is no index": (r"p_u p_c", "p_u p_c"),
    "a symbol with a subscript of its own": (r"\nabla_{x_t}", "∇_{xₜ}"),
    "a word, though its letters exist": (r"\sigma_{\max}", "σ_max"),
    "a word of two letters": (r"c_{\text{in}}", "c_in"),
    "two indices": (r"w_{ij}", "wᵢⱼ"),
    "below and above": (r"\sigma_t^2", "σₜ²"),
    "a transposed matrix": (r"K^\top", "Kᵀ"),
    "a prime": (r"f'(x)", "f′(x)"),
    "a prime and a power": (r"x'^2", "x′²"),
}


@pytest.mark.parametrize(("latex", "expected"), SCRIPTS.values(), ids=SCRIPTS)
def test_scripts_are_small_only_where_every_character_exists(latex, expected):
    assert inline(parse(latex)) == expected


def test_an_accented_letter_is_one_character_where_unicode_has_it():
    assert inline(parse(r"\bar\alpha")) == "\u1fb1"
    assert inline(parse(r"\hat\varepsilon")) == "ε\u0302"


def test_script_capitals_become_plain_letters_and_double_ones_stay():
    assert inline(parse(r"\mathcal N \mathbb E \mathbb R \mathbf x")) == "N𝔼ℝ𝐱"
