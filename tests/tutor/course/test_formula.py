"""Reading a formula that a learner typed: spellings, faults, and what is asked back."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.course.formula import FormulaError, offered, read, same, show
from tutor.course.question import FormulaQuestion, Symbol, WrongForm

SYMBOLS = {
    symbol.name: symbol
    for symbol in (
        Symbol("abar_t", 0.02, 0.5, "ᾱ_t"),
        Symbol("abar_prev", 0.55, 0.98, "ᾱ_{t-1}"),
        Symbol("x_t", -3, 3, "x_t"),
        Symbol("x_0", -3, 3, "x_0"),
        Symbol("eps", -3, 3, "ε"),
        Symbol("eps_cond", -3, 3, "ε_cond"),
        Symbol("a_1", 0.05, 0.95, "α_1"),
        Symbol("beta", 0.01, 0.6, "β"),
        Symbol("sum_beta", 0.5, 12, "Σβ"),
        Symbol("m", -2, 2, "m"),
    )
}

SPELLINGS = {
    "the declared name": ("abar_t", "ᾱₜ"),
    "a composed letter": ("ᾱ_t", "ᾱₜ"),
    "an overline as mark": ("α\u0305_t", "ᾱₜ"),
    "a tilde, as some authors": ("α̃_t", "ᾱₜ"),
    "a small subscript": ("ᾱₜ", "ᾱₜ"),
    "a spelled-out name": ("alpha_bar_t", "ᾱₜ"),
    "an indexed array": ("alpha_bar[t]", "ᾱₜ"),
    "the name in diffusers": ("alphas_cumprod[t]", "ᾱₜ"),
    "LaTeX": (r"\bar\alpha_t", "ᾱₜ"),
    "LaTeX with braces": (r"\bar{\alpha}_{t}", "ᾱₜ"),
    "LaTeX with everything in braces": (r"\bar{\alpha_t}", "ᾱₜ"),
    "the step before, as a word": ("abar_prev", "ᾱₜ₋₁"),
    "the step before, in braces": ("alpha_bar_{t-1}", "ᾱₜ₋₁"),
    "the step before, in brackets": ("abar_(t-1)", "ᾱₜ₋₁"),
    "the step before, small": ("ᾱₜ₋₁", "ᾱₜ₋₁"),
    "the step before, for programs": ("abar_tm1", "ᾱₜ₋₁"),
    "no underscore": ("x0", "x₀"),
    "a small digit": ("x₀", "x₀"),
    "a spelled-out Greek letter": ("epsilon", "ε"),
    "another epsilon": ("ϵ", "ε"),
    "the noise": ("noise", "ε"),
    "a word below": (r"\epsilon_{\text{cond}}", "ε_cond"),
    "the letter that is shown": ("α₁", "α₁"),
    "a picture that is shown": ("Σβ", "Σβ"),
    "a constant": (r"\pi", "π"),
}


@pytest.mark.parametrize(("text", "shown"), SPELLINGS.values(), ids=SPELLINGS)
def test_a_name_is_known_in_every_usual_spelling(text, shown):
    assert show(read(text, SYMBOLS)) == shown


READINGS = {
    "ASCII": ("sqrt(abar_t)*x_0 + sqrt(1-abar_t)*eps", "√ᾱₜ·x₀ + √(1 − ᾱₜ)·ε"),
    "Unicode": ("√ᾱₜ·x₀ + √(1−ᾱₜ)·ε", "√ᾱₜ·x₀ + √(1 − ᾱₜ)·ε"),
    "LaTeX": (
        r"\sqrt{\bar\alpha_t}\,x_0 + \sqrt{1-\bar\alpha_t}\,\varepsilon",
        "√ᾱₜ·x₀ + √(1 − ᾱₜ)·ε",
    ),
    "code": ("alpha_bar[t]**0.5 * x_0", "ᾱₜ^(0.5)·x₀"),
    "a LaTeX fraction": (r"\frac{x_t - m}{\beta}", "(xₜ − m)/β"),
    "brackets that grow": (r"\left(m + \beta\right)^2", "(m + β)²"),
    "products without a sign": ("2m x_t(1-beta)", "2·m·xₜ·(1 − β)"),
    "names without blanks between": ("x_tx_0", "xₜ·x₀"),
    "letters without blanks between": ("xteps", "xₜ·ε"),
    "a small power": ("m² + m⁻¹", "m² + m⁻¹"),
    "a power of a power": ("m^x_t^2", "m^(xₜ²)"),
    "a sign before a power": ("-m^2", "−m²"),
    "a sign before a product": ("-m*beta", "−m·β"),
    "a sign after an operator": ("m*-beta", "m·(−β)"),
    "a quotient of quotients": ("m/(beta/2)/3", "(m/(β/2))/3"),
    "a difference of differences": ("m - (beta - 1)", "m − (β − 1)"),
    "a quotient, a blank and a factor": ("1/2 m", "(1/2)·m"),
    "a small fraction": ("½ m", "0.5·m"),
    "a scientific number": ("1e-4*m", "1e-4·m"),
    "a function": ("ln(m) + exp(-m)", "log(m) + exp(−m)"),
    "nested roots": ("√√m", "√(√m)"),
    "other signs of multiplication": ("m × beta ⋅ 2", "m·β·2"),
    "other minus signs": ("m − beta – 1", "m − β − 1"),
}


@pytest.mark.parametrize(("text", "shown"), READINGS.values(), ids=READINGS)
def test_a_formula_is_shown_as_it_has_been_read(text, shown):
    assert show(read(text, SYMBOLS)) == shown


@pytest.mark.parametrize(("text", "shown"), READINGS.values(), ids=READINGS)
def test_what_is_shown_can_be_typed(text, shown):
    positive = {name: replace(symbol, low=0.1) for name, symbol in SYMBOLS.items()}

    assert same(read(shown, positive), read(text, positive), positive)


REFUSED = {
    "nothing": ("", "the formula stops too early", 0, ""),
    "an unfinished sum": ("m +", "the formula stops too early", 3, ""),
    "an operator without left side": ("* m", "`*` does not belong here", 0, ""),
    "two operators": ("ᾱₜ + / m", "`/` does not belong here", 5, ""),
    "an open bracket": ("2(m + 1", "`(` is never closed", 1, "add `)`"),
    "a stray bracket": ("m)", "`)` closes nothing", 1, "remove it"),
    "brackets of two kinds": ("(m]", "`]` does not belong here", 2, ""),
    "empty brackets": ("()", "`)` does not belong here", 1, ""),
    "an equation": (
        "x_t = m",
        "`=` does not belong in a formula",
        4,
        "write the right-hand side alone",
    ),
    "a decimal comma": (
        "0,5",
        "`,` does not belong in a formula",
        1,
        "write decimals with a point, `0.5`",
    ),
    "bars": ("|m|", "`|` does not belong in a formula", 0, "write `abs(…)`"),
    "a function without brackets": ("sqrt m", "`sqrt` needs brackets", 0, "write `sqrt(…)`"),
    "half a LaTeX fraction": (r"\frac{m}", r"`\frac` needs two pairs of braces", 0, ""),
    "an unknown command": (r"\int m", r"`\int` is not known here", 0, ""),
    "a misspelt name": (
        "m + alpa_t",
        "`alpa_t` is not a name that is used here",
        4,
        "did you mean `abar_t`?",
    ),
    "a name with two meanings": (
        "abar",
        "`abar` is not a name that is used here",
        0,
        "did you mean `abar_t` or `abar_prev`?",
    ),
    "a letter with an unknown accent": ("é", "the accent on `e` is not known here", 0, ""),
    "a power that is none": ("m⁻", "`⁻` is no exponent", 1, ""),
    "a long number": ("0.1234567890123456789", "a number has at most 18 digits", 0, ""),
    "a quotient before a factor": (
        "1/2m",
        "`1/2` before `m` can be read in two ways",
        3,
        "write `(1/2)·m` or `1/(2·m)`",
    ),
    "a quotient by a root before a factor": (
        "1/√(1-ᾱₜ)ε",
        "`1/√(1 − ᾱₜ)` before `ε` can be read in two ways",
        9,
        "write `(1/√(1 − ᾱₜ))·ε` or `1/(√(1 − ᾱₜ)·ε)`",
    ),
    "a root before a power": (
        "√m^2",
        "`√m` can be read in two ways here",
        0,
        "write `(√m)^…` or `√(m^…)`",
    ),
    "a root before a number and a factor": (
        "√2m",
        "`√2` can be read in two ways here",
        0,
        "write `(√2)·…` or `√(2·…)`",
    ),
    "a step less, or one less": (
        "1 - abar_t-1",
        "`abar_t-1` can be read in two ways",
        4,
        "write `abar_prev` or `abar_t - 1`",
    ),
}


@pytest.mark.parametrize(("text", "message", "column", "hint"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_pointed_at(text, message, column, hint):
    with pytest.raises(FormulaError) as caught:
        read(text, SYMBOLS)

    assert (str(caught.value), caught.value.column, caught.value.hint) == (message, column, hint)


def test_a_name_like_no_other_is_answered_with_the_names_there_are():
    symbols = {"m": SYMBOLS["m"], "eps": SYMBOLS["eps"]}

    with pytest.raises(FormulaError) as caught:
        read("qqq", symbols)

    assert caught.value.hint == "use `m` or `eps`"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        pytest.param("qqq", "use `m`", id="a name like no other"),
        pytest.param("epss", "use `m`", id="a name like one that is not offered"),
    ],
)
def test_only_names_that_are_offered_are_named(text, hint):
    symbols = {"m": SYMBOLS["m"], "eps": SYMBOLS["eps"]}

    with pytest.raises(FormulaError) as caught:
        read(text, symbols, {"m": SYMBOLS["m"]})

    assert caught.value.hint == hint
    assert show(read("m*eps", symbols, {"m": SYMBOLS["m"]})) == "m·ε"


def test_a_question_offers_the_names_in_its_answers():
    wrong = (WrongForm("x_t", "", "no", 2),)
    question = FormulaQuestion("q", "?", (), 1, "m*eps", wrong, "", SYMBOLS)

    assert list(offered(question)) == [name for name in SYMBOLS if name in ("m", "eps", "x_t")]


def test_a_lone_symbol_may_be_written_without_its_subscript():
    symbols = {"abar_t": SYMBOLS["abar_t"], "m": SYMBOLS["m"]}

    assert show(read("1 - ᾱ", symbols)) == "1 − ᾱₜ"


def test_minus_one_after_an_index_is_a_difference_where_no_step_before_is_declared():
    symbols = {"abar_t": SYMBOLS["abar_t"]}

    assert show(read("abar_t-1", symbols)) == "ᾱₜ − 1"


def test_minus_one_after_a_small_index_is_a_difference():
    assert show(read("1/ᾱₜ-1", SYMBOLS)) == "1/ᾱₜ − 1"


HOSTILE = {
    "a command of the shell": "__import__('os').system('true')",
    "attributes": "m.__class__.__mro__[1].__subclasses__()",
    "a file": "print(open('/etc/passwd').read())",
    "a factorial": "factorial(10**8)",
    "a hundred kilobytes": "1+" * 50_000 + "1",
    "five thousand brackets": "(" * 5_000,
    "ninety brackets": "(" * 90 + "m" + ")" * 90,
    "sixty roots": "√" * 60 + "m",
    "a hundred and fifty minus signs": "-" * 150 + "m",
    "two hundred terms": "1+" * 199 + "1",
    "a NUL": "m\x00",
    "a zero-width space": "m\u200b",
    "a right-to-left override": "\u202em",
    "a Cyrillic letter that looks like x": "х",
    "a full-width digit": "９",
    "an emoji": "😀",
    "three hundred marks": "m" + "\u0304" * 300,
    "a run of letters to take apart": "m" * 24 + "q",
    "a lambda": "(lambda: 0)()",
    "a format string": "{m!r:>1000000000}",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_refused_at_once(text):
    before = time.process_time()

    with pytest.raises(FormulaError):
        read(text, SYMBOLS)

    assert time.process_time() - before < 0.05


WITHOUT_VALUE = {
    "a tower of powers": "9**9**9**9",
    "a division by zero": "1/0",
    "the logarithm of zero": "log(0)",
    "the root of a negative number": "√(-1-m²)",
    "a number that is too large": "999999999^99999",
}


@pytest.mark.parametrize("text", WITHOUT_VALUE.values(), ids=WITHOUT_VALUE)
def test_what_has_no_value_is_equal_to_nothing_and_costs_no_time(text):
    before = time.process_time()

    expression = read(text, SYMBOLS)

    assert not same(expression, expression, SYMBOLS)
    assert not same(expression, read("m", SYMBOLS), SYMBOLS)
    assert time.process_time() - before < 0.05


@pytest.mark.parametrize(
    ("character", "name"),
    [("х", "`х` (cyrillic small letter ha)"), ("\u200b", "U+200B (zero width space)")],
)
def test_a_look_alike_is_called_by_its_name(character, name):
    with pytest.raises(FormulaError) as caught:
        read(character, SYMBOLS)

    assert str(caught.value) == f"{name} does not belong in a formula"


PIECES = st.sampled_from(
    [
        "abar_t",
        "ᾱₜ",
        "x_0",
        "eps",
        "m",
        r"\frac",
        r"\sqrt",
        r"\bar",
        r"\alpha",
        "sqrt",
        "√",
        "²",
        "⁻¹",
    ]
) | st.sampled_from("()[]{}+-*/^_,.=|1279te \\ᾱα̃₀'!")


def understood(text):
    try:
        return read(text, SYMBOLS)
    except FormulaError:
        return None


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_formula_is_read_or_refused_and_what_is_shown_reads_again(text):
    expression = understood(text)

    if expression is not None:
        assert show(read(show(expression), SYMBOLS)) == show(expression)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    expression = understood(text)

    assert expression is None or show(expression)
