"""Which mutants an author has declared as right as the solution, in the hidden test."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tutor.grading.mutation.mutants import Mutant


@dataclass(frozen=True)
class Mark:
    """A line `equivalent("was", "now", because="…")`."""

    line: int
    was: str
    now: str
    because: str

    def means(self, mutant: Mutant) -> bool:
        """Whether it is about this mutant; where the solution stands has no part in it."""
        return (_plain(self.was), _plain(self.now)) == (_plain(mutant.was), _plain(mutant.now))


def as_mark(mutant: Mutant) -> str:
    """The line that declares it."""
    return f'equivalent({json.dumps(mutant.was)}, {json.dumps(mutant.now)}, because="…")'


def marks(hidden_test: Path) -> list[Mark]:
    """All of them, in the order of the file, which Python must be able to read."""
    tree = ast.parse(hidden_test.read_text(encoding="utf-8"))
    calls = [one.value for one in tree.body if isinstance(one, ast.Expr)]
    return [
        _mark(call)
        for call in calls
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("equivalent")
    ]


def means_any(known: Iterable[Mark], mutant: Mutant) -> bool:
    """Whether one of them is about this mutant."""
    return any(one.means(mutant) for one in known)


def _mark(call: ast.Call) -> Mark:
    was, now, *_ = [*map(_word, call.args), "", ""]
    because = next((_word(one.value) for one in call.keywords if one.arg == "because"), "")
    return Mark(call.lineno, was, now, because)


def _word(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _plain(code: str) -> str:
    """The code as it is reported, however it is laid out."""
    try:
        return ast.unparse(ast.parse(code))
    except SyntaxError:  # the first line of a statement that has more
        return code
