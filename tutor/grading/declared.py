"""The known mistakes of a hidden test as they are written there, found without running it.

The audit plays each of them as a learner would hand it in, so it needs their text.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OURS = ("tutor", "pytest")
"""Modules that a learner's file has no use for."""


@dataclass(frozen=True)
class DeclaredMistake:
    """A function under `@mistake(…)`."""

    id: str
    of: str
    line: int
    definition: ast.FunctionDef


def declared_mistakes(hidden_test: Path, slug: str) -> list[DeclaredMistake]:
    """All of them, in the order of the file. `slug`: what they get wrong unless they say `of`."""
    tree = ast.parse(hidden_test.read_text(encoding="utf-8"))
    return [
        DeclaredMistake(str(given.get("id", "")), str(given.get("of", slug)), node.lineno, node)
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and (given := _given(node)) is not None
    ]


def as_submission(mistake: DeclaredMistake, hidden_test: Path, solution: str) -> str:
    """A learner's file that is right but for this mistake.

    What the mistake uses of its own file goes with it, in a scope that the solution cannot disturb.
    """
    tree = ast.parse(hidden_test.read_text(encoding="utf-8"))
    definition = ast.parse(ast.unparse(mistake.definition)).body[0]
    assert isinstance(definition, ast.FunctionDef)  # noqa: S101  it was one before
    definition.decorator_list = []
    scope = ast.FunctionDef(
        name="_mistaken",
        args=ast.arguments([], [], None, [], [], None, []),
        body=[*_support(tree, definition), definition, ast.Return(ast.Name(definition.name))],
        decorator_list=[],
    )
    text = ast.unparse(ast.fix_missing_locations(scope))
    return f"{solution}\n\n{text}\n\n\n{mistake.of} = _mistaken()\n"


def _given(node: ast.FunctionDef) -> dict[str, object] | None:
    """The keywords of `@mistake(…)`; None if there is no such decorator."""
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func).endswith("mistake"):
            return {one.arg: ast.literal_eval(one.value) for one in decorator.keywords if one.arg}
    return None


def _support(tree: ast.Module, definition: ast.FunctionDef) -> list[ast.stmt]:
    """The imports of a file, and those of its definitions that this one leads to."""
    needed, waiting = set[str](), [definition.name]
    defining = {name: node for node in tree.body for name in _defined(node)}
    while waiting:
        name = waiting.pop()
        if name not in needed and name in defining:
            needed.add(name)
            used = ast.walk(defining[name])
            waiting += [node.id for node in used if isinstance(node, ast.Name)]
    return [
        node
        for node in tree.body
        if _is_import(node) or (needed - {definition.name}).intersection(_defined(node))
    ]


def _defined(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Assign):
        yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def _is_import(node: ast.stmt) -> bool:
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").partition(".")[0] not in (*OURS, "__future__")
    return isinstance(node, ast.Import) and not any(
        alias.name.partition(".")[0] in OURS for alias in node.names
    )
