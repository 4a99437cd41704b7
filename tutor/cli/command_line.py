"""A command as all are made, and what a wrong command line is told: a sentence, and a hint."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

COMMAND = re.compile(r"COMMAND: invalid choice: '(.*?)' \(choose from (.*)\)")
GROUP = ""
"""In the place of a function: a group of commands is never run, one of them is."""


class Parser(argparse.ArgumentParser):
    """Complains as everything else here does."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line, and end."""
        if unknown := COMMAND.search(message):
            known = re.findall(r"[\w-]+", unknown[2])
            self._refuse(f"there is no command `{unknown[1]}`", unknown[1], known)
        self._refuse(message)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401
        """Know all there is: argparse leaves what a command does not take to its parent."""
        found, unknown = super().parse_known_args(args, namespace)
        if unknown:
            first = unknown[0].partition("=")[0]
            options = [name for name in self._option_string_actions if name.startswith("--")]
            what = f"has no option `{first}`" if first.startswith("-") else f"takes no `{first}`"
            self._refuse(f"`{self.prog}` {what}", first, options)
        return found, unknown

    def _refuse(self, complaint: str, written: str = "", known: Sequence[str] = ()) -> NoReturn:
        """known: what may have been meant by what was written."""
        from tutor.course.names import did_you_mean

        hint = did_you_mean(written, known, f"see `{self.prog} --help`")
        self.exit(2, f"error: {complaint}\n\nhint: {hint}\n")


def adding(
    commands: argparse._SubParsersAction[Any], common: Callable[[], argparse.ArgumentParser]
) -> Callable[..., Parser]:
    """What adds a command to these. common: makes the options that every command takes."""

    def add(name: str, run: str, summary: str, **options: Any) -> Parser:  # noqa: ANN401
        command: Parser = commands.add_parser(
            name,
            help=summary,
            description=f"{summary[0].upper()}{summary[1:]}.",
            parents=[common()],
            argument_default=argparse.SUPPRESS,
            **options,
        )
        command.set_defaults(run=run)
        return command

    return add
