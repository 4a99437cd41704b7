"""How a known mistake could begin, made from what somebody handed in.

Of their file, only what runs is kept: no comment, no docstring, and so nothing they wrote to
somebody. It is parsed here, never run.
"""

from __future__ import annotations

import ast
import warnings
from typing import TypeGuard

from tutor.grading.stub import REFUSALS, unreadable

WHY = "Say what they do, and what to do instead."
LONGEST = 60
"""Lines, above which it is better written anew."""


def mistake_stub(source: bytes, exercise: str, number: int) -> str:
    """For the end of the hidden test; empty where the function cannot be lifted out of its file."""
    text = source.decode("utf-8-sig", "replace")
    if unreadable(text, ""):
        return ""
    try:
        with warnings.catch_warnings():  # they are for the author of the file
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
        for node in ast.walk(tree):
            _undocument(node)
        others = [one for one in tree.body if _is_kept(one, exercise)]
        functions = [one for one in tree.body if _is(one, exercise)]
        stub = _written(others, functions[-1], exercise, number) if functions else ""
    except REFUSALS:
        return ""
    return stub if stub.count("\n") <= LONGEST else ""


def _written(others: list[ast.stmt], function: ast.FunctionDef, exercise: str, number: int) -> str:
    function.name, function.decorator_list = f"{exercise}_{number}", []
    before = [f"{ast.unparse(one)}\n" for one in others]
    known = f'@mistake("{WHY}", id="{exercise.replace("_", "-")}-{number}")'
    return "\n".join([*before, f"{known}\n{ast.unparse(function)}\n"])


def _is(node: ast.stmt, name: str) -> TypeGuard[ast.FunctionDef]:
    return isinstance(node, ast.FunctionDef) and node.name == name


def _is_kept(node: ast.stmt, exercise: str) -> bool:
    """Imports, constants and other functions; not `torch`, which a hidden test has imported."""
    if isinstance(node, ast.Import):
        return [(one.name, one.asname) for one in node.names] != [("torch", None)]
    kinds = ast.ImportFrom | ast.FunctionDef | ast.Assign | ast.AnnAssign
    return isinstance(node, kinds) and not _is(node, exercise) and not _is_future(node)


def _is_future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def _undocument(node: ast.AST) -> None:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    if isinstance(node, kinds) and ast.get_docstring(node, clean=False) is not None:
        node.body = node.body[1:] or [ast.Pass()]
