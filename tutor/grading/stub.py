"""What can be said about a learner's file without running it."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeGuard

from tutor.grading import phrases

LONGEST_SOURCE, LONGEST_LINE = 1 << 20, 200

Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def is_untouched(source: str, stub: str) -> bool:
    """Whether a file says the same as the stub; comments, docstrings and layout do not count."""
    try:
        return _essence(source) == _essence(stub)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False


def unreadable(source: str, filename: str) -> str:
    """Why Python cannot read a file, with the line and a caret; empty if it can."""
    if len(source) > LONGEST_SOURCE:
        return f"your file has {len(source)} characters, where {LONGEST_SOURCE} are allowed"
    if "\0" in source:  # Python names the first line, or none
        line = source[: source.index("\0")].count("\n") + 1
        return f"{filename}:{line}: a NUL character: delete it, or save the file as UTF-8 text"
    try:
        with _no_warnings():
            compile(source, filename, "exec", dont_inherit=True)
    except SyntaxError as error:
        return phrases.clean(_located(error, filename))
    except (RecursionError, MemoryError):
        return f"{filename}: Python cannot read this file: it is nested too deeply"
    except ValueError as error:  # half of a surrogate pair
        return phrases.clean(f"{filename}: Python cannot read this file: {error}")
    return ""


@contextmanager
def _no_warnings() -> Iterator[None]:
    """Leave them to the process that runs the file: there, they reach its author."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _essence(source: str) -> str:
    with _no_warnings():
        tree = ast.parse(source)
    for node in ast.walk(tree):
        if _is_documented(node) and ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:]
    return ast.dump(tree)


def _is_documented(node: ast.AST) -> TypeGuard[Documented]:
    return isinstance(node, Documented)


def _located(error: SyntaxError, filename: str) -> str:
    headline = f"{filename}:{error.lineno or 1}: {error.msg}"
    if not error.text or not error.offset or len(error.text) > LONGEST_LINE:
        return headline
    line = error.text.rstrip("\n")
    code = line.lstrip()
    column = max(error.offset - 1 - (len(line) - len(code)), 0)
    return f"{headline}\n    {code}\n    {' ' * column}^"
