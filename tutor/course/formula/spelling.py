"""How a name may be written, and what all ways of writing it have in common."""

from __future__ import annotations

import re
from typing import NamedTuple

from tutor.course.formula.letters import ACCENTED, GREEK, SUBSCRIPTS, Line, line
from tutor.typeset.symbols import ACCENTS

_ACCENTS = ("bar", "hat", "tilde")
_GREEK_WORDS = {*GREEK.values(), "epsilon", "varepsilon", "varphi"}
_SAME_BASE = {"epsilon": "eps", "varepsilon": "eps", "noise": "eps", "varphi": "phi"}
_PREVIOUS = ("prev", "tm1", "tprev", "t_prev")

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_BELOW = re.compile(
    r"_\{\s*\\(?:text|mathrm)\{(?P<words>[^{}]*)\}\s*\}|_\{(?P<braced>[^{}]*)\}"
    r"|_\((?P<bracketed>[^()]*)\)|_(?P<bare>[A-Za-z0-9]+)|_(?P<greek>[α-ω])"
    rf"|\[(?P<index>[^\[\]]*)\]|(?P<small>[{''.join(SUBSCRIPTS)}]+)"
)


class Spelling(NamedTuple):
    """A name as it is written."""

    word: str
    """Its letters, Greek ones spelled out."""
    accent: str
    below: tuple[str, ...]
    """Its subscripts; `alpha_bar_t` has two."""


class Key(NamedTuple):
    """What all spellings of one name share."""

    base: str
    accent: str
    below: str


def key(spelling: Spelling) -> Key:
    """The same for `abar_t`, `alpha_bar_t`, `alphas_cumprod[t]` and `ᾱₜ`."""
    base, accent, below = spelling.word, spelling.accent, list(spelling.below)
    if base == "alphas" and below[:1] == ["cumprod"]:
        base, below[0] = "alpha", "bar"
    if not accent:
        base, accent = _without_accent(base)
    if not accent and below and below[0] in _ACCENTS:
        accent = below.pop(0)
    if not below and (match := re.fullmatch(r"([A-Za-z]+)([0-9]+)", base)):
        base, below = match[1], [match[2]]
    base = "alpha" if (base, accent) == ("a", "bar") else _SAME_BASE.get(base, base)
    subscript = "_".join(below)
    return Key(base, accent, "t-1" if subscript in _PREVIOUS else subscript)


def _without_accent(word: str) -> tuple[str, str]:
    for accent in _ACCENTS:
        if word.endswith(accent) and word != accent:
            return word.removesuffix(accent), accent
    return word, ""


def spelling(text: str) -> Spelling | None:
    """The name that `text` is; none if it is not one name and nothing else."""
    found = name_at(written := line(text), 0)
    return found[0] if found and found[1] == len(written.text) else None


def name_at(written: Line, at: int) -> tuple[Spelling, int] | None:
    """The name that starts at a letter, and where it ends; none if none does."""
    head = _head(written, at)
    if head is None:
        return None
    (word, accent, below), end = head
    while match := _BELOW.match(written.text, end):
        below += _subscripts(match)
        end = match.end()
    return Spelling(word, accent, below), end


def _head(written: Line, at: int) -> tuple[Spelling, int] | None:
    """A name without the subscripts that follow it."""
    character = written.text[at : at + 1]
    if character == ACCENTED:
        letter = written.letters[at]
        return Spelling(GREEK.get(letter.base, letter.base), letter.accent, ()), at + 1
    if character in GREEK:
        return Spelling(GREEK[character], "", ()), at + 1
    if command := _COMMAND.match(written.text, at):
        if accent := ACCENTS.get(command[1]):
            return _accented(written, command.end(), accent)
        word = command[1]
        return (Spelling(word, "", ()), command.end()) if word in _GREEK_WORDS else None
    word_match = _WORD.match(written.text, at)
    return (Spelling(word_match[0], "", ()), word_match.end()) if word_match else None


def _accented(written: Line, at: int, accent: str) -> tuple[Spelling, int] | None:
    r"""What follows `\bar`: a name in braces, a command or a single letter."""
    at += len(written.text[at:]) - len(written.text[at:].lstrip())
    if written.text[at : at + 1] == "{":
        inner = name_at(written, at + 1)
        if inner is None or written.text[inner[1] : inner[1] + 1] != "}":
            return None
        return inner[0]._replace(accent=accent), inner[1] + 1
    head = _head(written, at)
    if head is None:
        return None
    if written.text[at] != "\\":
        return Spelling(head[0].word[:1], accent, ()), at + 1
    return head[0]._replace(accent=accent), head[1]


def _subscripts(match: re.Match[str]) -> tuple[str, ...]:
    if match["small"]:
        return ("".join(SUBSCRIPTS[letter] for letter in match["small"]),)
    content = next(group for group in match.groups() if group is not None)
    return (GREEK.get(content, re.sub(r"[\s\\]", "", content)),)
