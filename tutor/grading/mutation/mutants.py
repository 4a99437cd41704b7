"""All mutants of a module: its source with one thing changed in what it computes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from tutor.grading.mutation.alternatives import Scope, alternatives, within
from tutor.grading.mutation.statements import left_alone, other_statements

TELLING_LITTLE = (ast.Constant, ast.Name, ast.UnaryOp, ast.Slice, ast.Starred)
"""Nodes that are shown with what is around them."""


@dataclass(frozen=True)
class Mutant:
    """A module that is wrong in one place."""

    line: int
    was: str
    now: str
    """What was changed, with what is around it where that alone would say little."""
    source: str


@dataclass(frozen=True)
class _Change:
    """A node, where it hangs in its tree, and what may hang there instead."""

    node: ast.AST
    owner: ast.AST
    field: str
    index: int | None
    other: ast.AST
    shown: ast.AST
    parameter: str
    """Whose default it is, if it is one."""

    @property
    def where(self) -> tuple[int, int]:
        """Line and column."""
        return getattr(self.node, "lineno", 1), getattr(self.node, "col_offset", 0)

    def put(self, node: ast.AST) -> None:
        """Hang a node into the place."""
        if self.index is None:
            setattr(self.owner, self.field, node)
        else:
            getattr(self.owner, self.field)[self.index] = node


def mutants(source: str) -> list[Mutant]:
    """Each of them once, in the order of the source."""
    tree = ast.parse(source)
    unchanged = ast.unparse(tree)
    found: dict[str, Mutant] = {}
    scope = Scope(imported=_imported(tree))
    changes = _changes(tree, tree, scope, left_alone(tree))
    for change in sorted(changes, key=lambda one: one.where):
        mutant = _made(tree, change)
        if mutant.source != unchanged:
            found.setdefault(mutant.source, mutant)
    return list(found.values())


def _made(tree: ast.Module, change: _Change) -> Mutant:
    """Change the tree, write it down, and change it back."""
    shown = change.node if change.parameter else change.shown
    label = f"{change.parameter}=" if change.parameter else ""
    was = label + _text(shown)
    change.put(change.other)
    now = label + _text(change.other if shown is change.node else shown)
    source = ast.unparse(ast.fix_missing_locations(tree))
    change.put(change.node)
    return Mutant(change.where[0], was, now, source)


def _text(node: ast.AST) -> str:
    """Its first line."""
    return ast.unparse(node).splitlines()[0]


def _imported(tree: ast.Module) -> frozenset[str]:
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom))
    aliases = (alias for one in imports for alias in one.names)
    return frozenset(alias.asname or alias.name.partition(".")[0] for alias in aliases)


def _changes(owner: ast.AST, shown: ast.AST, scope: Scope, alone: set[int]) -> Iterator[_Change]:
    """Each of a node below; `shown` is what is around it."""
    for field, index, child in _children(owner):
        if id(child) in alone:
            continue
        seen = shown if isinstance(child, TELLING_LITTLE) else child
        whose = _parameter(owner, field, index)
        for other in (*alternatives(child, scope), *other_statements(child, scope)):
            yield _Change(child, owner, field, index, other, seen, whose)
        yield from _changes(child, seen, within(scope, child), alone)


def _children(owner: ast.AST) -> Iterator[tuple[str, int | None, ast.AST]]:
    for field, value in ast.iter_fields(owner):
        if isinstance(value, ast.AST):
            yield field, None, value
        elif isinstance(value, list):
            yield from ((field, i, one) for i, one in enumerate(value) if isinstance(one, ast.AST))


def _parameter(owner: ast.AST, field: str, index: int | None) -> str:
    """Name of the parameter whose default hangs there; empty elsewhere."""
    if not isinstance(owner, ast.arguments) or index is None:
        return ""
    if field == "kw_defaults":
        return owner.kwonlyargs[index].arg
    given = [*owner.posonlyargs, *owner.args]
    return given[index - len(owner.defaults)].arg if field == "defaults" else ""
