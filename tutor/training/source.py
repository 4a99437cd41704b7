"""Code that came as text, a learner's or a teacher's: run as a module, blamed at its own lines."""

from __future__ import annotations

import sys
import traceback
from types import ModuleType

from tutor.errors import TrainingError
from tutor.sandbox.defaults import keep_defaults


def execute(name: str, file: str, source: str, hint: str) -> ModuleType:
    """The module of that name, which others may import; a TrainingError at the line that fails.

    file: as it is told. hint: what to do about a line that fails.
    """
    module = ModuleType(name)
    sys.modules[name] = module  # dataclasses and imports from other files look there
    try:
        with keep_defaults():
            exec(compile(source, file, "exec", dont_inherit=True), module.__dict__)  # noqa: S102, the point of it
    except (Exception, SystemExit) as error:
        raise TrainingError(raised(file, error), hint) from error
    return module


def raised(file: str, error: BaseException, otherwise: int = 1) -> str:
    """What an exception says, at its `place`."""
    text = first_line(error)
    return f"{place(file, error, otherwise)}: {type(error).__name__}{': ' * bool(text)}{text}"


def place(file: str, error: BaseException, otherwise: int = 1) -> str:
    """The last line of that file that an exception went through, or else that other line."""
    lines = [at.lineno for at in traceback.extract_tb(error.__traceback__) if at.filename == file]
    line = error.lineno if isinstance(error, SyntaxError) else next(reversed(lines), None)
    return f"{file}:{line or otherwise}"


def first_line(error: BaseException) -> str:
    """What an exception says, on one line that is safe to print."""
    text = str(error.msg if isinstance(error, SyntaxError) else error)
    line = next(iter(text.strip().splitlines()), "")
    return "".join(c if c.isprintable() else " " for c in line)[:200]
