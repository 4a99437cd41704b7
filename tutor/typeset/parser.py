"""From LaTeX to a tree.

Rows, groups and scripts are read here; what follows a command is `constructs`' to read, which
symbols there are is `symbols`' affair, and which brackets belong together, `pairs`'.
"""

from __future__ import annotations

import difflib
import unicodedata
from typing import NoReturn

from tutor.typeset.constructs import CONSTRUCTS, stray
from tutor.typeset.cursor import Cursor
from tutor.typeset.errors import LatexError
from tutor.typeset.pairs import paired
from tutor.typeset.symbols import CHARACTERS, COMMANDS, IGNORED, MARKS, SCRIPTS, SPACES
from tutor.typeset.tokens import Token
from tutor.typeset.tree import Accent, Atom, Brace, Node, Script, Space, children, row

_DEPTH = 40
_EMPTY = Atom("")
_PRIME = Atom("′")


def parse(latex: str) -> Node:
    """The tree of `latex`, which is written without its dollar signs.

    Raises LatexError with the place of what is wrong.
    """
    node = Parser(latex).row()
    if not children(node):
        raise LatexError("the formula is empty", 1, "write LaTeX between the dollar signs")
    return node


class Parser:
    """Each method reads one part of the grammar."""

    def __init__(self, latex: str) -> None:
        self.cursor = Cursor(latex)
        self._depth = 0

    def row(self, *ends: str, continues: bool = False) -> Node:
        """Everything up to one of `ends`, which is left to be read.

        continues: whether something stands to the left, so that a leading `+` is no sign.
        """
        self._go_deeper()
        nodes: list[Node] = []
        while not self.cursor.at_end and self.cursor.peek() not in ends:
            if self.cursor.peek() in SCRIPTS:
                nodes.append(self.scripted(nodes.pop() if nodes else _EMPTY))
            else:
                nodes.extend(self._element(self.cursor.take()))
        self._depth -= 1
        return paired(nodes, continues=continues)

    def _go_deeper(self) -> None:
        if self._depth == _DEPTH:
            self.cursor.fail(self.cursor.offset, f"nested more than {_DEPTH} deep")
        self._depth += 1

    def _element(self, token: Token) -> list[Node]:
        """The thing that starts with `token`; braces without scripts vanish."""
        if token.text.isdigit():
            return [Atom(self.cursor.number(token.text))]
        if token.text == "{":
            group = self._group(token)
            return [group] if self.cursor.peek() in SCRIPTS else list(children(group))
        node = self._single(token)
        return [] if node is None else [node]

    def _group(self, brace: Token) -> Node:
        node = self.row("}")
        self.cursor.close(brace, "}")
        return node

    def argument(self, command: Token) -> Node:
        """What a command or script applies to: a group, or one token."""
        self._go_deeper()
        token = self.cursor.take_for(command)
        node = self._group(token) if token.text == "{" else self._single(token)
        self._depth -= 1
        return self.argument(command) if node is None else node

    def _single(self, token: Token) -> Node | None:
        """What one token stands for, with its arguments; none if it draws nothing."""
        name = token.command
        if not name:
            return self._character(token)
        if construct := CONSTRUCTS.get(name):
            return construct(self, token)
        if name in COMMANDS:
            return COMMANDS[name]
        if name in SPACES or name.isspace():
            return Space(SPACES.get(name, 1))
        return None if name in IGNORED else self._unknown(token)

    def _character(self, token: Token) -> Node:
        if token.text in ("}", "&"):
            stray(self, token)
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
        known = (*COMMANDS, *CONSTRUCTS)
        near = difflib.get_close_matches(token.command, known, n=1, cutoff=0.7)
        hint = f"did you mean `\\{near[0]}`?" if near else ""
        self.cursor.fail(token.start, f"unknown command `{token.text}`", hint)

    def scripted(self, base: Node) -> Node:
        """`base` with the scripts and primes that follow it."""
        below: Node | None = None
        above: Node | None = None
        while self.cursor.peek() in SCRIPTS:
            mark = self.cursor.take()
            if mark.text == "'":
                above = _PRIME if above is None else row((*children(above), _PRIME))
            elif mark.text == "_" and below is None:
                below = self.argument(mark)
            elif mark.text == "^" and above in (None, _PRIME):
                primes = () if above is None else (_PRIME,)
                above = row((*primes, *children(self.argument(mark))))
            else:
                self.cursor.fail(mark.start, f"a second `{mark.text}` on the same symbol")
        if isinstance(base, Brace) and base.label is None:
            return Brace(base.body, above if base.over else below, base.over)
        return Script(base, below, above)
