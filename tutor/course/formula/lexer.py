"""From text to tokens; names are already what they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from tutor.course.formula.errors import FormulaError
from tutor.course.formula.expression import Expression, Name
from tutor.course.formula.letters import SUBSCRIPTS, SUPERSCRIPTS, Line, line
from tutor.course.formula.spelling import Spelling, name_at
from tutor.course.formula.values import FUNCTIONS
from tutor.course.formula.vocabulary import Vocabulary

_CHARACTERS, _TOKENS, _DIGITS = 400, 200, 18
_FRACTIONS = {"½": "0.5", "¼": "0.25", "¾": "0.75"}
_COMMANDS = {"cdot": "*", "times": "*", "div": "/"}
_BLANK = re.compile(
    r"(?:\s|\\(?:left|right|[bB]ig[lrg]*|q?quad|displaystyle)(?![A-Za-z])|\\[,;:! ])+"
)
_NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+(?![A-Za-z0-9_]))?")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_POWERS = re.compile(f"[{''.join(SUPERSCRIPTS)}]+")
_ALIASES = {"ln": "log"}
_HINTS = {
    "=": "write the right-hand side alone",
    ",": "write decimals with a point, `0.5`",
    "|": "write `abs(…)`",
}


class Kind(Enum):
    """What a token is."""

    NUMBER = auto()
    NAME = auto()
    FUNCTION = auto()
    FRACTION = auto()
    OPERATOR = auto()
    OPEN = auto()
    CLOSE = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a formula."""

    kind: Kind
    text: str
    column: int
    glued: bool
    """Whether no blank stands before it."""
    meaning: Expression | None = None
    """Of a name."""


def tokenise(text: str, vocabulary: Vocabulary) -> list[Token]:
    """The tokens of `text`, with one at the end that stands for the end.

    Raises FormulaError for what cannot be read, and for what is too long.
    """
    if len(text) > _CHARACTERS:
        raise FormulaError(f"a formula has at most {_CHARACTERS} characters", 0)
    lexer = _Lexer(line(text), vocabulary)
    while lexer.advance():
        if len(lexer.tokens) > _TOKENS:
            column = lexer.tokens[-1].column
            raise FormulaError(f"a formula has at most {_TOKENS} symbols", column)
    lexer.add(Kind.END, "", 0)
    return lexer.tokens


class _Lexer:
    """A place in a line, and the tokens before it."""

    def __init__(self, written: Line, vocabulary: Vocabulary) -> None:
        self.tokens: list[Token] = []
        self._line = written
        self._vocabulary = vocabulary
        self._at = 0
        self._glued = False

    def add(self, kind: Kind, text: str, length: int, meaning: Expression | None = None) -> None:
        """A token of so many characters from here on."""
        column = self._line.column(self._at)
        self.tokens.append(Token(kind, text, column, self._glued, meaning))
        self._at += length
        self._glued = True

    def advance(self) -> bool:
        """Read one token or more; false at the end."""
        text = self._line.text
        if blank := _BLANK.match(text, self._at):
            self._at = blank.end()
            self._glued = False
        if self._at == len(text):
            return False
        if number := _NUMBER.match(text, self._at):
            self._number(number[0])
        elif powers := _POWERS.match(text, self._at):
            self._power(powers[0])
        elif not (self._command() or self._name()):
            self._sign(text[self._at])
        return True

    def _fail(self, message: str, hint: str = "") -> FormulaError:
        return FormulaError(message, self._line.column(self._at), hint)

    def _number(self, text: str) -> None:
        mantissa, _, exponent = text.lower().partition("e")
        if len(mantissa.replace(".", "")) > _DIGITS or len(exponent.lstrip("+-")) > 2:
            raise self._fail(f"a number has at most {_DIGITS} digits")
        written = f"0{text}" if text.startswith(".") else text
        self.add(Kind.NUMBER, written.lower().removesuffix("."), len(text))

    def _power(self, text: str) -> None:
        """A small raised number, as in `x²` and `x⁻¹`."""
        digits = "".join(SUPERSCRIPTS[character] for character in text)
        self.add(Kind.OPERATOR, "^", 0)
        if digits.startswith("-"):
            self.add(Kind.OPERATOR, "-", 0)
        if not digits.lstrip("-").isdigit() or len(digits) > _DIGITS:
            raise self._fail(f"`{text}` is no exponent")
        self.add(Kind.NUMBER, digits.lstrip("-"), len(text))

    def _command(self) -> bool:
        command = _COMMAND.match(self._line.text, self._at)
        if command is None:
            return False
        name, length = command[1], len(command[0])
        if name in ("frac", "tfrac", "dfrac"):
            self.add(Kind.FRACTION, "/", length)
        elif name in _COMMANDS:
            self.add(Kind.OPERATOR, _COMMANDS[name], length)
        elif _ALIASES.get(name, name) in FUNCTIONS:
            self.add(Kind.FUNCTION, _ALIASES.get(name, name), length)
        elif name_at(self._line, self._at) is None:
            raise self._fail(f"`\\{name}` is not known here")
        else:
            return False
        return True

    def _name(self) -> bool:
        for shown, symbol in self._vocabulary.pictures.items():
            if self._line.text.startswith(shown, self._at):
                self.add(Kind.NAME, shown, len(shown), symbol)
                return True
        found = name_at(self._line, self._at)
        if found is None:
            return False
        name, end = found
        written = self._written(end)
        meaning = self._vocabulary.meaning(name)
        function = _ALIASES.get(name.word, name.word)
        if meaning is not None:
            self._check_index(name, end)
            self.add(Kind.NAME, written, end - self._at, meaning)
        elif function in FUNCTIONS and not (name.below or name.accent):
            self.add(Kind.FUNCTION, function, end - self._at)
        elif factors := self._vocabulary.product(written):
            for factor in factors[:-1]:
                self.add(Kind.NAME, written, 0, factor)
            self.add(Kind.NAME, written, end - self._at, factors[-1])
        else:
            raise self._fail(
                f"`{written}` is not a name that is used here", self._vocabulary.advice(written)
            )
        return True

    def _written(self, end: int) -> str:
        letters = self._line.letters[self._at : end]
        return "".join(letter.written for letter in letters)

    def _check_index(self, name: Spelling, end: int) -> None:
        """Ask back for `abar_t-1` where it may mean the abar of step t-1.

        After a small letter, as in `ᾱₜ-1`, a large digit cannot belong to the index.
        """
        following = self._line.text[end : end + 3]
        if self._line.text[end - 1] in SUBSCRIPTS:
            return
        if not re.fullmatch(r"-1(?![0-9.]).?", following, re.DOTALL) or name.below[-1:] != ("t",):
            return
        earlier = self._vocabulary.meaning(name._replace(below=(*name.below[:-1], "t-1")))
        if isinstance(earlier, Name):
            written = self._written(end)
            raise self._fail(
                f"`{written}-1` can be read in two ways",
                f"write `{earlier.symbol.name}` or `{written} - 1`",
            )

    def _sign(self, character: str) -> None:
        if character in _FRACTIONS:
            self.add(Kind.NUMBER, _FRACTIONS[character], 1)
        elif character == "√":
            self.add(Kind.FUNCTION, "√", 1)
        elif character in "([{":
            self.add(Kind.OPEN, character, 1)
        elif character in ")]}":
            self.add(Kind.CLOSE, character, 1)
        elif self._line.text.startswith("**", self._at):
            self.add(Kind.OPERATOR, "^", 2)
        elif character in "+-*/^":
            self.add(Kind.OPERATOR, character, 1)
        else:
            raise self._fail(
                f"`{character}` does not belong in a formula", _HINTS.get(character, "")
            )
