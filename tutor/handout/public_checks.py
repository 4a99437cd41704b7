"""The checks that an author marked as public, cut out of a hidden test with what they use."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tutor.errors import CourseError, Fault

_REFERENCE = "reference"
_UNNAMED = ("*", "annotations")
"""What imports bring that is used without its name: all of a module, or the future."""


def public_checks(hidden_test: Path) -> str:
    """A test of its own, without comments; empty if none is public.

    CourseError if one would need the solution.
    """
    tree = ast.parse(hidden_test.read_text(encoding="utf-8"))
    chosen = [one for one in tree.body if isinstance(one, ast.FunctionDef) and _is_public(one)]
    if not chosen:
        return ""
    needed = _needed(tree, [one.name for one in chosen])
    kept = [_cut(one, needed) for one in tree.body if needed & {*_defined(one)}]
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
    needed, waiting = set[str](), [*names, *_UNNAMED]
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
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.Assign(targets=targets):
            for target in targets:
                yield from _used(target)
        case ast.AnnAssign(target=target):
            yield from _used(target)
        case ast.Import(names=imported) | ast.ImportFrom(names=imported):
            yield from map(_brought, imported)


def _brought(imported: ast.alias) -> str:
    return imported.asname or imported.name.partition(".")[0]


def _cut(node: ast.stmt, needed: set[str]) -> ast.stmt:
    """An import without what is not needed; all else as it is."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        node.names = [one for one in node.names if _brought(one) in needed]
    return node


def _asking_the_solution(kept: list[ast.stmt], path: Path) -> Iterator[Fault]:
    for node in kept:
        if isinstance(node, ast.FunctionDef) and _REFERENCE in _used(node):
            yield Fault(
                path,
                node.lineno,
                f"a public check needs the solution: `{node.name}` asks `{_REFERENCE}`",
                "compare with numbers that the check itself knows, or leave it hidden",
            )
