"""What can be said about a learner's file without running it."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeGuard

from tutor.grading import phrases

LONGEST_SOURCE, LONGEST_LINE = 100_000, 200
"""Bytes, as UTF-8, that can be parsed within a second; and characters of a line worth showing."""
REFUSALS = (SyntaxError, ValueError, RecursionError, MemoryError)

Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def is_untouched(source: str, stub: str) -> bool:
    """Whether a file says the same as the stub; comments, docstrings and layout do not count."""
    try:
        return not _excess(source) and _essence(source) == _essence(stub)
    except REFUSALS:
        return False


def unreadable(source: str, filename: str) -> str:
    """Why Python cannot parse a file, with the line and a caret; empty if it can.

    It may still refuse to compile it, which the learner's process finds out: a compiler can be
    made to take gigabytes, by a file that is short.
    """
    if size := _excess(source):
        return f"your file has {size} bytes, where {LONGEST_SOURCE} are allowed"
    if "\0" in source:  # Python names the first line, or none
        line = source[: source.index("\0")].count("\n") + 1
        what = "a NUL character: delete it, or save the file as UTF-8 text"
        return phrases.clean(f"{filename}:{line}: {what}")
    try:
        with _no_warnings():
            ast.parse(source, filename)
    except REFUSALS as error:
        return refused(error, filename, source)
    return ""


def refused(error: BaseException, filename: str, source: str) -> str:
    """The sentence about what the parser or the compiler raised."""
    if isinstance(error, SyntaxError):
        return phrases.clean(_located(error, filename, source))
    if isinstance(error, ValueError):  # half of a surrogate pair
        return phrases.clean(f"{filename}: Python cannot read this file: {error}")
    return phrases.clean(f"{filename}: Python cannot read this file: it is nested too deeply")


def _excess(source: str) -> int:
    """Bytes of a source that is too long, else 0."""
    size = len(source.encode("utf-8", "surrogatepass"))
    return size if size > LONGEST_SOURCE else 0


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


def _located(error: SyntaxError, filename: str, source: str) -> str:
    headline = f"{filename}:{error.lineno or 1}: {error.msg}"
    line = _line(error, source)
    if not line or not error.offset or len(line) > LONGEST_LINE:
        return headline
    code = line.lstrip()
    column = max(error.offset - 1 - (len(line) - len(code)), 0)
    return f"{headline}\n    {code}\n    {' ' * column}^"


def _line(error: SyntaxError, source: str) -> str:
    """Where it lies; the compiler does not say, as it looks for a file of that name."""
    if error.text:
        return error.text.rstrip("\n")
    lines = source.split("\n")
    return lines[error.lineno - 1] if error.lineno and error.lineno <= len(lines) else ""
