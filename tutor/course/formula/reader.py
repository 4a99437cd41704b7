"""From tokens to an expression, by the strength with which operators bind (Pratt 1973).

Nothing is evaluated. What mathematicians read in two ways is asked back, not guessed.
"""

from __future__ import annotations

from collections.abc import Mapping

from tutor.course.formula.errors import FormulaError
from tutor.course.formula.expression import Binary, Call, Expression, Negative, Number
from tutor.course.formula.lexer import Kind, Token, tokenise
from tutor.course.formula.vocabulary import Vocabulary
from tutor.course.formula.writer import show
from tutor.course.question import Symbol

_DEPTH = 40
_SUM, _PRODUCT, _SIGN, _POWER, _ATOM = 10, 20, 25, 40, 50
_STRENGTH = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "^": _POWER}
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_FACTORS = (Kind.NUMBER, Kind.NAME, Kind.FUNCTION, Kind.FRACTION, Kind.OPEN)


def read(
    text: str, symbols: Mapping[str, Symbol], offered: Mapping[str, Symbol] | None = None
) -> Expression:
    """The expression that `text` is, in ASCII, Unicode or LaTeX.

    offered: those of the symbols that a hint may name; all if not given.
    Raises FormulaError with the place of what cannot be read, or can be read in two ways.
    """
    reader = _Reader(tokenise(text, Vocabulary(symbols, offered)))
    expression = reader.expression(0)
    reader.finish()
    return expression


class _Reader:
    """A place among tokens."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def finish(self) -> None:
        """Make sure that everything has been read."""
        token = self._peek()
        if token.kind is Kind.CLOSE:
            raise FormulaError(f"`{token.text}` closes nothing", token.column, "remove it")
        if token.kind is not Kind.END:
            raise _misplaced(token)

    def expression(self, strength: int) -> Expression:
        """What follows, up to an operator that binds no more than `strength`."""
        if self._depth == _DEPTH:
            raise FormulaError(f"nested more than {_DEPTH} deep", self._peek().column)
        self._depth += 1
        left = self._operand(strength)
        quotient = False
        while (token := self._peek()).kind in (Kind.OPERATOR, *_FACTORS):
            implied = token.kind in _FACTORS
            binds = _PRODUCT if implied else _STRENGTH[token.text]
            if binds <= strength:
                break
            if not implied:
                self._take()
            right = self.expression(binds - 1 if token.text == "^" else binds)
            if implied and quotient and token.glued:
                raise _ambiguous_quotient(left, right, token)
            left = Binary("*" if implied else token.text, left, right)
            quotient = token.text == "/"
        self._depth -= 1
        return left

    def _peek(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _operand(self, strength: int) -> Expression:
        token = self._take()
        if token.kind is Kind.NUMBER:
            return Number(token.text)
        if token.meaning is not None:
            return token.meaning
        if token.kind is Kind.OPEN:
            return self._group(token)
        if token.kind is Kind.FRACTION:
            return Binary("/", self._braced(token), self._braced(token))
        if token.kind is Kind.FUNCTION:
            return self._root(token) if token.text == "√" else self._call(token)
        if token.text == "-":
            return Negative(self.expression(max(strength, _SIGN) if strength >= _PRODUCT else _SUM))
        if token.text == "+":
            return self.expression(max(strength, _SUM))
        raise _misplaced(token)

    def _group(self, opened: Token) -> Expression:
        inside = self.expression(0)
        token = self._peek()
        if token.kind is Kind.END:
            missing = f"add `{_CLOSING[opened.text]}`"
            raise FormulaError(f"`{opened.text}` is never closed", opened.column, missing)
        if token.text != _CLOSING[opened.text]:
            raise _misplaced(token)
        self._take()
        return inside

    def _braced(self, command: Token) -> Expression:
        r"""One of the two parts of `\frac`."""
        if self._peek().text != "{":
            raise FormulaError("`\\frac` needs two pairs of braces", command.column)
        return self._group(self._take())

    def _call(self, function: Token) -> Expression:
        if self._peek().text not in ("(", "{"):
            hint = f"write `{function.text}(…)`"
            raise FormulaError(f"`{function.text}` needs brackets", function.column, hint)
        return Call(function.text, self._group(self._take()))

    def _root(self, sign: Token) -> Expression:
        """`√(…)`, or `√` of the one thing behind it."""
        bracketed = self._peek().kind is Kind.OPEN
        root = Call("sqrt", self.expression(_ATOM))
        token = self._peek()
        digits_run_on = isinstance(root.argument, Number) and token.kind in _FACTORS and token.glued
        if not bracketed and (token.text == "^" or digits_run_on):
            shown, sign_after = show(root.argument), "·" if digits_run_on else "^"
            hint = f"write `(√{shown}){sign_after}…` or `√({shown}{sign_after}…)`"
            raise FormulaError(f"`√{shown}` can be read in two ways here", sign.column, hint)
        return root


def _misplaced(token: Token) -> FormulaError:
    if token.kind is Kind.END:
        return FormulaError("the formula stops too early", token.column)
    return FormulaError(f"`{token.text}` does not belong here", token.column)


def _ambiguous_quotient(left: Expression, right: Expression, token: Token) -> FormulaError:
    """For `1/2x`, which some read as half of x and some as one over 2x."""
    message = f"`{show(left)}` before `{show(right)}` can be read in two ways"
    first = show(Binary("*", left, right))
    if isinstance(left, Binary):
        left = Binary("/", left.left, Binary("*", left.right, right))
    return FormulaError(message, token.column, f"write `{first}` or `{show(left)}`")
