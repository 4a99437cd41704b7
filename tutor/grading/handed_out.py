"""What can be said of a file where the hidden checks are not: what is wrong so far, but no mark."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace

from tutor.course.course import Exercise
from tutor.course.verdict import Finding, Status, Verdict

CALLABLE = "Your function can be called as it will be"
WITHHELD = "The hidden checks"
_BACK = Finding(WITHHELD, Status.BLOCKED, 0.0, "your teacher has them: hand your file in")


def graded(
    exercise: Exercise,
    source: str,
    stub: str,
    run: Callable[[], Verdict],
    on_finding: Callable[[Finding], None] | None,
) -> Verdict:
    """The verdict of all that can be checked. run: puts the file to the public checks."""
    first = called(source, stub, exercise.slug)
    verdict = Verdict(exercise.slug, first.status, 0.0, exercise.points)
    if on_finding:
        on_finding(first)
    if first.status is Status.PASSED and exercise.hidden_test.is_file():
        verdict = run()
    return without_a_mark(verdict, first)


def called(source: str, stub: str, slug: str) -> Finding:
    """Whether the function is there and takes what the stub's takes; nothing is run.

    source: which Python can parse. What is no `def` is taken to be right.
    """
    expected, seen = _function(stub, slug), _function(source, slug)
    if seen is None and not _binds(source, slug):
        return Finding(CALLABLE, Status.FAILED, 0.0, f"your file does not define `{slug}`")
    if expected and seen and not _takes(seen.args, expected.args):
        told = f"expected `{_head(expected)}`, seen `{_head(seen)}`"
        return Finding(CALLABLE, Status.FAILED, 0.0, told)
    return Finding(CALLABLE, Status.PASSED, 0.0)


def without_a_mark(verdict: Verdict, first: Finding) -> Verdict:
    """The same, worth nothing; passed checks pass nobody as long as the hidden ones are missing."""
    findings = [first, *(replace(one, points=0.0, out_of=0.0) for one in verdict.findings)]
    status = verdict.status
    if status is Status.PASSED:
        status = Status.BLOCKED
        findings.append(_BACK)
    return replace(verdict, status=status, points=0.0, findings=tuple(findings))


def withheld(verdict: Verdict) -> bool:
    """Whether all is right but what cannot be checked here."""
    return _BACK in verdict.findings


def _function(source: str, name: str) -> ast.FunctionDef | None:
    """The last definition at the top."""
    functions = (node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef))
    return next((one for one in reversed([*functions]) if one.name == name), None)


def _binds(source: str, name: str) -> bool:
    """Whether anything else could make the name: an assignment, an import, a class."""
    return any(name in _bound(node) for node in ast.walk(ast.parse(source)))


def _bound(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(id=name, ctx=ast.Store()):
            yield name
        case ast.ClassDef(name=name) | ast.AsyncFunctionDef(name=name):
            yield name
        case ast.alias(name=name, asname=other):
            yield other or name


def _takes(seen: ast.arguments, expected: ast.arguments) -> bool:
    """Whether it can be called with every number of arguments by which the other can."""
    least, most = _counts(seen)
    fewest, all_of_them = _counts(expected)
    required = [one for one in seen.kw_defaults if one is None]
    return least <= fewest and (most >= all_of_them or seen.vararg is not None) and not required


def _counts(arguments: ast.arguments) -> tuple[int, int]:
    """How many have to be given by place, and how many can be."""
    every = len(arguments.posonlyargs) + len(arguments.args)
    return every - len(arguments.defaults), every


def _head(function: ast.FunctionDef) -> str:
    """As it is called, without types."""
    arguments = deepcopy(function.args)
    for one in ast.walk(arguments):
        if isinstance(one, ast.arg):
            one.annotation = None
    return f"{function.name}({ast.unparse(arguments)})"
