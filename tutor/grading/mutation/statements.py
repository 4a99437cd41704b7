"""What may stand in the place of a statement, and what is left as it is.

Annotations, docstrings, messages of errors and what nothing reads are left alone: no check could
tell, nor should it. A first assignment is not removed, because any check would see that.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tutor.grading.mutation.alternatives import Scope, negated, other_operators

DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def other_statements(node: ast.AST, scope: Scope) -> Iterator[ast.stmt]:
    """Each statement that may stand in the place of this one; `pass` where it is removed."""
    match node:
        case ast.If(test=test, body=body, orelse=orelse):
            yield ast.If(negated(test), body, orelse)
        case ast.While(test=test, body=body, orelse=orelse):
            yield ast.While(negated(test), body, orelse)
        case ast.AugAssign(target=target, op=op, value=value):
            yield from (ast.AugAssign(target, other, value) for other in other_operators(op))
            yield ast.Pass()
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            if name in scope.alike or name in _names(value):
                yield ast.Pass()
        case ast.Return(value=ast.expr()) | ast.Expr() | ast.Raise() | ast.Assert():
            yield ast.Pass()
        case ast.Break():
            yield ast.Continue()
        case ast.Continue():
            yield ast.Break()


def left_alone(tree: ast.Module) -> set[int]:
    """The `id` of every node inside of which nothing is changed."""
    return {id(node) for node in (*_kept(tree), *_unread(tree)) if node is not None}


def _kept(tree: ast.Module) -> Iterator[ast.AST | None]:
    for node in ast.walk(tree):
        match node:
            case ast.Import() | ast.ImportFrom() | ast.JoinedStr():
                yield node
            case ast.Raise(exc=error, cause=cause):
                yield from (error, cause)
            case ast.ExceptHandler(type=kind):
                yield kind
        yield from _annotations(node)
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
            yield node.body[0]


def _annotations(node: ast.AST) -> Iterator[ast.AST | None]:
    match node:
        case ast.arg(annotation=annotation) | ast.AnnAssign(annotation=annotation):
            yield annotation
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            yield from (node.returns, *node.decorator_list)


def _unread(tree: ast.Module) -> Iterator[ast.stmt]:
    """Assignments to names that no code reads, as those of types."""
    annotations = [one for node in ast.walk(tree) for one in _annotations(node) if one]
    told = {id(part) for annotation in annotations for part in ast.walk(annotation)}
    read = {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in told
    }
    for statement in tree.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)]) if name not in read:
                yield statement


def _names(expression: ast.expr) -> set[str]:
    return {node.id for node in ast.walk(expression) if isinstance(node, ast.Name)}
