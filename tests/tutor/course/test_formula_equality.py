"""Which formulas are equal: every right form of an answer, and no wrong one."""

import subprocess
import sys

import pytest

from tutor.course.formula import proven_same, read, same
from tutor.course.formula.equality import points
from tutor.course.question import Symbol


def symbols(**ranges):
    return {name: Symbol(name, low, high, "") for name, (low, high) in ranges.items()}


SHARE, NOISE = (0.02, 0.98), (-3, 3)
CLOSED_FORM = symbols(abar_t=SHARE, x_0=NOISE, eps=NOISE)
TWO_STEPS = symbols(a_1=SHARE, a_2=SHARE)
MEAN_NOISE = symbols(abar_t=SHARE, x_t=NOISE, m=NOISE)
DDIM = symbols(abar_t=(0.02, 0.5), abar_prev=(0.55, 0.98), x_t=NOISE, eps=NOISE)
GUIDANCE = symbols(eps_uncond=NOISE, eps_cond=NOISE, s=(0.1, 9))
POSTERIOR = symbols(abar_t=(0.02, 0.5), abar_prev=(0.55, 0.98), beta=(0.01, 0.6))
SCHEDULE = symbols(u=(0.05, 0.95))

QUESTIONS = {
    "closed form": (
        CLOSED_FORM,
        "sqrt(abar_t)*x_0 + sqrt(1-abar_t)*eps",
        [
            "√ᾱₜ x₀ + √(1−ᾱₜ) ε",
            "eps*(1-abar_t)^0.5 + x_0*abar_t^(1/2)",
            r"\sqrt{\bar\alpha_t}x_0 + \sqrt{1-\bar\alpha_t}\epsilon",
            "√ᾱₜ·(x_0 + √(1/ᾱₜ - 1)·ε)",
            "(abar_t*x_0 + √(abar_t(1-abar_t))*eps)/√abar_t",
        ],
        [
            "abar_t*x_0 + (1-abar_t)*eps",
            "sqrt(abar_t)*x_0 + (1-abar_t)*eps",
            "sqrt(abar_t)*x_0 - sqrt(1-abar_t)*eps",
            "sqrt(1-abar_t)*x_0 + sqrt(abar_t)*eps",
            "sqrt(abar_t)*x_0 + 1 - sqrt(abar_t)*eps",
            "x_0 + sqrt(1-abar_t)*eps",
            "sqrt(abar_t)*x_0 + eps",
            "sqrt(abar_t*x_0^2 + (1-abar_t)*eps^2)",
            "(sqrt(abar_t)*x_0 + sqrt(1-abar_t)*eps)*1.0001",
            "sqrt(abar_t)*x_0",
        ],
    ),
    "variance of two steps": (
        TWO_STEPS,
        "1 - a_1*a_2",
        ["a2*(1-a1) + (1-a2)", "(1-a_1)a_2 - a_2 + 1", "1 - √(a_1^2 a_2²)", "-(a_1 a_2 - 1)"],
        [
            "(1-a_1)+(1-a_2)",
            "a_1*a_2",
            "√(1-a_1*a_2)",
            "1 - a_1 - a_2",
            "a_1(1-a_2) + 1 - a_2",
            "1",
        ],
    ),
    "mean noise": (
        MEAN_NOISE,
        "(x_t - sqrt(abar_t)*m)/sqrt(1-abar_t)",
        [
            "x_t/√(1-ᾱₜ) - m √(ᾱₜ/(1-ᾱₜ))",
            r"\frac{x_t - \sqrt{\bar\alpha_t}m}{\sqrt{1-\bar\alpha_t}}",
            "(1-abar_t)^(-1/2) * (x_t - m abar_t^.5)",
            "√(1-ᾱ)(x_t - √ᾱ m)/(1-ᾱ)",
        ],
        [
            "x_t - m",
            "(x_t - m)/√(1-ᾱₜ)",
            "(x_t - √ᾱₜ·m)/(1-ᾱₜ)",
            "x_t - √ᾱₜ·m/√(1-ᾱₜ)",
            "(x_t - ᾱₜ·m)/√(1-ᾱₜ)",
            "(√ᾱₜ·m - x_t)/√(1-ᾱₜ)",
        ],
    ),
    "DDIM step": (
        DDIM,
        "sqrt(abar_prev)*(x_t - sqrt(1-abar_t)*eps)/sqrt(abar_t) + sqrt(1-abar_prev)*eps",
        [
            "√(ᾱ_{t-1}/ᾱ_t)·x_t + (√(1-ᾱ_{t-1}) - √(ᾱ_{t-1}(1-ᾱ_t)/ᾱ_t))·ε",
            r"\sqrt{\bar\alpha_{t-1}}\frac{x_t-\sqrt{1-\bar\alpha_t}\epsilon}{\sqrt{\bar\alpha_t}}"
            r"+\sqrt{1-\bar\alpha_{t-1}}\epsilon",
            "√ᾱₜ₋₁ (x_t/√ᾱₜ + (√(1/ᾱₜ₋₁ - 1) - √(1/ᾱₜ - 1)) ε)",
        ],
        [
            "abar_prev*(x_t/abar_t - eps/sqrt(1-abar_t)) + eps*sqrt(1-abar_prev)",
            "sqrt(abar_prev)*(x_t - sqrt(1-abar_t)*eps)/sqrt(abar_t)",
            "sqrt(abar_prev)*(x_t - sqrt(1-abar_t)*eps)/sqrt(abar_t) + sqrt(1-abar_t)*eps",
            "sqrt(abar_t)*(x_t - sqrt(1-abar_t)*eps)/sqrt(abar_prev) + sqrt(1-abar_prev)*eps",
            "(x_t - sqrt(1-abar_t)*eps)/sqrt(abar_t) + sqrt(1-abar_prev)*eps",
        ],
    ),
    "guidance": (
        GUIDANCE,
        "eps_uncond + s*(eps_cond - eps_uncond)",
        [
            "(1-s)*eps_uncond + s*eps_cond",
            "s eps_cond - (s-1) eps_uncond",
            "ε_uncond(1-s)+ε_cond s",
        ],
        [
            "(1+s)*eps_cond - s*eps_uncond",
            "eps_cond + s*(eps_cond - eps_uncond)",
            "eps_uncond + s*(eps_uncond - eps_cond)",
            "eps_uncond + s*eps_cond",
            "s*(eps_cond - eps_uncond)",
            "eps_uncond*eps_cond^s",
        ],
    ),
    "guidance as Ho and Salimans write it": (
        GUIDANCE,
        "(1+s)*eps_cond - s*eps_uncond",
        ["eps_cond + s*(eps_cond - eps_uncond)", "eps_uncond + (1+s)(eps_cond - eps_uncond)"],
        ["eps_uncond + s*(eps_cond - eps_uncond)", "(1-s)*eps_uncond + s*eps_cond"],
    ),
    "posterior variance": (
        POSTERIOR,
        "beta*(1-abar_prev)/(1-abar_t)",
        ["beta(1-ᾱₜ₋₁)/(1-ᾱₜ)", "β - β(ᾱₜ₋₁-ᾱₜ)/(1-ᾱₜ)"],
        ["beta", "beta*(1-abar_t)/(1-abar_prev)", "beta*abar_prev/abar_t", "beta^2*(1-abar_prev)"],
    ),
    "signal-to-noise ratio of the cosine schedule": (
        SCHEDULE,
        "2*log(cot(pi*u/2))",
        [
            "-2 ln(tan(π u/2))",
            "log(cos(pi u/2)^2/sin(pi u/2)^2)",
            "log((1+cos(pi u))/(1-cos(pi u)))",
        ],
        ["log(cos(pi*u/2))", "2*log(tan(pi*u/2))", "log(cot(pi*u/2))"],
    ),
}


def cases(which):
    return {
        f"{name}: {form}": (declared, answer, form)
        for name, (declared, answer, right, wrong) in QUESTIONS.items()
        for form in (right if which == "right" else wrong)
    }


RIGHT, WRONG = cases("right"), cases("wrong")


@pytest.mark.parametrize(("declared", "answer", "form"), RIGHT.values(), ids=RIGHT)
def test_every_form_of_the_answer_is_right(declared, answer, form):
    assert same(read(form, declared), read(answer, declared), declared)


@pytest.mark.parametrize(("declared", "answer", "form"), WRONG.values(), ids=WRONG)
def test_no_other_formula_is_right(declared, answer, form):
    assert not same(read(form, declared), read(answer, declared), declared)


def test_small_values_are_not_taken_for_equal():
    declared = symbols(beta=(1e-4, 1e-3))

    assert not same(read("beta^4", declared), read("beta^5", declared), declared)
    assert not same(read("beta^4", declared), read("0", declared), declared)


def test_terms_that_cancel_leave_zero():
    declared = symbols(x=(-3, 3), y=(-3, 3))

    assert same(read("(x+y)^2 - x^2 - 2*x*y - y^2", declared), read("0", declared), declared)


def test_rounding_that_was_provoked_excuses_nothing():
    declared = symbols(x=(0, 1))

    assert not same(read("2*x + 10^30 - 10^30", declared), read("x", declared), declared)
    assert not same(read("10^30 - 10^30", declared), read("x", declared), declared)


def test_terms_that_cancel_may_be_larger_than_floats_can_bear():
    declared = symbols(x=(0, 1))

    assert same(read("x + 10^30 - 10^30", declared), read("x", declared), declared)


@pytest.mark.parametrize("form", ["x*1.0000000001", "x + 1e-15", "x + 1e-35", "x^1.000000000001"])
def test_what_only_a_hundred_digits_tell_apart_is_not_equal(form):
    declared = symbols(x=(0.5, 1))

    assert not same(read(form, declared), read("x", declared), declared)


IDENTITIES = {
    "sine and cosine": ("sin(x)^2 + cos(x)^2", "1"),
    "an angle far out": ("sin(x + 200*pi)", "sin(x)"),
    "tangent and cotangent": ("tan(x)*cot(x)", "1"),
    "the logistic function": ("1/(1 + exp(-2*x))", "(1 + tanh(x))/2"),
    "the constant e": ("e^x", "exp(x)"),
    "absolute values": ("abs(-x)", "sqrt(x^2)"),
    "an angle too far out for digits": ("sin(x*10^7)", "sin(10^7*x)"),
}


@pytest.mark.parametrize(("one", "other"), IDENTITIES.values(), ids=IDENTITIES)
def test_identities_hold_in_a_hundred_digits_too(one, other):
    declared = symbols(x=(0.1, 1.4))

    assert same(read(one, declared), read(other, declared), declared)


def test_a_formula_without_value_somewhere_is_not_equal():
    declared = symbols(x=(-3, 3))

    assert not same(read("exp(log(x))", declared), read("x", declared), declared)


def test_infinity_is_no_value():
    declared = symbols(x=(0, 1))

    assert not same(read("x/(1e99*1e99*1e99*1e99)", declared), read("0", declared), declared)


def test_formulas_without_value_in_the_same_places_can_be_equal():
    declared = symbols(x=(-1, 3))

    assert same(read("log(x^3)", declared), read("3*log(x)", declared), declared)


def test_points_lie_inside_the_ranges_and_never_change():
    declared = symbols(b=(5, 6), a=(0, 1))

    first = list(points(declared))

    assert first == list(points(dict(reversed(declared.items()))))
    assert all(0 <= point["a"] < 1 and 5 <= point["b"] < 6 for point in first)
    assert first[0] == {"a": 0.8833108082136426, "b": 5.43152799704851}


ALGEBRAIC = [name for name, question in QUESTIONS.items() if question[0] is not SCHEDULE]


@pytest.mark.parametrize("name", ALGEBRAIC)
def test_right_forms_are_proven(name):
    declared, answer, right, _ = QUESTIONS[name]

    verdicts = [proven_same(read(f, declared), read(answer, declared), declared) for f in right]

    assert verdicts == [True] * len(right)


def test_what_sympy_cannot_prove_is_left_open():
    sine, logarithm = read("2*log(cot(pi*u/2))", SCHEDULE), read("-2*log(tan(pi*u/2))", SCHEDULE)

    assert proven_same(sine, logarithm, SCHEDULE) is None


def test_a_wrong_form_is_disproven():
    assert proven_same(read("a_1", TWO_STEPS), read("a_2", TWO_STEPS), TWO_STEPS) is False


def test_reading_comparing_and_naming_a_slip_load_neither_sympy_nor_numpy():
    code = (
        "import sys\n"
        "from tutor.course.formula import read, same, show\n"
        "from tutor.course.formula.causes import cause\n"
        "from tutor.course.question import Symbol\n"
        "declared = {'x': Symbol('x', 0, 1, 'x')}\n"
        "expression = read('sqrt(x)', declared)\n"
        "assert same(expression, expression, declared) and show(expression) == '√x'\n"
        "assert cause(read('x', declared), expression, declared)\n"
        "print(sorted({'sympy', 'numpy', 'torch', 'mpmath'} & sys.modules.keys()))\n"
    )

    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert result.stdout == "[]\n"
