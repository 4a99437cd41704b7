"""Two dimensions: what is drawn, and where it is broken when there is no room."""

from textwrap import dedent

import pytest

from tutor.typeset import block, cell_width, parse

DRAWN = {
    "posterior mean, Ho et al. 2020, Eq. 11, at 76": (
        r"\mu_\theta = \frac{1}{\sqrt{\alpha_t}}\left(x_t - \frac{\beta_t}{\sqrt{1-\bar"
        r"\alpha_t}}\,\varepsilon_\theta(x_t,t)\right)",
        76,
        """
                1   ⎛         βₜ                ⎞
        μ_θ = ───── ⎜xₜ − ─────────── ε_θ(xₜ, t)⎟
               √αₜ  ⎝      √(1 − ᾱₜ)            ⎠
        """,
    ),
    "posterior mean, Ho et al. 2020, Eq. 11, at 36": (
        r"\mu_\theta = \frac{1}{\sqrt{\alpha_t}}\left(x_t - \frac{\beta_t}{\sqrt{1-\bar"
        r"\alpha_t}}\,\varepsilon_\theta(x_t,t)\right)",
        36,
        """
                1
        μ_θ = ─────
               √αₜ

            ⎛         βₜ                ⎞
          · ⎜xₜ − ─────────── ε_θ(xₜ, t)⎟
            ⎝      √(1 − ᾱₜ)            ⎠
        """,
    ),
    "share of signal, at 76": (
        r"\bar\alpha_t = \prod_{s=1}^{t}(1-\beta_s), \qquad \varepsilon \sim \mathcal"
        r" N(0, I)",
        76,
        """
              t
        ᾱₜ =  ∏  (1 − βₛ),      ε ∼ N(0, I)
             s=1
        """,
    ),
    "share of signal, at 30": (
        r"\bar\alpha_t = \prod_{s=1}^{t}(1-\beta_s), \qquad \varepsilon \sim \mathcal"
        r" N(0, I)",
        30,
        """
              t
        ᾱₜ =  ∏  (1 − βₛ),
             s=1
        ε ∼ N(0, I)
        """,
    ),
    "training loss, at 76": (
        r"L = \mathbb E_{t,x_0,\varepsilon}\left[\|\varepsilon - \varepsilon_\theta("
        r"\sqrt{\bar\alpha_t}\,x_0 + \sqrt{1-\bar\alpha_t}\,\varepsilon, t)\|^2\right]",
        76,
        """
        L = 𝔼_{t,x₀,ε}[‖ε − ε_θ(√ᾱₜ x₀ + √(1 − ᾱₜ) ε, t)‖²]
        """,
    ),
    "training loss, at 48": (
        r"L = \mathbb E_{t,x_0,\varepsilon}\left[\|\varepsilon - \varepsilon_\theta("
        r"\sqrt{\bar\alpha_t}\,x_0 + \sqrt{1-\bar\alpha_t}\,\varepsilon, t)\|^2\right]",
        48,
        """
        L = 𝔼_{t,x₀,ε}[‖ε
          − ε_θ(√ᾱₜ x₀ + √(1 − ᾱₜ) ε, t)‖²]
        """,
    ),
    "DDIM step, Song et al. 2021, Eq. 12, at 80": (
        r"x_{t-1} = \sqrt{\bar\alpha_{t-1}}\,\frac{x_t - \sqrt{1-\bar\alpha_t}\,"
        r"\varepsilon_\theta(x_t,t)}{\sqrt{\bar\alpha_t}} + \sqrt{1-\bar\alpha_{t-1}-"
        r"\sigma_t^2}\,\varepsilon_\theta(x_t,t) + \sigma_t z",
        80,
        """
                      xₜ − √(1 − ᾱₜ) ε_θ(xₜ, t)
        xₜ₋₁ = √ᾱₜ₋₁ ─────────────────────────── + √(1 − ᾱₜ₋₁ − σₜ²) ε_θ(xₜ, t) + σₜ z
                                 √ᾱₜ
        """,
    ),
    "DDIM step, Song et al. 2021, Eq. 12, at 48": (
        r"x_{t-1} = \sqrt{\bar\alpha_{t-1}}\,\frac{x_t - \sqrt{1-\bar\alpha_t}\,"
        r"\varepsilon_\theta(x_t,t)}{\sqrt{\bar\alpha_t}} + \sqrt{1-\bar\alpha_{t-1}-"
        r"\sigma_t^2}\,\varepsilon_\theta(x_t,t) + \sigma_t z",
        48,
        """
                      xₜ − √(1 − ᾱₜ) ε_θ(xₜ, t)
        xₜ₋₁ = √ᾱₜ₋₁ ───────────────────────────
                                 √ᾱₜ
               + √(1 − ᾱₜ₋₁ − σₜ²) ε_θ(xₜ, t) + σₜ z
        """,
    ),
    "DDIM step, Song et al. 2021, Eq. 12, at 36": (
        r"x_{t-1} = \sqrt{\bar\alpha_{t-1}}\,\frac{x_t - \sqrt{1-\bar\alpha_t}\,"
        r"\varepsilon_\theta(x_t,t)}{\sqrt{\bar\alpha_t}} + \sqrt{1-\bar\alpha_{t-1}-"
        r"\sigma_t^2}\,\varepsilon_\theta(x_t,t) + \sigma_t z",
        36,
        """
        xₜ₋₁ = √ᾱₜ₋₁
                  xₜ − √(1 − ᾱₜ) ε_θ(xₜ, t)
               · ───────────────────────────
                             √ᾱₜ
               + √(1 − ᾱₜ₋₁ − σₜ²)
                 · ε_θ(xₜ, t)
               + σₜ z
        """,
    ),
    "DDIM noise, Song et al. 2021, Eq. 16, at 76": (
        r"\sigma_t = \eta\,\sqrt{\frac{1-\bar\alpha_{t-1}}{1-\bar\alpha_t}}\,\sqrt{1 - "
        r"\frac{\bar\alpha_t}{\bar\alpha_{t-1}}}",
        76,
        """
                ⎛ 1 − ᾱₜ₋₁ ⎞  ⎛      ᾱₜ  ⎞
        σₜ = η √⎜──────────⎟ √⎜1 − ──────⎟
                ⎝  1 − ᾱₜ  ⎠  ⎝     ᾱₜ₋₁ ⎠
        """,
    ),
    "guidance, at 36": (
        r"\hat\varepsilon = \varepsilon_{\text{uncond}} + w\,(\varepsilon_{\text{cond}} -"
        r" \varepsilon_{\text{uncond}})",
        36,
        """
        ε̂ = ε_uncond + w (ε_cond − ε_uncond)
        """,
    ),
    "guidance, at 30": (
        r"\hat\varepsilon = \varepsilon_{\text{uncond}} + w\,(\varepsilon_{\text{cond}} -"
        r" \varepsilon_{\text{uncond}})",
        30,
        """
        ε̂ = ε_uncond
            + w (ε_cond − ε_uncond)
        """,
    ),
    "evidence lower bound, at 76": (
        r"\log p(x_0) \ge \mathbb E_q[\log p(x_0\mid x_1)] - \sum_{t=2}^{T}"
        r"\mathrm{KL}(q(x_{t-1}\mid x_t,x_0)\,\|\,p_\theta(x_{t-1}\mid x_t))",
        76,
        """
                                           T
        log p(x₀) ≥ 𝔼_q[log p(x₀ | x₁)] −  ∑  KL(q(xₜ₋₁ | xₜ, x₀) ‖ p_θ(xₜ₋₁ | xₜ))
                                          t=2
        """,
    ),
    "evidence lower bound, at 48": (
        r"\log p(x_0) \ge \mathbb E_q[\log p(x_0\mid x_1)] - \sum_{t=2}^{T}"
        r"\mathrm{KL}(q(x_{t-1}\mid x_t,x_0)\,\|\,p_\theta(x_{t-1}\mid x_t))",
        48,
        """
        log p(x₀) ≥ 𝔼_q[log p(x₀ | x₁)]
             T
          −  ∑  KL(q(xₜ₋₁ | xₜ, x₀) ‖ p_θ(xₜ₋₁ | xₜ))
            t=2
        """,
    ),
    "evidence lower bound, at 36": (
        r"\log p(x_0) \ge \mathbb E_q[\log p(x_0\mid x_1)] - \sum_{t=2}^{T}"
        r"\mathrm{KL}(q(x_{t-1}\mid x_t,x_0)\,\|\,p_\theta(x_{t-1}\mid x_t))",
        36,
        """
        log p(x₀) ≥ 𝔼_q[log p(x₀ | x₁)]
          − ∑ₜ₌₂ᵀ KL(q(xₜ₋₁ | xₜ, x₀)
          ‖ p_θ(xₜ₋₁ | xₜ))
        """,
    ),
    "score, at 48": (
        r"\nabla_x\log p(x) \approx s_\theta(x,t) = -\frac{\varepsilon_\theta(x,t)}{"
        r"\sqrt{1-\bar\alpha_t}}",
        48,
        """
                                     ε_θ(x, t)
        ∇ₓ log p(x) ≈ s_θ(x, t) = − ───────────
                                     √(1 − ᾱₜ)
        """,
    ),
    "score, at 36": (
        r"\nabla_x\log p(x) \approx s_\theta(x,t) = -\frac{\varepsilon_\theta(x,t)}{"
        r"\sqrt{1-\bar\alpha_t}}",
        36,
        """
        ∇ₓ log p(x) ≈ s_θ(x, t)
                         ε_θ(x, t)
                    = − ───────────
                         √(1 − ᾱₜ)
        """,
    ),
    "EDM preconditioning, Karras et al. 2022, Table 1, at 76": (
        r"c_{\text{skip}}(\sigma) = \frac{\sigma_{\text{data}}^2}{\sigma^2+\sigma_{"
        r"\text{data}}^2}, \quad c_{\text{out}}(\sigma) = \frac{\sigma\,\sigma_{"
        r"\text{data}}}{\sqrt{\sigma^2+\sigma_{\text{data}}^2}}",
        76,
        """
                       σ_data²                       σ σ_data
        c_skip(σ) = ──────────────,   c_out(σ) = ─────────────────
                     σ² + σ_data²                 √(σ² + σ_data²)
        """,
    ),
    "EDM preconditioning, Karras et al. 2022, Table 1, at 48": (
        r"c_{\text{skip}}(\sigma) = \frac{\sigma_{\text{data}}^2}{\sigma^2+\sigma_{"
        r"\text{data}}^2}, \quad c_{\text{out}}(\sigma) = \frac{\sigma\,\sigma_{"
        r"\text{data}}}{\sqrt{\sigma^2+\sigma_{\text{data}}^2}}",
        48,
        """
                       σ_data²
        c_skip(σ) = ──────────────,
                     σ² + σ_data²

                       σ σ_data
        c_out(σ) = ─────────────────
                    √(σ² + σ_data²)
        """,
    ),
    "normal density, at 76": (
        r"p(x) = \frac{1}{\sqrt{2\pi\sigma^2}}\exp\left(-\frac{(x-\mu)^2}{2\sigma^2}"
        r"\right)",
        76,
        """
                   1        ⎛   (x − μ)² ⎞
        p(x) = ───────── exp⎜− ──────────⎟
                √(2πσ²)     ⎝     2σ²    ⎠
        """,
    ),
    "aligned derivation, at 76": (
        r"\begin{aligned} x_t &= \sqrt{\alpha_t}\,x_{t-1} + \sqrt{1-\alpha_t}\,"
        r"\varepsilon_{t-1} \\ &= \sqrt{\alpha_t\alpha_{t-1}}\,x_{t-2} + \sqrt{1-\alpha_t"
        r"\alpha_{t-1}}\,\bar\varepsilon \end{aligned}",
        76,
        """
        xₜ = √αₜ xₜ₋₁ + √(1 − αₜ) εₜ₋₁
           = √(αₜ αₜ₋₁) xₜ₋₂ + √(1 − αₜ αₜ₋₁) ε̄
        """,
    ),
    "aligned derivation, at 36": (
        r"\begin{aligned} x_t &= \sqrt{\alpha_t}\,x_{t-1} + \sqrt{1-\alpha_t}\,"
        r"\varepsilon_{t-1} \\ &= \sqrt{\alpha_t\alpha_{t-1}}\,x_{t-2} + \sqrt{1-\alpha_t"
        r"\alpha_{t-1}}\,\bar\varepsilon \end{aligned}",
        36,
        """
        xₜ = √αₜ xₜ₋₁ + √(1 − αₜ) εₜ₋₁
           = √(αₜ αₜ₋₁) xₜ₋₂
             + √(1 − αₜ αₜ₋₁) ε̄
        """,
    ),
    "alternatives, at 76": (
        r"y = \begin{cases} \varepsilon & \text{if the target is noise} \\ x_0 & "
        r"\text{otherwise} \end{cases}",
        76,
        """
            ⎧ ε   if the target is noise
        y = ⎨
            ⎩ x₀  otherwise
        """,
    ),
    "labelled braces, at 76": (
        r"x_t = \underbrace{\sqrt{\bar\alpha_t}\,x_0}_{\text{signal}} + \underbrace{"
        r"\sqrt{1-\bar\alpha_t}\,\varepsilon}_{\text{noise}}",
        76,
        """
        xₜ = √ᾱₜ x₀ + √(1 − ᾱₜ) ε
             ╰─┬──╯   ╰────┬────╯
             signal      noise
        """,
    ),
    "best parameters, at 76": (
        r"\theta^* = \arg\min_\theta \frac1N\sum_{i=1}^{N}\ell(x^{(i)};\theta)",
        76,
        """
                      1   N
        θ* = arg min ───  ∑  ℓ(x⁽ⁱ⁾; θ)
                  θ   N  i=1
        """,
    ),
    "one formula too many, at 36": (
        r"x_t = \sqrt{\bar\alpha_t}\,x_0 + \sqrt{1-\bar\alpha_t}\,\varepsilon, \; "
        r"\varepsilon \sim \mathcal N(0,I)",
        36,
        """
        xₜ = √ᾱₜ x₀ + √(1 − ᾱₜ) ε,
        ε ∼ N(0, I)
        """,
    ),
    "tall norm, at 76": (
        r"\left\|\frac{x}{\sigma}\right\|^2",
        76,
        """
        ‖ x ‖²
        ‖───‖
        ‖ σ ‖
        """,
    ),
}


@pytest.mark.parametrize(("latex", "width", "drawing"), DRAWN.values(), ids=DRAWN)
def test_formulas_are_drawn_as_a_mathematician_would_set_them(latex, width, drawing):
    lines = block(parse(latex), width)

    assert lines == dedent(drawing).strip("\n").splitlines()


@pytest.mark.parametrize("latex", sorted({latex for latex, _, _ in DRAWN.values()}))
@pytest.mark.parametrize("width", [24, 36, 48, 60, 76])
def test_no_line_is_wider_than_asked_for(latex, width):
    lines = block(parse(latex), width)

    assert max(map(cell_width, lines)) <= width


def test_a_word_that_is_too_long_for_a_line_is_cut():
    lines = block(parse(r"\text{predicted_noise}"), 10)

    assert lines == ["predicted_", "  noise"]


def test_a_left_hand_side_is_not_broken_where_the_relation_can_be():
    lines = block(parse(r"1.005 \cdot (1 - 0.010) + 0.100 = 1.095"), 30)

    assert lines == ["1.005 · (1 − 0.010) + 0.100", "  = 1.095"]


def test_a_minus_does_not_run_into_the_line_of_a_fraction():
    lines = block(parse(r"-\frac ab"), 20)

    assert lines == ["   a", "− ───", "   b"]
