from __future__ import annotations

import ast

import pytest

from tutor.grading.mutation.mutants import mutants


def changes(source: str) -> list[str]:
    return [f"{one.was} → {one.now}" for one in mutants(source)]


def of(expression: str) -> list[str]:
    """What becomes of an expression, besides that it is lost."""
    source = f"import torch\n\ndef f(a, b, c):\n    return {expression}\n"
    return [change for change in changes(source) if not change.endswith("→ pass")]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("a + b", ["a + b → a - b", "a + b → a * b", "a + b → a", "a + b → b"]),
        ("a / b", ["a / b → a * b", "a / b → a - b", "a / b → b / a", "a / b → a", "a / b → b"]),
        ("a @ b", ["a @ b → a * b", "a @ b → b @ a", "a @ b → a", "a @ b → b"]),
        ("-a", ["return -a → return a"]),
        ("a < b", ["a < b → a <= b", "a < b → a > b"]),
        ("a is not b", ["a is not b → a is b"]),
        ("a and b", ["a and b → a or b", "a and b → a", "a and b → b"]),
        ("a[b]", ["a[b] → a", "a[b] → a[b - 1]", "a[b] → a[b + 1]"]),
        ("a[b:c]", ["a[b:c] → a", "a[b:c] → a[:c]", "a[b:c] → a[b:]"]),
        ("a[1]", ["a[1] → a", "a[1] → a[0]", "a[1] → a[2]"]),
        ("a.log2()", ["a.log2() → a"]),
        ("torch.log2(a)", ["torch.log2(a) → a", "torch.log2(a) → torch.log2()"]),
        ("a.sin(b)", ["a.sin(b) → a", "a.sin(b) → a.cos(b)", "a.sin(b) → a.sin()"]),
        ("f(a, b)", ["f(a, b) → a", "f(a, b) → f(b, a)", "f(a, b) → f(a)"]),
        ("max(a, b)", ["max(a, b) → a", "max(a, b) → min(a, b)", "max(a, b) → max(a)"]),
        ("f(dim=b)", ["f(dim=b) → f()"]),
        ("a if b else c", [f"a if b else c → {x}" for x in ("a if not b else c", "a", "c")]),
    ],
)
def test_an_expression_becomes_each_that_it_is_mistaken_for(expression, expected):
    assert of(expression) == expected


@pytest.mark.parametrize(
    ("constant", "others"),
    [
        ("0", ["1", "2", "-1"]),
        ("3", ["0", "1", "2", "4"]),
        ("0.5", ["0.0", "1.0", "2.0", "-0.5", "1.5"]),
        ("True", ["False"]),
        ("'eps'", ["''"]),
        ("''", ["'another'"]),
        ("None", []),
    ],
)
def test_a_constant_becomes_the_next_ones_and_the_usual_ones(constant, others):
    source = f"def f():\n    x = {constant}\n    return x\n"

    found = [one.now.removeprefix("x = ") for one in mutants(source) if one.line == 2]

    assert found == others


def test_a_negative_number_keeps_its_brackets_in_a_power():
    sources = [one.source for one in mutants("def f(x):\n    return 0 ** x\n")]

    assert "def f(x):\n    return (-1) ** x" in sources


def test_a_parameter_is_taken_for_another_of_its_kind():
    source = "def f(x0: Tensor, noise: Tensor, scale: float):\n    return x0\n"

    assert changes(source) == ["return x0 → pass", "return x0 → return noise"]


def test_a_default_is_shown_with_its_parameter():
    source = "def f(a, eta=0.0, *, dim=1):\n    raise ValueError(a)\n"

    assert changes(source) == [
        "eta=0.0 → eta=1.0",
        "eta=0.0 → eta=2.0",
        "eta=0.0 → eta=-1.0",
        "dim=1 → dim=0",
        "dim=1 → dim=2",
        "raise ValueError(a) → pass",
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("x += a", ["x += a → x -= a", "x += a → x *= a", "x += a → pass"]),
        ("a = f(a)", ["a = f(a) → pass", "f(a) → a", "f(a) → f()"]),
        ("x = f(a)", ["f(a) → a", "f(a) → f()"]),
        ("if a: f()", ["if a: → if not a:", "f() → pass"]),
        ("while a: break", ["while a: → while not a:", "break → continue"]),
        ("a.clamp_()", ["a.clamp_() → pass", "a.clamp_() → a"]),
        ("assert a", ["assert a → pass"]),
    ],
)
def test_a_statement_is_turned_round_or_removed(body, expected):
    assert changes(f"def f(a):\n    {body}\n") == expected


def test_what_no_check_can_tell_is_left_alone():
    source = '''\
"""One of 2."""
import torch
Model = Callable[[int], int]
def f(x: "a" = None) -> list[1]:
    """Returns 1."""
    y: "b" = x
    raise ValueError(f"{1 + x}")
'''

    assert changes(source) == ["raise ValueError(f'{1 + x}') → pass"]


def test_a_constant_of_the_module_is_changed_if_code_reads_it():
    source = "STEPS = 2\nUNREAD = 2\ndef f():\n    return STEPS\n"

    of_the_module = [change for change in changes(source) if "return" not in change]

    assert of_the_module == [f"STEPS = 2 → STEPS = {other}" for other in (0, 1, 3)]


def test_each_mutant_is_there_once_and_none_is_the_solution():
    source = "def f(a):\n    return 2 * a * 2\n"

    written = [one.source for one in mutants(source)]

    assert len(written) == len(set(written))
    assert ast.unparse(ast.parse(source)) not in written


def test_a_mutant_differs_in_one_place_and_names_its_line():
    source = "def f(a):\n    b = a - 1\n    return b.exp()\n"

    mutant = mutants(source)[0]

    assert (mutant.line, mutant.was, mutant.now) == (2, "a - 1", "a + 1")
    assert mutant.source == "def f(a):\n    b = a + 1\n    return b.exp()"
