"""Proofs in a process that can be stopped."""

import subprocess
import sys

import pytest

from tutor.authoring.prover import Prover
from tutor.course.formula import read
from tutor.course.question import Symbol

SYMBOLS = {name: Symbol(name, 0.1, 0.9, name) for name in ("a", "b")}
LONG = ("(a+b)^60*(a-b)^60 + sin(a)^2 + cos(a)^2", "(a^2-b^2)^60 + 1")
"""True, and more than SymPy manages in minutes."""


def proven(prover, a: str, b: str) -> bool | None:
    return prover.proven_same(read(a, SYMBOLS), read(b, SYMBOLS), SYMBOLS)


@pytest.fixture(scope="module")
def prover():
    with Prover() as prover:
        yield prover


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        pytest.param("sqrt(a)*sqrt(1-a)", "sqrt(a - a^2)", True, id="proven"),
        pytest.param("a*b", "a + b", False, id="disproven"),
        pytest.param("log(cot(a))", "-log(tan(a))", None, id="neither"),
    ],
)
def test_one_process_proves_one_equality_after_the_other(prover, a, b, verdict):
    assert proven(prover, a, b) is verdict


def test_a_proof_that_takes_too_long_is_ended_and_the_next_one_comes_through():
    with Prover(limit=1) as prover:
        late = proven(prover, *LONG)
        after = proven(prover, "a + b", "b + a")

    assert (late, after) == (None, True)


def test_a_prover_that_proves_nothing_loads_nothing():
    code = (
        "import sys\n"
        "from tutor.authoring.prover import Prover\n"
        "with Prover() as prover:\n"
        "    pass\n"
        "print(sorted({'sympy', 'mpmath'} & sys.modules.keys()))\n"
    )

    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert result.stdout == "[]\n"
