r"""Which LaTeX commands there are, and the character each stands for.

Chosen for terminals: `\mathcal` becomes plain letters and `\vec` does not exist, because the
script capitals are clipped and the arrow is lost in the fonts that terminals fall back to.
"""

from __future__ import annotations

from types import MappingProxyType

from tutor.typeset.tree import Atom, Role


def pairs(text: str) -> dict[str, str]:
    """Each word at an even place with the one after it."""
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LETTERS = pairs("""
    alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι
    kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ
    omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω
    nabla ∇ partial ∂ infty ∞ ell ℓ emptyset ∅ varnothing ∅ forall ∀ exists ∃ top ⊤ prime ′
    ldots … dots … cdots ⋯ vdots ⋮ hbar ℏ % % # # _ _ $ $ & &
""")
_BINARY = pairs("cdot · times × pm ± mp ∓ odot ⊙ oplus ⊕ otimes ⊗ circ ∘ ast ∗ star ⋆ cup ∪ cap ∩")
_RELATIONS = pairs("""
    le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠ approx ≈ equiv ≡ sim ∼ simeq ≃ propto ∝ to → rightarrow →
    leftarrow ← mapsto ↦ in ∈ notin ∉ subset ⊂ ll ≪ gg ≫ mid | parallel ‖ coloneqq ≔ triangleq ≜
    Rightarrow ⇒ implies ⇒ Leftrightarrow ⇔ iff ⇔ lt < gt > perp ⊥ longrightarrow ──→
""")
_FUNCTIONS = _words("""
    log exp ln min max arg sin cos tan tanh cosh sinh cot det dim sup inf lim Pr sgn argmin argmax
""")
_LARGE = pairs("sum ∑ prod ∏ int ∫")
_OPENING = pairs("{ { langle ⟨ lVert ‖ lvert | lfloor ⌊ lceil ⌈")
_CLOSING = pairs("} } rangle ⟩ rVert ‖ rvert | rfloor ⌋ rceil ⌉")

COMMANDS = MappingProxyType(
    {name: Atom(text) for name, text in LETTERS.items()}
    | {name: Atom(text, Role.BINARY) for name, text in _BINARY.items()}
    | {name: Atom(text, Role.RELATION) for name, text in _RELATIONS.items()}
    | {name: Atom(name, Role.FUNCTION) for name in _FUNCTIONS}
    | {name: Atom(text, Role.LARGE) for name, text in _LARGE.items()}
    | {name: Atom(text, Role.OPEN) for name, text in _OPENING.items()}
    | {name: Atom(text, Role.CLOSE) for name, text in _CLOSING.items()}
    | {"|": Atom("‖", Role.BAR), "Vert": Atom("‖", Role.BAR), "vert": Atom("|", Role.BAR)}
    | {"colon": Atom(":", Role.PUNCTUATION)}
)

CHARACTERS = MappingProxyType(
    {atom.text: atom for atom in COMMANDS.values() if len(atom.text) == 1}
    | {"+": Atom("+", Role.BINARY), "-": Atom("−", Role.BINARY), "−": Atom("−", Role.BINARY)}
    | {"*": Atom("∗", Role.BINARY), "/": Atom("/", Role.SLASH), "|": Atom("|", Role.BAR)}
    | {
        "ϵ": Atom("ε"),
        "‖": Atom("‖", Role.BAR),
        ":": Atom(":", Role.RELATION),
        "=": Atom("=", Role.RELATION),
    }
    | {char: Atom(char, Role.PUNCTUATION) for char in ",;"}
    | {char: Atom(char, Role.OPEN) for char in "(["}
    | {char: Atom(char, Role.CLOSE) for char in ")]"}
)
"""What a character that is typed as itself stands for; all others are factors."""

LIMITS = _words("min max sup inf lim det Pr argmin argmax")
"""Functions whose subscript stands under them when displayed."""

SCRIPTS = ("_", "^", "'")
"""What puts something below or above what stands before it."""

SPACES = MappingProxyType(
    {",": 1, ":": 1, ";": 1, " ": 1, "!": 0, "enspace": 1, "quad": 3, "qquad": 6}
)
"""Blanks in cells."""

SEPARATION = 2
"""Blanks of this many cells or more stand between formulas, not inside one."""

ACCENTS = MappingProxyType(
    {
        "bar": "bar",
        "overline": "bar",
        "hat": "hat",
        "widehat": "hat",
        "tilde": "tilde",
        "widetilde": "tilde",
        "dot": "dot",
        "ddot": "ddot",
    }
)

COMBINING = MappingProxyType(
    {"bar": "\u0304", "hat": "\u0302", "tilde": "\u0303", "dot": "\u0307", "ddot": "\u0308"}
)
"""The mark that makes an accent; each takes no cell of its own."""

MARKS = MappingProxyType({mark: name for name, mark in COMBINING.items()} | {"\u0305": "bar"})

TEXTS = _words("text textrm textit textbf mathrm mathit mathsf mathtt operatorname")

IGNORED = _words("""
    big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr displaystyle textstyle
    mathop limits nolimits
""")
"""Sizes and positions, which the writers choose."""


def _alphabet(capital: int, small: int, digit: int) -> dict[str, str]:
    """The 26 capitals, 26 small letters and ten digits of a mathematical alphabet."""
    starts = (("A", 26, capital), ("a", 26, small), ("0", 10, digit))
    return {chr(ord(a) + i): chr(start + i) for a, n, start in starts for i in range(n)}


_BOLD = _alphabet(0x1D400, 0x1D41A, 0x1D7CE)
_DOUBLE = _alphabet(0x1D538, 0x1D552, 0x1D7D8) | dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True))

ALPHABETS: MappingProxyType[str, dict[str, str]] = MappingProxyType(
    {"mathbf": _BOLD, "boldsymbol": _BOLD, "bm": _BOLD, "mathbb": _DOUBLE, "mathcal": {}}
)
