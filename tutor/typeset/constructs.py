"""Commands that apply to what follows them, each read by one function."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NoReturn

from tutor.typeset.environments import environment
from tutor.typeset.pairs import paired
from tutor.typeset.symbols import ACCENTS, ALPHABETS, CHARACTERS, COMMANDS, SCRIPTS, TEXTS
from tutor.typeset.tokens import Token
from tutor.typeset.tree import (
    Accent,
    Atom,
    Brace,
    Fraction,
    Node,
    Role,
    Root,
    Script,
    Space,
    children,
    row,
)

if TYPE_CHECKING:
    from tutor.typeset.parser import Parser

_THIN_BLANK = re.compile(r"\\[,:; ]")


def stray(parser: Parser, token: Token) -> NoReturn:
    """Complain of what closes or parts something that is not there."""
    parser.cursor.fail(token.start, f"`{token.text}` does not belong here")


def _fraction(parser: Parser, command: Token) -> Node:
    top = parser.argument(command)
    return Fraction(top, parser.argument(command))


def _root(parser: Parser, command: Token) -> Node:
    degree = None
    if parser.cursor.peek() == "[":
        bracket = parser.cursor.take()
        degree = parser.row("]")
        parser.cursor.close(bracket, "]")
    return Root(parser.argument(command), degree)


def _accent(parser: Parser, command: Token) -> Node:
    name, body = ACCENTS[command.command], parser.argument(command)
    if isinstance(body, Script):
        return Script(Accent(name, body.base), body.below, body.above)
    return Accent(name, body)


def _lettered(parser: Parser, command: Token) -> Node:
    """Letters in another alphabet."""
    letters = ALPHABETS[command.command]
    nodes = [
        Atom("".join(letters.get(letter, letter) for letter in node.text), node.role)
        if isinstance(node, Atom)
        else node
        for node in children(parser.argument(command))
    ]
    return row(nodes)


def _text(parser: Parser, command: Token) -> Node:
    """Words, with their blanks as written."""
    token = parser.cursor.take_for(command)
    if command.command == "operatorname" and token.text == "*":
        return _limited(parser, _text(parser, command))
    text = parser.cursor.raw_group(token) if token.text == "{" else token.text
    words = _THIN_BLANK.sub(" ", text).replace("\\", "").replace("\n", " ")
    if command.command == "operatorname":
        return Atom(words, Role.FUNCTION)
    # An upright `d` is a letter as any other; a word keeps its distance.
    return Atom(words, Role.TEXT if len(words) > 1 else Role.FACTOR)


def _limited(parser: Parser, base: Node) -> Node:
    """An operator whose scripts stand under and over it, also where it is no sum."""
    script = parser.scripted(base) if parser.cursor.peek() in SCRIPTS else base
    return replace(script, limits=True) if isinstance(script, Script) else script


def _stacked(parser: Parser, command: Token) -> Node:
    r"""What `\underset` and `\overset` put under or over something."""
    limit, base = parser.argument(command), parser.argument(command)
    nodes = [node for node in children(base) if not isinstance(node, Space)]
    if nodes and all(isinstance(one, Atom) and one.role is Role.FUNCTION for one in nodes):
        base = Atom(" ".join(one.text for one in nodes if isinstance(one, Atom)), Role.FUNCTION)
    if command.command == "underset":
        return Script(base, limit, None, limits=True)
    return Script(base, None, limit, limits=True)


def _arrow(parser: Parser, command: Token) -> Node:
    """An arrow with words over it."""
    return Script(COMMANDS["longrightarrow"], None, parser.argument(command), limits=True)


def _grown(parser: Parser, command: Token) -> Node:
    left = _delimiter(parser, command, Role.OPEN)
    body = parser.row("\\right")
    parser.cursor.close(command, "\\right")
    right = _delimiter(parser, command, Role.CLOSE)
    return paired([left, *children(body), right], continues=False)


def _middle(parser: Parser, command: Token) -> Node:
    return _delimiter(parser, command, Role.RELATION)


def _delimiter(parser: Parser, command: Token, role: Role) -> Atom:
    token = parser.cursor.take_for(command)
    if token.text == ".":
        return Atom("", role)
    known = COMMANDS.get(token.command) or CHARACTERS.get(token.text)
    if known is None or known.role not in (Role.OPEN, Role.CLOSE, Role.BAR, Role.RELATION):
        parser.cursor.fail(token.start, f"`{token.text}` is no bracket")
    return Atom(known.text, role)


def _brace(parser: Parser, command: Token) -> Node:
    return Brace(parser.argument(command), over=command.command == "overbrace")


CONSTRUCTS: Mapping[str, Callable[[Parser, Token], Node]] = MappingProxyType(
    dict.fromkeys(("frac", "tfrac", "dfrac"), _fraction)
    | dict.fromkeys(ACCENTS, _accent)
    | dict.fromkeys(ALPHABETS, _lettered)
    | dict.fromkeys(TEXTS, _text)
    | dict.fromkeys(("right", "end", "\\"), stray)
    | {
        "sqrt": _root,
        "left": _grown,
        "middle": _middle,
        "underbrace": _brace,
        "overbrace": _brace,
        "underset": _stacked,
        "overset": _stacked,
        "stackrel": _stacked,
        "xrightarrow": _arrow,
        "begin": environment,
    }
)
