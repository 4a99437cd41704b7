"""What a learner reads about a wrong formula that nobody foresaw."""

import pytest

from tutor.course.formula import read, same
from tutor.course.formula.causes import cause
from tutor.course.question import Symbol

SYMBOLS = {
    symbol.name: symbol
    for symbol in (
        Symbol("abar_t", 0.02, 0.5, "ᾱ_t"),
        Symbol("abar_prev", 0.55, 0.98, "ᾱ_{t-1}"),
        Symbol("beta", 0.01, 0.6, "β"),
        Symbol("x_0", -3, 3, "x_0"),
        Symbol("eps", -3, 3, "ε"),
        Symbol("sigma", 0.5, 5, "σ"),
        Symbol("T", 10, 99, "T"),
        *(Symbol(letter, 0.5, 2, letter) for letter in "abcduvxyz"),
    )
}
CLOSED_FORM = "sqrt(abar_t)*x_0 + sqrt(1-abar_t)*eps"

SAID = {
    "the sign of all": ("y - x", "x - y", "The sign of the whole formula is wrong."),
    "the sign of a term": ("x + y*z", "x - y*z", "The sign of `y·z` is wrong."),
    "the sign of an inner term": (
        "x/(1 + y)",
        "x/(1 - y/5)*(1 - y/5)/(1 - y)",
        "The sign of `y` in `1 + y` is wrong.",
    ),
    "one of two signs that do the same": (
        "(x + y)^2",
        "(x - y)^2",
        "A sign in `x + y` is wrong.",
    ),
    "a factor": ("2*x/y", "x/y", "It is the right formula times 2."),
    "a fraction as factor": ("x/y", "4*x/(3*y)", "It is the right formula times 3/4."),
    "an odd factor": ("x/y", "pi*x/y", "It is the right formula times a constant factor."),
    "a missing root": (
        "sqrt(abar_t)*x_0 + (1-abar_t)*eps",
        CLOSED_FORM,
        "The square root over `1 − ᾱₜ` is missing.",
    ),
    "a missing root over all": (
        "x + y",
        "sqrt(x + y)",
        "The square root over the whole formula is missing.",
    ),
    "a root too many": ("x + sqrt(y)", "x + y", "The square root over `y` is too much."),
    "a root, written as a power, that reaches too far": (
        "(x*y)^0.5",
        "sqrt(x)*y",
        "The square root over `y` is too much.",
    ),
    "two missing roots": (
        "abar_t*x_0 + (1-abar_t)*eps",
        CLOSED_FORM,
        "The square roots over `1 − ᾱₜ` and `ᾱₜ` are missing.",
    ),
    "no root at all": (
        "x + y + z",
        "sqrt(x) + sqrt(y) + sqrt(z)",
        "All square roots are missing.",
    ),
    "two roots too many": (
        "sqrt(x) + sqrt(y)",
        "x + y",
        "The square roots over `x` and `y` are too much.",
    ),
    "a missing square": ("x + sigma*y", "x + sigma^2*y", "The square of `σ` is missing."),
    "a square too many": ("x + y^2", "x + y", "The square of `y` is too much."),
    "an exponent too many": ("x + y^3", "x + y", "The exponent `3` of `y` is too much."),
    "swapped symbols": ("x/y + x", "y/x + y", "`x` and `y` are swapped."),
    "swapped shares": (
        "sqrt(1-abar_t)*x_0 + sqrt(abar_t)*eps",
        CLOSED_FORM,
        "`x₀` and `ε` are swapped.",
    ),
    "a share and what remains": (
        "(1 - x_0*abar_t)/sqrt(1-abar_t)",
        "(1 - x_0*(1-abar_t))/sqrt(abar_t)",
        "`ᾱₜ` and `1 − ᾱₜ` are swapped.",
    ),
    "a share in the place of what remains": (
        "-eps/sqrt(abar_t)",
        "-eps/sqrt(1-abar_t)",
        "`ᾱₜ` and `1 − ᾱₜ` are mixed up in `√ᾱₜ`.",
    ),
    "what remains in the place of a share": (
        "sqrt(1 - abar_t*beta)",
        "sqrt(abar_t*beta)",
        "`ᾱₜ·β` and `1 − ᾱₜ·β` are mixed up.",
    ),
    "an index one step off": (
        "beta*(1-abar_t)*x",
        "beta*(1-abar_prev)*x",
        "The index of `ᾱₜ` is one step off.",
    ),
    "one of two indices one step off": (
        "beta*abar_t/(1-abar_t)",
        "beta*abar_prev/(1-abar_t)",
        "The index of the first `ᾱₜ` is one step off.",
    ),
    "either of two indices": (
        "abar_t*abar_t",
        "abar_t*abar_prev",
        "The index of one `ᾱₜ` is one step off.",
    ),
    "another symbol": ("x + sigma*y", "x + b*y", "`σ` stands where another symbol belongs."),
    "a formula upside down": ("x*y/z^2", "z^2/(x*y)", "The formula is upside down."),
    "a fraction upside down": (
        "a + a*b^2/(c*d)",
        "a + c*b^2/(a*d)",
        "The fraction `a/c` is upside down.",
    ),
    "a factor that should divide": (
        "(x - y)*sigma",
        "(x - y)/sigma",
        "`σ` multiplies where it has to divide.",
    ),
    "a divisor that should multiply": (
        "x + y/sigma",
        "x + y*sigma",
        "`σ` divides where it has to multiply.",
    ),
    "a term too many": ("x + y*z + a", "x + a", "The term `y·z` is too much."),
    "a missing term": ("x", "x + y*z", "A term with `y` and `z` is missing."),
    "a missing number": ("x*y", "x*y + 3", "A constant term is missing."),
    "two missing terms": (
        "x*y",
        "x*y + 3 + z",
        "A constant term and a term with `z` are missing.",
    ),
    "a missing inner term": (
        "x*(y + z)",
        "x*(y + z - sigma)",
        "A term with `σ` is missing beside `y + z`.",
    ),
    "a missing factor": (
        "x_0 + sqrt(1-abar_t)*eps",
        CLOSED_FORM,
        "A factor with `ᾱₜ` is missing at `x₀`.",
    ),
    "a missing division": (
        "x - y",
        "(x - y)/sqrt(1-abar_t)",
        "A division by something with `ᾱₜ` is missing at `x − y`.",
    ),
    "a missing number in a product": (
        "1/(1 - abar_t*y)",
        "1/(1 - abar_t*y/4)",
        "A constant factor is missing at `ᾱₜ·y`.",
    ),
    "a missing exponent": ("x*y", "x^(1-a)*y", "An exponent with `a` is missing at `x`."),
    "all weights missing": (
        "x_0 + eps",
        CLOSED_FORM,
        "All factors with `ᾱₜ` are missing.",
    ),
    "a factor too many": ("x + y*z", "x + y", "The factor `z` is too much."),
    "a division too many": ("x + y/z", "x + y", "The division by `z` is too much."),
    "a divisor under one term": (
        "x - y*sqrt(a)/sqrt(b)",
        "(x - y*sqrt(a))/sqrt(b)",
        "`√b` has to divide the whole of `x − y·√a`.",
    ),
    "a factor at one term of three": (
        "x + y - z*a",
        "x + (y - z)*a",
        "`a` has to multiply `y`, too.",
    ),
    "a factor at a whole sum": ("(x + y)*a", "x + y*a", "`a` has to multiply `y` alone."),
    "brackets below the line": ("x/1 + y", "x/(1 + y)", "Brackets are missing around `1 + y`."),
    "a root that reaches too short": (
        "(1 - sqrt(a/9))*x",
        "sqrt(1 - a/9)*x",
        "The square root has to reach over the whole of `1 − a/9`.",
    ),
    "a root that reaches too far": (
        "sqrt(x + y)",
        "sqrt(x) + y",
        "The square root has to reach over `x` alone.",
    ),
    "a sum of squares": (
        "x^2 - y^2",
        "(x - y)^2",
        "Brackets in `x² − y²`: what holds of a product does not hold of a sum.",
    ),
    "the root of a sum": (
        "z*sqrt(x + y)",
        "z*(sqrt(x) + sqrt(y))",
        "Brackets in `√(x + y)`: what holds of a product does not hold of a sum.",
    ),
    "a sum for a product": (
        "sqrt(x) + sqrt(y)",
        "sqrt(x)*sqrt(y)",
        "`√x + √y` is a sum, and should be none.",
    ),
    "a product for a sum": ("z^2*x*y", "z^2*(x + y)", "`x·y` is a product, and should be none."),
    "a quotient for a difference": (
        "z + exp(x/y)",
        "z + exp(x - y)",
        "`x/y` is a quotient, and should be none.",
    ),
    "off by one": ("x/T", "x/(T - 1)", "`T` is off by one."),
    "all off by one": ("x - 2", "x - 1", "The whole formula is off by one."),
    "an inner factor": (
        "exp(x*y)*z",
        "exp(2*x*y)*z",
        "The square of `exp(x·y)` is missing.",
    ),
    "half an angle": (
        "z*sin(x*y)",
        "z*sin(x*y/2)",
        "A constant factor is missing at `x·y`.",
    ),
    "another function": ("z*sin(x)", "z*cos(x)", "`sin` is the wrong function in `sin(x)`."),
    "a missing logarithm": ("z - x/y", "z - log(x/y)", "`log` is missing at `x/y`."),
    "a logarithm too many": ("z - log(x/y)", "z - x/y", "`log` is too much at `x/y`."),
    "a symbol for its root": (
        "z*x/(1+x)",
        "z*sqrt(x)/(1+sqrt(x))",
        "`x` stands where its square root belongs.",
    ),
    "two shares for what remains": (
        "x*abar_prev/abar_t",
        "x*(1-abar_prev)/(1-abar_t)",
        "`ᾱₜ₋₁` and `ᾱₜ` are mixed up with what remains of 1.",
    ),
    "an odd number too many": ("x*y + 0.3", "x*y + 0.9", "It is off by a constant."),
    "no value": (
        "sqrt(x_0)",
        "x_0^2",
        "It has no value for some of the numbers that its symbols can stand for.",
    ),
}


@pytest.mark.parametrize(("given", "answer", "said"), SAID.values(), ids=SAID)
def test_what_is_wrong_is_said(given, answer, said):
    assert cause(read(given, SYMBOLS), read(answer, SYMBOLS), SYMBOLS) == said


UNSAID = {
    "two swaps that explain it equally well": ("a*b + c*d", "a*c + b*d"),
    "two slips at once": ("x_0 - (1-abar_t)*eps", CLOSED_FORM),
    "another formula altogether": ("exp(x)*y + z", "sqrt(z)/(x + y)"),
}


@pytest.mark.parametrize(("given", "answer"), UNSAID.values(), ids=UNSAID)
def test_what_does_not_fit_exactly_or_not_uniquely_is_left_unsaid(given, answer):
    assert cause(read(given, SYMBOLS), read(answer, SYMBOLS), SYMBOLS) == ""


def test_both_swaps_do_explain_it():
    swapped = [read(form, SYMBOLS) for form in ("a*c + b*d", "d*b + c*a")]

    assert same(*swapped, SYMBOLS)


def test_almost_is_not_exactly():
    given, answer = read("x + 1.0000001*y", SYMBOLS), read("x - y", SYMBOLS)

    assert cause(given, answer, SYMBOLS) == ""


def test_a_formula_too_long_to_be_looked_through_is_left_unsaid():
    given = read(" + ".join(["x*y/z"] * 30), SYMBOLS)

    assert cause(given, read("x - y", SYMBOLS), SYMBOLS) == ""
