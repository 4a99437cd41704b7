"""What may stand in the place of an expression so that a function is a little wrong.

Each alternative is a slip that somebody makes: another operator, a lost term, an index one off, an
axis, an argument that is another one. Names that exist nowhere would be caught by any check, so
none are made up.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

OPERATORS: Mapping[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add, ast.Div),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult, ast.Sub),
    ast.Pow: (ast.Mult, ast.Div),
    ast.FloorDiv: (ast.Div, ast.Mod),
    ast.Mod: (ast.FloorDiv,),
    ast.MatMult: (ast.Mult,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
}
ORDERED = (ast.Sub, ast.Div, ast.Pow, ast.FloorDiv, ast.Mod, ast.MatMult)
"""Operators that tell left from right."""
COMPARISONS: Mapping[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
PAIRS = (
    ("sum", "mean"),
    ("sum", "prod"),
    ("cumsum", "cumprod"),
    ("min", "max"),
    ("minimum", "maximum"),
    ("argmin", "argmax"),
    ("zeros", "ones"),
    ("zeros_like", "ones_like"),
    ("rand", "randn"),
    ("rand_like", "randn_like"),
    ("sqrt", "square"),
    ("exp", "log"),
    ("sin", "cos"),
    ("floor", "ceil"),
    ("any", "all"),
    ("cat", "stack"),
)
"""Functions that are taken for one another."""
SYMMETRIC = {"min", "max", "minimum", "maximum", "isclose", "allclose", "hypot", "dot"}
"""Functions whose first two arguments may change places."""
NUMBERS = (0, 1, 2)


@dataclass(frozen=True)
class Scope:
    """What the names around an expression mean."""

    imported: frozenset[str] = frozenset()
    alike: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Of each parameter, the others of its kind."""


def alternatives(node: ast.AST, scope: Scope) -> Iterator[ast.expr]:
    """Each expression that may stand in the place of this one; none for most."""
    match node:
        case ast.BinOp():
            yield from _operations(node)
        case ast.UnaryOp(operand=operand):
            yield operand
        case ast.Compare():
            yield from _comparisons(node)
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            yield from values
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield ast.IfExp(negated(test), body, orelse)
            yield from (body, orelse)
        case ast.Constant(value=value):
            yield from constants(value)
        case ast.Subscript(ctx=ast.Load()):
            yield from _subscripts(node)
        case ast.Call():
            yield from _calls(node, scope)
        case ast.Name(id=name, ctx=ast.Load()):
            yield from (ast.Name(other, ast.Load()) for other in scope.alike.get(name, ()))


def other_operators(op: ast.operator) -> Iterator[ast.operator]:
    """Those that one may be mistaken for."""
    return (other() for other in OPERATORS.get(type(op), ()))


def negated(test: ast.expr) -> ast.expr:
    """The opposite of a condition."""
    return ast.UnaryOp(ast.Not(), test)


def constants(value: object) -> Iterator[ast.expr]:
    """Other constants of the same kind; none for None, whose place nothing else can take."""
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        others = dict.fromkeys((*NUMBERS, value - 1, value + 1))
        yield from (_number(type(value)(other)) for other in others if other != value)
    elif isinstance(value, str):
        yield ast.Constant("" if value else "another")


def _number(value: float) -> ast.expr:
    """With its sign apart, as the parser has it, or a power of it would lose its brackets."""
    return ast.UnaryOp(ast.USub(), ast.Constant(-value)) if value < 0 else ast.Constant(value)


def _operations(node: ast.BinOp) -> Iterator[ast.expr]:
    for other in other_operators(node.op):
        yield ast.BinOp(node.left, other, node.right)
    if isinstance(node.op, ORDERED):
        yield ast.BinOp(node.right, node.op, node.left)
    yield node.left
    if not isinstance(node.op, ast.Pow):  # an exponent alone is nobody's slip
        yield node.right


def _comparisons(node: ast.Compare) -> Iterator[ast.expr]:
    for index, op in enumerate(node.ops):
        for other in COMPARISONS[type(op)]:
            ops = [*node.ops[:index], other(), *node.ops[index + 1 :]]
            yield ast.Compare(node.left, ops, node.comparators)


def _subscripts(node: ast.Subscript) -> Iterator[ast.expr]:
    """Without the index, one before it and one after it, and slices that lost an end."""
    yield node.value
    match node.slice:
        case ast.Slice(lower=lower, upper=upper, step=step):
            ends = [(None, upper, step), (lower, None, step), (lower, upper, None)]
            slices = [ast.Slice(*each) for each in ends]
            yield from (ast.Subscript(node.value, each, node.ctx) for each in slices)
        case ast.Constant() | ast.Tuple() | ast.UnaryOp():
            pass  # the numbers in it have alternatives of their own
        case index:
            for op in (ast.Sub(), ast.Add()):
                beside = ast.BinOp(index, op, ast.Constant(1))
                yield ast.Subscript(node.value, beside, node.ctx)


def _calls(node: ast.Call, scope: Scope) -> Iterator[ast.expr]:
    """Without the call, with another function, with arguments swapped or left out."""
    called = node.func
    name = ""
    match called:
        case ast.Attribute(value=owner, attr=name):
            if not _is_imported(owner, scope):
                yield owner
            elif node.args:
                yield node.args[0]
            for other in _mistakable(name):
                yield ast.Call(ast.Attribute(owner, other, ast.Load()), node.args, node.keywords)
        case ast.Name(id=name):
            if node.args:
                yield node.args[0]
            for other in _mistakable(name):
                yield ast.Call(ast.Name(other, ast.Load()), node.args, node.keywords)
    yield from _arguments(node, symmetric=name in SYMMETRIC)


def _arguments(node: ast.Call, *, symmetric: bool) -> Iterator[ast.expr]:
    args = node.args
    for index in range(len(args) - 1):
        if not (symmetric and index == 0):
            swapped = [*args[:index], args[index + 1], args[index], *args[index + 2 :]]
            yield ast.Call(node.func, swapped, node.keywords)
    if args:
        yield ast.Call(node.func, args[:-1], node.keywords)
    for keyword in node.keywords:
        yield ast.Call(node.func, args, [one for one in node.keywords if one is not keyword])


def _mistakable(name: str) -> Iterator[str]:
    for one, other in PAIRS:
        if name in (one, other):
            yield other if name == one else one


def _is_imported(owner: ast.expr, scope: Scope) -> bool:
    """Whether it is a module, or a part of one, and no value."""
    while isinstance(owner, ast.Attribute):
        owner = owner.value
    return isinstance(owner, ast.Name) and owner.id in scope.imported


def within(scope: Scope, node: ast.AST) -> Scope:
    """The scope inside of a node: another one if that is a function."""
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return scope
    given = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
    kinds = {one.arg: ast.unparse(one.annotation) if one.annotation else "" for one in given}
    alike = {
        name: tuple(other for other in kinds if kinds[other] == kind != "" and other != name)
        for name, kind in kinds.items()
    }
    return replace(scope, alike={**scope.alike, **alike})
