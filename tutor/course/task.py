"""What an exercise asks for, read from the stub as the course has it."""

from __future__ import annotations

import ast
from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """The function to write."""

    signature: str
    """Its head as it is written in the stub, without the colon; empty if there is none."""
    text: str
    """Its docstring without indentation."""


def read_task(stub: str, slug: str) -> Task:
    """Find the function named like the exercise; a stub that cannot be read is shown whole."""
    try:
        module = ast.parse(stub)
    except SyntaxError:
        return Task("", stub.strip())
    functions = [node for node in module.body if isinstance(node, ast.FunctionDef)]
    found = next((node for node in functions if node.name == slug), None)
    if found is None:
        return Task("", ast.get_docstring(module) or "")
    head = stub.splitlines()[found.lineno - 1 : found.body[0].lineno - 1]
    return Task(
        "\n".join(head).rstrip(": "), ast.get_docstring(found) or ast.get_docstring(module) or ""
    )
