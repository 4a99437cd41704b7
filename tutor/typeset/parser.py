"""From LaTeX to a tree.

Which symbols there are is `symbols`' affair; which brackets belong together, `pairs`'.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NoReturn

from tutor.typeset.cursor import Cursor
from tutor.typeset.errors import LatexError
from tutor.typeset.pairs import paired
from tutor.typeset.symbols import (
    ACCENTS,
    ALPHABETS,
    CHARACTERS,
    COMMANDS,
    IGNORED,
    MARKS,
    SPACES,
    TEXTS,
)
from tutor.typeset.tokens import Token
from tutor.typeset.tree import (
    Accent,
    Atom,
    Brace,
    Fraction,
    Grid,
    Node,
    Role,
    Root,
    Row,
    Script,
    Space,
    children,
    row,
)

_DEPTH = 40
_SCRIPTS = ("_", "^", "'")
_CELL_ENDS = ("&", "\\\\", "\\end")
_EMPTY = Atom("")
_PRIME = Atom("′")


def parse(latex: str) -> Node:
    """The tree of `latex`, which is written without its dollar signs.

    Raises LatexError with the place of what is wrong.
    """
    node = _Parser(latex).row()
    if not children(node):
        raise LatexError("the formula is empty", 1, "write LaTeX between the dollar signs")
    return node


class _Parser:
    """Each method reads one construct of the grammar."""

    def __init__(self, latex: str) -> None:
        self._cursor = Cursor(latex)
        self._depth = 0

    def row(self, *ends: str, continues: bool = False) -> Node:
        """Everything up to one of `ends`, which is left to be read.

        continues: whether something stands to the left, so that a leading `+` is no sign.
        """
        self._go_deeper()
        nodes: list[Node] = []
        while not self._cursor.at_end and self._cursor.peek() not in ends:
            if self._cursor.peek() in _SCRIPTS:
                nodes.append(self._scripted(nodes.pop() if nodes else _EMPTY))
            else:
                nodes.extend(self._element(self._cursor.take()))
        self._depth -= 1
        return paired(nodes, continues=continues)

    def _go_deeper(self) -> None:
        if self._depth == _DEPTH:
            self._cursor.fail(self._cursor.offset, f"nested more than {_DEPTH} deep")
        self._depth += 1

    def _element(self, token: Token) -> list[Node]:
        """The thing that starts with `token`; braces without scripts vanish."""
        if token.text.isdigit():
            return [Atom(self._cursor.number(token.text))]
        if token.text == "{":
            group = self._group(token)
            return [group] if self._cursor.peek() in _SCRIPTS else list(children(group))
        node = self._single(token)
        return [] if node is None else [node]

    def _group(self, brace: Token) -> Node:
        node = self.row("}")
        self._cursor.close(brace, "}")
        return node

    def _argument(self, command: Token) -> Node:
        """What a command or script applies to: a group, or one token."""
        self._go_deeper()
        token = self._cursor.take_for(command)
        node = self._group(token) if token.text == "{" else self._single(token)
        self._depth -= 1
        return self._argument(command) if node is None else node

    def _single(self, token: Token) -> Node | None:
        """What one token stands for, with its arguments; none if it draws nothing."""
        name = token.command
        if not name:
            return self._character(token)
        if construct := _CONSTRUCTS.get(name):
            return construct(self, token)
        if name in COMMANDS:
            return COMMANDS[name]
        if name in SPACES or name.isspace():
            return Space(SPACES.get(name, 1))
        return None if name in IGNORED else self._unknown(token)

    def _character(self, token: Token) -> Node:
        if token.text in ("}", "&"):
            self._stray(token)
        if token.text == "~":
            return Space(1)
        letters = unicodedata.normalize("NFD", token.text)
        if len(letters) > 1 and all(mark in MARKS for mark in letters[1:]):
            node: Node = CHARACTERS.get(letters[0]) or Atom(letters[0])
            for mark in letters[1:]:
                node = Accent(MARKS[mark], node)
            return node
        return CHARACTERS.get(token.text) or Atom(token.text)

    def _unknown(self, token: Token) -> NoReturn:
        known = (*COMMANDS, *_CONSTRUCTS)
        near = difflib.get_close_matches(token.command, known, n=1, cutoff=0.7)
        hint = f"did you mean `\\{near[0]}`?" if near else ""
        self._cursor.fail(token.start, f"unknown command `{token.text}`", hint)

    def _stray(self, token: Token) -> NoReturn:
        self._cursor.fail(token.start, f"`{token.text}` does not belong here")

    def _scripted(self, base: Node) -> Node:
        """`base` with the scripts and primes that follow it."""
        below: Node | None = None
        above: Node | None = None
        while self._cursor.peek() in _SCRIPTS:
            mark = self._cursor.take()
            if mark.text == "'":
                above = _PRIME if above is None else row((*children(above), _PRIME))
            elif mark.text == "_" and below is None:
                below = self._argument(mark)
            elif mark.text == "^" and above in (None, _PRIME):
                primes = () if above is None else (_PRIME,)
                above = row((*primes, *children(self._argument(mark))))
            else:
                self._cursor.fail(mark.start, f"a second `{mark.text}` on the same symbol")
        if isinstance(base, Brace) and base.label is None:
            return Brace(base.body, below)
        return Script(base, below, above)

    # Constructs, each after its command

    def _fraction(self, command: Token) -> Node:
        top = self._argument(command)
        return Fraction(top, self._argument(command))

    def _root(self, command: Token) -> Node:
        degree = None
        if self._cursor.peek() == "[":
            bracket = self._cursor.take()
            degree = self.row("]")
            self._cursor.close(bracket, "]")
        return Root(self._argument(command), degree)

    def _accent(self, command: Token) -> Node:
        name, body = ACCENTS[command.command], self._argument(command)
        if isinstance(body, Script):
            return Script(Accent(name, body.base), body.below, body.above)
        return Accent(name, body)

    def _lettered(self, command: Token) -> Node:
        """Letters in another alphabet."""
        letters = ALPHABETS[command.command]
        nodes = [
            Atom("".join(letters.get(letter, letter) for letter in node.text), node.role)
            if isinstance(node, Atom)
            else node
            for node in children(self._argument(command))
        ]
        return row(nodes)

    def _text(self, command: Token) -> Node:
        """Words, with their blanks as written."""
        token = self._cursor.take_for(command)
        text = self._cursor.raw_group(token) if token.text == "{" else token.text
        role = Role.FUNCTION if command.command == "operatorname" else Role.TEXT
        return Atom(text.replace("\\", "").replace("\n", " "), role)

    def _grown(self, command: Token) -> Node:
        left = self._delimiter(command, Role.OPEN)
        body = self.row("\\right")
        self._cursor.close(command, "\\right")
        right = self._delimiter(command, Role.CLOSE)
        return paired([left, *children(body), right], continues=False)

    def _middle(self, command: Token) -> Node:
        return self._delimiter(command, Role.RELATION)

    def _delimiter(self, command: Token, role: Role) -> Atom:
        token = self._cursor.take_for(command)
        if token.text == ".":
            return Atom("", role)
        known = COMMANDS.get(token.command) or CHARACTERS.get(token.text)
        if known is None or known.role not in (Role.OPEN, Role.CLOSE, Role.BAR, Role.RELATION):
            self._cursor.fail(token.start, f"`{token.text}` is no bracket")
        return Atom(known.text, role)

    def _brace(self, command: Token) -> Node:
        return Brace(self._argument(command))

    def _environment(self, command: Token) -> Node:
        name = self._environment_name(command)
        if name not in ("aligned", "cases"):
            known = "use `aligned` or `cases`"
            self._cursor.fail(command.start, f"unknown environment `{name}`", known)
        rows = [[self.row(*_CELL_ENDS)]]
        while self._cursor.peek() != "\\end":
            if self._cursor.at_end:
                missing = f"`\\begin{{{name}}}` has no `\\end{{{name}}}`"
                self._cursor.fail(command.start, missing)
            if self._cursor.take().text == "&":
                rows[-1].append(self.row(*_CELL_ENDS, continues=True))
            else:
                rows.append([self.row(*_CELL_ENDS)])
        end = self._cursor.take()
        if (closing := self._environment_name(end)) != name:
            self._cursor.fail(end.start, f"`\\begin{{{name}}}` ends with `\\end{{{closing}}}`")
        if len(rows) > 1 and rows[-1] == [Row(())]:
            rows.pop()  # `\\` after the last row
        return Grid(tuple(map(tuple, rows)), cases=name == "cases")

    def _environment_name(self, command: Token) -> str:
        brace = self._cursor.take_for(command)
        if brace.text != "{":
            self._cursor.fail(command.start, f"`{command.text}` has no name in braces")
        return self._cursor.raw_group(brace).strip()


_CONSTRUCTS: Mapping[str, Callable[[_Parser, Token], Node]] = MappingProxyType(
    dict.fromkeys(("frac", "tfrac", "dfrac"), _Parser._fraction)
    | dict.fromkeys(ACCENTS, _Parser._accent)
    | dict.fromkeys(ALPHABETS, _Parser._lettered)
    | dict.fromkeys(TEXTS, _Parser._text)
    | dict.fromkeys(("right", "end", "\\"), _Parser._stray)
    | {
        "sqrt": _Parser._root,
        "left": _Parser._grown,
        "middle": _Parser._middle,
        "underbrace": _Parser._brace,
        "begin": _Parser._environment,
    }
)
