"""The checks that an author marked as public, cut out of a hidden test with what they use."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tutor.errors import CourseError, Fault

_REFERENCE = "reference"


def public_checks(hidden_test: Path) -> str:
    """A test of its own, without comments; empty if none is public.

    CourseError if one would need the solution.
    """
    tree = ast.parse(hidden_test.read_text(encoding="utf-8"))
    chosen = [one for one in tree.body if isinstance(one, ast.FunctionDef) and _is_public(one)]
    if not chosen:
        return ""
    needed = _needed(tree, [one.name for one in chosen])
    kept = [one for one in tree.body if _is_import(one) or needed & {*_defined(one)}]
    if faults := [*_asking_the_solution(kept, hidden_test)]:
        raise CourseError(faults)
    return ast.unparse(ast.Module(kept, [])) + "\n"


def _is_public(function: ast.FunctionDef) -> bool:
    return any(_last_name(one) == "public" for one in function.decorator_list)


def _last_name(node: ast.expr) -> str:
    return ast.unparse(node).rpartition(".")[2]


def _needed(tree: ast.Module, names: list[str]) -> set[str]:
    """Those names, and all that they lead to; an argument is a fixture, which a test may define."""
    defining = {name: node for node in tree.body for name in _defined(node)}
    needed, waiting = set[str](), list(names)
    while waiting:
        name = waiting.pop()
        if name in defining and name not in needed:
            needed.add(name)
            waiting += _used(defining[name])
    return needed


def _used(node: ast.AST) -> Iterator[str]:
    for one in ast.walk(node):
        if isinstance(one, ast.Name):
            yield one.id
        elif isinstance(one, ast.arg):
            yield one.arg


def _defined(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        for one in ast.walk(node):
            if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store):
                yield one.id


def _is_import(node: ast.stmt) -> bool:
    return isinstance(node, ast.Import | ast.ImportFrom)


def _asking_the_solution(kept: list[ast.stmt], path: Path) -> Iterator[Fault]:
    for node in kept:
        if isinstance(node, ast.FunctionDef) and _REFERENCE in _used(node):
            yield Fault(
                path,
                node.lineno,
                f"a public check needs the solution: `{node.name}` asks `{_REFERENCE}`",
                "compare with numbers that the check itself knows, or leave it hidden",
            )
