"""A derivation as it is set, and with its premises put in."""

from tutor.course.derivation import Derivation, Line, Premise
from tutor.course.deriving import grounded, rows
from tutor.course.formula import read, show
from tutor.course.question import Symbol

SYMBOLS = {
    symbol.name: symbol
    for symbol in (
        Symbol("abar_t", 0.1, 0.9, "ᾱ_t"),
        Symbol("eps_cond", -2, 2, "ε_cond"),
        Symbol("x", -2, 2, "x"),
        Symbol("y", -2, 2, "y"),
    )
}


def derivation(lines=(), premises=()):
    return Derivation("one", tuple(premises), tuple(lines), SYMBOLS, 1)


def test_each_line_becomes_latex_with_its_reason():
    lines = [
        Line("(x-y)/sqrt(abar_t)", "", "the start", 3),
        Line("", "4*x*3*(x+y)^(1-x) - (y-eps_cond)", "a step", 4),
        Line("-exp(-x)*pi", "abs(y)", "an equation", 5),
    ]

    assert list(rows(derivation(lines, [Premise("y", "2*x", "given", 2)]))) == [
        ("y = 2\\,x", "given"),
        (r"\frac{x - y}{\sqrt{ᾱ_t}}", "the start"),
        (
            r"= 4\,x \cdot 3\,\left(x + y\right)^{1 - x} - \left(y - ε_{cond}\right)",
            "a step",
        ),
        (
            r"-\exp\left(-x\right)\,\pi = \left\vert y \right\vert",
            "an equation",
        ),
    ]


def test_what_cannot_be_read_is_set_as_it_is_written():
    assert list(rows(derivation([Line("x*(y$", "", "", 3)]))) == [(r"\text{x*(y }", "")]


def test_premises_are_put_in_one_after_the_other():
    premises = [Premise("x", "eps_cond + 1", "", 2), Premise("y", "2*x", "", 3)]

    put_in = grounded(read("x*y", SYMBOLS), derivation(premises=premises))

    assert show(put_in) == "(ε_cond + 1)·2·(ε_cond + 1)"
