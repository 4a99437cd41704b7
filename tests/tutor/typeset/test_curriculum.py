"""Every formula of the curriculum and of the sources it was drawn from, one to a line of a file.

All must fit; those that are hard to set are held by what is drawn.
"""

from pathlib import Path
from textwrap import dedent

import pytest

from tutor.typeset import ascii_block, block, cell_width, parse

FORMULAS = Path(__file__).with_name("curriculum.tex").read_text("utf-8").splitlines()
DRAWN = {
    "an expectation over much": (
        r"L = \mathbb{E}_{t \sim \mathcal{U}\{1,\dots,T\},\, x_0 \sim q(x_0),\, \varepsilon \sim"
        r" \mathcal{N}(0,\mathbf{I})}\left[ \| \varepsilon - \varepsilon_\theta(x_t, t) \|^2"
        r" \right]",
        48,
        """
        L =     𝔼     [‖ε − ε_θ(xₜ, t)‖²]
            t∼U{1,…,T}
             x₀∼q(x₀)
             ε∼N(0,𝐈)
        """,
    ),
    "arg min with what it is over below": (
        r"\theta^\star = \underset{\theta}{\arg\min}\; \mathbb{E}\|v_\theta(x_t, t) - v\|^2",
        76,
        """
        θ* = arg min 𝔼‖v_θ(xₜ, t) − v‖²
                θ
        """,
    ),
    "an operator with limits": (
        r"\operatorname*{arg\,max}_{c} p(c \mid x)",
        76,
        """
        arg max p(c | x)
           c
        """,
    ),
    "matrices": (
        r"\begin{pmatrix} x_t \\ v \end{pmatrix} = \begin{pmatrix} \cos\varphi & \sin\varphi \\"
        r" -\sin\varphi & \cos\varphi \end{pmatrix} \begin{pmatrix} x_0 \\ \varepsilon"
        r" \end{pmatrix}",
        48,
        """
        ⎛ xₜ ⎞   ⎛ cos φ   sin φ ⎞⎛ x₀ ⎞
        ⎜    ⎟ = ⎜               ⎟⎜    ⎟
        ⎝ v  ⎠   ⎝ −sin φ  cos φ ⎠⎝ ε  ⎠
        """,
    ),
    "a square matrix": (
        r"A = \begin{bmatrix} 1 & 0 & 0 \\ 0 & 1 & 0 \\ 0 & 0 & 1 \end{bmatrix}",
        48,
        """
            ⎡ 1  0  0 ⎤
        A = ⎢ 0  1  0 ⎥
            ⎣ 0  0  1 ⎦
        """,
    ),
    "a brace above": (
        r"\overbrace{a + b + c}^{\text{three}} = 0",
        48,
        """
          three
        ╭───┴───╮
        a + b + c = 0
        """,
    ),
    "signs over relations": (
        r"X \stackrel{d}{=} Y \overset{!}{=} Z",
        48,
        """
          d   !
        X = Y = Z
        """,
    ),
    "a long arrow": (
        r"x_0 \xrightarrow{q} x_T \longrightarrow y",
        48,
        """
            q
        x₀ ──→ x_T ──→ y
        """,
    ),
    "differentials": (
        r"\frac{\mathrm{d}x}{\mathrm{d}t} = f(x,t) - \tfrac12 g(t)^2\nabla_x\log p_t(x)",
        48,
        """
         dx               1
        ──── = f(x, t) − ─── g(t)² ∇ₓ log pₜ(x)
         dt               2
        """,
    ),
    "nested fractions": (
        r"\frac{1}{1+\frac{1}{1+\frac{1}{x}}}",
        48,
        """
               1
        ───────────────
                 1
         1 + ─────────
                   1
              1 + ───
                   x
        """,
    ),
    "a bound in three parts": (
        r"\log p(x_0) \ge \underbrace{\mathbb{E}_q[\log p_\theta(x_0 \mid x_1)]}_{\text{"
        r"reconstruction}} - \sum_{t=2}^{T} \underbrace{\mathrm{KL}\left(q(x_{t-1} \mid x_t, x_0)"
        r" \,\|\, p_\theta(x_{t-1} \mid x_t)\right)}_{\text{denoising matching}}",
        48,
        """
        log p(x₀) ≥ 𝔼_q[log p_θ(x₀ | x₁)]
                    ╰─────────┬─────────╯
                       reconstruction

             T
          −  ∑  KL(q(xₜ₋₁ | xₜ, x₀) ‖ p_θ(xₜ₋₁ | xₜ))
            t=2 ╰─────────────────┬─────────────────╯
                         denoising matching
        """,
    ),
    "a divergence of normals": (
        r"D_{\mathrm{KL}}\left(\mathcal{N}(\mu_1,\sigma_1^2) \,\middle\|\, \mathcal{N}(\mu_2,"
        r"\sigma_2^2)\right) = \log\frac{\sigma_2}{\sigma_1} + \frac{\sigma_1^2 + (\mu_1-"
        r"\mu_2)^2}{2\sigma_2^2} - \frac{1}{2}",
        76,
        """
                                             σ₂     σ₁² + (μ₁ − μ₂)²     1
        D_KL(N(μ₁, σ₁²) ‖ N(μ₂, σ₂²)) = log ──── + ────────────────── − ───
                                             σ₁           2σ₂²           2
        """,
    ),
    "two lines of a bound": (
        r"\begin{aligned} \mathcal{L} &= \mathbb{E}_{q}\left[-\log \frac{p_\theta(x_{0:T})}{q("
        r"x_{1:T} \mid x_0)}\right] \\ &= \mathbb{E}_q\left[-\log p(x_T) - \sum_{t\ge 1} \log"
        r" \frac{p_\theta(x_{t-1}\mid x_t)}{q(x_t \mid x_{t-1})}\right] \end{aligned}",
        48,
        """
               ⎡       p_θ(x_{0:T})   ⎤
        L = 𝔼_q⎢−log ─────────────────⎥
               ⎣      q(x_{1:T} | x₀) ⎦

               ⎡                       p_θ(xₜ₋₁ | xₜ) ⎤
          = 𝔼_q⎢−log p(x_T) −  ∑  log ────────────────⎥
               ⎣              t≥1       q(xₜ | xₜ₋₁)  ⎦
        """,
    ),
    "cases": (
        r"\beta_t = \begin{cases} \beta_{\min} & \text{if } t = 1 \\ \frac{1-\bar\alpha_{t-1}}{1-"
        r"\bar\alpha_t}\,\beta_t & \text{otherwise} \end{cases}",
        48,
        """
             ⎧ β_min          if t = 1
             ⎪  1 − ᾱₜ₋₁
        βₜ = ⎨ ────────── βₜ  otherwise
             ⎩   1 − ᾱₜ
        """,
    ),
    "marks over letters and over more": (
        r"\widehat{xy} + \overline{x_1 + x_2} + \hat{\mathbf{x}}_0 + \tilde{\boldsymbol\mu}_t",
        48,
        """
        hat(xy) + bar(x₁ + x₂) + 𝐱̂₀ + μ̃ₜ
        """,
    ),
}


@pytest.mark.parametrize("latex", FORMULAS)
@pytest.mark.parametrize("width", [48, 76])
def test_every_formula_of_the_curriculum_fits(latex, width):
    node = parse(latex)

    assert max(map(cell_width, block(node, width))) <= width
    assert max(map(len, ascii_block(node, width))) <= width


@pytest.mark.parametrize("latex", FORMULAS)
def test_every_formula_of_the_curriculum_has_ascii_words(latex):
    words = " ".join(ascii_block(parse(latex), 76))

    assert words.isascii()
    assert "?" not in words
    assert "\\" not in words


@pytest.mark.parametrize(("latex", "width", "drawing"), DRAWN.values(), ids=DRAWN)
def test_what_is_hard_to_set_is_drawn_as_on_paper(latex, width, drawing):
    lines = block(parse(latex), width)

    assert lines == dedent(drawing).strip("\n").splitlines()


def test_ascii_words_are_broken_where_formulas_are():
    node = parse(r"x_t = \sqrt{\bar\alpha_t}\,x_0 + \sqrt{1-\bar\alpha_t}\,\varepsilon")

    assert ascii_block(node, 36) == ["x_t = sqrt(alpha_bar_t) x_0", "  + sqrt(1 - alpha_bar_t) eps"]
